"""``python -m bench plan``: how long a large plan takes to write, to check and to preview for a year."""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.plan_preview import Preview
from bot.plan_printing import FORMATS
from bot.reading import ROOT
from content.model import Library
from content.plan.contents import Contents
from content.plan.diff import difference
from content.plan.file import read_plan, write_plan
from content.plan.gaps import gaps
from content.plan.model import Comparison, Competence, Plan, PlanEntry
from content.plan.proposal import propose
from content.plan.schedule import iso_weeks
from content.reader import read_library

T = TypeVar("T")
GROUPS, COMPETENCES, WEEKS = 200, 150, 52
RATED = 20
"""Competences with a target in each group: what a real matrix holds. ``--full`` rates all of them."""
START = date(2026, 11, 30)


def main(arguments: list[str]) -> int:
    """Measure and print."""
    library = read_library(ROOT / "content")
    plan = _timed("make the plan", lambda: large(library, COMPETENCES if "--full" in arguments else RATED))
    sizes = (len(plan.groups), len(plan.competences), len(plan.comparisons), len(plan.entries))
    sys.stdout.write("{} groups, {} competences, {} rows of target and actual, {} rows of the plan\n".format(*sizes))
    with tempfile.TemporaryDirectory() as folder:
        book, text = Path(folder) / "plan.xlsx", Path(folder) / "plan.yaml"
        _timed("write the workbook", lambda: write_plan(plan, book, library, "de"))
        _timed("check the workbook", lambda: read_plan(book, library))
        _timed("write the YAML file", lambda: write_plan(plan, text, library, "de"))
        _timed("check the YAML file", lambda: read_plan(text, library))
    weeks = iso_weeks(START, WEEKS)
    preview = Preview(plan, Contents.of(library))
    lines = _timed("preview a year", lambda: list(preview.lines(weeks)))
    for name, printed in FORMATS.items():
        _timed(f"print it as {name}", lambda printed=printed: printed(preview, lines, "de"))  # type: ignore[misc]
    _timed("gaps", lambda: gaps(plan, START))
    _timed("propose 12 weeks", lambda: propose(plan.model_copy(update={"entries": ()}), library, START, 12))
    other = plan.model_copy(update={"entries": plan.entries[7:]})
    _timed("difference of a year", lambda: difference(plan, other, weeks))
    sys.stdout.write(f"{len(lines)} lines of preview\n")
    return 0


def _timed(what: str, work: Callable[[], T]) -> T:
    start = time.perf_counter()
    done = work()
    sys.stdout.write(f"{time.perf_counter() - start:8.2f} s  {what}\n")
    sys.stdout.flush()
    return done


def large(library: Library, rated: int) -> Plan:
    """A company of that size: the demo company's groups, competences and weeks, many times over."""
    demo, _ = read_plan(ROOT / "content" / "plans" / "muster.yaml", library)
    groups = tuple(
        demo.groups[n % len(demo.groups)].model_copy(
            update={"id": f"gruppe-{n}", "name": f"Gruppe {n}", "offset": n % 3, "parent": None}
        )
        for n in range(GROUPS)
    )
    competences = tuple(
        Competence(id=f"kompetenz-{n}", name=f"Kompetenz {n}", kind=demo.competences[n % 18].kind)
        for n in range(COMPETENCES)
    )
    comparisons = tuple(
        Comparison(group=group.id, competence=each.id, level=2, people=group.headcount, due=date(2027, 1 + n % 12, 1),
                   actual=(1, 2, 3, group.headcount - 8, 1), as_of=START, source="Gespräch im Team")
        for group in groups
        for n, each in enumerate(competences[:rated])
    )  # fmt: skip
    units = [f"unit:{name}" for name in library.units]
    entries = tuple(
        PlanEntry(groups=(group.id,), year=2027, first_week=week, contents=(units[(week + n) % len(units)],))
        for n, group in enumerate(groups)
        for week in range(1, WEEKS + 1)
    )
    changed = {"groups": groups, "competences": competences, "comparisons": comparisons, "entries": entries}
    return demo.model_copy(update={**changed, "roles": (), "measures": (), "changes": (), "multipliers": ()})
