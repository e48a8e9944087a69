"""What a guided workshop adds to a plan before it is one, and what of the plan the workshop has to know."""

from collections.abc import Iterator
from datetime import date

import msgspec

ALL, HALF = 0, -1
"""Instead of a number of people: everybody in the group, or half of them (rounded up)."""


class Target(msgspec.Struct, frozen=True, array_like=True):
    """In each of the groups so many ``people`` (a number, ALL or HALF) need this level."""

    groups: tuple[str, ...]
    level: int
    people: int = ALL


class Need(msgspec.Struct, frozen=True, array_like=True):
    """A competence that a goal needs: ``known`` is its id in the plan; a new one has ``name`` and ``kind``."""

    known: str = ""
    name: str = ""
    kind: str = ""
    targets: tuple[Target, ...] = ()


class AtWork(msgspec.Struct, frozen=True, array_like=True):
    """What changes in the work of these groups (none: of everybody)."""

    text: str
    groups: tuple[str, ...] = ()


class Aim(msgspec.Struct, frozen=True, array_like=True):
    """A strategic goal with all that follows from it. Its horizon is the day by which its levels are due."""

    text: str
    horizon: date | None = None
    priority: int = 2
    changes: tuple[AtWork, ...] = ()
    needs: tuple[Need, ...] = ()


class Draft(msgspec.Struct, frozen=True, array_like=True):
    """All that was entered. ``base`` is the hash of the version it began with; ``vision`` "" keeps the present one."""

    base: str
    vision: str = ""
    goals: tuple[Aim, ...] = ()

    def targets(self) -> Iterator[tuple[Aim, Need, Target]]:
        """Every level that somebody is to reach, with what it is for."""
        for aim in self.goals:
            for need in aim.needs:
                for target in need.targets:
                    yield aim, need, target


class KnownGroup(msgspec.Struct, frozen=True):
    """A group of the plan."""

    id: str
    name: str
    headcount: int


class KnownCompetence(msgspec.Struct, frozen=True):
    """A competence of the plan with what its levels look like ("" where nothing is said)."""

    id: str
    name: str
    anchors: tuple[str, ...]


class Outcome(msgspec.Struct, frozen=True):
    """What saving the draft would give: a version, or sentences about what is wrong. ``is_new`` False: it is stored."""

    version: str
    number: int
    is_new: bool
    faults: tuple[str, ...] = ()


class Ground(msgspec.Struct, frozen=True):
    """The newest version of the plan, as far as the workshop needs it. ``goals`` are the texts of those it has."""

    version: str
    number: int
    vision: str
    goals: tuple[str, ...]
    groups: tuple[KnownGroup, ...]
    competences: tuple[KnownCompetence, ...]
    outcome: Outcome | None = None
