"""The learning content that a plan can name, and the ways in which people write its name."""

import re
from dataclasses import dataclass

from content.model import Library
from content.plan.levels import normal
from content.plan.squeeze import slug
from content.plan.words import CONTENT_KINDS

_KINDS = {normal(word): kind for kind, words in CONTENT_KINDS.items() for word in (kind, *words)}
_KINDS |= {"lerneinheit": "unit", "lern-einheit": "unit", "checkin": "check-in", "building block": "block"}


@dataclass(frozen=True, slots=True)
class Contents:
    """``titles`` has all there is by reference; ``minutes`` how long it takes."""

    titles: dict[str, str]
    minutes: dict[str, int]

    @classmethod
    def of(cls, library: Library) -> "Contents":
        """Units, building blocks, and the check-ins of those blocks that have one."""
        known = [(f"unit:{unit.id}", unit.title, unit.minutes) for unit in library.units.values()]
        known += [(f"block:{block.id}", block.title, block.minutes) for block in library.blocks.values()]
        known += [(f"check-in:{b.id}", f"Check-in: {b.title}", 2) for b in library.blocks.values() if b.check_in]
        return cls({ref: title for ref, title, _ in known}, {ref: minutes for ref, _, minutes in known})

    @property
    def example(self) -> str:
        return next(iter(self.titles), "unit:phishing").partition(":")[2]

    def ref(self, text: str) -> str | None:
        """The reference that a text means: "Einheit: phishing", "phishing", or a title; None when it is none."""
        word, colon, name = text.partition(":")
        kind = _KINDS.get(normal(word)) if colon else None
        if kind is not None:
            return f"{kind}:{slug(name)}" if slug(name) else None
        wanted = normal(text)
        named = next((ref for ref, title in self.titles.items() if normal(title) == wanted), None)
        if named is not None:
            return named
        own = slug(re.sub(r"\s*\(.*\)$", "", text))
        found = next((f"{kind}:{own}" for kind in ("unit", "block") if f"{kind}:{own}" in self.titles), None)
        return found or (f"unit:{own}" if own else None)
