"""What the pages for plan and approval exchange with the rest: who looks, what they see, what they decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # A server on which nobody looks at a plan does not load all that.
    from bot.plan_preview import Line
    from content.plan.approval import Party
    from content.plan.chain import Link
    from content.plan.diff import Change, Difference
    from content.plan.gaps import Gap
    from content.plan.model import Plan
    from content.plan.schedule import ISOWeek


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is logged in: one company, one role."""

    company: str
    role: str


class Sessions(Protocol):
    """Logging in without passwords. Links and cookies are random tokens."""

    async def works(self, link: str) -> bool:
        """Whether somebody can still log in with that link; it is not used up by asking."""

    async def begin(self, link: str, cookie: str, before: str) -> bool:
        """Log in: the link is used up, ``cookie`` is the session from now on, ``before`` (or "") ends. False when the
        link does not work."""

    async def visitor(self, cookie: str) -> Visitor | None:
        """Who that is; None when it has ended, or the person has left or changed roles."""

    async def end(self, cookie: str) -> None:
        """Log out."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A stored version of a plan and where it stands. ``keys`` has the moment of each approval that stands; moments
    are in the company's time zone."""

    number: int
    hash: str
    imported_at: datetime
    is_active: bool
    keys: Mapping[Party, datetime]

    @property
    def short(self) -> str:
        """The digits that people compare."""
        return self.hash[:12]


@dataclass(frozen=True, slots=True)
class Item:
    """A content in the calendar; ``sent`` is False when the week's budget keeps it back."""

    title: str
    minutes: int
    sent: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A row of the calendar: what each group gets, in the order of the plan's groups."""

    at: ISOWeek
    first: date
    last: date
    cells: tuple[tuple[Item, ...], ...]


@dataclass(frozen=True, slots=True)
class Heat:
    """The gaps: for each competence that has a target (its name) one cell for each group; None without a target."""

    rows: tuple[tuple[str, tuple[Gap | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """All that both parties see of one version. ``difference`` is from the active version (None: none is active, or
    it is this one), ``changes`` the same by week, ``titles`` the names of contents by reference."""

    edition: Edition
    plan: Plan
    active: Edition | None
    reminders: tuple[int, ...]
    """How many each group gets in the weeks of the calendar."""
    weeks: tuple[Week, ...]
    heat: Heat
    difference: Difference | None
    changes: tuple[tuple[ISOWeek, tuple[Change, ...]], ...]
    preview: tuple[tuple[ISOWeek, tuple[Line, ...]], ...]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """The change log of a company. ``fault`` is the number of the first entry that does not fit (0: all fit);
    ``differs``: the log is whole, but plans or approvals are not those that it tells of."""

    entries: tuple[tuple[Link, datetime, str, Party | None, str], ...]
    """(link, moment, kind, party, version)"""
    head: str
    fault: int
    differs: bool
    active: Edition | None
    plan: Plan | None
    """The active version, or the newest where none is active; None when none is stored."""


class Board(Protocol):
    """The stored plans of one company at a time; whoever asks has been let in before."""

    async def editions(self, company: str) -> tuple[Edition, ...]:
        """The newest first; () when no plan is stored."""

    async def sight(self, company: str, version: str) -> Sight | None:
        """The version whose hash begins with that; None when there is none in that company."""

    async def edition(self, company: str, version: str) -> Edition | None:
        """The same without looking into it."""

    async def decide(self, company: str, version: str, party: Party, approves: bool) -> None:
        """A party approves or withdraws; nothing happens when it has done so already."""

    async def record(self, company: str) -> Record:
        """The log, and what is in force."""
