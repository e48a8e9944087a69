"""Gaps, proposals, differences, the two keys and the log: what follows from a plan, without any file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.plan.approval import PARTIES, Act, standing
from content.plan.chain import Link, first_broken, link
from content.plan.diff import applied, changes, difference
from content.plan.gaps import gaps
from content.plan.model import Comparison, Goal, Plan, PlanEntry
from content.plan.proposal import FREE, propose
from content.plan.rules import breaches
from content.plan.schedule import Reminder, asked, iso_weeks, monday, reminders
from tests.content.plan.books import demo, library
from tests.content.plan.strategies import plans

ON = date(2026, 11, 30)
WEEKS = iso_weeks(ON, 60)
EMPTY = demo().model_copy(update={"entries": ()})
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def only(comparison: Comparison, **more: object) -> Plan:
    """The demo plan with one target."""
    return demo().model_copy(update={"comparisons": (comparison,), **more})


TARGET = Comparison(group="montage", competence="hochvolt", level=2, people=40, actual=(10, 20, 10, 5, 5), due=ON)


# Gaps


def test_gap_is_the_share_of_people_below_the_target() -> None:
    [gap] = gaps(only(TARGET), ON)
    assert (gap.needed, gap.reached, gap.below, gap.share, gap.unknown) == (40, 20, 20, 0.5, 4)


def test_target_without_a_number_means_everybody_and_who_was_not_asked_counts_as_missing() -> None:
    [gap] = gaps(only(TARGET.model_copy(update={"people": None})), ON)
    assert (gap.needed, gap.below) == (54, 34)


def test_role_has_a_gap_in_each_of_its_groups() -> None:
    found = gaps(only(Comparison(role="einrichter", competence="ruesten", level=4, people=2)), ON)
    assert {(gap.group, gap.needed) for gap in found} == {("zerspanung", 2), ("haerterei", 2)}


@pytest.mark.parametrize(
    ("days", "urgency"), [(-1, "overdue"), (0, "soon"), (91, "soon"), (92, "near"), (182, "near"), (183, "later")]
)
def test_nearer_target_is_more_urgent(days: int, urgency: str) -> None:
    [gap] = gaps(only(TARGET.model_copy(update={"due": ON + timedelta(days=days)})), ON)
    assert gap.urgency == urgency


def test_higher_goal_raises_the_priority() -> None:
    scores = []
    for priority in (1, 2, 3):
        goals = (Goal(id="e-antrieb", text="Ziel", priority=priority),)
        scores.append(gaps(only(TARGET, goals=goals), ON)[0].score)
    assert scores == sorted(scores, reverse=True) and len(set(scores)) == 3


def test_reached_target_has_no_priority_and_comes_last() -> None:
    reached = TARGET.model_copy(update={"group": "e-antrieb", "people": 1, "actual": (0, 0, 18, 0, 0)})
    found = gaps(demo().model_copy(update={"comparisons": (reached, TARGET)}), ON)
    assert [(gap.group, gap.priority) for gap in found] == [("montage", 1), ("e-antrieb", 0)]


# Proposals


def test_proposal_is_sound_and_the_same_every_time() -> None:
    draft = propose(EMPTY, library(), ON, 12)
    assert draft == propose(EMPTY, library(), ON, 12)
    assert len(draft.entries) > 50
    drafted = EMPTY.model_copy(update={"entries": tuple(draft.entries)})
    assert [breach for breach in breaches(drafted, library()) if breach.severity == "error"] == []


@pytest.mark.parametrize(("urgent", "most"), [(False, demo().policy.pushes_per_week - FREE), (True, 3)])
def test_only_gaps_of_high_priority_take_the_room_for_offers(urgent: bool, most: int) -> None:
    due = ON if urgent else date(2028, 12, 31)
    wanted = (
        "hmi-meldungen",
        "messmittel",
        "ruesten",
        "fehleranalyse",
        "ressourcen",
        "anlernen",
        "ordnung-5s",
        "ki-assistenten",
    )
    some = tuple(Comparison(group="buero", competence=each, level=3, people=10, due=due) for each in wanted)
    goals = tuple(goal.model_copy(update={"priority": 1 if urgent else 3}) for goal in demo().goals)
    plan = EMPTY.model_copy(update={"comparisons": some, "goals": goals})
    if not urgent:
        few = tuple(each.model_copy(update={"actual": (1, 0, 0, 9, 0)}) for each in some)
        plan = plan.model_copy(update={"comparisons": few})
    assert most_a_week(plan, 3) == most


def most_a_week(plan: Plan, weeks: int) -> int:
    """Pushes that a proposal for so many weeks gives one group in one of them."""
    drafted = plan.model_copy(update={"entries": tuple(propose(plan, library(), ON, weeks).entries)})
    counts: dict[tuple[str, int, int], int] = {}
    for each in reminders(drafted, iso_weeks(ON, weeks)):
        counts[each.group, each.year, each.week] = counts.get((each.group, each.year, each.week), 0) + 1
    return max(counts.values())


def test_prerequisites_come_first() -> None:
    plan = only(Comparison(group="zerspanung", competence="zustandsueberwachung", level=2), entries=())
    contents = [entry.contents[0] for entry in propose(plan, library(), ON, 12).entries]
    assert contents[0].startswith("unit:hmi-")
    places = [contents.index(each) for each in ("unit:hmi-meldung", "unit:lager-geraeusch")]
    assert places == sorted(places)
    for before, after in pairwise(propose(plan, library(), ON, 12).entries):
        assert after.depends_on == before.contents


def test_busy_group_is_spared() -> None:
    group = demo().groups[2].model_copy(update={"busy_weeks": (50, 51, 52)})
    groups = tuple(group if each.id == group.id else each for each in demo().groups)
    draft = propose(EMPTY.model_copy(update={"groups": groups}), library(), ON, 12)
    weeks = {entry.first_week for entry in draft.entries if entry.groups == (group.id,)}
    assert weeks and not weeks & {50, 51, 52}


def test_full_weeks_get_nothing_and_what_is_left_is_told() -> None:
    policy = demo().policy.model_copy(update={"pushes_per_week": 2})
    draft = propose(demo().model_copy(update={"policy": policy}), library(), ON, 12)
    assert draft.entries == [] and len(draft.left) > 10
    assert [wish.gap.score for wish in draft.left] == sorted((wish.gap.score for wish in draft.left), reverse=True)


def test_full_plan_gets_room_for_its_most_pressing_gaps_only() -> None:
    draft = propose(demo(), library(), ON, 12)
    assert draft.entries and {entry.priority for entry in draft.entries} == {1}
    full = demo().model_copy(update={"entries": (*demo().entries, *draft.entries)})
    assert [breach for breach in breaches(full, library()) if breach.severity == "error"] == []


@pytest.mark.parametrize(("language", "word"), [("de", "fehlen"), ("en", "missing")])
def test_every_proposed_line_has_a_reason_in_the_language(language: str, word: str) -> None:
    assert all(word in entry.reason for entry in propose(EMPTY, library(), ON, 12, language).entries)


# Schedule


def test_contents_take_turns_through_the_weeks() -> None:
    contents = ("unit:phishing", "unit:ki-daten", "block:ziel")
    when = {"year": 2027, "first_week": 2, "last_week": 8, "every": 2, "per_week": 2}
    entry = PlanEntry.model_validate({"groups": ("buero",), "contents": contents, **when})
    found = reminders(EMPTY.model_copy(update={"entries": (entry,)}), iso_weeks(date(2027, 1, 4), 12))
    assert [(each.week, each.content) for each in found] == [
        (2, "unit:phishing"), (2, "unit:ki-daten"), (4, "block:ziel"), (4, "unit:phishing"),
        (6, "unit:ki-daten"), (6, "block:ziel"), (8, "unit:phishing"), (8, "unit:ki-daten"),
    ]  # fmt: skip


def test_priority_decides_what_the_budget_lets_through() -> None:
    contents = ("unit:phishing", "unit:ki-daten", "unit:ki-fragen", "block:ziel")
    some = [
        PlanEntry(groups=("buero",), year=2027, first_week=2, contents=(each,), priority=priority)
        for each, priority in zip(contents, (3, 1, 2, 1), strict=True)
    ]
    found = asked(EMPTY.model_copy(update={"entries": tuple(some)}), [(2027, 2)])
    assert [(each.reminder.content, each.sent) for each in found] == [
        ("unit:ki-daten", True), ("block:ziel", True), ("unit:ki-fragen", True), ("unit:phishing", False),
    ]  # fmt: skip


# Differences

REMINDERS = st.lists(
    st.builds(
        Reminder,
        st.sampled_from(("a", "b")),
        st.just(2027),
        st.integers(1, 9),
        st.sampled_from(("unit:x", "unit:y", "block:z")),
    ),
    max_size=25,
)


@given(REMINDERS, REMINDERS)
def test_changes_applied_to_the_old_reminders_give_the_new_ones(old: list[Reminder], new: list[Reminder]) -> None:
    assert applied(old, changes(old, new)) == sorted(new)
    assert changes(old, old) == ()


@SLOW
@given(plans(), plans())
def test_difference_applied_to_the_old_preview_gives_the_new_one(old: Plan, new: Plan) -> None:
    found = difference(old, new, WEEKS)
    assert applied(reminders(old, WEEKS), found.changes) == sorted(reminders(new, WEEKS))
    assert difference(old, old, WEEKS).is_empty


def test_later_week_is_moved_and_not_gone_and_come() -> None:
    entry = PlanEntry(groups=("buero",), year=2027, first_week=2, contents=("unit:phishing",))
    old, new = (EMPTY.model_copy(update={"entries": (entry.model_copy(update={"first_week": n}),)}) for n in (2, 4))
    [change] = difference(old, new, WEEKS).changes
    assert (change.what, change.old, change.new) == ("moved", (2027, 2), (2027, 4))


def test_rule_that_changes_is_named_with_both_values() -> None:
    policy = demo().policy.model_copy(update={"delivery_log_days": 7})
    found = difference(demo(), demo().model_copy(update={"policy": policy}), WEEKS)
    assert [(rule.name, rule.old, rule.new) for rule in found.rules] == [("delivery_log_days", "14", "7")]
    assert found.changes == () and not found.is_empty


# Two keys

START = datetime(2026, 11, 30, 8, tzinfo=UTC)
ACTS = st.lists(
    st.builds(Act, st.sampled_from(PARTIES), st.sampled_from("abc"), st.booleans(), st.just(START)), max_size=30
)


def acts(*said: str) -> list[Act]:
    """From "employer +a": who, approves (+) or withdraws (-), what."""
    parts = [each.split() for each in said]
    return [
        Act("employer" if who == "employer" else "works-council", what[1:], what[0] == "+", START)
        for who, what in parts
    ]


@pytest.mark.parametrize(
    ("said", "active"),
    [
        ((), None),
        (("employer +a",), None),
        (("employer +a", "employer +a"), None),
        (("employer +a", "works-council +b"), None),
        (("employer +a", "works-council +a"), "a"),
        (("employer +a", "works-council +a", "employer +b"), "a"),
        (("employer +a", "works-council +a", "employer +b", "works-council +b"), "b"),
        (("employer +a", "works-council +a", "works-council -a"), None),
        (("employer +a", "works-council +a", "works-council -a", "works-council +a"), "a"),
        # An older version does not come back by itself.
        (("employer +a", "works-council +a", "employer +b", "works-council +b", "employer -b"), None),
    ],
)
def test_version_is_active_with_both_keys_only(said: Sequence[str], active: str | None) -> None:
    assert standing(acts(*said)).active == active


@given(ACTS)
def test_active_version_always_has_both_keys(some: list[Act]) -> None:
    found = standing(some)
    for party in PARTIES:
        last = [act for act in some if act.party == party and act.version == found.active]
        assert found.active is None or last[-1].approves
    assert found.active is None or found.waits_for(found.active) == ()


@given(ACTS, st.sampled_from(PARTIES))
def test_either_party_alone_can_stop_the_active_version(some: list[Act], party: str) -> None:
    active = standing(some).active
    if active is not None:
        assert standing([*some, *acts(f"{party} -{active}")]).active is None


# The log


def chained(count: int) -> list[Link]:
    links: list[Link] = []
    for number in range(count):
        links.append(link("muster", 1000 + number, "import", f'{{"version":"{number}"}}', links[-1] if links else None))
    return links


def test_sound_chain_has_no_broken_link() -> None:
    assert first_broken(chained(20)) is None
    assert first_broken([]) is None


@given(st.integers(0, 9), st.sampled_from(("at", "kind", "detail", "company", "hash", "previous")))
def test_altered_entry_is_found(number: int, field: str) -> None:
    links = chained(10)
    links[number] = replace(links[number], **{field: 5 if field == "at" else "x"})  # type: ignore[arg-type]
    broken = first_broken(links)
    assert broken is not None and broken.number == number + 1


@given(st.integers(0, 8))
def test_entry_that_was_taken_out_is_found(number: int) -> None:
    links = chained(10)
    del links[number]
    broken = first_broken(links)
    assert broken is not None and broken.number == number + 1


def test_entry_forged_with_a_right_hash_of_its_own_is_found_at_the_next() -> None:
    links = chained(10)
    links[4] = link("muster", 1, "approve", "{}", links[3])
    broken = first_broken(links)
    assert broken is not None and (broken.number, broken.reason) == (6, "previous")


def test_monday_of_a_week_that_a_year_lacks_is_that_of_the_next() -> None:
    assert monday(2026, 53) == date(2026, 12, 28)
    assert monday(2027, 53) == date(2028, 1, 3)


def test_what_falls_into_a_busy_week_is_not_sent() -> None:
    entry = PlanEntry(groups=("montage",), first_week=50, contents=("unit:phishing",))
    groups = tuple(group.model_copy(update={"busy_weeks": (50,)}) for group in demo().groups)
    plan = demo().model_copy(update={"groups": groups, "entries": (entry,)})
    (found,) = asked(plan, [(2026, 50)])
    assert (found.why, found.sent, reminders(plan, [(2026, 50)])) == ("busy", False, [])
    assert reminders(plan.model_copy(update={"groups": demo().groups}), [(2026, 50)]) == [found.reminder]


@pytest.mark.parametrize(("start", "end", "fits"), [
    (time(2), time(5), True), (time(1), time(6), True), (time(2, 30), time(5), False), (time(2), time(4, 59), False),
])  # fmt: skip
def test_rest_at_night_can_be_widened_only(start: time, end: time, fits: bool) -> None:
    policy = demo().policy.model_copy(update={"rest_from": start, "rest_until": end})
    found = {breach.key for breach in breaches(demo().model_copy(update={"policy": policy}), library())}
    assert ("rest_too_short" not in found) is fits
