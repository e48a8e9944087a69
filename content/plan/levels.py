"""The marks with which companies write levels: numbers, circles, ILUO, roman numerals, words, and their own."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from content.plan.unreadable import Unreadable

Symbols = Mapping[str, int | None]
"""A company's own marks, as ``normal`` writes them, with their levels; None for "not relevant"."""

NAMES = (
    ("keine", "none"),
    ("unter Anleitung", "under guidance"),
    ("mit Unterstützung", "with support"),
    ("selbstständig", "on one's own"),
    ("kann andere anlernen", "can train others"),
)
CIRCLES = "○◔◑◕●"
_MARKS = {
    **{circle: level for level, circle in enumerate(CIRCLES)},
    **dict(zip("◯⚪⬤⚫", (0, 0, 4, 4), strict=True)),
    # ILUO, and roman numerals: the I of both is level 1.
    **{"I": 1, "L": 2, "U": 3, "O": 4},
    **{"ii": 2, "iii": 3, "iv": 4, "II": 2, "III": 3, "IV": 4, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4},
}
_WORDS = {
    **{word.lower(): level for level, words in enumerate(NAMES) for word in words},
    **{"kein": 0, "nein": 0, "anleitung": 1, "unterstützung": 2, "selbständig": 3, "selbstständig": 3, "experte": 4},
    **{"trainer": 4, "kann anlernen": 4, "kann anleiten": 4, "expert": 4, "alone": 3, "allein": 3},
}
NOT_RELEVANT = frozenset(
    {"n. r.", "n.r.", "n. r", "nr", "n.r", "-", "–", "—", "/", "n/a", "n. a.", "n.a.", "na", "k. a.", "k.a."}
    | {"entfällt", "nicht relevant", "not relevant", "nicht erforderlich"}
)
_NUMBERED = re.compile(r"(?:stufe|level|st\.?|lvl\.?|l)?\s*([0-4])(?:\.0)?(?:\s*[-–:=/(].*)?", re.IGNORECASE)


@lru_cache(65_536)
def normal(text: str) -> str:
    """How words are compared: without case, accents of composition and double spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def level_of(text: str, symbols: Symbols) -> int | None:
    """The level that a mark stands for; None for "not relevant". Raises Unreadable."""
    word = normal(text)
    if word in symbols:
        return symbols[word]
    if text in _MARKS:
        return _MARKS[text]
    if word in NOT_RELEVANT:
        return None
    if word in _WORDS:
        return _WORDS[word]
    numbered = _NUMBERED.fullmatch(word)
    if numbered is None:
        raise Unreadable("level", found=text)
    return int(numbered[1])
