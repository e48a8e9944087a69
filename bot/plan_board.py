"""The stored plans as the pages show them: versions, one version looked into, the log."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.plan_calendar import by_week, calendar, counts, heat
from bot.plan_preview import Line, Preview
from bot.plan_store import Overview, PlanStore, PlanStoreError
from bot.visits import Edition, Record, Sight
from content.model import Library
from content.plan.approval import PARTIES, Party
from content.plan.contents import Contents
from content.plan.diff import difference
from content.plan.schedule import ISOWeek, iso_weeks

YEAR = 52
"""Weeks of the calendar."""
NEXT = 3
"""Weeks of the preview."""
DONE_ALREADY = ("approved_already", "not_approved")


@dataclass(frozen=True)
class PlanBoard:
    """``bot.visits.Board`` on the stored plans."""

    store: PlanStore
    library: Library
    clock: Clock

    async def editions(self, company: str) -> tuple[Edition, ...]:
        """See ``bot.visits.Board.editions``."""
        return await asyncio.to_thread(self._editions, company)

    async def sight(self, company: str, version: str) -> Sight | None:
        """See ``bot.visits.Board.sight``."""
        return await asyncio.to_thread(self._sight, company, version)

    async def edition(self, company: str, version: str) -> Edition | None:
        """See ``bot.visits.Board.edition``."""
        return _named(await self.editions(company), version)

    async def decide(self, company: str, version: str, party: Party, approves: bool) -> None:
        """See ``bot.visits.Board.decide``."""
        try:
            await asyncio.to_thread(self.store.decide, company, version, party, approves, self.clock())
        except PlanStoreError as error:
            if error.key not in DONE_ALREADY:  # Somebody tapped twice.
                raise

    async def record(self, company: str) -> Record:
        """See ``bot.visits.Board.record``."""
        return await asyncio.to_thread(self._record, company)

    def _editions(self, company: str) -> tuple[Edition, ...]:
        overview = self._overview(company)
        if overview is None:
            return ()
        zone = ZoneInfo(self.store.plan(company, "newest").time_zone)
        return tuple(reversed(tuple(_editions(overview, zone))))

    def _overview(self, company: str) -> Overview | None:
        try:
            return self.store.overview(company)
        except PlanStoreError:
            return None

    def _sight(self, company: str, version: str) -> Sight | None:
        editions = self._editions(company)
        edition = _named(editions, version)
        if edition is None:
            return None
        plan = self.store.plan(company, edition.hash)
        active = next((each for each in editions if each.is_active), None)
        today = self.clock().astimezone(ZoneInfo(plan.time_zone)).date()
        # From what comes next: this week, or the first one of an agreement that is not valid yet.
        first = max(today, plan.agreement.valid_from)
        ahead = iso_weeks(first - timedelta(days=first.weekday()), YEAR)
        contents = Contents.of(self.library)
        weeks = calendar(plan, ahead, contents)
        other = active is not None and not edition.is_active
        changed = difference(self.store.plan(company, "active"), plan, ahead) if other else None
        return Sight(
            edition=edition,
            plan=plan,
            active=active,
            reminders=counts(weeks, len(plan.groups)),
            weeks=weeks,
            heat=heat(plan, today),
            difference=changed,
            changes=by_week(changed.changes) if changed else (),
            preview=tuple(_preview(Preview(plan, contents), ahead[:NEXT])),
            titles=contents.titles,
        )

    def _record(self, company: str) -> Record:
        editions = self._editions(company)
        active = next((each for each in editions if each.is_active), None)
        links = self.store.log(company) if editions else []
        plan = self.store.plan(company, active.hash if active else "newest") if editions else None
        zone = ZoneInfo(plan.time_zone) if plan else UTC
        found = next((each for each in self.store.verify() if each.company == company), None)
        entries = []
        for each in links:
            detail = json.loads(each.detail)
            at = datetime.fromtimestamp(each.at, UTC).astimezone(zone)
            entries.append((each, at, each.kind, _party(detail.get("party")), detail.get("version") or ""))
        return Record(
            entries=tuple(reversed(entries)),
            head=found.head if found else "",
            fault=found.broken.number if found and found.broken else 0,
            differs=bool(found and found.missing) or (bool(editions) and found is None),
            plan=plan,
            active=active,
        )


def _named(editions: Iterable[Edition], version: str) -> Edition | None:
    """The only one whose hash begins so; pages name at least 12 digits."""
    fitting = [each for each in editions if len(version) >= 12 and each.hash.startswith(version)]
    return fitting[0] if len(fitting) == 1 else None


def _editions(overview: Overview, zone: ZoneInfo) -> Iterable[Edition]:
    standing = overview.standing
    for each in overview.versions:
        keys = {
            party: standing.keys[each.hash, party].astimezone(zone)
            for party in PARTIES
            if (each.hash, party) in standing.keys
        }
        at = each.imported_at.astimezone(zone)
        yield Edition(each.number, each.hash, at, standing.active == each.hash, keys)


def _preview(preview: Preview, weeks: list[ISOWeek]) -> Iterable[tuple[ISOWeek, tuple[Line, ...]]]:
    lines = preview.lines(weeks)
    for at, some in groupby(lines, lambda line: (line.reminder.year, line.reminder.week)):
        yield at, tuple(some)


def _party(name: str | None) -> Party | None:
    return next((each for each in PARTIES if each == name), None)
