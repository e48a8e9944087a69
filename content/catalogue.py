"""The translations of one language, its plural rule and the way it writes days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from gettext import c2py

SOURCE = "de"
"""The language that all texts are written in."""
PLURAL = "n != 1"
"""The plural rule of German, as PO files write it."""


@dataclass(frozen=True, slots=True)
class Days:
    """How a language writes days. ``short`` and ``long`` (with the year) hold {day}, {month} and {year}."""

    months: tuple[str, ...] = (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    )
    short: str = "{day}. {month}"
    long: str = "{day}. {month} {year}"

    def written(self, day: date, year: bool) -> str:
        """The day, with its year or without."""
        pattern = self.long if year else self.short
        return pattern.format(day=day.day, month=self.months[day.month - 1], year=day.year)


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Source text to text in ``language``. ``fuzzy`` holds source texts whose translation is in doubt and not shown.

    Read once and compared by identity, so that rendered texts can be remembered by it.
    """

    language: str
    words: Mapping[str, str] = field(default_factory=dict)
    fuzzy: frozenset[str] = frozenset()
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the source text for 1: all forms, in the order of ``plural``."""
    plural: str = PLURAL
    """The number of the form for n, as PO files write it."""
    days: Days = Days()

    def gettext(self, msgid: str) -> str:
        """The translation, or ``msgid`` itself when there is none that is certain."""
        return self.words.get(msgid, msgid)

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The form for that number of things; of the source when there is no translation that is certain."""
        forms = self.plurals.get(one)
        return (one, many)[number != 1] if forms is None else forms[_rule(self.plural)(number)]

    def knows(self, msgid: str) -> bool:
        """Whether ``msgid`` needs no (more) work of a translator."""
        return self.language == SOURCE or msgid in self.words or msgid in self.plurals


@lru_cache(maxsize=32)
def _rule(plural: str) -> Callable[[int], int]:
    # It knows numbers and operators only: nothing else in a file of translations is ever run.
    return c2py(plural)
