"""What is sent without somebody waiting for it, and what becomes of it when a messenger fails."""

from collections.abc import Mapping
from dataclasses import dataclass

BACK_OFF = (5, 15, 60, 300)
"""Seconds before the next try, by tries so far; the last one from then on."""


@dataclass(frozen=True, slots=True)
class Kind:
    """``priority``: lower goes first (a reply has 0). ``repeats``: sent again when nobody knows whether it arrived,
    because twice is better than never. ``planned``: sent only while the company has a plan in force."""

    priority: int
    repeats: bool
    planned: bool


KINDS: Mapping[str, Kind] = {
    "cancellation": Kind(1, repeats=True, planned=False),
    "approval": Kind(2, repeats=True, planned=False),
    "nudge": Kind(2, repeats=False, planned=True),
    "offer": Kind(3, repeats=False, planned=True),
}


def back_off(tries: int) -> int:
    """Seconds to wait after so many tries (from 1 on)."""
    return BACK_OFF[min(tries, len(BACK_OFF)) - 1]
