"""Two keys: a version is active when employer and works council have both approved exactly it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from content.plan.model import Plan

Party = Literal["employer", "works-council"]
PARTIES: tuple[Party, ...] = ("employer", "works-council")


@dataclass(frozen=True, slots=True)
class Act:
    """A party approves a version (by its hash), or withdraws its approval."""

    party: Party
    version: str
    approves: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What all acts together come to. ``keys`` are the approvals that stand: version, party, when."""

    active: str | None
    keys: dict[tuple[str, Party], datetime]

    def waits_for(self, version: str) -> tuple[Party, ...]:
        """The parties that have not approved that version."""
        return tuple(party for party in PARTIES if (version, party) not in self.keys)


def standing(acts: Iterable[Act]) -> Standing:
    """The version that gets its second key takes the place of the one before, whose keys are then used up. A party
    that withdraws stops the version; no older one comes back by itself."""
    active: str | None = None
    keys: dict[tuple[str, Party], datetime] = {}
    for act in acts:
        if not act.approves:
            keys.pop((act.version, act.party), None)
            active = None if active == act.version else active
            continue
        keys[act.version, act.party] = act.at
        if all((act.version, party) in keys for party in PARTIES):
            active = act.version
            keys = {key: at for key, at in keys.items() if key[0] == active}
    return Standing(active, keys)


def is_in_force(plan: Plan, day: date) -> bool:
    """Whether the works agreement of an active version is valid on that day."""
    return plan.agreement.valid_from <= day <= plan.agreement.valid_until
