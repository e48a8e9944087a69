"""Rules of a plan that are stricter than the program's: what is really sent is what the preview says."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.plan_preview import Line
from bot.plan_store import PlanStore
from bot.retention import Retention
from bot.service import Service
from bot.settings import Settings
from content.plan.model import Plan, PlanEntry
from storage import reminders
from tests.bot.talk import Talk
from tests.bot.test_plan_runs import SUNDAY, WEEK, ZONE, Plant, promised
from tests.content.plan.books import demo

BUSY = 50
CONTENTS = ("unit:phishing", "unit:hmi-meldung", "block:ziel", "unit:schichtuebergabe")


def strict() -> Plan:
    """More contents a week than its budget allows, and a week without time."""
    policy = demo().policy.model_copy(
        update={
            "channels": ("web",),
            "pushes_per_week": 1,
            "after_shift_start": 60,
            "before_shift_end": 180,
            "delivery_log_days": 3,
        }
    )
    groups = tuple(group.model_copy(update={"busy_weeks": (BUSY,)}) for group in demo().groups)
    entry = PlanEntry(groups=("montage",), first_week=47, last_week=52, contents=CONTENTS, per_week=2)
    return demo().model_copy(update={"policy": policy, "groups": groups, "entries": (entry,)})


@pytest.fixture(params=["web", "telegram:123"])
async def plant(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Plant]:
    """The running companion under the strict plan, with somebody who writes in that messenger."""
    service = Service.open(Settings(data_dir=tmp_path))
    store = PlanStore(service.database)
    version = store.add(strict(), SUNDAY)[0].hash
    for party in ("employer", "works-council"):
        store.decide(None, version, party, True, SUNDAY)
    person = Talk(service.database, source=request.param, knowledge=service.knowledge)
    person.clock.moment = SUNDAY
    service.database.perform_now(service.knowledge.refresh)
    yield Plant(tmp_path, service, person.join())
    service.close()


def in_slots(item: str, at: datetime, lines: list[Line]) -> bool:
    slots = [slot for line in lines if line.reminder.content == item for slot in line.slots]
    return any(slot.start <= at.astimezone(ZONE) < slot.end for slot in slots)


@pytest.mark.parametrize("plant", ["web"], indirect=True)
async def test_strict_plan_sends_what_its_preview_says(plant: Plant) -> None:
    lines = promised(plant, 4)
    notes = {(line.reminder.week, line.note) for line in lines}
    assert notes == {(48, ""), (49, ""), (51, ""), (BUSY, "busy"), *((week, "budget") for week in range(48, 52))}
    await plant.pass_until(SUNDAY + 4 * WEEK)
    sent = plant.sent()
    assert sorted((at.isocalendar().week, item) for item, at in sent) == sorted(
        (line.reminder.week, line.reminder.content) for line in lines if not line.note
    )
    assert all(in_slots(item, at, lines) for item, at in sent)
    assert len(plant.phone.arrived) == len(sent) == 3


@pytest.mark.parametrize("plant", ["web"], indirect=True)
async def test_delivery_log_is_kept_as_long_as_the_plan_says(plant: Plant) -> None:
    await plant.pass_until(SUNDAY + WEEK)
    database, clock = plant.service.database, plant.person.clock
    ((_, at),) = plant.sent()
    for days, left in ((2, 1), (4, 0)):
        clock.moment = at + timedelta(days=days)
        await Retention(database, plant.service.knowledge.companies, clock).forget()
        assert len(plant.sent()) == left


@pytest.mark.parametrize("plant", ["telegram:123"], indirect=True)
async def test_messenger_that_the_plan_leaves_out_gets_answers_only(plant: Plant) -> None:
    await plant.pass_until(SUNDAY + 2 * WEEK)
    assert plant.phone.arrived == [] and plant.sent() == []
    logged = plant.service.database.perform_now(lambda tx: reminders.logged_since(tx, 0))
    assert ("unit:phishing", "dropped", "channel not agreed on") in {
        (each.item, each.outcome, each.reason) for each in logged
    }
    assert plant.person.say("/menue")
