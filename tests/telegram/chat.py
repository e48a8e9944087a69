"""One chat as the people in it see it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.clock import Clock
from tests.telegram.refusal import Refusal, bad_request, deactivated
from tests.telegram.schema import File
from tests.telegram.user import User


@dataclass
class Shown:
    """A message on the screen. ``content`` are the parts of the Message object that say what it is.

    ``by_bot`` is False for one's own, ``silent``: it came without a sound, ``protected``: it cannot be passed on.
    """

    message_id: int
    date: int
    content: dict[str, Any]
    author: dict[str, Any]
    by_bot: bool = True
    silent: bool = False
    protected: bool = False
    markup: dict[str, Any] | None = None
    file: File | None = None
    edited: int | None = None

    @property
    def text(self) -> str:
        """The words, or those under a file; one's own picture is ``(photo)``."""
        words = self.content.get("text", self.content.get("caption", ""))
        return str(words) or ("" if self.by_bot else f"({self.kind})")

    @property
    def kind(self) -> str:
        """``text``, ``photo``, ``document``, ``contact`` …"""
        return next(iter(self.content), "")

    @property
    def entities(self) -> list[dict[str, Any]]:
        """What is bold, a link …"""
        found: list[dict[str, Any]] = self.content.get("entities", self.content.get("caption_entities", []))
        return found

    @property
    def rows(self) -> list[list[dict[str, Any]]]:
        """The buttons under it, row by row, as they were given."""
        found: list[list[dict[str, Any]]] = (self.markup or {}).get("inline_keyboard", [])
        return found

    @property
    def buttons(self) -> list[list[tuple[str, str]]]:
        """The same as (label, token); the token is empty where a button does something else than to tell the bot."""
        return [[(key["text"], key.get("callback_data", "")) for key in row] for row in self.rows]

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons."""
        return [label for row in self.buttons for label, _ in row]

    @property
    def document(self) -> File | None:
        """The file, when it is a document."""
        return self.file if self.kind == "document" else None

    @property
    def photo(self) -> File | None:
        """The file, when it is a picture."""
        return self.file if self.kind == "photo" else None

    @property
    def contact(self) -> dict[str, Any]:
        """The Contact object; empty when it is none."""
        found: dict[str, Any] = self.content.get("contact", {})
        return found


@dataclass
class Chat:
    """All messages after all edits. ``user``: the person of a private chat; ``closed``: why nothing can be sent."""

    place: dict[str, Any]
    clock: Clock
    user: User | None = None
    messages: list[Shown] = field(default_factory=list)
    keyboard: list[list[str]] = field(default_factory=list)
    """Labels in the place of the person's keyboard."""
    doing: str = ""
    """What the bot said last that it is doing."""
    closed: Refusal | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    _number: int = 0

    @property
    def chat_id(self) -> int:
        """Its number; that of a person is the person's."""
        return int(self.place["id"])

    @property
    def blocked(self) -> bool:
        """The person has blocked the bot."""
        return self.closed is not None

    def open(self) -> "Chat":
        """The chat itself. Raises ``Refusal`` when nothing can be sent to it."""
        self.alive()
        if self.closed is not None:
            raise self.closed
        return self

    def alive(self) -> None:
        """Raises ``Refusal`` when there is nobody any more."""
        if self.user is not None and self.user.deactivated:
            raise deactivated()

    def add(self, content: dict[str, Any], author: dict[str, Any], **more: Any) -> Shown:
        """A new message at the end."""
        self._number += 1
        shown = Shown(self._number, self.clock.date, content, author, by_bot=author["is_bot"], **more)
        self.messages.append(shown)
        self.changed.set()
        return shown

    def find(self, message_id: int, otherwise: str = "message not found") -> Shown:
        """A message that has not been deleted. Raises ``Refusal``."""
        shown = next((one for one in self.messages if one.message_id == message_id), None)
        if shown is None:
            raise bad_request(otherwise)
        return shown

    def edit(self, shown: Shown, content: dict[str, Any], markup: dict[str, Any] | None, file: File | None) -> None:
        """Changes a message. Raises ``Refusal`` when it would stay the same."""
        if (content, markup) == (shown.content, shown.markup):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same"
                " as a current content and reply markup of the message"
            )
        shown.content, shown.markup, shown.file, shown.edited = content, markup, file, self.clock.date
        self.changed.set()

    def delete(self, shown: Shown) -> None:
        """Takes a message off the screen."""
        self.messages.remove(shown)
        self.changed.set()

    def as_message(self, shown: Shown) -> dict[str, Any]:
        """The message as the Bot API gives it."""
        message = {"message_id": shown.message_id, "date": shown.date, "chat": self.place, "from": shown.author}
        message |= shown.content
        if shown.rows:
            message["reply_markup"] = shown.markup
        if shown.protected:
            message["has_protected_content"] = True
        if shown.edited is not None:
            message["edit_date"] = shown.edited
        return message


def private(user: User, clock: Clock) -> Chat:
    """The chat of a person with a bot."""
    return Chat({"id": user.user_id, "type": "private", "first_name": user.first_name}, clock, user)


def group(chat_id: int, title: str, clock: Clock, kind: str = "group") -> Chat:
    """A chat of several people."""
    return Chat({"id": chat_id, "type": kind, "title": title}, clock)
