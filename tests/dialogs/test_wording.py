"""The program's own sentences: plain in German, complete in English."""

import re
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from content.wording import MOST_WORDS_IN_A_SENTENCE, longest_sentence
from tests.dialogs.person import ROOT

SOURCES = sorted({str(found[2]) for found in extract_from_dir(ROOT / "dialogs", keywords={"t": None})})


def _english() -> dict[str, Message]:
    with (ROOT / "locales" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {str(message.id): message for message in read_po(file, locale="en") if message.id}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_there_are_sentences_to_look_at() -> None:
    assert len(SOURCES) > 100


@pytest.mark.parametrize("source", SOURCES)
def test_sentence_has_an_english_translation_with_the_same_values(source: str) -> None:
    message = _english().get(source)
    assert message is not None and message.string, "run pybabel extract and translate it"
    assert not message.fuzzy
    assert _placeholders(str(message.string)) == _placeholders(source)


def test_every_sentence_is_in_the_template() -> None:
    with (ROOT / "locales" / "messages.pot").open("rb") as file:
        template = {message.id for message in read_po(file)}
    assert set(SOURCES) <= template


@pytest.mark.parametrize("source", SOURCES)
def test_sentence_is_short_in_german_and_english(source: str) -> None:
    assert longest_sentence(source) <= MOST_WORDS_IN_A_SENTENCE
    assert longest_sentence(str(_english()[source].string)) <= MOST_WORDS_IN_A_SENTENCE + 2


@pytest.mark.parametrize("source", SOURCES)
def test_german_does_without_subjunctive_and_formal_address(source: str) -> None:
    assert not re.search(r"\b(würde|könnte|sollte|möge|hätte|wäre|Sie|Ihnen|Ihre?)\w*\b", source)
