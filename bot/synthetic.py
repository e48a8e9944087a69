"""Synthetic people: who they are, and what they do with a reminder. The seed alone decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from bot.exchange import Message
from content.model import Company, Group
from dialogs.state import Profile

HABITS = (("/jetzt", 0.55), ("/spaeter", 0.70), ("/naechste", 0.80), ("/nichtwoche", 0.85))
"""What people do with a reminder, as cumulated shares; the rest does not answer."""
PART_TIME = ((1, 2, 3), (2, 3, 4), (1, 3, 5))
"""Days of people who work part-time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """``start`` is the first day; ``seed`` decides who people are and what they do."""

    company: Company
    learners: int
    weeks: int
    seed: int
    start: date


def share(*seed: object) -> float:
    """A number from 0 up to 1 that only the seed decides."""
    return int.from_bytes(blake2b(repr(seed).encode(), digest_size=6).digest()) / 2**48


def wish(chance: float) -> str | None:
    """The command that a person gives to a reminder; None when they do not answer."""
    return next((name for name, up_to in HABITS if chance < up_to), None)


def profiles(wanted: Wanted) -> Iterator[Profile]:
    """One for each person: groups by their headcount, crews in turn, part-time in the group's share."""
    for number, (group, crew) in enumerate(_places(wanted)):
        part_time = share(wanted.seed, number) < group.part_time / group.headcount
        days = PART_TIME[number % len(PART_TIME)] if part_time else None
        yield Profile(wanted.company.id, group.id, "learner", wanted.start, crew, days)


def _places(wanted: Wanted) -> Iterator[tuple[Group, str]]:
    """A group and a crew for each person: groups by their headcount, crews in turn."""
    company = wanted.company
    heads = [group for group in company.groups for _ in range(group.headcount)]
    for number in range(wanted.learners):
        # Steps of the golden ratio spread any number of people over the groups in proportion.
        group = heads[int(number * 0.6180339887498949 % 1 * len(heads))]
        crews = list(company.shift_model(group.id).crews)
        yield group, crews[number % len(crews)]


def onward(messages: tuple[Message, ...], chance: float) -> str | None:
    """A button that leads on in what is open; None when there is none."""
    buttons = messages[-1].buttons if messages else ()
    open_ = [(label, token) for label, token in buttons if not token.startswith("/")]
    unticked = [token for label, token in open_ if label.startswith("⬜")]
    if unticked and not any(label.startswith("☑️") for label, _ in open_):
        return unticked[int(chance * len(unticked))]
    ways = [token for label, token in open_ if not label.startswith(("⬜", "☑️", "↩️"))]
    return ways[int(chance * len(ways))] if ways else None
