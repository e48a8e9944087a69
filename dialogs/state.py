"""Where a conversation stands and what the companion knows about the person."""

from datetime import date, datetime, time
from typing import Any

import msgspec

from dialogs.rules.spacing import Memory


class Frame(msgspec.Struct, frozen=True):
    """One flow on the stack: the step it stands on and that step's own data (a Struct)."""

    flow: str
    step: str
    data: Any


class Conversation(msgspec.Struct, frozen=True):
    """A stack of flows, the innermost last; empty means that nothing is open. ``asked`` numbers the questions.

    ``language`` is the one the person chose; "" before they have.
    """

    stack: tuple[Frame, ...] = ()
    asked: int = 0
    language: str = ""


class Swap(msgspec.Struct, frozen=True, array_like=True):
    """On one day the person works otherwise: a letter of the shift model, "o" for free, "own" for the own hours."""

    on: date
    shift: str


class Profile(msgspec.Struct, frozen=True):
    """What the person told about themselves. ``days`` are ISO weekdays 1 to 7; None means as the crew.

    ``swaps`` are single days, forgotten when they are past. ``pace`` is "" (as the rules allow) or "weekly"; ``moment``
    is "" (any), "early", "middle" or "late" in the shift.
    """

    company: str
    group: str | None
    role: str
    joined: date
    crew: str | None = None
    days: tuple[int, ...] | None = None
    hours: tuple[time, time] | None = None
    paused_until: date | None = None
    stopped: bool = False
    swaps: tuple[Swap, ...] = ()
    pace: str = ""
    moment: str = ""


class UnitRecord(msgspec.Struct, frozen=True):
    """The last time a unit was finished. ``sure`` is 1 to 3; ``reviewed`` the last day of its questions for later.

    ``memory`` says when it is time to repeat; None for what was finished before that was kept. ``used`` is the day of
    the last answer to whether it was used at work.
    """

    on: date
    right: int
    of: int
    sure: int
    times: int = 1
    reviewed: date | None = None
    memory: Memory | None = None
    used: date | None = None


class CheckIn(msgspec.Struct, frozen=True, array_like=True):
    """One self-assessment answer; ``value`` as in ``effects.CheckedIn``."""

    item: str
    on: date
    value: int | None


class Push(msgspec.Struct, frozen=True, array_like=True):
    """A reminder that nobody had asked for."""

    at: datetime
    item: str


class Outreach(msgspec.Struct, frozen=True):
    """What was sent to the person unasked.

    ``pushes`` are those of the last weeks, ``unanswered`` how many there were since the person last did anything,
    ``asked`` whether they were asked about it since. ``week`` (such as 2026-W48) is the one that was planned last.
    """

    pushes: tuple[Push, ...] = ()
    unanswered: int = 0
    asked: bool = False
    week: str = ""


class Record(msgspec.Struct, frozen=True):
    """What the person has learned: theirs alone, read by their own dialogs only."""

    units: dict[str, UnitRecord] = {}
    check_ins: tuple[CheckIn, ...] = ()
    blocks: dict[str, int] = {}
    """How often each building block was begun, but for private ones."""
    outreach: Outreach = Outreach()
