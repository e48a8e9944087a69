"""People: they join by code, tap, tap twice, tap what is old, write, block the bot and come back."""

import asyncio
from contextlib import suppress
from random import Random

from tests.telegram import Person
from tests.telegram.chat import Shown

LANGUAGES = {"de": "Deutsch", "en": "English"}
NEVER = ("/geraet", "/loeschen", "/meine", "/sprache", "/stopp")
"""What would change how replies of the past read, or who the person is; tests of their own look at these."""
DECLINING = ("Nein, ", "No, ")
"""Whoever declines leaves no trace, so that nothing could be counted."""
WORDS = ("Ich lese zuerst die Nummer der Meldung.", "Hallo", "3 Uhr, Halle 2: Öl nachgefüllt 🛠", "??", "x" * 1200)
COMMANDS = ("/menue", "/lernen hmi-meldung", "/lernen phishing", "/weiter", "/checkin", "/hilfe", "/fragen", "/zeiten")
PATIENT = 0.85
"""Of all that is done, somebody waits for an answer to it before they go on."""
PATIENCE = 30.0
"""Seconds that they wait at most."""
EAGER = 3.0
"""So many times as often somebody does something until they have joined."""
AWAY = 4.0
"""Seconds until somebody who has blocked the bot comes back."""


class Somebody:
    """One person with habits of their own. ``pause``: seconds between two things that they do, on average."""

    def __init__(self, person: Person, seed: int, code: str, pause: float) -> None:
        self.person, self.code, self.pause = person, code, pause
        self.random = Random(f"{seed} {person.chat.chat_id}")
        self.stranger = bool(code)
        self.seen: list[tuple[Shown, str]] = []
        """Buttons that were on the screen once."""

    async def live(self) -> None:
        """Until cancelled."""
        await asyncio.sleep(self.random.uniform(0, self.pause / EAGER))
        if self.code:
            self.person.say(f"/start {self.code}")
        while True:
            pause = self.pause / EAGER if self.stranger else self.pause
            await asyncio.sleep(self.random.expovariate(1 / pause))
            heard = len(self.person.heard)
            await self._act()
            if self.random.random() < PATIENT:
                await self._hears_more(heard)

    async def _hears_more(self, heard: int) -> None:
        with suppress(TimeoutError):
            await self.person.until(lambda: len(self.person.heard) > heard, PATIENCE)

    async def _act(self) -> None:
        keys = self._keys()
        # Whoever is still at the door mostly goes on.
        what = self.random.random() * (0.75 if self.stranger else 1)
        if what < 0.62 and keys:
            self._tap(self.random.choice(keys), twice=what < 0.12)
        elif what < 0.70 and self.seen:
            self._tap(self.random.choice(self.seen))
        elif what < 0.80:
            self.person.say(self.random.choice(WORDS))
        elif what < 0.93:
            self.person.say(self.random.choice(COMMANDS))
        elif what < 0.96:
            self.random.choice((self.person.send_photo, self.person.send_voice, self.person.send_sticker))()
        else:
            self.person.block()
            await asyncio.sleep(self.random.uniform(0, AWAY))
            self.person.unblock()

    def _tap(self, key: tuple[Shown, str], twice: bool = False) -> None:
        for _ in range(1 + twice):
            self.person.tap_token(*key)

    def _does(self, label: str, token: str) -> bool:
        return not token.startswith(NEVER) and not (self.stranger and any(no in label for no in DECLINING))

    def _keys(self) -> list[tuple[Shown, str]]:
        """The buttons of the newest message that has some; of languages only the person's own."""
        shown = next((each for each in reversed(self.person.screen) if each.by_bot and each.labels), None)
        if shown is None:
            return []
        if any(token.startswith("/lernen") for row in shown.buttons for _, token in row):
            self.stranger = False
        own = LANGUAGES[self.person.user.language_code]
        keys = [(label, token) for row in shown.buttons for label, token in row if self._does(label, token)]
        if any(own in label for label, _ in keys):
            keys = [(label, token) for label, token in keys if own in label]
        found = [(shown, token) for _, token in keys]
        self.seen = [*self.seen, *(key for key in found if key not in self.seen)][-40:]
        return found
