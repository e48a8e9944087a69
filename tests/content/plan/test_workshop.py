"""A workshop's draft in a plan."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.plan.draft import ALL, HALF, Aim, AtWork, Draft, Need, Target
from content.plan.model import Comparison
from content.plan.person_names import speaks_of_a_person
from content.plan.rules import breaches
from content.plan.version import canonical, from_canonical, plan_hash
from content.plan.workshop import merged
from tests.content.plan.books import demo, library

GROUP = demo().groups[0]
END = date(2027, 12, 31)
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn"))
WORDS = st.text(LETTERS, min_size=1, max_size=60).filter(str.strip)
GROUPS = st.lists(st.sampled_from([each.id for each in demo().groups]), max_size=3, unique=True).map(tuple)
TARGETS = st.builds(Target, GROUPS, st.integers(0, 4), st.sampled_from([ALL, HALF, 1]))
ENTERED = st.lists(TARGETS, max_size=2).map(tuple)
KNOWN = st.builds(Need, st.sampled_from([each.id for each in demo().competences]), targets=ENTERED)
NEW = st.builds(Need, st.just(""), WORDS, st.sampled_from(["social", "digital"]), ENTERED)
AIMS = st.builds(
    Aim,
    WORDS,
    st.none() | st.just(END),
    st.integers(1, 3),
    st.lists(st.builds(AtWork, WORDS, GROUPS), max_size=2).map(tuple),
    st.lists(KNOWN | NEW, max_size=2).map(tuple),
)
DRAFTS = st.builds(Draft, st.just("base"), st.just("") | WORDS, st.lists(AIMS, max_size=3).map(tuple))


def one(*needs: Need) -> Draft:
    return Draft("base", goals=(Aim("Weniger Störungen", END, needs=needs),))


@given(draft=DRAFTS)
@settings(deadline=None, max_examples=50)
def test_merged_plan_keeps_the_rules_and_all_ids_and_is_read_back(draft: Draft) -> None:
    made = merged(demo(), draft)
    assert [each.key for each in breaches(made, library()) if each.severity == "error"] == []
    assert [each.id for each in made.goals][: len(demo().goals)] == [each.id for each in demo().goals]
    assert made.entries == demo().entries
    assert from_canonical(canonical(made)) == made


@given(draft=DRAFTS)
@settings(deadline=None, max_examples=50)
def test_same_draft_again_changes_nothing_more(draft: Draft) -> None:
    once = merged(demo(), draft)
    assert merged(once, draft) == once


def test_empty_draft_gives_the_same_plan_with_the_same_hash() -> None:
    assert plan_hash(merged(demo(), Draft("base"))) == plan_hash(demo())


def test_ids_are_made_of_the_words_and_are_different() -> None:
    texts = ("Früh prüfen!", "früh prüfen?", "Зменшити брак")
    goals = merged(demo(), Draft("base", goals=tuple(map(Aim, texts)))).goals[len(demo().goals) :]
    assert [each.id for each in goals] == ["frueh-pruefen", "frueh-pruefen-2", "ziel"]


def test_long_words_become_a_short_id_of_whole_words() -> None:
    made = merged(demo(), Draft("base", goals=(Aim("Wir erkennen Störungen an allen Anlagen früher als heute"),)))
    assert made.goals[-1].id == "wir-erkennen-stoerungen-an-allen-anlagen"


def test_goal_with_known_words_is_taken_up_with_its_new_horizon() -> None:
    known = demo().goals[0]
    made = merged(demo(), Draft("base", goals=(Aim(known.text.upper(), END, 3),)))
    assert made.goals[0] == known.model_copy(update={"horizon": END, "priority": 3})
    assert len(made.goals) == len(demo().goals)


def test_half_of_a_group_is_rounded_up() -> None:
    plan = demo().model_copy(update={"groups": (GROUP.model_copy(update={"headcount": 7}), *demo().groups[1:])})
    made = merged(plan, one(Need(name="Neues", kind="digital", targets=(Target((GROUP.id,), 3, HALF),))))
    assert made.comparisons[-1] == Comparison(group=GROUP.id, competence="neues", level=3, people=4, due=END)


def test_target_goes_into_the_row_that_has_only_an_actual() -> None:
    actual = (GROUP.headcount, 0, 0, 0, 0)
    competence = demo().competences[0].id
    row = Comparison(group=GROUP.id, competence=competence, actual=actual)
    plan = demo().model_copy(update={"comparisons": (row,)})
    made = merged(plan, one(Need(competence, targets=(Target((GROUP.id,), 2),))))
    assert made.comparisons == (row.model_copy(update={"level": 2, "due": END}),)


def test_group_or_competence_that_is_gone_is_named_by_the_rules() -> None:
    made = merged(demo(), one(Need("gone", targets=(Target(("dissolved",), 2),))))
    wrong = {each.values["wanted"] for each in breaches(made) if each.severity == "error"}
    assert wrong == {"gone", "dissolved"}


@pytest.mark.parametrize("text", ["Anna Müller leitet die Fertigung", "Dann fragt man (Müller, Anna).", "A. Müller"])
def test_person_is_found_inside_a_sentence(text: str) -> None:
    assert speaks_of_a_person(text)


@pytest.mark.parametrize("text", ["Die Montage prüft in Halle A. Danach geht es weiter", "z. B. Maschinen rüsten", ""])
def test_sentence_about_work_names_nobody(text: str) -> None:
    assert not speaks_of_a_person(text)
