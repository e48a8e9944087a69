"""Plain language, as far as a formula can tell."""

import statistics
from pathlib import Path

import pytest

from content.readability import MOST, formula, measured, report
from content.reader import read_library

ROOT = Path(__file__).parents[2]


def test_short_words_in_short_sentences_are_easy() -> None:
    easy, length = formula("Das Band steht. Du rufst an. Wir kommen gleich.")
    hard, _ = formula("Die Inbetriebnahme der Produktionsanlage erfordert Sicherheitsunterweisungen.")
    assert easy < 4 < 12 < hard
    assert length == 3


def test_text_without_words_has_no_figure() -> None:
    with pytest.raises(ValueError, match="without words"):
        formula("… 12 !")


def test_shipped_texts_are_plain() -> None:
    found = measured(read_library(ROOT / "content"))
    assert statistics.median(each.formula for each in found) <= 6
    assert [each.text for each in found if each.formula > MOST] == []
    assert report(found)[0].startswith(f"{len(found)} texts")
