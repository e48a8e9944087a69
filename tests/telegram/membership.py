"""Whether the bot may write in a chat, as an update tells it."""

from typing import Any

MEMBER, KICKED = "member", "kicked"


def changed(
    chat: dict[str, Any], by: dict[str, Any], bot: dict[str, Any], date: int, old: str, new: str
) -> dict[str, Any]:
    """The content of a ``my_chat_member`` update."""
    members = {"old_chat_member": _member(old, bot), "new_chat_member": _member(new, bot)}
    return {"my_chat_member": {"chat": chat, "from": by, "date": date, **members}}


def _member(status: str, bot: dict[str, Any]) -> dict[str, Any]:
    return {"status": status, "user": bot, **({"until_date": 0} if status == KICKED else {})}
