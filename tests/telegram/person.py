"""A person with a phone: writes, taps and reads."""

import asyncio
from collections.abc import Callable
from typing import Any

from tests.telegram.chat import Chat, Shown

PHOTO = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]


class Person:
    """One private chat. ``push`` takes the content of an update, ``language_code`` is that of the app."""

    def __init__(self, chat: Chat, language_code: str, push: Callable[[int, dict[str, Any]], None]) -> None:
        self.chat, self._push = chat, push
        self._user = {"id": chat.chat_id, "is_bot": False, "first_name": "Person", "language_code": language_code}

    @property
    def screen(self) -> list[Shown]:
        """What is in the chat, after all edits."""
        return self.chat.messages

    @property
    def heard(self) -> list[str]:
        """The words of the bot's messages."""
        return [shown.text for shown in self.screen if shown.by_bot]

    def say(self, text: str) -> None:
        """Write something."""
        self._send(self.chat.add(text, by_bot=False), text=text)

    def send_photo(self) -> None:
        """Send a picture."""
        self._send(self.chat.add("(photo)", by_bot=False), photo=PHOTO)

    def tap(self, label: str) -> None:
        """Tap the newest button with this label, with these words in its label, or with this token."""
        keys = [(key, shown) for shown in reversed(self.screen) for row in shown.buttons for key in row]
        tests: list[Callable[[tuple[str, str]], bool]] = [lambda key: label in key, lambda key: label in key[0]]
        found = next((pair for test in tests for pair in keys if test(pair[0])), None)
        assert found is not None, f"no button {label!r} on the screen: {self.screen}"
        (_, token), shown = found
        tap = {"id": f"tap-{token}", "from": self._user, "chat_instance": "1", "data": token}
        self._push(self.chat.chat_id, {"callback_query": {**tap, "message": self.chat.as_message(shown)}})

    def block(self) -> None:
        """Block the bot."""
        self.chat.blocked = True

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

    def _send(self, shown: Shown, **content: Any) -> None:
        message = {"message_id": shown.message_id, "date": 1, "chat": self.chat.place, "from": self._user}
        self._push(self.chat.chat_id, {"message": {**message, **content}})
