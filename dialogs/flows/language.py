"""Changing the language."""

import msgspec

from dialogs.effects import Say, Speak
from dialogs.flow import Ask, Begin, Done, Flow, Option, Step, Then
from dialogs.flows.contact import LANGUAGES
from dialogs.text import t, verbatim
from dialogs.world import World


class Choose(msgspec.Struct, frozen=True):
    """Asks which language."""


def _ask(choose: Choose, world: World) -> Ask:
    options = tuple(Option(code, verbatim(LANGUAGES.get(code, code))) for code in world.spoken(world.workplace()))
    return Ask((t("🌍 Welche Sprache möchtest du? · Which language?"),), options)


def _answer(choose: Choose, key: str, world: World) -> Then:
    return Then(Done(), (Speak(key), Say((t("Gut. Ab jetzt in dieser Sprache."),))))


def begin(argument: str, world: World) -> Begin:
    """The command: ask for the language."""
    return Begin("language", "choose", Choose())


FLOW = Flow("language", {"choose": Step(Choose, _ask, _answer, light=True)})
