"""The commands of a bot: by scope and language, and which of them a person sees."""

from typing import Any

Command = dict[str, str]
DEFAULT = {"type": "default"}


class Commands:
    """What was set, by scope and language."""

    def __init__(self) -> None:
        self._set: dict[tuple[str, str], list[Command]] = {}

    def set(self, commands: list[Command], scope: dict[str, Any] | None, language: str) -> None:
        """In the place of those before; an empty list deletes them."""
        key = _key(scope or DEFAULT), language
        self._set[key] = commands
        if not commands:
            del self._set[key]

    def get(self, scope: dict[str, Any] | None, language: str) -> list[Command]:
        """Exactly those of the scope and language."""
        return self._set.get((_key(scope or DEFAULT), language), [])

    def seen(self, chat_id: int, language: str) -> list[Command]:
        """Those that are shown in a private chat: the narrowest scope, and in it the person's language first."""
        scopes: list[dict[str, Any]] = [{"type": "chat", "chat_id": chat_id}, {"type": "all_private_chats"}, DEFAULT]
        keys = [(_key(scope), code) for scope in scopes for code in (language[:2], "")]
        return next((self._set[key] for key in keys if key in self._set), [])


def _key(scope: dict[str, Any]) -> str:
    return ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)
