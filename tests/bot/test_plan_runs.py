"""From an empty workbook to reminders on a phone, and to silence: the whole way of a plan."""

import csv
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from bot.command import app
from bot.delivery import Delivery
from bot.dispatcher import Dispatcher
from bot.plan_preview import Line, Preview
from bot.plan_store import PlanStore
from bot.planner import Planner
from bot.service import Service
from bot.settings import Settings
from content.plan.contents import Contents
from storage import reminders
from tests.bot.talk import KEYRING, Talk
from tests.bot.test_regular_moments import moment
from tests.bot.test_reminders import Phone

ZONE = ZoneInfo("Europe/Berlin")
SUNDAY = datetime(2026, 11, 22, 9, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@dataclass
class Plant:
    """The running companion with one person, and the desk where plans are made, in one data folder."""

    folder: Path
    service: Service
    person: Talk
    phone: Phone = field(default_factory=lambda: Phone())

    def desk(self, *words: str) -> str:
        """A command of ``inleku plan`` at this moment; gives what it says."""
        environment = {
            "INLEKU_DATA_DIR": str(self.folder),
            "INLEKU_CLOCK_START": self.person.clock.moment.isoformat(),
        }
        done = CliRunner().invoke(app, ("plan", *words), env=environment)
        assert done.exit_code == 0, done.output
        return done.output

    async def pass_until(self, until: datetime) -> None:
        """From reminder to reminder; the planner wakes every night."""
        parts = (self.service.database, self.service.knowledge)
        clock = self.person.clock
        planner, dispatcher = Planner(*parts, clock), Dispatcher(*parts, clock)
        delivery = Delivery(*parts, KEYRING, clock, {self.person.source: self.phone})
        while clock.moment < until:
            await planner.plan()
            night = min(until, clock.moment + timedelta(days=1))
            while (due := await parts[0].perform(reminders.next_due)) is not None and due < night:
                clock.moment = max(due, clock.moment + timedelta(seconds=1))
                await dispatcher.dispatch()
                await delivery.deliver()
            clock.moment = night
            self.person.say("/menue")

    def sent(self) -> list[tuple[str, datetime]]:
        """What the log says went out, and when."""
        logged = self.service.database.perform_now(lambda tx: reminders.logged_since(tx, 0))
        return [(each.item, each.at) for each in logged if each.outcome == "sent"]


@pytest.fixture
async def plant(tmp_path: Path) -> AsyncIterator[Plant]:
    service = Service.open(Settings(data_dir=tmp_path))
    person = Talk(service.database, knowledge=service.knowledge)
    person.clock.moment = SUNDAY
    yield Plant(tmp_path, service, person)
    service.close()


def promised(plant: Plant, weeks: int) -> list[Line]:
    """The preview's lines for the person's group and crew from now on."""
    plan = PlanStore(plant.service.database).plan(None, "active")
    days = (plant.person.clock.moment + timedelta(days=1) + ahead * WEEK for ahead in range(weeks))
    shown = Preview(plan, Contents.of(plant.service.knowledge.library))
    lines = shown.lines([day.isocalendar()[:2] for day in days])
    return [line for line in lines if line.reminder.group == "montage" and "A" in line.crews]


async def test_plan_goes_from_the_workbook_to_the_phone_and_stops(plant: Plant) -> None:
    empty, demo, draft = (str(plant.folder / name) for name in ("leer.xlsx", "muster.xlsx", "entwurf.xlsx"))
    plant.desk("template", empty)
    plant.desk("demo", demo)
    assert "keine Fehler" in plant.desk("check", demo)
    assert "vorgeschlagen" in plant.desk("propose", demo, "--out", draft, "--start", "2026-11-30", "--weeks", "4")
    version = plant.desk("check", draft).split()[-1]
    assert version in plant.desk("import", draft)
    plant.person.join()

    plant.desk("approve", version, "--party", "employer")
    await plant.pass_until(SUNDAY + WEEK)
    assert moment(plant.service.database).at is None
    assert (plant.sent(), plant.phone.arrived) == ([], [])

    assert version in plant.desk("approve", version, "--party", "works-council")
    lines = promised(plant, 2)
    table = list(csv.DictReader(StringIO(
        plant.desk("preview", "active", "--format", "csv", "--start", "2026-11-30", "--weeks", "2")
    )))  # fmt: skip
    assert {line.reminder.content for line in lines} <= {row["content"] for row in table}
    await plant.pass_until(SUNDAY + 3 * WEEK)
    wanted = sorted((line.reminder.week, line.reminder.content) for line in lines if not line.note)
    assert len(wanted) >= 4
    assert sorted((at.isocalendar()[1], item) for item, at in plant.sent()) == wanted
    assert len(plant.phone.arrived) == len(wanted)
    for item, at in plant.sent():
        slots = [slot for line in lines if line.reminder.content == item for slot in line.slots]
        assert any(slot.start <= at.astimezone(ZONE) < slot.end for slot in slots), (item, at)

    plant.desk("withdraw", version, "--party", "works-council")
    await plant.pass_until(SUNDAY + 5 * WEEK)
    assert len(plant.phone.arrived) == len(wanted)
    assert moment(plant.service.database).at is None
