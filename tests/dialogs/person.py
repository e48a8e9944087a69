"""A person in a small pure world: what a turn's effects make true is kept in plain values."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from content import po
from content.catalogue import Catalogue
from content.model import Company, Library
from content.plan.draft import Ground, KnownCompetence, KnownGroup, Outcome
from content.reader import read_company, read_library
from dialogs import keeping, table
from dialogs.codec import Codec, dump
from dialogs.effects import (
    Approve,
    Began,
    CallOff,
    CheckedIn,
    DropReminder,
    Effect,
    Erase,
    Finished,
    Join,
    MakeOffer,
    Remember,
    Remind,
    Reviewed,
    Used,
    Withdraw,
)
from dialogs.engine import Engine, Turn
from dialogs.events import Event, Said, command_of
from dialogs.offers import Offer
from dialogs.state import Conversation, Profile, Record
from dialogs.text import readable
from dialogs.world import Given, Invitation, Keys, Refused, Waiting, World

ROOT = Path(__file__).resolve().parents[2]
ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 24, 7, 10, tzinfo=ZONE)
"""A Tuesday in the early shift of crew B of three-shift groups."""

CODES: dict[str, Invitation | Refused] = {
    "K7QM2F4X": Invitation("one-time", "muster", "learner", "zerspanung"),
    "B3RT9WQA": Invitation("of the company", "muster", "learner"),
    "C5NS4LTN": Invitation("of the consultant", "muster", "consultant"),
    "T3AM7BER": Invitation("of one crew", "muster", "multiplier", "instandhaltung"),
    "USED2222": Refused("used"),
    "ALT99999": Refused("expired"),
}


@cache
def library() -> Library:
    return read_library(ROOT / "content")


@cache
def company() -> Company:
    return read_company(ROOT / "content" / "companies" / "muster.yaml")


@cache
def catalogues() -> dict[str, Catalogue]:
    return {language: po.load(language, ROOT / "locales") for language in ("de", "en")}


@dataclass(frozen=True)
class Content:
    """A library with its engine and codec."""

    library: Library
    engine: Engine
    codec: Codec

    @classmethod
    def of(cls, library: Library) -> "Content":
        engine = table.engine(library)
        return cls(library, engine, Codec(engine.flows))


@cache
def shipped() -> Content:
    return Content.of(library())


@dataclass
class Person:
    """Everything known about one person; ``state`` is kept as bytes, so that any turn reads it back first."""

    now: datetime = START
    content: Content = field(default_factory=shipped)
    profile: Profile | None = None
    record: Record = field(default_factory=Record)
    reminders: dict[str, Remind] = field(default_factory=dict)
    state: bytes = dump(Conversation())
    waiting: Waiting | None = None
    given: tuple[Given, ...] = ()
    plan: Ground | None = None
    offers: tuple[Offer, ...] = ()

    def conversation(self) -> Conversation:
        return self.content.codec.load(self.state)

    def catalogue(self) -> Catalogue:
        return catalogues()[self.conversation().language or "de"]

    def take(self, event: Event) -> Turn:
        """One turn, with its effects made true."""
        turn = self.content.engine.advance(self.conversation(), event, self.world(event))
        for effect in turn.effects:
            self._apply(effect)
        self.state = dump(turn.state)
        return turn

    def world(self, event: Event) -> World:
        return World(
            now=self.now,
            learner="7c3f1c52-0d58-4c3b-9a37-5f6f0c2f5a11",
            library=self.content.library,
            companies={"muster": company()},
            catalogue=self.catalogue(),
            languages=tuple(catalogues()),
            free={"muster": frozenset(company().plant_holidays)},
            offers=self.offers,
            profile=self.profile,
            record=self.record,
            invitation=None if self.profile else _look_up(event),
            workshop=self.plan if self.profile and self.profile.role == "consultant" else None,
            keys=Keys(self.waiting, self.given) if command_of(event) == ("freigabe", "") else None,
        )

    def import_plan(self, number: int, reminders: int, changes: tuple[int, ...] | None) -> None:
        """A version of the plan is there that lacks this party's key."""
        against = (changes[0], changes[1], changes[2], changes[3]) if changes else None
        until = date(2028, 12, 31)
        self.waiting = Waiting(
            f"{number}" * 64, number, "BV 2026/07 (Muster)", date(2026, 1, 1), until, reminders, 7, 2, against
        )

    def store_plan(self, *faults: str) -> None:
        """A plan is stored, and what saving a draft on it would give."""
        anchors = ("", "zählt auf", "liest ab", "rechnet selbst", "erklärt es")
        self.plan = Ground(
            version="1" * 64,
            number=1,
            vision="Wir liefern ohne Fehler.",
            goals=("Weniger Ausschuss",),
            groups=(KnownGroup("zerspanung", "Zerspanung", 8), KnownGroup("montage", "Montage", 6)),
            competences=(KnownCompetence("messen", "Messen", anchors),),
            outcome=Outcome("2" * 64, 2, True, faults),
        )

    def other_party(self) -> None:
        """The other key is there too: the version becomes active."""
        self.given = (replace(self.given[-1], is_active=True),)

    def joined(self, group: str, crew: str, language: str) -> None:
        """As after joining."""
        self.profile = Profile("muster", group, "learner", self.now.date(), crew)
        self.state = dump(replace_language(self.conversation(), language))

    def _apply(self, effect: Effect) -> None:
        today = self.now.date()
        match effect:
            case Join() | Remember():
                self.profile = effect.profile
            case Finished():
                self.record = keeping.finished(self.record, effect.unit, effect.right, effect.of, effect.sure, today)
            case CheckedIn():
                self.record = keeping.checked_in(self.record, effect.item, effect.value, today)
            case Reviewed():
                self.record = keeping.reviewed(self.record, effect.unit, effect.right, effect.of, today)
            case Used():
                self.record = keeping.used(self.record, effect.unit, today)
            case Began():
                self.record = keeping.began(self.record, effect.block)
            case Remind():
                self.reminders[effect.item] = effect
            case DropReminder():
                self.reminders.pop(effect.item, None)
            case Approve():
                assert self.waiting is not None
                given = Given(effect.version, self.waiting.number, False)
                self.given, self.waiting = (*self.given, given), None
            case Withdraw():
                self.given = tuple(each for each in self.given if each.version != effect.version)
            case MakeOffer():
                self.offers = (*self.offers, replace(effect.offer, number=1 + len(self.offers)))
            case CallOff():
                off = effect.number
                self.offers = tuple(replace(each, called_off=each.number == off) for each in self.offers)
            case Erase():
                self.profile, self.record, self.reminders = None, Record(), {}
            case _:
                pass

    def due(self) -> list[Remind]:
        """Reminders whose time has come; they are taken out of the plan."""
        due = [each for each in self.reminders.values() if each.at <= self.now.astimezone(UTC)]
        for each in due:
            del self.reminders[each.item]
        return due


def replace_language(conversation: Conversation, language: str) -> Conversation:
    return replace(conversation, language=language)


def member(group: str = "zerspanung", crew: str = "B", language: str = "de", content: Content | None = None) -> Person:
    """Somebody who has joined and has nothing open."""
    person = Person(content=content or shipped())
    person.joined(group, crew, language)
    return person


def _look_up(event: Event) -> Invitation | Refused | None:
    command = command_of(event)
    if command is not None:
        code = command[1] if command[0] == "start" else ""
    else:
        code = readable(event.words) if isinstance(event, Said) else ""
    letters = "".join(c for c in code.upper() if c.isascii() and c.isalnum())
    return CODES.get(letters, Refused("unknown")) if code else None


def without_unit(content: Content, unit: str) -> Content:
    """The content after a unit was taken away."""
    units = {name: each for name, each in content.library.units.items() if name != unit}
    return Content.of(content.library.model_copy(update={"units": units}))


def shortened(content: Content, unit: str, steps: int) -> Content:
    """The content after a unit lost its last steps."""
    short = content.library.units[unit].model_copy(update={"steps": content.library.units[unit].steps[:steps]})
    return Content.of(content.library.model_copy(update={"units": {**content.library.units, unit: short}}))
