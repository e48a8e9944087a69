"""``inleku simulate``: events as JSON lines on standard output, progress and a summary on standard error."""

import asyncio
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.knowledge import Knowledge
from bot.simulation import Event, Simulation
from bot.synthetic import Wanted
from content.model import Company
from content.reader import read_company
from dialogs.rules.nudges import BUDGET_PER_WEEK
from storage.addresses import Keyring
from storage.database import Database

BAR = 30


@dataclass(slots=True)
class Summary:
    """What happened altogether."""

    learners: int
    weeks: int
    zone: ZoneInfo
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    unpaid: int = 0
    pushes: Counter[tuple[str, str]] = field(default_factory=Counter)
    days: Counter[tuple[str, date]] = field(default_factory=Counter)

    def add(self, event: Event) -> None:
        """One more event. What a person wished for is no push of ours."""
        self.outcomes[event.outcome] += 1
        self.reasons[f"{event.outcome}: {event.reason}"] += 1
        if event.outcome != "sent":
            return
        self.unpaid += event.window is None
        if event.reason != "wish":
            self.pushes[event.learner, f"{event.at:%G-W%V}"] += 1
            self.days[event.learner, event.at.date()] += 1

    def lines(self, minutes: int) -> Iterator[str]:
        """For a person to read."""
        sent = self.outcomes["sent"]
        yield f"{self.learners} people, {self.weeks} weeks: {sent} sent, {self.outcomes['moved']} moved, " \
              f"{self.outcomes['dropped']} dropped"  # fmt: skip
        yield f"pushes per person and week: {sum(self.pushes.values()) / max(1, self.learners * self.weeks):.2f}"
        yield f"outside paid time: {self.unpaid}"
        yield f"weeks over the budget of {BUDGET_PER_WEEK}: {sum(n > BUDGET_PER_WEEK for n in self.pushes.values())}"
        yield f"days with more than 1 push: {sum(n > 1 for n in self.days.values())}"
        yield f"learning minutes per person: {minutes / max(1, self.learners):.0f}"
        for reason, count in self.reasons.most_common():
            yield f"  {count:7}  {reason}"


def simulate(learners: int, weeks: int, seed: int, start: date | None, company: Path | None) -> None:
    """Run and print. ContentError when the company's file cannot be used."""
    knowledge = Knowledge.read()
    chosen = read_company(company) if company else next(iter(knowledge.companies.values()))
    first = start or _monday(chosen)
    tried = _as_if_approved(chosen, first)
    knowledge = Knowledge(knowledge.library, {tried.id: tried}, knowledge.catalogues, knowledge.sources)
    wanted = Wanted(tried, learners, weeks, seed, first)
    with _database() as database:
        asyncio.run(_run(wanted, knowledge, database))


def _as_if_approved(company: Company, day: date) -> Company:
    """A plan is tried before it is approved; the dates of the works agreement count as they are."""
    agreement = company.agreement
    if agreement.employer_approved and agreement.works_council_approved:
        return company
    sys.stderr.write("Not approved by both parties yet: this is tried as if it were.\n")
    approved = agreement.model_copy(update={"employer_approved": day, "works_council_approved": day})
    return company.model_copy(update={"agreement": approved})


async def _run(wanted: Wanted, knowledge: Knowledge, database: Database) -> None:
    keyring = Keyring([f"simulation {wanted.seed}"])
    simulation = Simulation(wanted, knowledge, database, keyring)
    summary = Summary(wanted.learners, wanted.weeks, ZoneInfo(wanted.company.time_zone))
    async for day, events in simulation.run():
        for event in events:
            summary.add(event)
            sys.stdout.write(json.dumps(as_json(event, summary.zone), ensure_ascii=False) + "\n")
        _progress((day - wanted.start).days + 1, 7 * wanted.weeks)
    for line in summary.lines(simulation.minutes):
        sys.stderr.write(f"{line}\n")


def as_json(event: Event, zone: ZoneInfo) -> dict[str, object]:
    """The event as it is printed; all moments with their offset."""
    window = event.window
    return {
        "at": event.at.isoformat(),
        "learner": event.learner,
        "group": event.group,
        "kind": event.item.partition(":")[0],
        "item": event.item,
        "outcome": event.outcome,
        "reason": event.reason,
        "window": [_local(window.start, zone), _local(window.end, zone)] if window else None,
    }


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat()


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        filled = BAR * done // of
        end = "\n" if done == of else ""
        sys.stderr.write(f"\r[{'#' * filled}{' ' * (BAR - filled)}] day {done} of {of}{end}")


def _monday(company: Company) -> date:
    """The first Monday on which the works agreement is in force."""
    first = company.agreement.valid_from
    return first + timedelta(days=-first.weekday() % 7)


@contextmanager
def _database() -> Iterator[Database]:
    """One that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="inleku-simulation-") as folder:
        database = Database.open(f"sqlite:///{Path(folder) / 'simulation.db'}")
        try:
            yield database
        finally:
            database.close()
