"""How the Bot API says no."""

from typing import Any


class Refusal(Exception):
    """A call that is refused. ``retry_after`` are seconds, with 429."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after

    @property
    def body(self) -> dict[str, Any]:
        """The answer."""
        more = {} if self.retry_after is None else {"parameters": {"retry_after": self.retry_after}}
        return {"ok": False, "error_code": self.code, "description": self.description, **more}


def too_many(seconds: int) -> Refusal:
    """Slow down."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", seconds)


def blocked() -> Refusal:
    """The person has blocked the bot."""
    return Refusal(403, "Forbidden: bot was blocked by the user")
