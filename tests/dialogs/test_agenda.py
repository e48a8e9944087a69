"""What there is to send to somebody: the plan first, then reviews, questions and check-ins, each in its time."""

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from content.model import PlanEntry
from dialogs import keeping
from dialogs.agenda import LEAVE_LESS, Agenda, asked
from dialogs.offers import Offer
from dialogs.rules.choice import Kind
from dialogs.state import Profile, Record
from dialogs.world import working_time
from tests.dialogs.person import company, library

MONDAY = datetime(2026, 11, 23, 7, tzinfo=UTC)
JOINED = date(2026, 11, 1)
PLAN = (PlanEntry(week=48, group="buero", unit="phishing"), PlanEntry(week=48, group="buero", block="ziel"))


def agenda(
    record: Record,
    now: datetime = MONDAY,
    in_force: bool = True,
    plan: tuple[PlanEntry, ...] = PLAN,
    offers: tuple[Offer, ...] = (),
) -> Agenda:
    me = Profile("muster", "buero", "learner", JOINED, "Team")
    workplace = company().model_copy(update={"plan": plan, "id": f"muster-{len(plan)}"})
    working = working_time(workplace, me, frozenset())
    assert working is not None
    return Agenda(library(), workplace, me, record, working, "anna", now, in_force, offers)


def items(found: Agenda) -> list[tuple[str, str]]:
    return [(each.kind.value, each.item) for each in found.candidates(found.now)]


def finished(unit: str, ago: int, record: Record | None = None, sure: int = 3) -> Record:
    return keeping.finished(record or Record(), unit, 4, 4, sure, MONDAY.date() - timedelta(days=ago))


def test_plan_of_the_week_comes_until_its_end_and_only_for_the_group() -> None:
    found = agenda(Record())
    assert items(found) == [("plan", "unit:phishing"), ("plan", "block:ziel")]
    assert {each.not_after for each in found.candidates(MONDAY)} == {datetime(2026, 11, 29, 23, tzinfo=UTC)}
    assert [kind for kind, _ in items(agenda(Record(), MONDAY + timedelta(days=7)))] == ["check-in"]


def test_what_was_sent_or_learned_this_week_is_not_planned_again() -> None:
    sent = keeping.pushed(Record(), "unit:phishing", MONDAY - timedelta(hours=1))
    assert items(agenda(sent)) == [("plan", "block:ziel")]
    assert items(agenda(finished("phishing", 0)))[:1] == [("plan", "block:ziel")]
    assert ("plan", "unit:phishing") in items(agenda(finished("phishing", 9)))


def test_without_a_plan_in_force_there_is_nothing() -> None:
    assert items(agenda(finished("phishing", 60), in_force=False)) == []


def test_review_comes_when_it_is_due_and_behind_the_plan() -> None:
    assert ("review", "review:phishing") not in items(agenda(finished("phishing", 1)))
    due = agenda(finished("phishing", 12))
    assert items(due) == [("plan", "unit:phishing"), ("plan", "block:ziel"), ("review", "review:phishing")]
    reviewed = keeping.reviewed(finished("phishing", 12), "phishing", 3, 3, MONDAY.date())
    assert ("review", "review:phishing") not in items(agenda(reviewed))


def test_review_that_waits_longest_goes_first_and_no_review_before_the_plan() -> None:
    waiting = finished("ki-fragen", 12, finished("phishing", 60))
    assert [kind for kind, _ in items(agenda(waiting))] == ["plan", "plan", "review", "review"]
    assert items(agenda(waiting))[2] == ("review", "review:phishing")


def test_same_review_is_not_sent_twice_within_a_week() -> None:
    sent = keeping.pushed(finished("phishing", 12), "review:phishing", MONDAY - timedelta(days=3))
    assert ("review", "review:phishing") not in items(agenda(sent))


def test_whether_it_was_used_is_asked_once_after_four_weeks() -> None:
    record = finished("phishing", 29)
    assert items(agenda(record))[2] == ("transfer", "transfer:phishing")
    transfer = ("transfer", "transfer:phishing")
    assert transfer in items(agenda(record))
    assert transfer not in items(agenda(finished("phishing", 27)))
    assert transfer not in items(agenda(finished("phishing", 60)))
    assert transfer not in items(agenda(keeping.used(record, "phishing", MONDAY.date())))
    assert transfer not in items(agenda(keeping.pushed(record, "transfer:phishing", MONDAY - timedelta(days=9))))


def test_check_in_comes_four_weeks_after_joining_and_after_the_last() -> None:
    later = MONDAY + timedelta(days=8)
    assert [kind for kind, _ in items(agenda(Record(), later))] == ["check-in"]
    answered = keeping.checked_in(Record(), "ziel-1", 2, MONDAY.date())
    assert items(agenda(answered, later)) == []


