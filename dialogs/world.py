"""The snapshot that a dialog may know. The shell builds one for every turn."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from content.catalogue import Catalogue
from content.model import Company, Library, ShiftModel
from content.plan.draft import Ground
from dialogs.offers import Offer
from dialogs.rules.calendar import WorkingTime
from dialogs.rules.hours import margins
from dialogs.rules.nudges import first_slot
from dialogs.state import Profile, Record, Swap


class Invitation(msgspec.Struct, frozen=True):
    """A code that works. ``group`` None: the person says which group they belong to."""

    id: str
    company: str
    role: str
    group: str | None = None


class Refused(msgspec.Struct, frozen=True):
    """A code that does not work: ``reason`` is unknown, used or expired."""

    reason: str


class Waiting(msgspec.Struct, frozen=True):
    """A version of the plan that lacks a party's key, and what it would do.

    ``version`` is its hash. In the next 4 weeks it sends ``reminders`` to ``groups``, at ``most`` so many a week.
    ``changes`` against the active version: reminders added, moved and removed, and other parts that differ; None when
    no version is active.
    """

    version: str
    number: int
    reference: str
    valid_from: date
    valid_until: date
    reminders: int
    groups: int
    most: int
    changes: tuple[int, int, int, int] | None = None


class Given(msgspec.Struct, frozen=True):
    """A party's approval that stands."""

    version: str
    number: int
    is_active: bool


class Keys(msgspec.Struct, frozen=True):
    """What the person's party can approve, and what it can withdraw."""

    waiting: Waiting | None = None
    given: tuple[Given, ...] = ()


class World(msgspec.Struct, frozen=True):
    """``now`` is aware. ``profile`` is None until the person has joined.

    ``invitation`` is the answer to the code in this event. ``device_code`` and ``login_link`` are new ones where the
    event asks for them, and so are the ``keys`` of the person's party. ``workshop`` is
    the plan while its workshop begins or is open. ``free`` are the public and plant holidays of
    each company around now, ``offers`` those of the person's company.
    """

    now: datetime
    learner: str
    library: Library
    companies: Mapping[str, Company]
    catalogue: Catalogue
    languages: tuple[str, ...]
    free: Mapping[str, frozenset[date]] = {}
    offers: tuple[Offer, ...] = ()
    profile: Profile | None = None
    record: Record = Record()
    invitation: Invitation | Refused | None = None
    device_code: str = ""
    keys: Keys | None = None
    login_link: str = ""
    workshop: Ground | None = None

    def me(self) -> Profile:
        """The profile of a person who has joined."""
        assert self.profile is not None, "only steps that come after joining ask for the profile"
        return self.profile

    def workplace(self) -> Company:
        """The company of a person who has joined."""
        return self.companies[self.me().company]

    def spoken(self, company: Company) -> tuple[str, ...]:
        """The company's languages that there are translations for; all of ours where there are none for any."""
        return tuple(each for each in company.languages if each in self.languages) or self.languages

    def today(self) -> date:
        """The date at the person's workplace."""
        return self.now.astimezone(ZoneInfo(self.workplace().time_zone)).date()

    def working_time(self, profile: Profile | None = None) -> WorkingTime | None:
        """Paid hours under this profile (default: the person's own); None when there are none on file."""
        me = profile or self.me()
        return working_time(self.companies[me.company], me, self.free.get(me.company, frozenset()))

    def snapped(self, at: datetime) -> datetime:
        """The person's moment in the first window after ``at``; ``at`` itself when their working time is not known."""
        working = self.working_time()
        return (first_slot(working, self.learner, at) if working else None) or at


def shift_model(company: Company, group: str | None) -> ShiftModel | None:
    """The shift model of a group; None when there is no such group, for example since it was dissolved."""
    if group is None or all(each.id != group for each in company.groups):
        return None
    return company.shift_model(group)


def working_time(company: Company, profile: Profile, free: frozenset[date]) -> WorkingTime | None:
    """The group's shift model with the person's crew, own days and hours, as ``dialogs.rules.calendar`` takes it."""
    group, crew = profile.group, profile.crew
    if group is None or crew is None:
        return None
    return _working_time(
        company, group, crew, profile.days, profile.hours, profile.swaps, profile.paused_until, free
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _working_time(
    company: Company,
    group: str,
    crew: str,
    days: tuple[int, ...] | None,
    hours: tuple[time, time] | None,
    swaps: tuple[Swap, ...],
    paused_until: date | None,
    free: frozenset[date],
) -> WorkingTime | None:
    """One value for all who work alike, so that what is worked out from it is worked out once."""
    model = shift_model(company, group)
    if model is None or crew not in model.crews:
        return None
    return WorkingTime(
        model=model,
        crew=crew,
        zone=ZoneInfo(company.time_zone),
        days=None if days is None else frozenset(days),
        hours=hours,
        free=free,
        special={each.day: each.shift for each in company.exceptional_days if each.concerns(group, crew)},
        swaps={swap.on: swap.shift for swap in swaps},
        silent_until=paused_until,
        margins=margins(company.policy),
        busy=frozenset(company.group(group).busy_weeks),
    )
