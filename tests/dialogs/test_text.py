"""Texts with values, and what is left of what somebody wrote."""

from datetime import date, time

import pytest

from content.catalogue import Catalogue
from dialogs.events import Said, Showed, Tapped, command_of
from dialogs.text import Day, Heard, authored, clock, listed, n, readable, render, t, verbatim

GERMAN = Catalogue("de")
ENGLISH = Catalogue("en", {"Hallo {name}.": "Hello {name}.", "Halle": "Hall", "{a}, {b}": "{a}; {b}"})


def test_values_that_are_texts_are_translated_too() -> None:
    assert render(t("Hallo {name}.", name=authored("Halle")), ENGLISH) == "Hello Hall."


def test_literal_value_is_the_same_in_every_language() -> None:
    assert render(t("Hallo {name}.", name=verbatim("Halle")), ENGLISH) == "Hello Halle."


@pytest.mark.parametrize(("number", "said"), [(0, "0 Tage bis A"), (1, "1 Tag bis A"), (2, "2 Tage bis A")])
def test_counted_text_follows_its_first_value(number: int, said: str) -> None:
    text = n("{days} Tag bis {goal}", "{days} Tage bis {goal}", days=number, goal=verbatim("A"))
    assert render(text, GERMAN) == said


def test_day_is_written_in_the_language_with_its_year_only_when_wanted() -> None:
    day = date(2026, 12, 1)
    assert render(t("{a}, {b}", a=Day(day), b=Day(day, year=True)), GERMAN) == "1. Dezember, 1. Dezember 2026"


def test_time_of_day_has_four_digits() -> None:
    assert render(clock(time(6)), ENGLISH) == "06:00"


def test_own_words_are_put_in_as_they_are() -> None:
    assert render(t("Hallo {name}.", name=Heard()), ENGLISH, "{name} {0}") == "Hello {name} {0}."


def test_authored_text_with_braces_is_left_alone() -> None:
    assert render(authored("Setze {x}"), ENGLISH) == "Setze {x}"


def test_several_texts_stand_in_a_row() -> None:
    assert render(listed([verbatim("a"), verbatim("b"), verbatim("c")]), ENGLISH) == "a, b, c"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("  Hallo \n", "Hallo"),
        ("a\tb", "a b"),
        ("\u200b\u202eab\u2066c", "abc"),
        ("\u200d", ""),
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("a\x00b\x1b[2J", "ab[2J"),
        ("\ud800", ""),
        ("שלום", "שלום"),
        ("eins\nzwei", "eins\nzwei"),
    ],
)
def test_unreadable_characters_are_left_out(written: str, left: str) -> None:
    assert readable(written) == left


@pytest.mark.parametrize(
    ("event", "command"),
    [
        (Said("/start K7QM-2F4X"), ("start", "K7QM-2F4X")),
        (Said("/start\nK7QM-2F4X"), ("start", "K7QM-2F4X")),
        (Said("/meine_daten"), ("meine-daten", "")),
        (Said("/Lernen@inleku_bot phishing"), ("lernen", "phishing")),
        (Said("/"), ("", "")),
        (Tapped("/jetzt unit:phishing"), ("jetzt", "unit:phishing")),
        (Tapped("3:next"), None),
        (Said("Hallo /start"), None),
        (Showed("photo"), None),
    ],
)
def test_command_is_found_with_its_argument(event: Said | Tapped | Showed, command: tuple[str, str] | None) -> None:
    assert command_of(event) == command
