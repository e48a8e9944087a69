"""A plan is the same in a workbook and in YAML, there and back, in both languages."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.reading import ROOT
from content.plan.fault import PlanError
from content.plan.file import read_plan, write_plan
from content.plan.model import Plan
from content.plan.runtime import company_of
from content.plan.version import canonical, from_canonical, plan_hash
from content.plan.workbook_writer import write_workbook
from content.reader import read_company
from tests.content.plan.books import demo, library
from tests.content.plan.strategies import plans


def through(plan: Plan, name: str, language: str) -> Plan:
    """The plan, written into a file of that name and read from it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_plan(plan, path, library(), language)
        return read_plan(path, library())[0]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans(), st.sampled_from(("de", "en")))
def test_workbook_and_yaml_give_the_same_plan_there_and_back(plan: Plan, language: str) -> None:
    from_book = through(plan, "plan.xlsx", language)
    assert from_book == plan
    from_text = through(from_book, "plan.yaml", language)
    assert from_text == plan
    again = through(from_text, "plan.xlsx", language)
    assert again == plan
    assert plan_hash(again) == plan_hash(plan)
    assert from_canonical(canonical(plan)) == plan


@pytest.mark.parametrize("language", ["de", "en"])
def test_demo_plan_keeps_its_hash_as_a_workbook(language: str) -> None:
    assert plan_hash(through(demo(), "demo.xlsx", language)) == plan_hash(demo())


def test_demo_plan_is_the_demo_company() -> None:
    company = read_company(ROOT / "content" / "companies" / "muster.yaml")
    made = company_of(demo(), company.agreement.employer_approved, company.agreement.works_council_approved)
    assert set(made.plan) == set(company.plan)
    assert made.model_copy(update={"plan": company.plan}) == company


def test_demo_plan_is_filled() -> None:
    assert (len(demo().groups), len(demo().competences)) == (7, 18)
    assert {week for entry in demo().entries for week in range(1, 13) if entry.first_week == week} == set(range(1, 13))


def test_group_with_an_offset_gets_its_own_turn_of_the_shift_model() -> None:
    groups = (demo().groups[0].model_copy(update={"offset": 7}), *demo().groups[1:])
    company = company_of(demo().model_copy(update={"groups": groups}))
    assert company.shift_model(groups[0].id).crews == {"A": 7, "B": 14, "C": 21}
    assert company.shift_model(groups[1].id).crews["A"] == 0


@pytest.mark.parametrize("language", ["de", "en"])
def test_examples_of_the_template_are_not_read(tmp_path: Path, language: str) -> None:
    write_workbook(tmp_path / "empty.xlsx", library(), language)
    with pytest.raises(PlanError) as caught:
        read_plan(tmp_path / "empty.xlsx", library())
    assert {fault.key for fault in caught.value.faults} == {"missing", "rows_missing"}


def test_large_plan_is_read_as_yaml(tmp_path: Path) -> None:
    large = demo().model_copy(update={"vision": "Wir lernen. " * 30_000})
    path = tmp_path / "large.yaml"
    write_plan(large, path, library(), "de")
    assert path.stat().st_size > 300_000
    assert read_plan(path, library())[0].vision.startswith("Wir lernen. Wir")


def test_yaml_file_that_is_too_large_says_how_large_it_may_be(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    path.write_text("#" * 10_100_000, encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        read_plan(path, library())
    assert [fault.said("de", "huge.yaml") for fault in caught.value.faults] == [
        "huge.yaml: Die Datei hat 10.1 MB, das ist zu viel; höchstens 10 MB; alte Zeilen im Plan löschen"
    ]
