"""Where a conversation stands and what the companion knows about the person."""

from datetime import date, time
from typing import Any

import msgspec


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


class Profile(msgspec.Struct, frozen=True):
    """What the person told about themselves. ``days`` are ISO weekdays 1 to 7; None means as the crew."""

    company: str
    group: str | None
    role: str
    joined: date
    crew: str | None = None
    days: tuple[int, ...] | None = None
    hours: tuple[time, time] | None = None
    paused_until: date | None = None
    stopped: bool = False


class UnitRecord(msgspec.Struct, frozen=True):
    """The last time a unit was finished. ``sure`` is 1 to 3; ``reviewed`` the last day of its questions for later."""

    on: date
    right: int
    of: int
    sure: int
    times: int = 1
    reviewed: date | None = None


class CheckIn(msgspec.Struct, frozen=True, array_like=True):
    """One self-assessment answer; ``value`` as in ``effects.CheckedIn``."""

    item: str
    on: date
    value: int | None


class Record(msgspec.Struct, frozen=True):
    """What the person has learned: theirs alone, read by their own dialogs only."""

    units: dict[str, UnitRecord] = {}
    check_ins: tuple[CheckIn, ...] = ()
    blocks: dict[str, int] = {}
    """How often each building block was begun, but for private ones."""