def test_whoever_does_not_answer_is_asked_once_and_then_left_alone() -> None:
    record = Record()
    for days in range(4):
        record = keeping.pushed(record, f"unit:{days}", MONDAY - timedelta(days=20 - days))
    assert items(agenda(record)) == [("ask", LEAVE_LESS)]
    record = keeping.pushed(record, LEAVE_LESS, MONDAY)
    assert items(agenda(record)) == [] and agenda(record).contact.is_asleep
    assert not agenda(keeping.heard(record)).contact.is_asleep
    assert agenda(keeping.heard(record)).contact.per_week == 3


def test_what_was_sent_is_forgotten_after_five_weeks() -> None:
    record = keeping.pushed(Record(), "unit:a", MONDAY)
    record = keeping.pushed(record, "unit:b", MONDAY + timedelta(weeks=5))
    assert [push.item for push in record.outreach.pushes] == ["unit:b"]


def test_plan_asks_for_each_thing_once() -> None:
    workplace = company().model_copy(update={"plan": (*PLAN, *PLAN), "id": "twice"})
    assert asked(workplace, "buero", 2026, 48) == ("unit:phishing", "block:ziel")


def test_swapped_days_are_forgotten_when_they_are_past() -> None:
    from dialogs.state import Swap

    me = Profile(
        "muster", "buero", "learner", JOINED, "Team", swaps=tuple(Swap(date(2026, 11, n), "o") for n in (20, 22, 25))
    )
    assert [swap.on.day for swap in keeping.current(me, MONDAY.date()).swaps] == [22, 25]
    assert keeping.current(replace(me, swaps=()), MONDAY.date()).swaps == ()


def test_every_kind_that_is_chosen_here_is_known() -> None:
    assert {Kind(kind) for kind, _ in items(agenda(finished("phishing", 29)))} <= set(Kind)


WEDNESDAY = MONDAY + timedelta(days=2, hours=4)
OFFER = Offer("host", "ziel", ("buero",), WEDNESDAY, 7)


def test_offer_to_the_group_comes_before_the_plan_while_there_is_time_to_come() -> None:
    assert items(agenda(Record(), offers=(OFFER,)))[0] == ("offer", "offer:7")
    for gone in (replace(OFFER, groups=("montage",)), replace(OFFER, called_off=True)):
        assert "offer" not in dict(items(agenda(Record(), offers=(gone,))))
    assert "offer" not in dict(items(agenda(Record(), WEDNESDAY - timedelta(minutes=15), offers=(OFFER,))))
    assert items(agenda(Record(), in_force=False, offers=(OFFER,))) == []


def test_one_offer_in_seven_days_and_the_next_one_first() -> None:
    later = replace(OFFER, number=3, starts_at=WEDNESDAY + timedelta(days=3))
    both = [item for kind, item in items(agenda(Record(), offers=(later, OFFER))) if kind == "offer"]
    assert both == ["offer:7", "offer:3"]
    told = keeping.pushed(Record(), "offer:7", MONDAY)
    assert "offer" not in dict(items(agenda(told, MONDAY + timedelta(days=1), offers=(later, OFFER))))


def test_offer_is_no_message_that_waits_for_an_answer() -> None:
    told = keeping.pushed(Record(), "offer:7", MONDAY)
    assert (told.outreach.unanswered, len(told.outreach.pushes)) == (0, 1)


def test_whoever_was_told_of_an_offer_is_told_once_that_it_is_called_off() -> None:
    off, told = replace(OFFER, called_off=True), keeping.pushed(Record(), "offer:7", MONDAY)
    assert items(agenda(Record(), offers=(off,)))[0] != ("cancellation", "calledoff:7")
    assert items(agenda(told, offers=(off,)))[0] == ("cancellation", "calledoff:7")
    silent = replace(told, outreach=replace(told.outreach, unanswered=9, asked=True))
    assert items(agenda(silent, offers=(off,))) == [("cancellation", "calledoff:7")]
    knows = keeping.called_off(told, "calledoff:7")
    assert "cancellation" not in dict(items(agenda(knows, offers=(off,))))
    assert len(knows.outreach.pushes) == 1
    assert "cancellation" not in dict(items(agenda(told, WEDNESDAY, offers=(off,))))


def test_next_moment_does_not_wait_for_what_names_a_time() -> None:
    friday = MONDAY + timedelta(days=4)
    regular = agenda(Record(), friday).next_moment()
    soon = replace(OFFER, starts_at=friday + timedelta(days=3, hours=2))
    invited = agenda(Record(), friday, offers=(soon,)).next_moment()
    assert regular is not None and invited is not None
    assert invited < soon.not_after and invited <= regular
    off, told = replace(soon, called_off=True), keeping.pushed(Record(), "offer:7", friday - timedelta(hours=1))
    in_hours = friday.replace(hour=10)
    assert agenda(told, in_hours, offers=(off,)).next_moment() == in_hours
    assert agenda(told, in_hours, in_force=False, offers=(off,)).next_moment() is None
