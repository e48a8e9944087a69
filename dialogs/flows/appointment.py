"""A planned follow-up for the person's own calendar, as a file."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from content.model import Block
from dialogs.effects import Appointment, Say
from dialogs.flow import Option, View
from dialogs.rules.calendar import next_window
from dialogs.text import Day, Text, clock, t
from dialogs.world import World

LABEL = t("In den Kalender")
TITLE = t("Lern-Begleiter")
"""Colleagues may see a calendar: what is learned stands nowhere in it."""
LONGEST_AHEAD = timedelta(days=160)
"""90 days of a block, and a long time off after them."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def option(block: Block, after: datetime, world: World) -> Option | None:
    """The button for the person's first working time then; it travels in the button, since nothing else keeps it.

    None where nobody knows when the person works: outside of that, no reminder comes either.
    """
    working = world.working_time()
    window = next_window(working, after) if working else None
    if window is None:
        return None
    return Option(token(window.start, block.id), LABEL, "📅")


def token(at: datetime, block: str) -> str:
    """What the button for that moment carries."""
    return f"/termin {(at - _EPOCH) // _MINUTE} {block}"


def send(argument: str, world: World) -> View:
    """The command: the file. ``argument`` is the minute since 1970 in UTC and the id of the block."""
    minute, _, block_id = argument.partition(" ")
    block, at = world.library.blocks.get(block_id), _moment(minute, world.now)
    if block is None or at is None:
        return View((Say((t("Dieser Termin ist vorbei, oder es gibt ihn nicht mehr."),)),))
    appointment = Appointment(TITLE, at, block.minutes)
    return View((Say(_words(at, world), attachments=(appointment,), private=block.private),), block.private)


def _moment(minute: str, now: datetime) -> datetime | None:
    if not (minute.isascii() and minute.isdigit() and len(minute) <= 9):
        return None
    at = _EPOCH + int(minute) * _MINUTE
    return at if now < at <= now + LONGEST_AHEAD else None


def _words(at: datetime, world: World) -> tuple[Text, ...]:
    local = at.astimezone(ZoneInfo(world.workplace().time_zone))
    return (
        t("📅 {date}, {time} Uhr. Öffne die Datei. Dann steht der Termin in deinem Kalender.",
          date=Day(local.date()), time=clock(local.time())),
        t("Dort steht nur „Lern-Begleiter“. Andere sehen nicht, was du lernst."),
    )  # fmt: skip
