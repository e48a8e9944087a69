"""The stage: who is in the company before the curtain rises, and what is going to be due for them."""

import asyncio
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from bot.invitations import MANY, Wanted, create
from bot.knowledge import Knowledge
from bot.messengers import telegram_source
from bot.person import enrol
from bot.planner import Planner
from dialogs.state import Profile
from storage import reminders
from storage.addresses import Keyring
from storage.database import Database
from storage.transaction import Transaction

TOKEN = "123456:test-token"
SOURCE = telegram_source(TOKEN)
KEY = "a key that only chaos knows"
KEYRING = Keyring([KEY])
KNOWLEDGE = Knowledge.read()
CODE = "CHAQ-S234"
FIRST_CHAT = 7001
START = datetime.fromisoformat("2026-11-24T10:00:00+01:00")
"""A Tuesday, in the early shift and behind its break."""
SPEED = 10.0
"""Of the program's clock: what its alarm clock does every 15 seconds, it does every 1.5."""
JOINED = 0.6
"""Of all people have joined before it begins."""
AT_REGULAR = 0.5
"""Of them have their regular moment while it lasts; the others, as everybody, at some time in the week."""
ITEMS = ("unit:hmi-meldung", "unit:phishing", "unit:schichtuebergabe", "block:ziel")


def prepare(database: Database, seed: int, chats: int, seconds: float) -> list[int]:
    """Invites everybody, enrols some, plans their reminders; gives the chats of those who have yet to join.

    Not on an event loop, since it plans as the program does.
    """
    random = Random(f"{seed} setting")
    people = range(FIRST_CHAT, FIRST_CHAT + chats)
    joined = [chat for chat in people if random.random() < JOINED]

    def fill(tx: Transaction) -> None:
        create(tx, KEYRING, Wanted("muster", "learner", "instandhaltung", MANY), str(UUID(int=1)), CODE)
        for chat in joined:
            _enrol(tx, chat, random, seconds)

    def come_soon(tx: Transaction) -> None:
        for chat in joined:
            if random.random() < AT_REGULAR:
                _set_regular(tx, _id(chat), START + timedelta(seconds=random.uniform(0, SPEED * seconds)))

    database.perform_now(fill)
    asyncio.run(Planner(database, KNOWLEDGE, lambda: START).plan())
    database.perform_now(come_soon)
    return [chat for chat in people if chat not in set(joined)]


def language(chat: int) -> str:
    """The language of a person's app, which is the one they choose."""
    return "en" if chat % 3 == 0 else "de"


def _id(chat: int) -> str:
    return str(UUID(int=chat, version=4))


def _set_regular(tx: Transaction, who: str, at: datetime) -> None:
    """The program takes the row for its own, since it has the version of its plan."""
    known = reminders.regular(tx, who)
    assert known is not None, "the plan is in force, so everybody has a regular moment"
    reminders.set_regular(tx, [(who, known.id, at)], known.version)


def _enrol(tx: Transaction, chat: int, random: Random, seconds: float) -> None:
    who = _id(chat)
    profile = Profile("muster", "instandhaltung", "learner", START.date(), "Team")
    enrol(tx, KEYRING, who, SOURCE, str(chat), profile, language(chat))
    for item in random.sample(ITEMS, random.randint(1, 3)):
        at = START + timedelta(seconds=random.uniform(0, SPEED * seconds))
        # Most have hours; some so little that they are late as soon as something is in their way.
        left = timedelta(seconds=random.choice((30, 300, 7200, 7200, 7200)))
        reminders.plan(tx, who, item, at, at + left, "wish")
