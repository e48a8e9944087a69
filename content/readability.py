"""How easy German texts are to read: the first Wiener Sachtextformel (Bamberger and Vanecek, 1984).

About the school year from which on a text is understood: 4 is very easy, 15 very hard. Plain language stays below 7.
"""

import re
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

import pyphen

from content.model import Library
from content.texts import texts

FEWEST_WORDS = 15
"""A shorter text, such as a button, has no figure that means anything."""
MOST = 9.0
"""No text is harder than that."""
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]+")
_ENDS = re.compile(r"[.!?:…]+[“”\"')]*(?=\s|$)|\n")
_hyphenation = pyphen.Pyphen(lang="de_DE")


@dataclass(frozen=True, slots=True)
class Readability:
    """Of one text: ``formula`` as above, ``sentence`` is the mean number of words in a sentence."""

    file: str
    step: str
    text: str
    formula: float
    sentence: float


def formula(text: str) -> tuple[float, float]:
    """The formula's value and the mean number of words in a sentence. ValueError when there is no word."""
    words = _WORD.findall(text)
    if not words:
        raise ValueError("a text without words")
    sentences = [part for part in _ENDS.split(text) if _WORD.search(part)]
    syllables = [len(_hyphenation.positions(word)) + 1 for word in words]

    def share(count: int) -> float:
        return 100 * count / len(words)

    length = len(words) / len(sentences)
    many, one = share(sum(n >= 3 for n in syllables)), share(sum(n == 1 for n in syllables))
    long = share(sum(len(word) > 6 for word in words))
    return 0.1935 * many + 0.1672 * length + 0.1297 * long - 0.0327 * one - 0.875, length


def measured(library: Library) -> list[Readability]:
    """All texts that are long enough, the hardest first."""
    found = [
        Readability(text.file, text.step, text.text, *formula(text.text))
        for text in texts(library)
        if len(_WORD.findall(text.text)) >= FEWEST_WORDS
    ]
    return sorted(found, key=lambda each: -each.formula)


def report(found: Iterable[Readability], hardest: int = 10) -> list[str]:
    """Median and maximum, the share of hard texts, and the hardest ones by name."""
    ranked = list(found)
    if not ranked:
        return ["no text is long enough to be measured"]
    middle = statistics.median(each.formula for each in ranked)
    words = statistics.median(each.sentence for each in ranked)
    hard = sum(each.formula > MOST for each in ranked)
    head = (
        f"{len(ranked)} texts of {FEWEST_WORDS} words or more: median {middle:.1f}, highest {ranked[0].formula:.1f}, "
        f"{hard} above {MOST:.0f}; {words:.1f} words in a sentence"
    )
    lines = (f"  {e.formula:4.1f}  {e.file}: {e.step}: {' '.join(e.text.split())[:70]}" for e in ranked[:hardest])
    return [head, "the hardest:", *lines]
