"""Claims are given to one taker only, and nothing is dropped without a line in the log."""

import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from storage import learners, reminders, schedules
from storage.database import Database
from storage.transaction import Transaction
from tests.storage.people import LATER, NOW, join


def test_reminder_is_claimed_once(database: Database) -> None:
    def plan(tx: Transaction) -> None:
        join(tx, "a")
        for n in range(40):
            reminders.plan(tx, "a", f"unit-{n}", NOW, LATER, "wish")

    database.perform_now(plan)
    with ThreadPoolExecutor(8) as pool:
        taken = pool.map(lambda _: database.perform_now(lambda tx: reminders.claim(tx, NOW, 10)), range(24))
        claims = Counter(due.id for part in taken for due in part)
    rest = database.perform_now(lambda tx: reminders.claim(tx, NOW, 100))
    assert set(claims.values()) == {1}
    assert len(claims) + len(rest) == 40


def test_planning_again_replaces_what_is_pending(database: Database) -> None:
    def twice(tx: Transaction) -> list[str]:
        join(tx, "a")
        for at in (NOW, LATER):
            reminders.plan(tx, "a", "unit", at, LATER, "wish")
        return [each.item for each in reminders.pending(tx, "a")]

    assert database.perform_now(twice) == ["unit"]
    assert database.perform_now(lambda tx: reminders.claim(tx, NOW, 10)) == []


def test_what_is_done_with_leaves_no_row(database: Database) -> None:
    def plan(tx: Transaction) -> None:
        join(tx, "a")
        reminders.plan(tx, "a", "unit:a", NOW, LATER, "wish")
        reminders.plan(tx, "a", "unit:b", LATER, LATER, "wish")

    database.perform_now(plan)
    [due] = database.perform_now(lambda tx: reminders.claim(tx, NOW, 10))
    database.perform_now(lambda tx: reminders.settle(tx, due.id))
    database.perform_now(lambda tx: reminders.drop_pending(tx, "a"))
    assert database.perform_now(lambda tx: learners.own_data(tx, "a"))["reminders"] == []


def test_regular_moment_exists_once_and_sleeps_until_it_is_set(database: Database) -> None:
    database.perform_now(lambda tx: join(tx, "a"))
    database.perform_now(lambda tx: reminders.set_regular(tx, [("a", None, LATER)], 1))
    first = database.perform_now(lambda tx: reminders.regular(tx, "a"))
    assert first is not None and (first.at, first.version) == (LATER, 1)
    database.perform_now(lambda tx: reminders.set_regular(tx, [("a", first.id, None)], 2))
    assert database.perform_now(lambda tx: reminders.claim(tx, LATER, 10)) == []
    asleep = database.perform_now(lambda tx: reminders.regular(tx, "a"))
    assert asleep is not None and (asleep.at, asleep.version) == (None, 2)
    assert database.perform_now(lambda tx: reminders.drop_pending(tx, "a")) == []


def test_many_moments_are_set_at_once_each_person_their_own(database: Database) -> None:
    names = [f"p{n:02}" for n in range(20)]
    moments = {name: NOW + timedelta(hours=n) if n % 3 else None for n, name in enumerate(names)}

    def begin(tx: Transaction) -> None:
        for name in names:
            join(tx, name)
        reminders.set_regular(tx, [(name, None, LATER) for name in names], 1)

    def again(tx: Transaction) -> None:
        known = [(name, reminders.regular(tx, name)) for name in reversed(names)]
        reminders.set_regular(tx, [(name, row.id, moments[name]) for name, row in known if row], 2)

    database.perform_now(begin)
    database.perform_now(again)
    found = database.perform_now(lambda tx: {name: reminders.regular(tx, name) for name in names})
    assert {name: (row.at, row.version) for name, row in found.items() if row} == {
        name: (at, 2) for name, at in moments.items()
    }
    claimed = database.perform_now(lambda tx: reminders.claim(tx, NOW + timedelta(hours=4), 10))
    assert [(due.learner, due.at) for due in claimed] == [(name, moments[name]) for name in ("p01", "p02", "p04")]


def test_page_of_stale_people_is_found_without_sorting_the_company(migrated_file: Path) -> None:
    values = {"company": "muster", "after": "", "newest": 1, "most": 500}
    statement = reminders._stale
    with closing(sqlite3.connect(migrated_file)) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement.sqlite}", statement.parameters(values)).fetchall()
    steps = [row[3] for row in rows]
    assert [step for step in steps if "TEMP B-TREE" in step or step.startswith("SCAN")] == []
    assert any("ix_learner_company_id" in step for step in steps)


def test_stale_are_those_without_a_moment_of_this_version(database: Database) -> None:
    def plan(tx: Transaction) -> None:
        for name in ("a", "b", "c"):
            join(tx, name)
        reminders.set_regular(tx, [("a", None, LATER), ("b", None, None)], 1)

    database.perform_now(plan)
    stale = [
        [row[0] for row in database.perform_now(lambda tx: reminders.stale(tx, "muster", version, after, 10))]  # noqa: B023
        for version, after in ((1, ""), (2, ""), (2, "a"))
    ]
    assert stale == [["c"], ["a", "b", "c"], ["b", "c"]]


def test_version_of_a_plan_grows_with_each_change_only(database: Database) -> None:
    found = [database.perform_now(lambda tx: schedules.announce(tx, "muster", mark)) for mark in "aabba"]  # noqa: B023
    assert found == [1, 1, 2, 2, 3]
    assert database.perform_now(lambda tx: schedules.version(tx, "muster")) == 3
    assert database.perform_now(lambda tx: schedules.version(tx, "other")) == 0


def test_log_of_one_company_is_forgotten_sooner_than_that_of_others(database: Database) -> None:
    def write(tx: Transaction) -> None:
        join(tx, "a")
        join(tx, "b")
        for person in ("a", "b"):
            reminders.log(tx, person, "reminder", person, LATER, "sent", "plan")

    database.perform_now(write)
    database.perform_now(lambda tx: reminders.forget_log_of(tx, "", "other", LATER + timedelta(hours=1), 10))
    assert len(database.perform_now(lambda tx: reminders.logged_since(tx, 0))) == 2
    database.perform_now(lambda tx: reminders.forget_log_of(tx, "", "muster", LATER, 10))
    assert len(database.perform_now(lambda tx: reminders.logged_since(tx, 0))) == 2
    database.perform_now(lambda tx: reminders.forget_log_of(tx, "", "muster", LATER + timedelta(hours=1), 10))
    assert database.perform_now(lambda tx: reminders.logged_since(tx, 0)) == []
