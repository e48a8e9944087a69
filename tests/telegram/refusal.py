"""How the Bot API says no."""

import math
from typing import Any


class Refusal(Exception):
    """A call that is refused. ``parameters`` tell a program what to do about it."""

    def __init__(self, code: int, description: str, retry_after: int | None = None, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.retry_after = code, description, retry_after
        self.parameters = parameters if retry_after is None else {"retry_after": retry_after, **parameters}

    @property
    def body(self) -> dict[str, Any]:
        """The answer."""
        more = {"parameters": self.parameters} if self.parameters else {}
        return {"ok": False, "error_code": self.code, "description": self.description, **more}


def bad_request(words: str) -> Refusal:
    """The call itself is wrong."""
    return Refusal(400, f"Bad Request: {words}")


def too_many(seconds: float) -> Refusal:
    """Slow down."""
    whole = max(1, math.ceil(seconds))
    return Refusal(429, f"Too Many Requests: retry after {whole}", whole)


def blocked() -> Refusal:
    """The person has blocked the bot."""
    return Refusal(403, "Forbidden: bot was blocked by the user")


def deactivated() -> Refusal:
    """The person has deleted the account."""
    return Refusal(403, "Forbidden: user is deactivated")


def kicked() -> Refusal:
    """The bot was taken out of the group."""
    return Refusal(403, "Forbidden: bot was kicked from the group chat")


def migrated(chat_id: int) -> Refusal:
    """The group goes on under another id."""
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, words, migrate_to_chat_id=chat_id)


def conflict(words: str) -> Refusal:
    """Two ways to get updates exclude each other."""
    return Refusal(409, f"Conflict: {words}")


def unauthorized() -> Refusal:
    """No bot has this token."""
    return Refusal(401, "Unauthorized")


def unknown_method() -> Refusal:
    """There is no such method."""
    return Refusal(404, "Not Found")


def not_built(method: str) -> Refusal:
    """The call is right, but this server cannot do it: said aloud, so that no test believes in it."""
    return Refusal(501, f"Not Implemented: the server for tests has no {method}")
