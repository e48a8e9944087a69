"""Which languages a person can choose: those that the company speaks and that there are translations for."""

import pytest
from msgspec.structs import replace

from dialogs.effects import Say
from dialogs.events import Event, Said
from tests.dialogs.person import Person, company, member

JOINING = Said("/start K7QM-2F4X")


def offered(person: Person, event: Event, *languages: str) -> list[str]:
    spoken = company().model_copy(update={"languages": languages})
    world = replace(person.world(event), companies={"muster": spoken})
    turn = person.content.engine.advance(person.conversation(), event, world)
    return [
        button.label.source
        for effect in turn.effects
        if isinstance(effect, Say)
        for button in effect.buttons
        if not button.token.startswith("/")
    ]


@pytest.mark.parametrize(("person", "event"), [(Person(), JOINING), (member(), Said("/sprache"))])
def test_company_decides_which_languages_are_offered_and_in_which_order(person: Person, event: Event) -> None:
    assert offered(person, event, "en", "de") == ["English", "Deutsch"]
    assert offered(person, event, "de") == ["Deutsch"]


@pytest.mark.parametrize(("person", "event"), [(Person(), JOINING), (member(), Said("/sprache"))])
def test_language_without_translations_is_not_offered(person: Person, event: Event) -> None:
    assert offered(person, event, "de", "xx") == ["Deutsch"]
    assert offered(person, event, "xx") == ["Deutsch", "English"]
