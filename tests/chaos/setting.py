"""The stage: who is in the company before the curtain rises, and what is going to be due for them."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from bot.invitations import MANY, Wanted, create
from bot.knowledge import Knowledge
from bot.messengers import telegram_source
from bot.person import enrol
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
ITEMS = ("unit:hmi-meldung", "unit:phishing", "unit:schichtuebergabe", "block:ziel")


def prepare(database: Database, seed: int, chats: int, seconds: float) -> list[int]:
    """Invites everybody, enrols some, plans their reminders; gives the chats of those who have yet to join."""
    random = Random(f"{seed} setting")
    people = range(FIRST_CHAT, FIRST_CHAT + chats)
    joined = [chat for chat in people if random.random() < JOINED]

    def fill(tx: Transaction) -> None:
        create(tx, KEYRING, Wanted("muster", "learner", "instandhaltung", MANY), str(UUID(int=1)), CODE)
        for chat in joined:
            _enrol(tx, chat, random, seconds)

    database.perform_now(fill)
    return [chat for chat in people if chat not in set(joined)]


def language(chat: int) -> str:
    """The language of a person's app, which is the one they choose."""
    return "en" if chat % 3 == 0 else "de"


def _enrol(tx: Transaction, chat: int, random: Random, seconds: float) -> None:
    who = str(UUID(int=chat, version=4))
    profile = Profile("muster", "instandhaltung", "learner", START.date(), "Team")
    enrol(tx, KEYRING, who, SOURCE, str(chat), profile, language(chat))
    for item in random.sample(ITEMS, random.randint(1, 3)):
        at = START + timedelta(seconds=random.uniform(0, SPEED * seconds))
        # Most have hours; some so little that they are late as soon as something is in their way.
        left = timedelta(seconds=random.choice((30, 300, 7200, 7200, 7200)))
        reminders.plan(tx, who, item, at, at + left, "wish", None)
