"""What becomes of a person's record: learning, answers, and what was sent to them."""

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from dialogs import offers
from dialogs.agenda import LEAVE_LESS, memory_of
from dialogs.rules import spacing
from dialogs.state import CheckIn, Profile, Push, Record, UnitRecord

KEPT = timedelta(weeks=5)
"""How long it is known what was sent: long enough for weekly budgets, and for not asking the same twice."""


def finished(record: Record, unit: str, right: int, of: int, sure: int, on: date) -> Record:
    """A unit was finished: ``right`` of ``of`` questions, ``sure`` 1 to 3."""
    before = record.units.get(unit)
    rating = spacing.first_rating(right, of, sure)
    memory = spacing.practised(memory_of(before) if before else None, rating, on)
    entry = UnitRecord(on, right, of, sure, 1 + (before.times if before else 0), None, memory)
    return replace(record, units={**record.units, unit: entry})


def reviewed(record: Record, unit: str, right: int, of: int, on: date) -> Record:
    """The questions for later of a unit were answered."""
    before = record.units[unit]
    memory = spacing.practised(memory_of(before), spacing.later_rating(right, of), on)
    return replace(record, units={**record.units, unit: replace(before, reviewed=on, memory=memory)})


def used(record: Record, unit: str, on: date) -> Record:
    """The person has said whether they used a unit at work."""
    before = record.units.get(unit)
    return replace(record, units={**record.units, unit: replace(before, used=on)}) if before else record


def began(record: Record, block: str) -> Record:
    """A building block was begun."""
    return replace(record, blocks={**record.blocks, block: 1 + record.blocks.get(block, 0)})


def checked_in(record: Record, item: str, value: int | None, on: date) -> Record:
    """A check-in item was answered."""
    return replace(record, check_ins=(*record.check_ins, CheckIn(item, on, value)))


def pushed(record: Record, item: str, at: datetime) -> Record:
    """Something was sent that the person had not asked for."""
    before = record.outreach
    kept = tuple(push for push in before.pushes if at - push.at < KEPT)
    asked = before.asked or item == LEAVE_LESS
    unanswered = before.unanswered + (not item.startswith(offers.PREFIX))  # An offer asks for no answer.
    outreach = replace(before, pushes=(*kept, Push(at, item)), unanswered=unanswered, asked=asked)
    return replace(record, outreach=outreach)


def heard(record: Record) -> Record:
    """The person did something: nothing that was sent counts as unanswered any more."""
    return replace(record, outreach=replace(record.outreach, unanswered=0, asked=False))


def called_off(record: Record, item: str) -> Record:
    """The person knows that an offer does not take place; it has taken its room all the same."""
    told = f"{offers.PREFIX}{item.removeprefix(offers.CALLED_OFF)}"
    pushes = tuple(replace(push, item=item) if push.item == told else push for push in record.outreach.pushes)
    return replace(record, outreach=replace(record.outreach, pushes=pushes))


def current(profile: Profile, today: date) -> Profile:
    """Without swapped days that are past; yesterday's may still run."""
    swaps = tuple(swap for swap in profile.swaps if swap.on >= today - timedelta(days=1))
    return profile if len(swaps) == len(profile.swaps) else replace(profile, swaps=swaps)


def settled(record: Record, week: str) -> Record:
    """What the plan asked before that week (such as 2026-W48) is settled."""
    return replace(record, outreach=replace(record.outreach, week=week))
