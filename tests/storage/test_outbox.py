"""Messages on their way: who has them in hand, what a kill leaves behind, and what an operator sees of it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from storage import channels, outbox, turns
from storage.database import Database
from storage.dead_letters import counts, dead_letters, retry
from storage.transaction import Transaction
from tests.storage.people import LATER, NOW, join, log_lines, remind

SOON = NOW + timedelta(minutes=1)


def waits(database: Database, *kinds: str) -> None:
    """A learner "a" for whom messages of these kinds wait, in this order."""

    def fill(tx: Transaction) -> None:
        join(tx, "a")
        for number, kind in enumerate(kinds):
            turn = turns.record(tx, "reminder", str(number), "a", int(NOW.timestamp()), None, b"[]")
            assert outbox.put(tx, turn, "a", LATER, NOW, kind)

    database.perform_now(fill)


def claim(database: Database, most: int = 10, now: datetime = NOW) -> list[outbox.Waiting]:
    return database.perform_now(lambda tx: outbox.claim(tx, "web", now, most))


def begin(database: Database, row: outbox.Waiting, now: datetime = NOW) -> bool:
    return database.perform_now(lambda tx: outbox.begin(tx, row, now))


def recover(database: Database, before: datetime) -> None:
    database.perform_now(lambda tx: outbox.recover(tx, before))


def test_cancellations_overtake_nudges_and_nudges_overtake_offers(database: Database) -> None:
    waits(database, "offer", "nudge", "cancellation", "nudge")
    assert [row.kind for row in claim(database)] == ["cancellation", "nudge", "nudge", "offer"]


def test_row_in_hand_is_given_to_nobody_else_and_begun_once(database: Database) -> None:
    waits(database, "nudge")
    [row] = claim(database)
    assert claim(database) == []
    assert (begin(database, row), begin(database, row)) == (True, False)


def test_row_whose_time_passes_in_hand_is_not_begun(database: Database) -> None:
    waits(database, "nudge")
    [row] = claim(database)
    assert not begin(database, row, LATER + timedelta(seconds=1))


@pytest.mark.parametrize("kind", ["nudge", "offer", "cancellation"])
def test_row_that_a_killed_process_had_not_begun_goes_back(database: Database, kind: str) -> None:
    waits(database, kind)
    claim(database)
    recover(database, NOW)
    assert len(claim(database)) == 1
    assert log_lines(database) == []


@pytest.mark.parametrize(("kind", "again"), [("nudge", 0), ("offer", 0), ("cancellation", 1)])
def test_row_that_a_killed_process_was_sending_goes_out_again_only_where_twice_is_better_than_never(
    database: Database, kind: str, again: int
) -> None:
    waits(database, kind)
    [row] = claim(database)
    begin(database, row)
    recover(database, NOW)
    assert len(claim(database)) == again
    assert log_lines(database) == [("dropped", "ambiguous")] * (1 - again)


def test_young_claim_belongs_to_a_process_that_lives(database: Database) -> None:
    waits(database, "nudge")
    [row] = claim(database, now=SOON)
    begin(database, row, SOON)
    recover(database, NOW)
    assert database.perform_now(counts) == {("web", "sending"): 1}


def test_account_that_blocks_us_gets_nothing_and_is_back_when_it_lets_us_in(database: Database) -> None:
    waits(database, "nudge", "offer")

    def block(tx: Transaction) -> bool:
        outbox.drop_for(tx, b"a", NOW)
        return channels.reach(tx, b"a", False)

    assert database.perform_now(block)
    assert claim(database) == []
    assert log_lines(database) == [("dropped", "blocked")] * 2
    turn = database.perform_now(lambda tx: turns.record(tx, "reminder", "9", "a", 1, None, b"[]"))
    assert not database.perform_now(lambda tx: outbox.put(tx, turn, "a", LATER, NOW))
    database.perform_now(lambda tx: channels.reach(tx, b"a", True))
    assert database.perform_now(lambda tx: outbox.put(tx, turn, "a", LATER, NOW))
    assert not database.perform_now(lambda tx: channels.reach(tx, b"unknown", True))


def test_dead_message_waits_for_an_operator_and_goes_out_within_its_time(database: Database) -> None:
    waits(database, "nudge")
    [row] = claim(database)
    begin(database, row)
    database.perform_now(lambda tx: outbox.settle(tx, row, "dead", "bad request"))
    [letter] = database.perform_now(dead_letters)
    assert (letter.kind, letter.source, letter.reason, letter.attempts) == ("nudge", "web", "bad request", 1)
    assert letter.not_after == LATER
    assert claim(database) == []
    assert not database.perform_now(lambda tx: retry(tx, row.id, LATER))
    assert database.perform_now(lambda tx: retry(tx, row.id, SOON))
    assert not database.perform_now(lambda tx: retry(tx, row.id, SOON))
    assert [(again.id, again.attempts) for again in claim(database, now=SOON)] == [(row.id, 0)]


def test_message_is_claimed_once(database: Database) -> None:
    database.perform_now(lambda tx: join(tx, "a"))
    database.perform_now(lambda tx: [remind(tx, "a", str(n)) for n in range(40)])
    with ThreadPoolExecutor(8) as pool:
        taken = pool.map(lambda _: database.perform_now(lambda tx: outbox.claim(tx, "web", NOW, 10)), range(24))
        claims = Counter(row.id for part in taken for row in part)
    rest = database.perform_now(lambda tx: outbox.claim(tx, "web", NOW, 100))
    assert set(claims.values()) == {1}
    assert len(claims) + len(rest) == 40


def test_message_that_is_too_old_is_dropped_and_logged(database: Database) -> None:
    database.perform_now(lambda tx: join(tx, "a"))
    database.perform_now(lambda tx: remind(tx, "a"))
    late = LATER + timedelta(seconds=1)
    assert database.perform_now(lambda tx: outbox.claim(tx, "web", late, 10)) == []
    assert log_lines(database) == [("dropped", "too late")]


def test_end_of_a_plan_drops_what_is_not_being_sent_yet(database: Database) -> None:
    waits(database, "cancellation", "nudge", "nudge", "nudge")
    _, begun, held = claim(database, 3)
    assert begin(database, begun)
    database.perform_now(lambda tx: outbox.stop(tx, "another", NOW))
    assert log_lines(database) == []
    database.perform_now(lambda tx: outbox.stop(tx, "muster", NOW))
    assert log_lines(database) == [("dropped", "no plan in force")] * 2
    assert not begin(database, held)
    assert not database.perform_now(lambda tx: outbox.settle(tx, held, "dropped", "too late"))
    database.perform_now(lambda tx: outbox.again(tx, held, NOW, "asked for patience"))
    assert database.perform_now(lambda tx: outbox.settle(tx, begun, "sent"))
    assert database.perform_now(counts) == {("web", "claimed"): 1, ("web", "sent"): 1, ("web", "dropped"): 2}
