"""One private chat as the person sees it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.refusal import Refusal
from tests.telegram.schema import File


@dataclass
class Shown:
    """A message on the screen. ``buttons`` are (label, token) row by row; ``by_bot`` is False for one's own."""

    message_id: int
    text: str
    buttons: list[list[tuple[str, str]]] = field(default_factory=list)
    by_bot: bool = True
    silent: bool = False
    document: File | None = None
    photo: File | str | None = None
    contact: dict[str, Any] | None = None

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons."""
        return [label for row in self.buttons for label, _ in row]


@dataclass
class Chat:
    """All messages after all edits. ``blocked``: the person has blocked the bot."""

    chat_id: int
    messages: list[Shown] = field(default_factory=list)
    blocked: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def place(self) -> dict[str, Any]:
        """The chat as updates name it."""
        return {"id": self.chat_id, "type": "private", "first_name": "Person"}

    def add(self, text: str, **more: Any) -> Shown:
        """A new message at the end."""
        shown = Shown(len(self.messages) + 1, text, **more)
        self.messages.append(shown)
        self.changed.set()
        return shown

    def edit(self, message_id: int, text: str | None, buttons: list[list[tuple[str, str]]]) -> Shown:
        """Changes a message of the bot; ``text`` None leaves the words."""
        shown = next((one for one in self.messages if one.message_id == message_id and one.by_bot), None)
        if shown is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        words = shown.text if text is None else text
        if (words, buttons) == (shown.text, shown.buttons):
            raise Refusal(400, "Bad Request: message is not modified")
        shown.text, shown.buttons = words, buttons
        self.changed.set()
        return shown

    def as_message(self, shown: Shown) -> dict[str, Any]:
        """The message as the Bot API gives it."""
        rows = [[{"text": label, "callback_data": token} for label, token in row] for row in shown.buttons]
        markup = {"reply_markup": {"inline_keyboard": rows}} if rows else {}
        return {"message_id": shown.message_id, "date": 1, "chat": self.place, **_content(shown), **markup}


def _content(shown: Shown) -> dict[str, Any]:
    if shown.photo is not None:
        name = shown.photo if isinstance(shown.photo, str) else f"file-of-{shown.photo.name}"
        size = {"file_id": name, "file_unique_id": name, "width": 1080, "height": 720}
        return {"photo": [size], "caption": shown.text}
    return {"text": shown.text}


def keyboard(markup: Any) -> list[list[tuple[str, str]]]:
    """The rows of a reply_markup."""
    rows = (markup or {}).get("inline_keyboard", [])
    return [[(key["text"], key.get("callback_data", "")) for key in row] for row in rows]
