"""The content that comes with the program is sound, in German and in every language that is complete."""

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from content.check import check
from content.extraction import template, texts
from content.model import Company, Library
from content.pictures import read
from content.po import languages, load
from content.reader import read_company, read_library
from dialogs.rules.nudges import BUDGET_PER_WEEK

ROOT = Path(__file__).parents[2]
WORDS_A_MINUTE = 120
SAID_BY_WORDS = {"ar": {"1": "واحد|أول|أحد|إحدى", "2": r"ان\b|ين\b|اثن|ثان|\w\w(تي|تا)\w"}}
"""How a language says numbers without digits: Arabic has a word after the noun for one and an ending for two."""


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(ROOT / "content")


@pytest.fixture(scope="module")
def company() -> Company:
    return read_company(ROOT / "content" / "companies" / "muster.yaml")


def test_shipped_content_has_no_findings_in_any_language(library: Library, company: Company) -> None:
    catalogues = [load(language, ROOT / "locales") for language in languages(ROOT / "locales")]
    assert [str(finding) for finding in check(library, [company], catalogues, read())] == []


def test_english_is_among_the_languages() -> None:
    assert "en" in languages(ROOT / "locales")


@pytest.mark.parametrize("language", [name for name in languages(ROOT / "locales") if name != "de"])
def test_translation_keeps_every_number_of_the_german_text(library: Library, language: str) -> None:
    catalogue = load(language, ROOT / "locales")
    for text, _ in texts(library):
        said = catalogue.gettext(text)
        words = {number for number, word in SAID_BY_WORDS.get(language, {}).items() if re.search(word, said)}
        assert numbers(text) <= numbers(said) | words, text


def numbers(text: str) -> set[str]:
    """All numbers, but for those that are often words elsewhere: "2-mal", "zum 1. Mal", "unter 4 Augen"."""
    plain = re.sub(r"\b\d+-mal\b|\b4 Augen\b|\b1\. (?=Mal|Schritt)", "", text)
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[.,  ](?=\d)", "", plain)))


def test_template_is_up_to_date_and_the_same_each_time(library: Library) -> None:
    assert (ROOT / "locales" / "content.pot").read_bytes() == template(library)


def test_first_content_is_there(library: Library) -> None:
    assert {"hmi-meldung", "schichtuebergabe", "phishing"} <= library.units.keys()
    assert "ziel" in library.blocks


def test_company_has_its_seven_groups(company: Company) -> None:
    assert {group.id: (group.headcount, group.part_time) for group in company.groups} == {
        "zerspanung": (62, 0),
        "haerterei": (30, 0),
        "montage": (54, 17),
        "e-antrieb": (18, 0),
        "instandhaltung": (14, 0),
        "logistik": (24, 0),
        "buero": (34, 11),
    }


def test_each_group_has_a_multiplier_and_offers_within_the_budget_in_every_week(company: Company) -> None:
    for group in company.groups:
        assert any(group.id in person.groups for person in company.multipliers)
        weeks = Counter(entry.week for entry in company.plan if entry.group == group.id)
        assert weeks.keys() == set(range(1, 54))
        assert max(weeks.values()) <= BUDGET_PER_WEEK


def test_weekly_rotation_starts_on_a_monday(company: Company) -> None:
    assert all(model.anchor.weekday() == 0 for model in company.shift_models)


def test_hardening_shop_is_never_empty_and_never_doubled(company: Company) -> None:
    model = company.shift_model("haerterei")
    for day in (model.anchor + timedelta(days=number) for number in range(30)):
        elapsed = (day - model.anchor).days
        working = [model.cycle[(elapsed - offset) % len(model.cycle)] for offset in model.crews.values()]
        assert sorted(letter for letter in working if letter != "o") == ["F", "N", "S"]
