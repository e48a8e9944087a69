"""``inleku simulate``: events as JSON lines on standard output, progress and a summary on standard error."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.company_file import company_in
from bot.heatmap import heatmap, write
from bot.knowledge import Knowledge
from bot.simulation import Event, Simulation
from bot.synthetic import Wanted
from content.model import Company
from content.problems import ContentError, Problem
from storage.addresses import Keyring
from storage.database import Database
from storage.throwaway import throwaway

BAR = 30


@dataclass(slots=True)
class Summary:
    """What happened altogether. Events are added in the order of time, so that only the present day and ISO week are
    known by person: it does not grow with the weeks."""

    learners: int
    weeks: int
    zone: ZoneInfo
    budget: int
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    unpaid: int = 0
    tired: int = 0
    by_group: Counter[tuple[str, str]] = field(default_factory=Counter)
    pushes: int = 0
    weeks_over: int = 0
    days_over: int = 0
    present: tuple[str, date] = ("", date.min)
    this_week: Counter[str] = field(default_factory=Counter)
    today: Counter[str] = field(default_factory=Counter)

    def add(self, event: Event) -> None:
        """One more event. What a person wished for is no push of ours."""
        self.outcomes[event.outcome] += 1
        self.reasons[f"{event.outcome}: {event.reason}"] += 1
        if event.outcome != "sent":
            return
        self.unpaid += event.window is None
        self.tired += not event.rested
        if event.reason != "wish":
            self._push(event, f"{event.at:%G-W%V}", event.at.date())

    def _push(self, event: Event, week: str, day: date) -> None:
        if self.present[0] != week:
            self.this_week.clear()
        if self.present[1] != day:
            self.today.clear()
        self.present = week, day
        self.pushes += 1
        self.by_group[event.group, week] += 1
        self.this_week[event.learner] += 1
        self.today[event.learner] += 1
        # Counted once, with the first push too many.
        self.weeks_over += self.this_week[event.learner] == self.budget + 1
        self.days_over += self.today[event.learner] == 2

    def lines(self, minutes: int, recalled: float | None) -> Iterator[str]:
        """For a person to read."""
        sent = self.outcomes["sent"]
        yield f"{self.learners} people, {self.weeks} weeks: {sent} sent, {self.outcomes['moved']} moved, " \
              f"{self.outcomes['dropped']} dropped"  # fmt: skip
        yield f"pushes per person and week: {self.pushes / max(1, self.learners * self.weeks):.2f}"
        yield f"in paid time: {_percent(sent - self.unpaid, sent)}"
        yield f"outside paid time: {self.unpaid}"
        yield f"within 11 hours of rest: {self.tired}"
        yield f"weeks over the budget of {self.budget}: {self.weeks_over}"
        yield f"days with more than 1 push: {self.days_over}"
        yield f"learning minutes per person: {minutes / max(1, self.learners):.0f}"
        yield f"recall by FSRS at the end: {'nothing learned' if recalled is None else f'{recalled:.0%}'}"
        for reason, count in self.reasons.most_common():
            yield f"  {count:7}  {reason}"


def _percent(part: int, whole: int) -> str:
    """Never rounded up to all of it."""
    return f"{100 * part / whole:.2f} %" if part < whole else "100 %"


def simulate(
    learners: int, weeks: int, seed: int, start: date | None, company: Path | None, picture: Path | None = None
) -> None:
    """Run and print. ContentError when the company's file cannot be used, or the picture not be written."""
    _check_picture(picture)
    knowledge = Knowledge.read()
    chosen = company_in(company, knowledge.library) if company else next(iter(knowledge.companies.values()))
    first = start or _monday(chosen)
    tried = _as_if_approved(chosen, first)
    knowledge = Knowledge(knowledge.library, {tried.id: tried}, knowledge.catalogues, knowledge.sources)
    wanted = Wanted(tried, learners, weeks, seed, first)
    with throwaway() as database:
        asyncio.run(_run(wanted, knowledge, database, picture))


def _check_picture(picture: Path | None) -> None:
    """Before the long run, not after it."""
    if picture is None:
        return
    if picture.suffix.lower() not in (".svg", ".png"):
        raise ContentError((Problem(str(picture), None, "this is no kind of picture", "end its name in .svg or .png"),))
    if not picture.parent.is_dir():
        raise ContentError((Problem(str(picture.parent), None, "there is no such folder", "make it first"),))


def _as_if_approved(company: Company, day: date) -> Company:
    """A plan is tried before it is approved; the dates of the works agreement count as they are."""
    agreement = company.agreement
    if agreement.employer_approved and agreement.works_council_approved:
        return company
    sys.stderr.write("Not approved by both parties yet: this is tried as if it were.\n")
    approved = agreement.model_copy(update={"employer_approved": day, "works_council_approved": day})
    return company.model_copy(update={"agreement": approved})


async def _run(wanted: Wanted, knowledge: Knowledge, database: Database, picture: Path | None) -> None:
    keyring = Keyring([f"simulation {wanted.seed}"])
    simulation = Simulation(wanted, knowledge, database, keyring)
    summary = Summary(
        wanted.learners, wanted.weeks, ZoneInfo(wanted.company.time_zone), wanted.company.policy.pushes_per_week
    )
    async for day, events in simulation.run():
        for event in events:
            summary.add(event)
            sys.stdout.write(json.dumps(as_json(event, summary.zone), ensure_ascii=False) + "\n")
        _progress((day - wanted.start).days + 1, 7 * wanted.weeks)
    for line in summary.lines(simulation.minutes, await simulation.recall()):
        sys.stderr.write(f"{line}\n")
    if picture is not None:
        write(_drawn(wanted, summary, simulation.sizes()), picture)
        sys.stderr.write(f"picture: {picture}\n")


def _drawn(wanted: Wanted, summary: Summary, sizes: Counter[str]) -> str:
    """Reminders per person: weeks by groups."""
    mondays = [wanted.start + timedelta(weeks=number) for number in range(wanted.weeks)]
    rows = {
        group.name: [summary.by_group[group.id, f"{day:%G-W%V}"] / sizes[group.id] for day in mondays]
        for group in wanted.company.groups
        if sizes[group.id]
    }
    title = f"{wanted.company.name}: reminders per person and week"
    return heatmap(title, [f"{day:%V}" for day in mondays], rows, wanted.company.policy.pushes_per_week)


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
