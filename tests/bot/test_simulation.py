"""A plan tried with synthetic people: what the rules promise holds for all, and the same seed gives the same run."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.simulation import Event
from bot.trial import Summary
from content.plan.file import write_plan
from tests.content.plan.books import demo, library, spoilt

INLEKU = str(Path(sys.executable).with_name("inleku"))
BERLIN = ZoneInfo("Europe/Berlin")
FIELDS = {"at", "learner", "group", "kind", "item", "outcome", "reason", "window"}


@cache
def simulated(*options: str) -> tuple[tuple[dict[str, Any], ...], str]:
    """The printed events and the summary."""
    done = subprocess.run(
        [INLEKU, "simulate", *options], capture_output=True, text=True, check=True, env={**os.environ, "TZ": "UTC"}
    )
    return tuple(json.loads(line) for line in done.stdout.splitlines()), done.stderr


CLOCKS_CHANGE = ("--learners", "40", "--weeks", "3", "--start", "2026-10-12", "--seed", "7")


def pushes() -> list[dict[str, Any]]:
    """What was sent without being wished for."""
    events, _ = simulated(*CLOCKS_CHANGE)
    return [event for event in events if event["outcome"] == "sent" and event["reason"] != "wish"]


def test_every_event_says_everything() -> None:
    events, _ = simulated(*CLOCKS_CHANGE)
    assert len(events) > 100
    assert all(event.keys() == FIELDS for event in events)
    assert {event["outcome"] for event in events} <= {"sent", "moved", "dropped"}
    assert all(event["reason"] for event in events)
    assert len({event["group"] for event in events}) == 7


def test_what_is_sent_lies_in_its_paid_window() -> None:
    events, _ = simulated(*CLOCKS_CHANGE)
    for event in (event for event in events if event["outcome"] == "sent"):
        start, end = (datetime.fromisoformat(moment) for moment in event["window"])
        assert start <= datetime.fromisoformat(event["at"]) < end, event


def test_offsets_follow_the_clock() -> None:
    offsets = {event["at"][-6:] for event in simulated(*CLOCKS_CHANGE)[0]}
    assert offsets == {"+02:00", "+01:00"}


def test_nobody_gets_two_pushes_a_day_or_more_than_three_a_week() -> None:
    moments = [(event["learner"], datetime.fromisoformat(event["at"]).astimezone(BERLIN)) for event in pushes()]
    days = Counter((learner, at.date()) for learner, at in moments)
    weeks = Counter((learner, f"{at:%G-W%V}") for learner, at in moments)
    assert max(days.values()) == 1
    assert max(weeks.values()) <= 3


def test_nothing_comes_in_the_small_hours() -> None:
    hours = {datetime.fromisoformat(event["at"]).astimezone(BERLIN).hour for event in pushes()}
    assert hours.isdisjoint({2, 3, 4})
    assert {22, 23, 0, 1} & hours


def test_same_seed_gives_the_same_run_and_another_one_another() -> None:
    small = ("--learners", "5", "--weeks", "1", "--start", "2026-11-23", "--seed")
    first, _ = simulated(*small, "1")
    again = subprocess.run([INLEKU, "simulate", *small, "1"], capture_output=True, text=True, check=True).stdout
    assert [json.loads(line) for line in again.splitlines()] == list(first)
    assert simulated(*small, "2")[0] != first


def test_plan_is_tried_before_it_is_approved(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "content" / "companies" / "muster.yaml").read_text(encoding="utf-8")
    company = tmp_path / "muster.yaml"
    company.write_text(re.sub(r"works_council_approved: .*", "works_council_approved: null", shipped), encoding="utf-8")
    events, summary = simulated("--learners", "5", "--weeks", "1", "--company", str(company))
    assert events
    assert "as if it were" in summary


def test_plan_is_tried_out_of_its_workbook_and_its_yaml_file(tmp_path: Path) -> None:
    book, text = tmp_path / "plan.xlsx", tmp_path / "plan.yaml"
    for path in (book, text):
        write_plan(demo(), path, library(), "de")
    small = ("--learners", "5", "--weeks", "1", "--start", "2026-11-23")
    first, summary = simulated(*small, "--company", str(book))
    assert first and "as if it were" in summary
    assert simulated(*small, "--company", str(text))[0] == first
    # The demo plan is the demo company, which is approved.
    assert [event for event in simulated(*small)[0] if event["outcome"] == "sent"] == [
        event for event in first if event["outcome"] == "sent"
    ]


def test_plan_with_a_mistake_is_named_with_its_cell(tmp_path: Path) -> None:
    book = spoilt(lambda book: book.set("08_Plan", "C5", 60)).write(tmp_path / "plan.xlsx")
    done = subprocess.run([INLEKU, "simulate", "--company", str(book)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "inleku: 08_Plan!C5: 60 is not between 1 and 53; enter a value from 1 to 53\n"


def test_file_that_is_neither_plan_nor_company_is_named(tmp_path: Path) -> None:
    for name in ("fehlt.xlsx", "fehlt.yaml", "brief.docx"):
        command = [INLEKU, "simulate", "--company", str(tmp_path / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (2, "")
        assert name in done.stderr and "Traceback" not in done.stderr


def test_summary_counts_what_was_printed() -> None:
    events, summary = simulated(*CLOCKS_CHANGE)
    sent = sum(event["outcome"] == "sent" for event in events)
    assert summary.startswith(f"40 people, 3 weeks: {sent} sent")
    assert "outside paid time: 0" in summary


def test_summary_counts_each_week_over_the_budget_and_each_day_with_two_pushes_once() -> None:
    summary = Summary(2, 2, BERLIN, 3)
    monday = datetime(2026, 11, 23, 8, tzinfo=BERLIN)
    for day in (0, 0, 0, 1, 2, 7, 8, 9, 10, 10):
        for learner in ("one", "other")[: 1 if day == 10 else 2]:
            summary.add(Event(monday + timedelta(days=day), learner, "g", "unit:u", "sent", "plan", None))
    lines = list(summary.lines(0, None))
    # 5 in the first week of both, 5 in the second of one.
    assert "weeks over the budget of 3: 3" in lines
    assert "days with more than 1 push: 3" in lines
    assert "pushes per person and week: 4.50" in lines
