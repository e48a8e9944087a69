"""A company's competency plan as immutable values: vision, goals, competences, targets and actuals, measures, weeks.

It speaks of groups and numbers of people. The only names are those of multipliers who consented to be published.
"""

import re
import unicodedata
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, StringConstraints

from content.model import Channel, Messenger, Value
from content.model import Policy as AnyPolicy
from content.model import Shift as AnyShift
from content.model import ShiftModel as AnyShiftModel

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CONTENT_PATTERN = r"^(unit|block|check-in):[a-z0-9]+(-[a-z0-9]+)*$"
LEVELS = 5
"""Levels 0 none, 1 under guidance, 2 with support, 3 on one's own, 4 can train others."""
T = TypeVar("T")
_SPACES = re.compile(r"[^\S\n]+")


@lru_cache(65_536)
def tidied(text: str) -> str:
    """One way to write the same text: composed letters, single spaces, none at the ends of a line."""
    lines = (_SPACES.sub(" ", line).strip() for line in unicodedata.normalize("NFC", text).splitlines())
    return "\n".join(lines).strip()


def once(values: tuple[T, ...]) -> tuple[T, ...]:
    """Each value once, in order: named twice is named once."""
    return tuple(dict.fromkeys(values))


def in_order(values: tuple[int, ...]) -> tuple[int, ...]:
    """Each once, the smallest first."""
    return tuple(sorted(set(values)))


Key = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
ContentRef = Annotated[str, StringConstraints(pattern=CONTENT_PATTERN)]
"""What a person gets: ``unit:<id>``, ``block:<id>``, or ``check-in:<id of a block>``."""
Text = Annotated[str, AfterValidator(tidied)]
Words = Annotated[str, AfterValidator(tidied), Field(min_length=1)]
Item = Annotated[str, AfterValidator(tidied), StringConstraints(pattern=r"^[^;\n]+$")]
"""One of several in a cell, where semicolons stand between them."""
Crew = Annotated[str, AfterValidator(tidied), StringConstraints(pattern=r"^[^;=,\n]+$")]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")]
Keys = Annotated[tuple[Key, ...], AfterValidator(once)]
ContentRefs = Annotated[tuple[ContentRef, ...], AfterValidator(once)]
Level = Annotated[int, Field(ge=0, lt=LEVELS)]
Week = Annotated[int, Field(ge=1, le=53)]
Minutes = Annotated[int, Field(ge=0)]
Count = Annotated[int, Field(ge=0)]
Kind = Literal["professional", "methodical", "social", "personal", "digital", "sustainable"]
LocalHolidays = Literal["none", "catholic", "augsburg"]
MeasureKind = Literal["unit", "tandem", "sprint", "shadowing", "instruction", "course", "external"]


class Agreement(Value):
    """The works agreement that allows reminders; who approved a plan stands with its version."""

    reference: Words
    valid_from: date
    valid_until: date


class Policy(AnyPolicy):
    """What both parties agreed on beyond the plan itself: rules for reminders, and for the published figures."""

    channels: Annotated[tuple[Channel, ...], AfterValidator(once)] = Field(default=("web", "telegram"), min_length=1)
    reporting_unit: int = Field(default=20, ge=20)
    """Headcount that a group of the published figures has at least."""
    average_from: int = Field(default=30, ge=30)
    """People (noisy count) from which on an average is shown."""
    period_weeks: int = Field(default=4, ge=4)


class Shift(AnyShift):
    """Paid hours of one day."""

    name: Words


Letter = Annotated[str, StringConstraints(pattern=r"^[A-Za-np-z]$")]
"""Stands for a shift in a cycle; "o" is a free day."""


class ShiftModel(AnyShiftModel):
    """A shift model whose names are tidied, so that they are the same from every file."""

    id: Key
    name: Words
    shifts: dict[Letter, Shift]  # type: ignore[assignment]
    crews: Annotated[dict[Crew, int], Field(min_length=1)]


class ExceptionalDay(Value):
    """On that day these people work another shift, or none (``shift`` None: the plant is shut).

    ``people`` are groups or crews of them (``zerspanung``, ``zerspanung/A``); none: everybody.
    """

    day: date
    shift: Shift | None = None
    people: Annotated[tuple[Item, ...], AfterValidator(once)] = ()


class Goal(Value):
    """A strategic goal. ``priority`` 1 is the highest."""

    id: Key
    text: Words
    horizon: date | None = None
    priority: int = Field(default=2, ge=1, le=3)


class Change(Value):
    """How work changes because of a goal, and for whom."""

    id: Key
    text: Words
    goal: Key | None = None
    groups: Keys = ()


