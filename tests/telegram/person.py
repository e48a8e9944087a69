"""A person with a phone: writes, taps and reads."""

import asyncio
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.telegram.chat import Chat, Shown
from tests.telegram.membership import KICKED, MEMBER, changed
from tests.telegram.queries import Toast
from tests.telegram.refusal import blocked
from tests.telegram.schema import File
from tests.telegram.units import utf16
from tests.telegram.user import User

if TYPE_CHECKING:
    from tests.telegram.bot import Bot

PIXEL = File("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00")
RECORDING = File("voice.ogg", b"OggS")
LONGEST = 4096
"""Units of UTF-16; the app cuts longer texts."""
COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(?=\s|$)")
STICKER = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}


class Person:
    """One person in the private chat with one bot. The same person may have chats with other bots."""

    def __init__(self, bot: "Bot", chat: Chat, user: User) -> None:
        self.bot, self.chat, self.user = bot, chat, user

    @property
    def screen(self) -> list[Shown]:
        """What is in the chat, after all edits."""
        return self.chat.messages

    @property
    def heard(self) -> list[str]:
        """The words of the bot's messages."""
        return [shown.text for shown in self.screen if shown.by_bot]

    @property
    def toasts(self) -> list[Toast]:
        """All that was shown on taps."""
        return self.bot.queries.toasts(self.chat.chat_id)

    @property
    def commands(self) -> list[tuple[str, str]]:
        """The commands in the person's menu, with their descriptions."""
        seen = self.bot.commands.seen(self.chat.chat_id, self.user.language_code)
        return [(command["command"], command["description"]) for command in seen]

    @property
    def menu_button(self) -> dict[str, Any]:
        """The MenuButton beside the input field."""
        return self.bot.profile.button(self.chat.chat_id)

    def say(self, text: str) -> Shown:
        """Write something. Writing to a bot that one has blocked unblocks it."""
        words = text.strip()
        assert words and utf16(words) <= LONGEST, "no app sends such a text in one message"
        command = COMMAND.match(words)
        entity = {"type": "bot_command", "offset": 0, "length": command.end()} if command else None
        return self._send({"text": words, **({"entities": [entity]} if entity else {})})

    def send_photo(self, file: File = PIXEL, caption: str = "") -> Shown:
        """Send a picture."""
        return self._send_file("photo", file, caption)

    def send_document(self, file: File, caption: str = "") -> Shown:
        """Send a file."""
        return self._send_file("document", file, caption)

    def send_voice(self, file: File = RECORDING) -> Shown:
        """Send a voice message."""
        return self._send_file("voice", file, "")

    def send_sticker(self) -> Shown:
        """Send a sticker."""
        return self._send({"sticker": {"file_id": "STICKER", "file_unique_id": "USTICKER", **STICKER}})

    def send_contact(self, phone_number: str, first_name: str) -> Shown:
        """Send somebody's number."""
        return self._send({"contact": {"phone_number": phone_number, "first_name": first_name}})

    def send_location(self, latitude: float, longitude: float) -> Shown:
        """Send where one is."""
        return self._send({"location": {"latitude": latitude, "longitude": longitude}})

    def edit(self, shown: Shown, text: str) -> None:
        """Change something that one has written."""
        assert not shown.by_bot, "nobody edits the bot's messages"
        self.chat.edit(shown, {"text": text}, None, None)
        self.bot.happened(self.chat.chat_id, {"edited_message": self.chat.as_message(shown)})

    def tap(self, label: str) -> str:
        """Tap the newest button with this label, with these words in its label, or with this token; a key of the
        keyboard says its label. Gives the id of the tap, "" for a key."""
        keys = [(key, shown) for shown in reversed(self.screen) for row in shown.buttons for key in row]
        tests: list[Callable[[tuple[str, str]], bool]] = [lambda key: label in key, lambda key: label in key[0]]
        found = next((pair for test in tests for pair in keys if test(pair[0])), None)
        if found is None and label in [key for row in self.chat.keyboard for key in row]:
            self.say(label)
            return ""
        assert found is not None, f"no button {label!r} on the screen: {self.screen}"
        (_, token), shown = found
        assert token, f"the button {label!r} tells the bot nothing"
        return self.tap_token(shown, token)

    def tap_token(self, shown: Shown, token: str) -> str:
        """Tap a button with this token under a message, also one that is no longer there. Gives the id of the tap."""
        number = self.bot.queries.ask(self.chat.chat_id)
        tap = {"id": number, "from": self.user.as_user, "chat_instance": str(self.chat.chat_id), "data": token}
        self.bot.happened(self.chat.chat_id, {"callback_query": {**tap, "message": self.chat.as_message(shown)}})
        return number

    def block(self) -> None:
        """Block the bot; it is told so."""
        if not self.chat.blocked:
            self.chat.closed = blocked()
            self._membership(MEMBER, KICKED)

    def unblock(self) -> None:
        """Let the bot write again; it is told so."""
        if self.chat.blocked:
            self.chat.closed = None
            self._membership(KICKED, MEMBER)

    def deactivate(self) -> None:
        """Delete the account: no bot can write any more, and none is told."""
        self.user.deactivated = True

    async def wait_for(self, text: str, seconds: float = 10) -> Shown:
        """Waits until a message of the bot holds these words; gives the newest."""
        await self.until(lambda: any(text in words for words in self.heard), seconds)
        return [shown for shown in self.screen if shown.by_bot and text in shown.text][-1]

    async def until(self, holds: Callable[[], bool], seconds: float = 10) -> None:
        """Waits until something is so on the screen."""
        async with asyncio.timeout(seconds):
            while not holds():
                self.chat.changed.clear()
                await self.chat.changed.wait()

    def _send_file(self, kind: str, file: File, caption: str) -> Shown:
        content, kept = self.bot.files.described(kind, file, {})
        return self._send(content | ({"caption": caption} if caption else {}), kept)

    def _send(self, content: dict[str, Any], file: File | None = None) -> Shown:
        assert not self.user.deactivated, "nobody is there to write"
        self.unblock()
        shown = self.chat.add(content, self.user.as_user, file=file)
        self.bot.happened(self.chat.chat_id, {"message": self.chat.as_message(shown)})
        return shown

    def _membership(self, old: str, new: str) -> None:
        by, bot = self.user.as_user, self.bot.profile.user
        content = changed(self.chat.place, by, bot, self.chat.clock.date, old, new)
        self.bot.happened(self.chat.chat_id, content)
