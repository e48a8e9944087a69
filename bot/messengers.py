"""What messengers and their bots are called among the sources of events."""

TELEGRAM = "telegram:"


def telegram_source(token: str) -> str:
    """``telegram:<bot id>``; the id is the token up to its colon."""
    return TELEGRAM + token.partition(":")[0]