class Group(Value):
    """People who work together. ``offset``: days by which the group is later in its shift model's rotation.

    ``busy_weeks``: ISO weeks in which it has no time to learn, such as the stocktaking.
    """

    id: Key
    name: Words
    site: Item
    department: Text = ""
    parent: Key | None = None
    headcount: int = Field(ge=1)
    part_time: Count = 0
    shift_model: Key
    offset: int = Field(default=0, ge=0)
    busy_weeks: Annotated[tuple[Week, ...], AfterValidator(in_order)] = ()


class Role(Value):
    """What some people of these groups do; ``people`` in each of them."""

    id: Key
    name: Words
    groups: Keys = Field(min_length=1)
    people: int = Field(ge=1)


class Competence(Value):
    """What people are to be able to do, with what each level looks like, and where a framework describes it.

    ``requires``: competences to be learned before. ``certificate`` is needed by law or customer and is valid for so
    many months.
    """

    id: Key
    name: Words
    icon: Text = ""
    kind: Kind
    anchors: tuple[Text, Text, Text, Text, Text] = ("", "", "", "", "")
    goals: Keys = ()
    requires: Keys = ()
    framework: Text = ""
    framework_version: Text = ""
    framework_id: Text = ""
    framework_level: Text = ""
    certificate: Text = ""
    certificate_months: int | None = Field(default=None, ge=1)


class Comparison(Value):
    """Target and actual of one competence in one group; of a role the target only.

    Target: ``people`` (None: everybody) are to reach ``level`` by ``due``. Actual: ``actual[n]`` people are on level
    n, as of a day and from a source such as "Selbst-Einschätzung im Team".
    """

    group: Key | None = None
    role: Key | None = None
    competence: Key
    level: Level | None = None
    people: int | None = Field(default=None, ge=1)
    due: date | None = None
    actual: tuple[Count, Count, Count, Count, Count] | None = None
    as_of: date | None = None
    source: Text = ""


class Measure(Value):
    """A way from one level of a competence to another."""

    id: Key
    name: Words
    kind: MeasureKind
    competence: Key
    content: ContentRef | None = None
    groups: Keys = ()
    from_level: Level = 0
    to_level: Level = 1
    minutes: int | None = Field(default=None, ge=1)


class PlanEntry(Value):
    """What groups get and when. Weeks are ISO weeks of ``year`` (None: of every year).

    Every ``every``-th week from ``first_week`` to ``last_week`` (None: that one week) brings the next ``per_week`` of
    ``contents``, again from the first after the last. Within a week priority 1 goes first. ``depends_on`` must have
    gone out in an earlier week.
    """

    groups: Keys = Field(min_length=1)
    year: int | None = Field(default=None, ge=2020, le=2100)
    first_week: Week
    last_week: Week | None = None
    every: int = Field(default=1, ge=1, le=53)
    contents: ContentRefs = Field(min_length=1)
    per_week: int = Field(default=1, ge=1, le=3)
    priority: int = Field(default=2, ge=1, le=3)
    depends_on: ContentRefs = ()
    goal: Key | None = None
    reason: Text = ""


class Multiplier(Value):
    """A colleague as a published contact; only those who consented are in a plan."""

    name: Words
    function: Words
    groups: Keys = Field(min_length=1)
    languages: Annotated[tuple[Language, ...], AfterValidator(once)] = Field(min_length=1)
    contact: Words
    phone: Words | None = None
    consented: bool


class Plan(Value):
    """The whole plan of one company."""

    id: Key
    name: Words
    about: Text = ""
    federal_state: Words
    local_holidays: LocalHolidays = "none"
    time_zone: Words = "Europe/Berlin"
    languages: Annotated[tuple[Language, ...], AfterValidator(once)] = Field(default=("de",), min_length=1)
    sites: Annotated[tuple[Item, ...], AfterValidator(once)] = Field(min_length=1)
    plant_holidays: Annotated[tuple[date, ...], AfterValidator(once)] = ()
    agreement: Agreement
    policy: Policy = Policy()
    messenger: Messenger = Messenger()
    vision: Text = ""
    goals: tuple[Goal, ...] = ()
    changes: tuple[Change, ...] = ()
    shift_models: tuple[ShiftModel, ...] = Field(min_length=1)
    exceptional_days: tuple[ExceptionalDay, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)
    roles: tuple[Role, ...] = ()
    competences: tuple[Competence, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    measures: tuple[Measure, ...] = ()
    entries: tuple[PlanEntry, ...] = ()
    multipliers: tuple[Multiplier, ...] = ()
