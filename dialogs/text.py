"""Texts as values: a source sentence in plain German and what is put into it: words, numbers, days and times.

The source sentence is its own key in the catalogues (``content.catalogue``), so a flow reads like the conversation.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date, time
from functools import lru_cache, reduce
from typing import Union

import msgspec

from content.catalogue import Catalogue

MAX_WORDS_OF_A_PERSON = 300
"""Characters of a person's own words that are said back at most."""


class Heard(msgspec.Struct, frozen=True, tag="heard"):
    """Stands for the person's own words of this very event. They are put in while replying and never stored."""


class Day(msgspec.Struct, frozen=True, tag="day"):
    """A day as the language writes it, with its year or without."""

    on: date
    year: bool = False


class Text(msgspec.Struct, frozen=True, cache_hash=True, tag="text"):
    """A source sentence with named values; ``literal`` marks a value that is no sentence and is never translated.

    With ``many``, ``source`` is the sentence for 1 and ``many`` that for other numbers; the first value is the number.
    """

    source: str
    values: tuple[tuple[str, Union[str, int, "Text", Heard, Day]], ...] = ()
    literal: bool = False
    many: str = ""


def t(source: str, **values: str | int | Text | Heard | Day) -> Text:
    """A text of the program itself; the extraction finds the source sentence by this name."""
    return Text(source, tuple(values.items()))


def n(one: str, many: str, **values: str | int | Text | Heard | Day) -> Text:
    """A text of the program itself whose words depend on the first of the values, a number; found by this name too."""
    return Text(one, tuple(values.items()), many=many)


def clock(at: time) -> Text:
    """A time of day: "06:00". All languages here write it alike, with 24 hours."""
    return verbatim(f"{at:%H:%M}")


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
    sentence = _sentence(text, catalogue)
    if not text.values:
        return sentence
    return sentence.format_map({name: _value(value, catalogue, heard) for name, value in text.values})


def _sentence(text: Text, catalogue: Catalogue) -> str:
    if text.many:
        number = text.values[0][1]
        assert isinstance(number, int), f"nothing to count in {text.source!r}"
        return catalogue.ngettext(text.source, text.many, number)
    return text.source if text.literal else catalogue.gettext(text.source)


def _value(value: str | int | Text | Heard | Day, catalogue: Catalogue, heard: str) -> str | int:
    if isinstance(value, Text):
        return _rendered(value, catalogue, heard)
    if isinstance(value, Day):
        return catalogue.days.written(value.on, value.year)
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
