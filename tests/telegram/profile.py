"""How a bot presents itself: name and descriptions by language, the button beside the input field."""

from dataclasses import dataclass, field
from typing import Any

DEFAULT_BUTTON: dict[str, Any] = {"type": "default"}
TEXTS = ("name", "description", "short_description")


@dataclass
class Profile:
    """``texts`` by name and language, "" for all languages without an own one; ``buttons`` by chat, None for all."""

    bot_id: int
    username: str
    first_name: str = "Lernbegleiter"
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)

    @property
    def user(self) -> dict[str, Any]:
        """The bot as the author of its messages."""
        name = self.texts.get(("name", ""), self.first_name)
        return {"id": self.bot_id, "is_bot": True, "first_name": name, "username": self.username}

    @property
    def me(self) -> dict[str, Any]:
        """The answer to getMe."""
        cannot = (
            "can_read_all_group_messages",
            "supports_inline_queries",
            "can_connect_to_business",
            "has_main_web_app",
        )
        return {**self.user, "can_join_groups": True, **dict.fromkeys(cannot, False)}

    def set_text(self, name: str, language: str, words: str) -> None:
        """Empty words take the text away."""
        self.texts[name, language] = words
        if not words:
            del self.texts[name, language]

    def text(self, name: str, language: str) -> str:
        """That of the language, else that for all; a bot always has a name."""
        words = self.texts.get((name, language)) or self.texts.get((name, ""), "")
        return words or (self.first_name if name == "name" else "")

    def button(self, chat_id: int | None) -> dict[str, Any]:
        """That of the chat, else that for all."""
        return self.buttons.get(chat_id) or self.buttons.get(None) or DEFAULT_BUTTON
