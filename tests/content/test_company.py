"""The company reader: contradictions inside the file, and the compact way of writing a plan."""

from pathlib import Path

import pytest

from content.model import PlanEntry
from content.problems import ContentError
from content.reader import read_company
from content.schedule import weeks
from tests.content.examples import COMPANY_YAML, write_company


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_company(path)
    return [str(problem) for problem in caught.value.problems]


def test_compact_plan_is_written_out(tmp_path: Path) -> None:
    company = read_company(write_company(tmp_path, COMPANY_YAML))
    assert [entry.week for entry in company.plan] == [1, *range(2, 54, 2)]
    assert {entry.group for entry in company.plan} == {"eins"}


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("shift_model: tag", "shift_model: nacht", 17, 'no shift model "nacht"; use one of: tag'),
        ("site: Nord", "site: Mitte", 17, 'no site "Mitte"'),
        ("group: eins", "group: zwei", 20, 'no group "zwei"; use one of: eins'),
        ("groups: [eins]", "groups: [eins, zwei]", 21, 'no group "zwei"'),
        ("group: eins, unit: probe", "group: eins", 20, "neither a unit nor a block"),
        ("group: eins, unit: probe", "group: eins, unit: probe, block: ziel", 20, "both a unit and a block"),
        ("cycle: TTTTToo", "cycle: TTTTSoo", 12, 'no shift "S"'),
        ("weeks: 2-53/2", "weeks: manchmal", 21, 'no field "weeks"'),
        ("week: 1,", "week: 54,", 20, "less than or equal to 53"),
        ("anchor: 2026-01-05", "anchor: Montag", 11, '"anchor"'),
        ('"16:00"', '"25:00"', 15, '"end"'),
    ],
)
def test_contradiction_in_a_company_names_line_and_remedy(
    tmp_path: Path, right: str, wrong: str, line: int, words: str
) -> None:
    found = problems_of(write_company(tmp_path, COMPANY_YAML.replace(right, wrong, 1)))
    named = [problem for problem in found if problem.startswith(f"content/companies/probe.yaml:{line}: ")]
    assert any(words in problem for problem in named), found


def test_mistake_in_a_compact_plan_line_is_named_once(tmp_path: Path) -> None:
    path = write_company(tmp_path, COMPANY_YAML.replace("groups: [eins], unit: probe", "groups: [eins], unit: 5"))
    assert len(problems_of(path)) == 1


def test_missing_company_file_is_a_problem(tmp_path: Path) -> None:
    [found] = problems_of(tmp_path / "content" / "companies" / "weg.yaml")
    assert found == "content/companies/weg.yaml: no such file or directory; check the name and the rights"


def test_two_groups_with_the_same_id_are_a_problem(tmp_path: Path) -> None:
    group = "  - {id: eins, name: Eins, site: Nord, headcount: 5, shift_model: tag}\n"
    [found] = problems_of(write_company(tmp_path, COMPANY_YAML.replace(group, group * 2)))
    assert found.startswith('content/companies/probe.yaml:18: the id "eins" is used more than once')


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [("7", (7,)), ("1-3", (1, 2, 3)), ("1-9/4", (1, 5, 9)), ("3-1", None), ("1-9/0", None), ("oft", None)],
)
def test_rhythm_of_weeks_is_understood(rhythm: str, expected: tuple[int, ...] | None) -> None:
    assert weeks(rhythm) == expected


@pytest.mark.parametrize(
    ("entry_year", "year", "week", "expected"),
    [
        (None, 2026, 5, True),
        (None, 2027, 5, True),
        (2026, 2026, 5, True),
        (2026, 2027, 5, False),
        (None, 2026, 6, False),
    ],
)
def test_plan_entry_covers_its_week(entry_year: int | None, year: int, week: int, expected: bool) -> None:
    assert PlanEntry(week=5, year=entry_year, group="eins", unit="probe").covers(year, week) is expected


def with_multiplier(phone: str) -> str:
    """The company with a multiplier who has this number, as it is written in YAML."""
    person = f"{{name: Eva, function: Dreherin, groups: [eins], languages: [de], contact: Halle 1, phone: {phone}}}"
    return f"{COMPANY_YAML}multipliers:\n  - {person}\n"


@pytest.mark.parametrize("phone", ['"+49 30 23125 711"', '"4711"', '"+4915228817386"'])
def test_telephone_number_is_international_or_internal(tmp_path: Path, phone: str) -> None:
    company = read_company(write_company(tmp_path, with_multiplier(phone)))
    assert company.multipliers[0].phone == phone.strip('"')


@pytest.mark.parametrize("phone", ['"030 23125711"', '"+49"', '"intern 4711"', '"+49 30 23125/711"', '""', '"١٢٣٤"'])
def test_other_telephone_number_names_line_and_remedy(tmp_path: Path, phone: str) -> None:
    [found] = problems_of(write_company(tmp_path, with_multiplier(phone)))
    assert found.startswith("content/companies/probe.yaml:23: ")
    assert "is no telephone number" in found and "write +49" in found


def test_telephone_number_without_quotes_says_what_to_do(tmp_path: Path) -> None:
    [found] = problems_of(write_company(tmp_path, with_multiplier("4711")))
    assert "put the text in quotes" in found


def test_company_says_whether_its_messages_are_protected(tmp_path: Path) -> None:
    assert not read_company(write_company(tmp_path, COMPANY_YAML)).messenger.protect_content
    text = f"{COMPANY_YAML}messenger: {{protect_content: true}}\n"
    assert read_company(write_company(tmp_path, text)).messenger.protect_content
    [found] = problems_of(write_company(tmp_path, text.replace("protect_content", "protect_contents")))
    assert 'did you mean "protect_content"?' in found
