"""Judges what ``inleku simulate`` printed about the demo company, without the rules that it was planned by.

``python -m tests.bot.referee FILE…`` judges files of JSON lines (or ``.gz``), each a run of its own, one by one.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.bot.demo_hours import is_paid

WEEK = timedelta(weeks=1)
PER_DAY, PER_WEEK = 1, 3
FAULTS = ("unpaid", "beside its window", "rest", "over a day", "over a week", "without a reason", "lost")
AT_REGULAR_MOMENTS = {"plan", "review", "check-in", "transfer", "ask", "no answer"}
"""Reasons that are given only where the weeks before are settled first."""
LONGEST_OPEN = timedelta(weeks=4)
"""After a week, its items are settled that much later at the latest: no holidays of the plant are longer."""


@dataclass
class Person:
    """What is known of somebody. ``ends``: when an item was sent or dropped; ``regular``: their regular moments."""

    group: str
    days: Counter[date] = field(default_factory=Counter)
    ends: defaultdict[str, list[date]] = field(default_factory=lambda: defaultdict(list))
    regular: list[date] = field(default_factory=list)


def judge(events: Iterable[dict[str, Any]]) -> Counter[str]:
    """Counts of ``FAULTS`` and of what was looked at, of one run's events as they are printed.

    ``lost``: planned items that were neither sent nor dropped until the person's first regular moment after their week,
    or had no such moment for long; ``settled``: all that had one; ``open``: those that did not yet.
    """
    counts = Counter(dict.fromkeys(FAULTS, 0))
    people: dict[str, Person] = {}
    first, last = date.max, date.min
    for event in events:
        at = datetime.fromisoformat(event["at"])
        first, last = min(first, at.date()), max(last, at.date())
        counts["events"] += 1
        counts["without a reason"] += not event["reason"]
        person = people.setdefault(event["learner"], Person(event["group"]))
        _note(person, event, at.date())
        if event["outcome"] == "sent":
            counts.update(_faults(event, at))
    counts["people"] = len(people)
    for person in people.values():
        counts.update(_budget(person))
        counts.update(_planned(person, first, last))
    return counts


def _note(person: Person, event: dict[str, Any], day: date) -> None:
    if event["outcome"] == "sent" and event["reason"] != "wish":
        person.days[day] += 1
    if event["outcome"] != "moved" and event["reason"] != "wish":
        person.ends[event["item"]].append(day)
    if event["reason"] in AT_REGULAR_MOMENTS:
        person.regular.append(day)


def _faults(event: dict[str, Any], at: datetime) -> Iterator[str]:
    """Of one thing that was sent."""
    yield "sent"
    if event["reason"] != "wish":
        yield "pushes"
    if not is_paid(event["learner"], event["group"], at.replace(tzinfo=None)):
        yield "unpaid"
    opens, closes = map(datetime.fromisoformat, event["window"] or (event["at"], event["at"]))
    if not opens <= at < closes:
        yield "beside its window"
    if 2 <= at.hour < 5:
        yield "rest"


def _budget(person: Person) -> Counter[str]:
    weeks: Counter[tuple[int, int]] = Counter()
    for day, pushes in person.days.items():
        weeks[day.isocalendar()[:2]] += pushes
    over_days = sum(pushes > PER_DAY for pushes in person.days.values())
    return Counter({"over a day": over_days, "over a week": sum(pushes > PER_WEEK for pushes in weeks.values())})


def _planned(person: Person, first: date, last: date) -> Iterator[str]:
    """One word for each item that the plan asked for in a whole week."""
    monday = first - timedelta(days=first.weekday()) + WEEK
    while monday + WEEK <= last:
        looked = next((day for day in person.regular if day >= monday + WEEK), None)
        for item in plan()[person.group, monday.isocalendar().week]:
            yield "open" if looked is None else "settled"
            until = looked or last
            if (looked or monday + WEEK + LONGEST_OPEN < last) and not any(
                monday <= day <= until for day in person.ends[item]
            ):
                yield "lost"
        monday += WEEK


@cache
def plan() -> defaultdict[tuple[str, int], list[str]]:
    """The items of the demo company by group and ISO week."""
    path = Path(__file__).parents[2] / "content" / "companies" / "muster.yaml"
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for entry in YAML(typ="safe").load(path)["plan"]:
        item = f"unit:{entry['unit']}" if "unit" in entry else f"block:{entry['block']}"
        span, _, step = entry["weeks"].partition("/")
        start, end = map(int, span.split("-"))
        for week in range(start, end + 1, int(step)):
            for group in entry["groups"]:
                found[group, week].append(item)
    return found


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(f"{name}\n")
        for what, count in judge(_read(Path(name))).items():
            sys.stdout.write(f"  {count:9}  {what}\n")
