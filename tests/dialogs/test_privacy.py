"""What a person writes in their own words is in no effect and in no state."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.effects import Effect, Say
from dialogs.events import Said
from dialogs.table import COMMANDS
from dialogs.text import Heard, Text
from tests.dialogs.person import Person, member

BEFORE: list[list[str]] = [
    [],
    ["/lernen phishing", "1", "1"],
    ["/lernen hmi-meldung", "1", "1", "1", "1", "1", "1", "1", "Fertig"],
    ["/ziel", "1"],
    ["/ziel", "3", "1", "ich kann das", "2"],
    ["/zeiten"],
    ["/loeschen"],
]
"""What leads to the questions that a person may answer with free words, and to some others."""
SECRET = "quwertz"
"""Letters that no text of the program or the content has."""


def _wrapped(words: str) -> str:
    return f"{SECRET} {words} {SECRET}"


OWN_WORDS = st.text(max_size=250).map(_wrapped)


def _stored(effects: tuple[Effect, ...], person: Person) -> bytes:
    return (
        msgspec.json.encode(effects) + person.state + repr((person.profile, person.record, person.reminders)).encode()
    )


@given(before=st.sampled_from(BEFORE), words=OWN_WORDS)
@settings(deadline=None)
def test_own_words_are_in_no_effect_and_no_state(before: list[str], words: str) -> None:
    person = member()
    for each in before:
        person.take(Said(each))
    turn = person.take(Said(words))
    assert SECRET.encode() not in _stored(turn.effects, person)


@given(command=st.sampled_from(sorted(COMMANDS)), item=st.sampled_from(["", "unit:phishing", "block:ziel/", "x:ziel/"]))
@settings(deadline=None)
def test_words_behind_a_command_are_in_no_effect_and_no_state(command: str, item: str) -> None:
    person = member()
    turn = person.take(Said(f"/{command} {item}{SECRET} {SECRET}"))
    assert SECRET.encode() not in _stored(turn.effects, person)


@given(words=OWN_WORDS)
@settings(deadline=None)
def test_words_of_somebody_who_has_not_joined_are_kept_nowhere(words: str) -> None:
    person = Person()
    turn = person.take(Said(words))
    assert SECRET.encode() not in _stored(turn.effects, person)


def test_plan_is_said_back_by_its_stand_in_only() -> None:
    person = member()
    for each in BEFORE[2]:
        person.take(Said(each))
    said = [effect for effect in person.take(Said(_wrapped("Plan"))).effects if isinstance(effect, Say)]
    assert said[0].lines[0] == Text("Dein Plan: {words}", (("words", Heard()),))


def test_looking_for_a_contact_in_a_block_leaves_no_trace() -> None:
    person = member()
    for each in ("/ziel", "3"):
        person.take(Said(each))
    before = person.state
    turn = person.take(Said("2"))
    assert turn.private
    assert person.state == before
    assert all(effect.private for effect in turn.effects if isinstance(effect, Say))
