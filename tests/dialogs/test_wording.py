"""The program's own sentences: plain in German, complete in English; the counted ones in every language."""

import re
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from content.po import sources
from content.wording import MOST_WORDS_IN_A_SENTENCE, longest_sentence
from tests.dialogs.person import ROOT

FOUND = [found[2] for found in extract_from_dir(ROOT / "dialogs", keywords={"t": None, "n": (1, 2)})]
SOURCES = sorted({text for found in FOUND for text in ((found,) if isinstance(found, str) else found)})


def _english() -> dict[str, str]:
    """By source text; of a counted sentence, both."""
    with (ROOT / "locales" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return dict(pair for message in read_po(file, locale="en") if message.id for pair in _pairs(message))


def _pairs(message: Message) -> Iterator[tuple[str, str]]:
    assert not message.fuzzy, message.id
    if message.pluralizable:
        yield from zip(message.id, message.string or (), strict=True)
    else:
        yield str(message.id), str(message.string)


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_are_sentences_to_look_at() -> None:
    assert len(SOURCES) > 100


@pytest.mark.parametrize("source", SOURCES)
def test_sentence_has_an_english_translation_with_the_same_values(source: str) -> None:
    translation = _english().get(source)
    assert translation, "run make texts and translate it"
    assert _placeholders(translation) == _placeholders(source)


def test_every_sentence_is_in_the_template() -> None:
    assert set(SOURCES) <= set(sources(ROOT / "locales"))


@pytest.mark.parametrize("source", SOURCES)
def test_sentence_is_short_in_german_and_english(source: str) -> None:
    assert longest_sentence(source) <= MOST_WORDS_IN_A_SENTENCE
    assert longest_sentence(_english()[source]) <= MOST_WORDS_IN_A_SENTENCE + 2


@pytest.mark.parametrize("source", SOURCES)
def test_german_does_without_subjunctive_and_formal_address(source: str) -> None:
    assert not re.search(r"\b(würde|könnte|sollte|möge|hätte|wäre|Sie|Ihnen|Ihre?)\w*\b", source)
