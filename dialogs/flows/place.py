"""Where a person is in a unit."""

import msgspec

from content.model import Unit
from dialogs.world import World


class At(msgspec.Struct, frozen=True):
    """Step ``number`` of a unit and what was answered so far; ``ticked`` are the options of a multiple choice."""

    unit: str
    number: int = 0
    right: int = 0
    of: int = 0
    ticked: tuple[int, ...] = ()


def start(unit: Unit) -> At:
    """The beginning of a unit."""
    return At(unit.id)


def unit_at(at: At, world: World) -> Unit:
    """The unit; ask ``fits`` first."""
    return world.library.units[at.unit]


def fits(at: At, world: World) -> bool:
    """Whether the unit and the step still exist."""
    unit = world.library.units.get(at.unit)
    return unit is not None and at.number < len(unit.steps)
