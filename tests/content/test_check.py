"""Each rule of the check finds its own mistake in content that is otherwise sound."""

from pathlib import Path

import pytest

from content.catalogue import Catalogue
from content.check import check
from content.finding import Finding, located
from content.model import Block, BlockStep, Choice, Library, Option, Question, Unit
from content.reader import read_company, read_library
from tests.content.examples import (
    BLOCK,
    COMPANY_YAML,
    COMPETENCE,
    OPTIONS,
    UNIT,
    UNIT_YAML,
    library,
    with_steps,
    write_company,
    write_unit,
)

END = BlockStep(text="Ende.", end=True)


def unit_asking(kind: str, *options: Option) -> Library:
    question = Question.model_validate({"kind": kind, "text": "Was?", "options": options})
    return library(unit=UNIT.model_copy(update={"steps": (question,)}))


def changed(**fields: object) -> Unit:
    return UNIT.model_copy(update=fields)


def block_changed(**fields: object) -> Block:
    return BLOCK.model_copy(update=fields)


def to(*names: str) -> BlockStep:
    return BlockStep(text="Weiter?", choices=tuple(Choice(icon="➡️", text="Ja", to=name) for name in names))


def test_sound_content_has_no_findings() -> None:
    assert check(library(), [], []) == []


LONG = "Wir. " * 61
WORDY = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn."
TWO_RIGHT = (OPTIONS[0], OPTIONS[0])


@pytest.mark.parametrize(
    ("spoilt", "severity", "words"),
    [
        (with_steps(insel=END), "error", 'nobody can reach the step "insel"'),
        (with_steps(ende=BlockStep(text="Und nun?")), "error", 'the step "ende" is a dead end'),
        (with_steps(ende=BlockStep(text="?", end=True, to="anfang")), "error", "goes on in 2 ways"),
        (with_steps(ende=to("anfang")), "error", "there is no way to an end"),
        (with_steps(anfang=to("ende", "nirgends")), "error", 'leads to "nirgends", which does not exist'),
        (with_steps(ende=BlockStep(text="?", end=True, then_in_days=7)), "error", "half a reminder"),
        (with_steps(anfang=BlockStep(text="?", choices=(Choice(text=" ", to="ende"),))), "error", "has no words"),
        (library(block=block_changed(start="nirgends")), "error", 'the start "nirgends" is no step'),
        (library(unit=changed(plan=LONG)), "error", "61 words in one message"),
        (library(unit=changed(plan=WORDY)), "warning", "a sentence of 13 words"),
        (unit_asking("single", OPTIONS[0], Option(text="Jenes", why=" ")), "error", "has no explanation"),
        (unit_asking("single", OPTIONS[0], Option(text="", why="Nein.")), "error", "an answer has no words"),
        (unit_asking("single", *TWO_RIGHT), "error", "2 answers of a single question are right"),
        (unit_asking("single", OPTIONS[1], OPTIONS[1]), "error", "0 answers of a single question are right"),
        (unit_asking("multiple", OPTIONS[1], OPTIONS[1]), "error", "no answer is right"),
        (library(unit=changed(safety=True)), "error", "is not approved"),
    ],
)
def test_broken_rule_is_found(spoilt: Library, severity: str, words: str) -> None:
    found = check(spoilt, [], [])
    assert any(words in finding.message and finding.severity == severity for finding in found), found


def test_safety_unit_with_approval_is_sound() -> None:
    assert check(library(unit=changed(safety=True, approved_by="Fachkraft für Arbeitssicherheit")), [], []) == []


def test_step_behind_a_reminder_is_reachable() -> None:
    ending = BlockStep(text="Bis bald.", end=True, then_in_days=7, then_at="spaeter")
    assert check(with_steps(ende=ending, spaeter=END), [], []) == []


def test_unknown_unit_in_a_plan_is_found_once(tmp_path: Path) -> None:
    company = read_company(write_company(tmp_path, COMPANY_YAML.replace("unit: probe", "unit: weg")))
    found = check(library(), [company], [])
    assert [finding.message for finding in found] == ['the plan asks for the unit "weg", which does not exist']


def test_missing_and_fuzzy_translations_are_warnings() -> None:
    only_unit = Library(units={"probe": UNIT}, blocks={}, competences={COMPETENCE.id: COMPETENCE})
    known = dict.fromkeys(("Probe", "Prüfen", "Und hier?", "Was stimmt?", "Das", "Es stimmt.", "Jenes"), "x")
    fuzzy = Catalogue("en", known, frozenset({"Es stimmt nicht."}))
    assert [finding.severity for finding in check(only_unit, [], [fuzzy])] == ["warning"]
    assert "is fuzzy" in check(only_unit, [], [fuzzy])[0].message
    assert "is missing" in check(only_unit, [], [Catalogue("tr", known)])[0].message


def test_source_language_needs_no_translation() -> None:
    assert check(library(), [], [Catalogue("de")]) == []


def test_finding_is_located_in_its_file(tmp_path: Path) -> None:
    content = write_unit(tmp_path, UNIT_YAML.replace("right: true", "right: false"))
    findings = located(check(read_library(content), [], []), tmp_path)
    [finding] = [each for each in findings if "single question" in each.message]
    assert isinstance(finding, Finding)
    assert str(finding).startswith("content/units/probe.yaml:9: step 2: 0 answers")
