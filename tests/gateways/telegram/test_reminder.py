"""A reminder on its way to the chat, with a clock in which an hour takes a second."""

import asyncio
import re
import time
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.gateways.telegram.program import Program, program
from tests.gateways.telegram.test_company import join

SPEED = 3600
START = "2026-11-23T05:00:00+01:00"
"""A Monday, an hour before the early shift."""
SHIFTS = {48: range(6, 14), 49: range(14, 22)}
"""Hours of the crew by week: who misses the moments of the first one while joining is reminded in the late shift."""


async def started(company: Program) -> float:
    """Waits until the program's clock runs; gives our clock at that moment."""
    async with asyncio.timeout(30):
        while not re.search("Trial clock: .* UTC", company.log):
            await asyncio.sleep(0.02)
    return time.monotonic()


async def test_reminder_reaches_the_chat_within_working_time_and_without_a_sound(tmp_path: Path) -> None:
    async with program(tmp_path) as company:
        company.more |= {"INLEKU_CLOCK_START": START, "INLEKU_CLOCK_SPEED": str(SPEED)}
        person = company.server.person(7)
        code = company.invite()
        company.start()
        began = await started(company)
        await join(person, code)
        # Each person has a day of the week of their own; a whole week takes 168 seconds.
        reminder = await person.wait_for("🔔", 240)
        call = next(call for call in company.server.calls if "🔔" in call.parameters.get("text", ""))
    arrived = datetime.fromisoformat(START).astimezone(ZoneInfo("Europe/Berlin"))
    arrived += timedelta(seconds=(call.at - began) * SPEED)
    assert reminder.silent
    assert any("Später in der Schicht" in label for label in reminder.labels)
    shift = SHIFTS[arrived.isocalendar().week]
    assert (arrived.weekday() < 5, arrived.hour in shift) == (True, True), arrived
