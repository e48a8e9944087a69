"""Taps, answers and their order; what a button means later on."""

from dialogs import phrases
from dialogs.effects import Button, Chosen, DropReminder, Remember, Say, Toast
from dialogs.events import Said
from dialogs.flow import Again, Ask, Done, Goto, Option, Step, Then
from dialogs.state import Conversation
from dialogs.text import t
from tests.dialogs.probe import PROFILE, Count, always, answered, ask, engine_with, opened, sources, tap, turn_of


def test_again_with_other_data_replaces_the_tapped_message() -> None:
    engine = engine_with(start=Step(Count, ask, lambda count, key, world: Then(Again(Count(count.number + 1)))))
    turn = answered(engine, "more")
    [said] = turn.effects
    assert isinstance(said, Say)
    assert said.replace
    assert turn.state.asked == opened(engine, 1).asked


def test_again_with_the_same_data_asks_below_what_is_said() -> None:
    engine = engine_with(start=Step(Count, ask, lambda count, key, world: Then(Again(count), (Say((t("Wähle."),)),))))
    turn = answered(engine, "more")
    assert sources(turn) == ["Wähle.", "Frage {number}"]
    assert not any(isinstance(effect, Say) and effect.replace for effect in turn.effects)


def test_answer_comes_before_its_effects_and_the_next_question() -> None:
    remembered = Remember(PROFILE)
    then = Then(Goto("next", Count(2)), (remembered, Say((t("Gut."),))))
    arrival = DropReminder("unit:x", "arrived")
    following = Step(Count, lambda count, world: Ask((t("Weiter?"),), (Option("go", t("Los")),), effects=(arrival,)))
    engine = engine_with(start=Step(Count, ask, always(then)), next=following)
    turn = answered(engine, "go")
    kinds = [type(effect) for effect in turn.effects]
    assert kinds == [Chosen, Remember, Say, DropReminder, Say]


def test_double_tap_gets_a_short_word_and_changes_nothing() -> None:
    engine = engine_with(start=Step(Count, ask, always(Then(Goto("start", Count(2))))))
    state = opened(engine, 1)
    tapped = tap(state, "go")
    answered = turn_of(engine, state, tapped).state
    again = turn_of(engine, answered, tapped)
    assert again.effects == (Toast(phrases.ALREADY_ANSWERED),)
    assert again.state == answered


def test_double_tap_on_the_last_question_gets_a_short_word() -> None:
    engine = engine_with(start=Step(Count, ask, always(Then(Done(), (Say((t("Ende"),)),)))))
    state = opened(engine, 1)
    tapped = tap(state, "go")
    assert turn_of(engine, turn_of(engine, state, tapped).state, tapped).effects == (Toast(phrases.ALREADY_ANSWERED),)


def test_button_of_an_interrupted_question_is_an_old_one() -> None:
    engine = engine_with(start=Step(Count, ask, always(Then(Done()))))
    tapped = tap(opened(engine, 1), "go")
    turn = turn_of(engine, opened(engine, 1, 2), tapped)
    assert sources(turn) == [phrases.OLD_BUTTON.source, "Frage {number}"]


def test_private_command_leaves_the_state_and_offers_the_way_back() -> None:
    engine = engine_with(start=Step(Count, ask, always(Then(Done()))))
    state = opened(engine, 1)
    turn = turn_of(engine, state, Said("/privat"))
    assert turn.private
    assert turn.state is state
    assert turn.effects == (Say((t("Nur für dich."),), (Button(phrases.ON, "/weiter", "▶️"),), private=True),)


def test_number_counts_in_the_menu_when_nothing_is_open() -> None:
    engine = engine_with(start=Step(Count, ask, always(Then(Done()))))
    assert sources(turn_of(engine, Conversation(), Said("1"))) == ["Frage {number}"]
