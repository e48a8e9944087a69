"""What next? One decision for everything that the companion starts by itself, with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, StrEnum

from dialogs.rules.calendar import WorkingTime, next_window, shift_at, window_at
from dialogs.rules.hours import DAY
from dialogs.rules.nudges import BUDGET_PER_WEEK, FEW_PER_WEEK, first_slot, next_slot

GRACE = timedelta(minutes=15)
"""How late something still counts as in time."""
BUSY = "busy week"
"""Why nothing is sent unasked in a week in which the group has no time to learn."""
NO_ANSWER = "no answer"
"""Why nothing is sent unasked to somebody who has not answered for long."""
TIRED = 2
"""Reminders in a row without an answer, after which there is one a week."""
SILENT = 4
"""After so many, the companion asks once whether to write less, and is silent until the person does something."""


class Kind(StrEnum):
    """Why something is sent."""

    WISH = "wish"
    FOLLOW_UP = "follow-up"
    AGAIN = "again"
    PLAN = "plan"
    REVIEW = "review"
    TRANSFER = "transfer"
    CHECK_IN = "check-in"
    OFFER = "offer"
    CANCELLATION = "cancellation"
    ASK = "ask"
    APPROVAL = "approval"


class Missed(Enum):
    """What becomes of something whose moment has passed, for example while the program was down."""

    SAME_WINDOW = "send late within the same window, else drop"
    NEXT_WINDOW = "send late within the same window, else move to the next"


MISSED: Mapping[Kind, Missed] = {
    Kind.WISH: Missed.NEXT_WINDOW,  # It was asked for.
    Kind.FOLLOW_UP: Missed.NEXT_WINDOW,
    Kind.AGAIN: Missed.NEXT_WINDOW,
    Kind.PLAN: Missed.NEXT_WINDOW,  # Until its week is over.
    Kind.REVIEW: Missed.NEXT_WINDOW,
    Kind.ASK: Missed.NEXT_WINDOW,
    Kind.TRANSFER: Missed.SAME_WINDOW,  # It is chosen again at the next regular moment, or something better is.
    Kind.CHECK_IN: Missed.SAME_WINDOW,
    Kind.APPROVAL: Missed.NEXT_WINDOW,
    Kind.OFFER: Missed.NEXT_WINDOW,  # While there is time to come.
    Kind.CANCELLATION: Missed.NEXT_WINDOW,
}


ASKED_FOR = {Kind.WISH, Kind.ASK, Kind.CANCELLATION}
"""What also goes to somebody who has not answered for long: their own wish, the question itself, and that something
of which they were told does not take place."""
BEYOND_BUDGET = {Kind.WISH, Kind.CANCELLATION}
"""What neither waits for room nor takes any."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to send. Its moment was ``at``; after ``not_after`` it makes no sense any more."""

    kind: Kind
    item: str
    at: datetime
    not_after: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom it is about: ``pushes`` are when the person was last written to unasked, ``unanswered`` how many of those in
    a row had no answer, ``few`` whether they want fewer. ``most`` are pushes in a week that the company agreed on."""

    learner: str
    working: WorkingTime
    pushes: Sequence[datetime]
    unanswered: int = 0
    asked: bool = False
    few: bool = False
    moment: str = ""
    most: int = BUDGET_PER_WEEK

    @property
    def per_week(self) -> int:
        return min(self.most, FEW_PER_WEEK if self.few or self.unanswered >= TIRED else BUDGET_PER_WEEK)

    @property
    def is_asleep(self) -> bool:
        """Whether nothing more is sent until the person does something."""
        return self.unanswered >= SILENT and self.asked

    def next_slot(self, after: datetime) -> datetime | None:
        """The next regular moment; None when there is none. While nothing is sent there is one, too: at it is said what
        became of the weeks before."""
        return next_slot(self.working, self.learner, after, self.per_week, self.moment)


@dataclass(frozen=True, slots=True)
class Send:
    """It goes out now, at the latest at ``not_after``."""

    candidate: Candidate
    not_after: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """It waits until ``at``."""

    candidate: Candidate
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Drop:
    """It is not sent."""

    candidate: Candidate
    reason: str


Decision = Send | Move | Drop


def choose(candidates: Sequence[Candidate], contact: Contact, now: datetime) -> tuple[Decision, ...]:
    """What becomes of the candidates, the most important first: at most one is sent or moved, which comes last; before
    it come those that are dropped. Those behind it are not decided: they are candidates again next time."""
    decisions: list[Decision] = []
    for candidate in candidates:
        decisions.append(_decide(candidate, contact, now))
        if not isinstance(decisions[-1], Drop):
            break
    return tuple(decisions)


def opening(contact: Contact, now: datetime, until: datetime) -> datetime | None:
    """The person's moment in the first shift with room for something that cannot wait for their next regular moment;
    None when there is none by ``until``."""
    at = first_slot(contact.working, contact.learner, now)
    while at is not None and at <= until:
        if _no_room(contact, at) is None:
            return at
        shift = shift_at(contact.working, at)
        at = first_slot(contact.working, contact.learner, shift.end if shift else at)
    return None


def soonest(working: WorkingTime, now: datetime) -> datetime | None:
    """Now, or the start of the next window; None when the person does not work for long."""
    if window_at(working, now) is not None:
        return now
    window = next_window(working, now)
    return window.start if window else None


def _decide(candidate: Candidate, contact: Contact, now: datetime) -> Decision:
    if now > candidate.not_after:
        return Drop(candidate, "too late")
    if contact.is_asleep and candidate.kind not in ASKED_FOR:
        return Drop(candidate, NO_ANSWER)
    working, policy = contact.working, MISSED[candidate.kind]
    window = window_at(working, now)
    if window is None:
        return _later(candidate, first_slot(working, contact.learner, now), _closed(working, now))
    if policy is Missed.SAME_WINDOW and now > candidate.at + GRACE:
        then = window_at(working, candidate.at)
        if then is None or then.end != window.end:
            return Drop(candidate, "its window is over")
    over = None if candidate.kind in BEYOND_BUDGET else _no_room(contact, now)
    if over is not None:
        return _later(candidate, contact.next_slot(over[0]), over[1])
    # Never past this window: what is stuck on its way must not arrive in free time.
    return Send(candidate, min(candidate.not_after, window.end), candidate.kind.value)


def _closed(working: WorkingTime, now: datetime) -> str:
    paused = working.silent_until is not None and now.astimezone(working.zone).date() < working.silent_until
    return "paused" if paused else "outside paid time"


def _no_room(contact: Contact, now: datetime) -> tuple[datetime, str] | None:
    """From when on there is room again, and which budget is used up or that nobody has time; None when there is room
    now."""
    zone = contact.working.zone
    local = now.astimezone(zone)
    if contact.working.is_busy(local.date()):
        return now, BUSY
    pushed = [push.astimezone(zone) for push in contact.pushes]
    if sum(_same_week(push, local) for push in pushed) >= contact.per_week:
        monday = local.date() + (7 - local.weekday()) * DAY
        return datetime.combine(monday, time(), zone) - timedelta(seconds=1), "budget of the week"
    shift = shift_at(contact.working, now)
    if any(push.date() == local.date() or (shift is not None and push >= shift.start) for push in pushed):
        return now, "budget of the day"
    return None


def _same_week(one: datetime, other: datetime) -> bool:
    return one.isocalendar()[:2] == other.isocalendar()[:2]


def _later(candidate: Candidate, at: datetime | None, reason: str) -> Decision:
    if at is None or at > candidate.not_after or MISSED[candidate.kind] is not Missed.NEXT_WINDOW:
        return Drop(candidate, reason)
    return Move(candidate, at, reason)
