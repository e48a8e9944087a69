"""A person who talks with the real turns on a real database."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from random import Random
from uuid import UUID
from weakref import WeakKeyDictionary

from bot.exchange import Inbound, Message, Reply
from bot.invitations import Wanted, create, new_code
from bot.knowledge import Knowledge
from bot.rendering import Find, no_recording
from bot.turns import TurnTaker
from dialogs.events import Event, Said, Tapped
from storage.addresses import Keyring
from storage.database import Database

KEYRING = Keyring(["a secret that only the tests know"])
WEEKLY = {"hmi-meldung", "schichtuebergabe", "phishing", "ziel"}


def one_offer_a_week(knowledge: Knowledge) -> Knowledge:
    """The shipped content with a plan in which reminders are easy to count."""
    company = knowledge.companies["muster"]
    plan = tuple(entry for entry in company.plan if {entry.unit, entry.block} & WEEKLY)
    return replace(knowledge, companies={"muster": company.model_copy(update={"plan": plan})})


KNOWLEDGE = one_offer_a_week(Knowledge.read())
UPDATES = count(1000)
"""Telegram numbers the updates of a bot, not of a person."""


_RANDOM: WeakKeyDictionary[Database, Random] = WeakKeyDictionary()


def new_id(database: Database) -> str:
    """As random as those of the program, but the same in each run of a test: people's moments are derived from them."""
    return str(UUID(int=_RANDOM.setdefault(database, Random(17)).getrandbits(128), version=4))


@dataclass
class Clock:
    """A clock that stands where the test puts it."""

    moment: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment


@dataclass
class Talk:
    """One person in one messenger."""

    database: Database
    address: str = "4711"
    source: str = "telegram:123"
    clock: Clock = field(default_factory=Clock)
    last: Reply | None = None
    knowledge: Knowledge = KNOWLEDGE
    recorded: Find = no_recording

    @property
    def turns(self) -> TurnTaker:
        return TurnTaker(self.database, self.knowledge, KEYRING, self.clock, self.new_id, self.recorded)

    def new_id(self) -> str:
        """The next one on this database."""
        return new_id(self.database)

    def code(self, role: str = "learner", group: str | None = "montage", uses: int = 1) -> str:
        """A new code."""
        code = new_code()
        wanted = Wanted("muster", role, group, uses)
        self.database.perform_now(lambda tx: create(tx, KEYRING, wanted, self.new_id(), code))
        return code

    def take(self, event: Event, key: str | None = None) -> Reply:
        """One event."""
        key = key or str(next(UPDATES))
        self.last = self.turns.take_now(Inbound(self.source, key, self.address, event, "de"))
        return self.last

    def say(self, words: str) -> str:
        """Write something; gives all that is answered."""
        return text(self.take(Said(words)))

    def tap(self, label: str) -> str:
        """Tap the newest button whose label contains these words."""
        return text(self.take(Tapped(self.token(label))))

    def token(self, label: str) -> str:
        """What that button carries."""
        assert self.last is not None
        tokens = [token for message in self.last.messages for words, token in message.buttons if label in words]
        assert tokens, f"no button {label!r} in {self.last.messages}"
        return tokens[-1]

    def join(self) -> "Talk":
        """Join the assembly as a German-speaking learner of the first crew."""
        self.say(f"/start {self.code()}")
        for label in ("Deutsch", "Weiter", "Weiter", "Ja, ich mache mit", "A:", "Ja, so arbeite ich", "Später"):
            self.tap(label)
        return self


def text(reply: Reply) -> str:
    """The words of all messages."""
    return "\n".join(message.text for message in reply.messages)


def buttons(message: Message) -> list[str]:
    """The labels."""
    return [label for label, _ in message.buttons]
