"""Conversations as bytes, across versions of the program."""

from datetime import UTC, date, datetime, time
from typing import Any, get_type_hints

import msgspec
import pytest

from content.plan.draft import Aim, AtWork, Draft, Need, Target
from dialogs import phrases
from dialogs.codec import VERSION, Codec, dump
from dialogs.effects import Say
from dialogs.events import Said
from dialogs.flow import Flow
from dialogs.flows.place import At
from dialogs.flows.workshop_steps import At as AtWorkshop
from dialogs.flows.workshop_steps import Needs
from dialogs.state import Conversation, Frame
from dialogs.world import Given
from tests.dialogs.person import member, shipped

NEED = Need("messen", targets=(Target(("montage",), 3, -1),))
DRAFT = Draft("03623e3c", "Vorne", (Aim("Ziel", date(2027, 3, 31), 1, (AtWork("neu", ("montage",)),), (NEED,)),))
VALUES: dict[Any, Any] = {
    Draft: DRAFT,
    AtWorkshop: Needs(DRAFT, True, 0, 2),
    int: 3,
    str: "Wörter",
    bool: True,
    date: date(2026, 11, 24),
    datetime: datetime(2026, 11, 24, 12, tzinfo=UTC),
    str | None: None,
    tuple[int, ...]: (1, 4),
    tuple[str, ...]: ("neu",),
    tuple[time, time] | None: (time(6), time(14)),
    tuple[int, int, int, int] | None: (3, 1, 12, 2),
    tuple[Given, ...]: (Given("03623e3c", 2, True),),
}


def _filled(kind: Any) -> Any:
    """An instance of a step's data with something in every field."""
    if kind in VALUES:
        return VALUES[kind]
    return kind(**{name: _filled(each) for name, each in get_type_hints(kind).items()})


STEPS = [(flow.name, name, step.data) for flow in shipped().engine.flows.values() for name, step in flow.steps.items()]


@pytest.mark.parametrize(("flow", "step", "data"), STEPS, ids=lambda value: value if isinstance(value, str) else "")
def test_data_of_every_step_comes_back_the_same(flow: str, step: str, data: Any) -> None:
    conversation = Conversation((Frame(flow, step, _filled(data)),), 17, "en")
    assert shipped().codec.load(dump(conversation)) == conversation


def test_renamed_step_is_found_under_its_new_name() -> None:
    unit = shipped().engine.flows["unit"]
    renamed = Flow(unit.name, unit.steps, {"card": "at"})
    stored = Conversation((Frame("unit", "card", At("phishing", 2)),), 5, "de")
    loaded = Codec({"unit": renamed}).load(dump(stored))
    assert loaded.stack == (Frame("unit", "at", At("phishing", 2)),)


def test_unknown_step_lands_in_the_menu_with_one_sentence() -> None:
    person = member()
    person.state = dump(Conversation((Frame("unit", "vanished", At("phishing")),), 5, "de"))
    said = [effect for effect in person.take(Said("1")).effects if isinstance(effect, Say)]
    assert [each.lines[0] for each in said] == [phrases.CONTENT_CHANGED, shipped().engine.menu(_world()).lines[0]]


def _world() -> Any:
    return member().world(Said(""))


def test_data_that_no_longer_fit_land_in_the_menu() -> None:
    person = member()
    person.state = dump(Conversation((Frame("unit", "at", {"unit": 3}),), 5, "de"))
    person.take(Said("Hallo"))
    assert person.conversation().stack == ()


def test_conversation_of_a_newer_version_is_refused() -> None:
    with pytest.raises(ValueError, match=f"reads up to {VERSION}"):
        shipped().codec.load(msgspec.json.encode((VERSION + 1, 0, "de", [], "something new")))
