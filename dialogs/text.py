"""Texts as values: a source sentence in plain German and what is put into it.

The source sentence is its own key in the catalogues (``content.catalogue``), so a flow reads like the conversation.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache, reduce
from typing import Union

import msgspec

from content.catalogue import Catalogue

MAX_WORDS_OF_A_PERSON = 300
"""Characters of a person's own words that are said back at most."""


class Heard(msgspec.Struct, frozen=True, tag="heard"):
    """Stands for the person's own words of this very event. They are put in while replying and never stored."""


class Text(msgspec.Struct, frozen=True, cache_hash=True, tag="text"):
    """A source sentence with named values; ``literal`` marks a value that is no sentence and is never translated."""

    source: str
    values: tuple[tuple[str, Union[str, int, "Text", Heard]], ...] = ()
    literal: bool = False


def t(source: str, **values: str | int | Text | Heard) -> Text:
    """A text of the program itself; the extraction finds the source sentence by this name."""
    return Text(source, tuple(values.items()))


def authored(source: str) -> Text:
    """A text out of a content file, whose translations are in the content catalogue."""
    return Text(source)


def verbatim(words: str) -> Text:
    """A name, a time or a number: the same in every language."""
    return Text(words, (), True)


def listed(texts: Sequence[Text]) -> Text:
    """Several texts in a row with commas between them; at least one."""
    return reduce(lambda first, second: t("{first}, {second}", first=first, second=second), texts)


def render(text: Text, catalogue: Catalogue, heard: str = "") -> str:
    """The sentence in the catalogue's language; ``heard`` are the person's own words of this event."""
    # Own words are in very few texts, and those are not remembered.
    return _remembered(text, catalogue) or _rendered(text, catalogue, heard)


@lru_cache(maxsize=16384)
def _remembered(text: Text, catalogue: Catalogue) -> str | None:
    return None if _says_back(text) else _rendered(text, catalogue, "")


def _says_back(text: Text) -> bool:
    return any(isinstance(value, Heard) or (isinstance(value, Text) and _says_back(value)) for _, value in text.values)


def _rendered(text: Text, catalogue: Catalogue, heard: str) -> str:
    sentence = text.source if text.literal else catalogue.gettext(text.source)
    if not text.values:
        return sentence
    return sentence.format_map({name: _value(value, catalogue, heard) for name, value in text.values})


def _value(value: str | int | Text | Heard, catalogue: Catalogue, heard: str) -> str | int:
    if isinstance(value, Text):
        return _rendered(value, catalogue, heard)
    return heard if isinstance(value, Heard) else value


def readable(words: str) -> str:
    """What somebody wrote without control, zero-width and direction-changing characters, and without outer blanks.

    The joiner U+200D stays, since it holds emoji and Arabic script together, but alone it is no word.
    """
    if words.isascii() and words.isprintable():
        return words.strip()
    spaced = words.replace("\t", " ")
    kept = "".join(c for c in spaced if c in "\n\u200d" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    return kept.strip(" \n\u200d\u00a0")
