"""From the outbox to a messenger: never more in hand than there is room for, and every end is told."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.companies import Companies
from bot.delivery import Delivery, Outcome, Parcel
from bot.plan_store import PlanStore
from bot.recording import record
from content.plan.approval import PARTIES, Act
from content.plan.version import plan_hash
from dialogs.codec import dump
from dialogs.effects import Say
from dialogs.state import Conversation
from dialogs.text import t
from storage import conversations, outbox, plans, turns
from storage.database import Database
from storage.dead_letters import counts, dead_letters
from storage.transaction import Transaction
from tests.bot.talk import KEYRING, KNOWLEDGE, Clock
from tests.bot.test_bots import inleku
from tests.content.plan.books import demo
from tests.storage.people import join, log_lines

NOW = datetime.fromisoformat("2026-11-23T09:00:00+00:00")
LATER = NOW + timedelta(hours=1)


@dataclass
class Messenger:
    """Answers with these outcomes in turn, then ``sent``; knows how many it had in hand at most."""

    outcomes: list[Outcome] = field(default_factory=list)
    room: int = 4
    in_hand: int = 0
    most: int = 0
    arrived: int = 0

    async def carry(self, parcel: Parcel) -> Outcome:
        self.in_hand += 1
        self.most = max(self.most, self.in_hand)
        for _ in range(10):  # Longer than it takes to begin the next.
            await asyncio.sleep(0)
        self.in_hand -= 1
        if not await parcel.begin():
            return Outcome("late")
        outcome = self.outcomes.pop(0) if self.outcomes else Outcome("sent")
        self.arrived += outcome.kind == "sent"
        return outcome


def wait(database: Database, number: int, kind: str = "nudge", learner: str = "a", source: str = "web") -> None:
    """A learner for whom so many messages wait."""
    said = record((Say((t("Weiter"),)),), KNOWLEDGE.phrasebook)

    def fill(tx: Transaction) -> None:
        join(tx, learner, sealed=KEYRING.seal("an address"), source=source)
        conversations.save(tx, learner, dump(Conversation(language="de")), NOW.date())
        for n in range(number):
            turn = turns.record(tx, "reminder", f"{learner}{n}", learner, int(NOW.timestamp()), None, said)
            assert outbox.put(tx, turn, learner, LATER, NOW, kind)

    database.perform_now(fill)


async def deliver(database: Database, messenger: Messenger, now: datetime = NOW) -> int:
    return await Delivery(database, KNOWLEDGE, KEYRING, Clock(now), {"web": messenger}).deliver()


async def test_all_that_waits_is_delivered_with_no_more_in_hand_than_there_is_room_for(database: Database) -> None:
    wait(database, 50)
    messenger = Messenger()
    assert await deliver(database, messenger) == 50
    assert 2 <= messenger.most <= messenger.room
    assert database.perform_now(counts) == {("web", "sent"): 50}


@pytest.mark.parametrize(
    ("outcome", "kind", "state", "logged"),
    [
        (Outcome("sent"), "nudge", "sent", []),
        (Outcome("blocked", reason="blocked or deactivated"), "nudge", "dropped", ["blocked or deactivated"]),
        (Outcome("ambiguous", reason="ambiguous"), "nudge", "dropped", ["ambiguous"]),
        (Outcome("ambiguous", reason="ambiguous"), "cancellation", "waiting", []),
        (Outcome("retry", 60.0, "too many requests"), "nudge", "waiting", []),
        (Outcome("retry", 4000.0, "too many requests"), "nudge", "dropped", ["too late"]),
        (Outcome("failed", reason="bad request"), "nudge", "dead", ["bad request"]),
    ],
)
async def test_each_end_of_a_delivery_is_told(
    database: Database, outcome: Outcome, kind: str, state: str, logged: list[str]
) -> None:
    wait(database, 1, kind)
    await deliver(database, Messenger([outcome]))
    assert database.perform_now(counts) == {("web", state): 1}
    assert [reason for _, reason in log_lines(database)] == logged


async def test_delivery_is_tried_again_after_the_pause_and_not_before(database: Database) -> None:
    wait(database, 1)
    messenger = Messenger([Outcome("retry", 60.0, "too many requests")])
    await deliver(database, messenger)
    assert await deliver(database, messenger, NOW + timedelta(seconds=59)) == 0
    assert await deliver(database, messenger, NOW + timedelta(seconds=60)) == 1


async def test_message_behind_many_that_may_not_go_any_more_is_sent_in_the_same_run(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(database, 50)
    wait(database, 1, learner="b")
    may_go = Delivery._may_go

    def only_for_the_last(delivery: Delivery, tx: Transaction, row: outbox.Waiting) -> bool:
        if row.conversation == "b":
            return may_go(delivery, tx, row)
        outbox.settle(tx, row, "dropped", outbox.OUT_OF_FORCE)
        return False

    monkeypatch.setattr(Delivery, "_may_go", only_for_the_last)
    assert await deliver(database, Messenger(room=40)) == 1
    assert database.perform_now(counts) == {("web", "sent"): 1, ("web", "dropped"): 50}


async def test_message_that_was_given_back_while_it_waited_for_its_place_is_sent_once(database: Database) -> None:
    """Telegram may ask for more patience than others have with a process that holds a message."""
    wait(database, 1)

    class Patient(Messenger):
        async def carry(self, parcel: Parcel) -> Outcome:
            if not self.most:
                database.perform_now(lambda tx: outbox.recover(tx, NOW))
            return await super().carry(parcel)

    assert await deliver(database, Patient(room=1)) == 1
    assert database.perform_now(counts) == {("web", "sent"): 1}
    assert log_lines(database) == []


async def test_message_whose_time_is_over_when_its_place_comes_is_dropped(database: Database) -> None:
    wait(database, 1)
    clock = Clock(NOW)

    class Slow(Messenger):
        async def carry(self, parcel: Parcel) -> Outcome:
            clock.moment = LATER + timedelta(seconds=1)
            return await super().carry(parcel)

    assert await Delivery(database, KNOWLEDGE, KEYRING, clock, {"web": Slow()}).deliver() == 0
    assert database.perform_now(counts) == {("web", "dropped"): 1}
    assert log_lines(database) == [("dropped", "too late")]


async def test_gateway_that_is_slow_holds_up_no_other(database: Database) -> None:
    let_go = asyncio.Event()

    @dataclass
    class Slow(Messenger):
        async def carry(self, parcel: Parcel) -> Outcome:
            await let_go.wait()
            return await super().carry(parcel)

    slow, quick = Slow(), Messenger()
    delivery = Delivery(database, KNOWLEDGE, KEYRING, Clock(NOW), {"web": slow, "console": quick})
    wait(database, 1)
    first = asyncio.create_task(delivery.deliver())
    while database.perform_now(counts) != {("web", "claimed"): 1} or delivery._at_work != {"web"}:
        await asyncio.sleep(0.01)
    wait(database, 1, learner="b", source="console")
    assert await delivery.deliver() == 1
    assert (slow.arrived, quick.arrived) == (0, 1)
    let_go.set()
    assert await first == 1


async def test_person_who_deletes_everything_meanwhile_leaves_no_trace_and_takes_nobodys_message(
    database: Database,
) -> None:
    @dataclass
    class Erasing(Messenger):
        async def carry(self, parcel: Parcel) -> Outcome:
            assert await parcel.begin()
            database.perform_now(lambda tx: conversations.erase(tx, "a"))
            wait(database, 1, learner="b", source="console")  # On SQLite its row has the number that is free again.
            return Outcome("failed", reason="bad request")

    wait(database, 1)
    assert await deliver(database, Erasing()) == 0
    assert database.perform_now(counts) == {("console", "waiting"): 1}
    assert log_lines(database) == []


async def test_delivery_that_breaks_is_for_the_operator_and_holds_nobody_up(database: Database) -> None:
    @dataclass
    class Broken(Messenger):
        async def carry(self, parcel: Parcel) -> Outcome:
            if self.arrived == 0:
                self.arrived = 1
                raise LookupError("Zwirbeldachs")
            return await super().carry(parcel)

    wait(database, 2)
    assert await deliver(database, Broken()) == 1
    assert [letter.reason for letter in database.perform_now(dead_letters)] == ["LookupError"]


async def test_operator_sees_a_dead_message_and_sends_it_after_all(tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'inleku.db'}")
    wait(database, 1)
    await deliver(database, Messenger([Outcome("failed", reason="bad request")]))
    database.close()
    listed = inleku(tmp_path, "outbox", "list")[1]
    assert "web: 1 dead" in listed
    assert "#1 nudge by web: bad request (tries: 1; its time has passed)" in listed
    assert "#1 stays: its time has passed.\n0 of 1 will be sent again." in inleku(tmp_path, "outbox", "retry", "1")[1]
    code, said = inleku(tmp_path, "outbox", "retry", "7")[:2]
    assert (code, "#7 is no dead message." in said) == (2, True)


async def test_agreement_that_has_ended_lets_nothing_out_of_the_outbox(database: Database) -> None:
    wait(database, 2)
    company = KNOWLEDGE.companies["muster"]
    ended = company.agreement.model_copy(update={"valid_until": NOW.date() - timedelta(days=1)})
    knowledge = replace(KNOWLEDGE, companies={"muster": company.model_copy(update={"agreement": ended})})
    messenger = Messenger()
    assert await Delivery(database, knowledge, KEYRING, Clock(NOW), {"web": messenger}).deliver() == 0
    assert database.perform_now(counts) == {("web", "dropped"): 2}
    assert log_lines(database) == [("dropped", "no plan in force")] * 2


async def test_try_that_comes_back_after_a_withdrawal_is_not_made(database: Database) -> None:
    store, version = PlanStore(database), plan_hash(demo())
    store.add(demo(), NOW)
    for party in PARTIES:
        store.decide(None, version, party, True, NOW)
    wait(database, 1)
    knowledge = replace(KNOWLEDGE, companies=Companies(KNOWLEDGE.companies))
    messenger, clock = Messenger([Outcome("retry", after=1.0)]), Clock(NOW)
    delivery = Delivery(database, knowledge, KEYRING, clock, {"web": messenger})
    assert await delivery.deliver() == 0
    # The withdrawal found the row in the middle of its call, so that it was left to the messenger's answer.
    withdrawn = Act("employer", version, False, NOW)
    database.perform_now(lambda tx: plans.act(tx, "muster", withdrawn))
    clock.moment = NOW + timedelta(minutes=1)
    assert await delivery.deliver() == 0
    assert messenger.arrived == 0
    assert log_lines(database) == [("dropped", "no plan in force")]
