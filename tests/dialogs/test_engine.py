"""The stack of flows: what is opened, comes back, is let go or closed."""

import msgspec
import pytest

from dialogs import phrases
from dialogs.effects import Button, Remember, Say
from dialogs.engine import MAX_DEPTH
from dialogs.events import Said, Tapped
from dialogs.flow import Ask, Call, Done, Goto, Option, Step, Then
from dialogs.state import Conversation, Frame
from dialogs.table import COMMANDS
from dialogs.text import render, t
from tests.dialogs.person import Person, catalogues, member, shipped
from tests.dialogs.probe import PROFILE, Count, always, answered, ask, engine_with, opened, sources, tap, turn_of


def test_circle_of_steps_is_closed_with_a_sentence() -> None:
    round_ = Step(Count, lambda count, world: Ask((), then=Goto("start", count)))
    turn = turn_of(engine_with(start=round_), Conversation(), Said("/probe"))
    assert turn.state.stack == ()
    assert sources(turn) == [phrases.IN_CIRCLES.source, "Menü"]


def test_stack_keeps_the_innermost_flows() -> None:
    state = opened(engine_with(start=Step(Count, ask, always(Then(Done())))), *range(1, MAX_DEPTH + 3))
    assert [frame.data.number for frame in state.stack] == list(range(3, MAX_DEPTH + 3))


def test_same_flow_about_the_same_lies_on_the_stack_once() -> None:
    state = opened(engine_with(start=Step(Count, ask, always(Then(Done())))), 1, 2, 1)
    assert [frame.data.number for frame in state.stack] == [2, 1]


def test_light_question_is_let_go_when_something_else_begins() -> None:
    state = opened(engine_with(start=Step(Count, ask, always(Then(Done())), light=True)), 1, 2)
    assert [frame.data.number for frame in state.stack] == [2]


def test_called_flow_comes_back_where_the_caller_said() -> None:
    call = Call("probe", "sub", Count(7), back=Goto("after", Count(8)))
    steps = {
        "start": Step(Count, ask, always(Then(call))),
        "sub": Step(Count, ask, always(Then(Done()))),
        "after": Step(Count, ask, always(Then(Done()))),
    }
    engine = engine_with(**steps)
    called = answered(engine, "go").state
    back = turn_of(engine, called, tap(called, "go")).state
    assert [(frame.step, frame.data.number) for frame in back.stack] == [("after", 8)]


def test_call_without_way_back_ends_the_caller() -> None:
    steps = {
        "start": Step(Count, ask, always(Then(Call("probe", "sub", Count(7))))),
        "sub": Step(Count, ask, always(Then(Done(), (Say((t("Ende"),)),)))),
    }
    engine = engine_with(**steps)
    called = answered(engine, "go").state
    ended = turn_of(engine, called, tap(called, "go"))
    assert ended.state.stack == ()
    assert ended.effects[-1] == Say((t("Ende"),), (Button(phrases.MENU, "/menue", "☰"),))


def test_steps_of_the_same_turn_see_the_new_profile() -> None:
    before = PROFILE
    told = Remember(msgspec.structs.replace(before, crew="C"))
    seen = Step(Count, lambda count, world: Ask((t(world.me().crew or ""),), (Option("go", t("Los")),)))
    engine = engine_with(start=Step(Count, ask, always(Then(Goto("next", Count()), (told,)))), next=seen)
    assert sources(answered(engine, "go")) == ["C"]


def test_step_that_no_longer_exists_lands_in_the_menu_with_one_sentence() -> None:
    state = Conversation((Frame("gone", "at", None),), 3, "de")
    turn = turn_of(engine_with(), state, Said("Hallo"))
    assert sources(turn) == [phrases.CONTENT_CHANGED.source, "Menü"]
    assert turn.state.stack == ()


def test_erasing_leaves_nothing_open() -> None:
    person = member()
    for words in ("/lernen phishing", "/ziel", "/loeschen", "1"):
        person.take(Said(words))
    assert person.profile is None
    assert person.conversation().stack == ()
    assert person.conversation().language == ""


def test_open_unit_goes_on_where_it_was_when_it_is_started_again() -> None:
    person = member()
    for words in ("/lernen phishing", "1", "/lernen hmi-meldung", "/lernen phishing"):
        person.take(Said(words))
    assert [(each.data.unit, each.data.number) for each in person.conversation().stack] == [
        ("hmi-meldung", 0),
        ("phishing", 1),
    ]


def test_person_who_has_not_joined_is_asked_for_the_code_whatever_happens() -> None:
    for event in (Said("Hallo"), Said("/menue"), Tapped("3:next"), Tapped("/lernen phishing")):
        person = Person()
        turn = person.take(event)
        assert person.conversation().stack[-1].step == "code"
        assert "Hello. To join" in sources(turn)[-1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_somebody_who_has_not_joined_is_answered(command: str) -> None:
    for words in (f"/{command}", f"/{command} phishing"):
        assert sources(Person().take(Said(words)))


def test_first_question_is_in_german_and_english_whatever_the_device_speaks() -> None:
    for language in ("de", "en"):
        event = Said("/start")
        world = msgspec.structs.replace(Person().world(event), catalogue=catalogues()[language])
        [said] = shipped().engine.advance(Conversation(), event, world).effects
        assert isinstance(said, Say)
        words = " ".join(render(line, world.catalogue) for line in said.lines)
        assert "Zum Mitmachen brauche ich deinen Code." in words
        assert "To join, I need your code." in words


def test_conversation_that_needs_a_profile_is_closed_without_one() -> None:
    person = member()
    person.take(Said("/zeiten"))
    person.profile = None
    turn = person.take(Said("1"))
    assert sources(turn)[0] == phrases.CONTENT_CHANGED.source
    assert [frame.step for frame in person.conversation().stack] == ["code"]
