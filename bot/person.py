"""One person within a turn: the handlers that make effects true in the turn's transaction."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from dialogs import effects, keeping
from dialogs.codec import dump
from dialogs.effects import Effect
from dialogs.state import Conversation, Profile, Record
from storage import conversations, invitations, learners, offers, reminders
from storage.addresses import Keyring
from storage.transaction import Transaction

encode = msgspec.json.Encoder().encode
decode_profile = msgspec.json.Decoder(Profile).decode
decode_record = msgspec.json.Decoder(Record).decode


class CodeTaken(Exception):
    """Somebody else took the last use of the code between reading it and consent."""


@dataclass(slots=True)
class Person:
    """Who the turn is about; handlers change it, ``apply`` writes what changed.

    ``moved``: the next regular moment may be another one; ``zone``: the time zone of the company, as soon as there is
    one.
    """

    id: str
    now: datetime
    profile: Profile | None
    record: Record
    changed: bool = False
    erased: bool = False
    moved: bool = False
    zone: str = "UTC"

    @property
    def today(self) -> date:
        """The day at the company's place: in a night shift it is not that of UTC."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def learned(self, record: Record) -> None:
        """The record is now this one."""
        self.record, self.changed = record, True

    def heard(self) -> None:
        """The person did something: what was sent before has its answer."""
        if self.record.outreach.unanswered:
            self.learned(keeping.heard(self.record))
            self.moved = True

    @property
    def role(self) -> str:
        """The person's role; "" for somebody who has not joined, or has left."""
        return self.profile.role if self.profile is not None and not self.erased else ""

    def apply(self, tx: Transaction, wanted: tuple[Effect, ...]) -> None:
        """Make the stored effects true, in order. Raises CodeTaken before anything is written."""
        for effect in wanted:
            handler = HANDLERS.get(type(effect))
            if handler is not None:
                handler(self, tx, effect)
        if self.changed and not self.erased:
            learners.save(tx, self.id, encode(self.profile), encode(self.record))


def enrol(
    tx: Transaction, keyring: Keyring, person: str, source: str, address: str, profile: Profile, language: str
) -> None:
    """Somebody who has joined already, without the dialog of joining: for trying things out."""
    state = dump(Conversation(language=language))
    hashed, sealed = keyring.hashes(source, address)[0], keyring.seal(address)
    conversations.begin(tx, person, state, hashed, source, sealed, profile.joined)
    learners.create(tx, person, profile.company, profile.group, encode(profile), encode(Record()))


def _join(person: Person, tx: Transaction, effect: effects.Join) -> None:
    if not invitations.use(tx, effect.invitation, person.now):
        raise CodeTaken
    person.profile, person.moved = effect.profile, True
    learners.create(
        tx, person.id, effect.profile.company, effect.profile.group, encode(effect.profile), encode(person.record)
    )


def _remember(person: Person, tx: Transaction, effect: effects.Remember) -> None:
    person.profile, person.changed, person.moved = effect.profile, True, True
    if effect.profile.stopped:
        person.learned(keeping.settled(person.record, ""))
        for item in reminders.drop_pending(tx, person.id):
            reminders.log(tx, person.id, "reminder", item, person.now, "dropped", "stopped")


def _finished(person: Person, tx: Transaction, effect: effects.Finished) -> None:
    person.learned(keeping.finished(person.record, effect.unit, effect.right, effect.of, effect.sure, person.today))


def _reviewed(person: Person, tx: Transaction, effect: effects.Reviewed) -> None:
    person.learned(keeping.reviewed(person.record, effect.unit, effect.right, effect.of, person.today))


def _used(person: Person, tx: Transaction, effect: effects.Used) -> None:
    person.learned(keeping.used(person.record, effect.unit, person.today))


def _began(person: Person, tx: Transaction, effect: effects.Began) -> None:
    person.learned(keeping.began(person.record, effect.block))


def _checked_in(person: Person, tx: Transaction, effect: effects.CheckedIn) -> None:
    person.learned(keeping.checked_in(person.record, effect.item, effect.value, person.today))


def _remind(person: Person, tx: Transaction, effect: effects.Remind) -> None:
    reminders.plan(tx, person.id, effect.item, effect.at, effect.not_after, effect.reason)


def _drop_reminder(person: Person, tx: Transaction, effect: effects.DropReminder) -> None:
    for item in reminders.drop_pending(tx, person.id, effect.item):
        reminders.log(tx, person.id, "reminder", item, person.now, "dropped", effect.reason)


def _approve(person: Person, tx: Transaction, effect: effects.Approve) -> None:
    _act(person, tx, effect.version, approves=True)


def _withdraw(person: Person, tx: Transaction, effect: effects.Withdraw) -> None:
    _act(person, tx, effect.version, approves=False)


def _act(person: Person, tx: Transaction, version: str, approves: bool) -> None:
    # Loaded only where plans are approved: their models are of no use to anybody else.
    from bot.approvals import act

    assert person.profile is not None, "whoever approves has joined"
    act(tx, person.profile.company, person.profile.role, version, approves, person.now)


def _save_plan(person: Person, tx: Transaction, effect: effects.SavePlan) -> None:
    # Loaded only where plans are made: their models are of no use to anybody else.
    from bot.workshop import save

    assert person.profile is not None, "whoever saves has joined"
    save(tx, person.profile.company, effect.draft, person.now)


def _make_offer(person: Person, tx: Transaction, effect: effects.MakeOffer) -> None:
    assert person.profile is not None, "whoever offers has joined"
    offers.add(tx, person.profile.company, effect.offer)


def _call_off(person: Person, tx: Transaction, effect: effects.CallOff) -> None:
    assert person.profile is not None, "whoever calls off has joined"
    offers.call_off(tx, person.profile.company, effect.number)


def _erase(person: Person, tx: Transaction, effect: effects.Erase) -> None:
    conversations.erase(tx, person.id)
    person.erased = True


HANDLERS: Mapping[type[Effect], Callable[[Person, Transaction, Any], None]] = {
    effects.Join: _join,
    effects.Remember: _remember,
    effects.Finished: _finished,
    effects.Reviewed: _reviewed,
    effects.Used: _used,
    effects.Began: _began,
    effects.CheckedIn: _checked_in,
    effects.Remind: _remind,
    effects.DropReminder: _drop_reminder,
    effects.Approve: _approve,
    effects.Withdraw: _withdraw,
    effects.SavePlan: _save_plan,
    effects.MakeOffer: _make_offer,
    effects.CallOff: _call_off,
    effects.Erase: _erase,
}
"""Effects without an entry are delivered or live in the conversation itself."""
