"""A log that cannot be changed unnoticed: each entry's hash covers the hash of the one before."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

ORIGIN = "0" * 64
"""What the first entry follows."""


@dataclass(frozen=True, slots=True)
class Link:
    """Entry ``number`` (from 1) of a company's log. ``at`` are Unix seconds; ``detail`` is what happened, as JSON."""

    number: int
    company: str
    at: int
    kind: str
    detail: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry that does not fit: ``reason`` is ``number``, ``previous`` or ``content``."""

    number: int
    reason: str


def link(company: str, at: int, kind: str, detail: str, last: Link | None) -> Link:
    """The entry after ``last``."""
    number, previous = (last.number + 1, last.hash) if last else (1, ORIGIN)
    return Link(number, company, at, kind, detail, previous, _hash(number, company, at, kind, detail, previous))


def first_broken(links: Iterable[Link]) -> Broken | None:
    """The first entry of a company's log that was changed, put in, or follows one that was taken out."""
    number, previous = 1, ORIGIN
    for each in links:
        if each.number != number:
            return Broken(number, "number")
        if each.previous != previous:
            return Broken(number, "previous")
        if each.hash != _hash(each.number, each.company, each.at, each.kind, each.detail, each.previous):
            return Broken(number, "content")
        number, previous = number + 1, each.hash
    return None


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
