"""Conditions that authors write: about the person's work, or about what was chosen before in this run."""

from collections.abc import Callable, Mapping

from dialogs.rules.calendar import next_shift, shift_at
from dialogs.world import World


def _nights(world: World) -> bool:
    """Whether the shift that runs now, or else the next one, goes over midnight."""
    working = world.working_time()
    if working is None:
        return False
    shift = shift_at(working, world.now) or next_shift(working, world.now)
    if shift is None:
        return False
    return shift.start.astimezone(working.zone).date() < shift.end.astimezone(working.zone).date()


def _part_time(world: World) -> bool:
    me = world.me()
    return me.days is not None or me.hours is not None


def _multiplier(world: World) -> bool:
    return world.me().role == "multiplier"


ABOUT_WORK: Mapping[str, Callable[[World], bool]] = {
    "night": _nights,
    "part-time": _part_time,
    "multiplier": _multiplier,
}


def holds(when: str, marks: tuple[str, ...], world: World) -> bool:
    """Whether the condition fits this person in this run."""
    about_work = ABOUT_WORK.get(when)
    return about_work(world) if about_work else when in marks
