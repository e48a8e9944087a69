"""Claims are given to one taker only, and nothing is dropped without a line in the log."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from storage import reminders
from storage.database import Database
from storage.transaction import Transaction
from tests.storage.people import LATER, NOW, join


def test_reminder_is_claimed_once(database: Database) -> None:
    def plan(tx: Transaction) -> None:
        join(tx, "a")
        for n in range(40):
            reminders.plan(tx, "a", f"unit-{n}", NOW, LATER, "plan", "2026-W48")

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
            reminders.plan(tx, "a", "unit", at, LATER, "wish", None)
        return reminders.pending(tx, "a")

    assert database.perform_now(twice) == ["unit"]
    assert database.perform_now(lambda tx: reminders.claim(tx, NOW, 10)) == []
