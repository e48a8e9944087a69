"""A small flow whose steps each test makes itself, to look at one rule of the engine."""

from typing import Any

import msgspec

from dialogs.effects import Button, Effect, Say
from dialogs.engine import Engine, Turn
from dialogs.events import Event, Said, Tapped
from dialogs.flow import Ask, Begin, Command, Flow, Option, Step, Then, View
from dialogs.state import Conversation, Frame, Profile
from dialogs.text import t
from dialogs.world import World
from tests.dialogs.person import START, member, shipped

PROFILE = Profile("muster", "zerspanung", "learner", START.date(), "B")


class Count(msgspec.Struct, frozen=True):
    number: int = 0


def ask(count: Count, world: World) -> Ask:
    return Ask((t("Frage {number}", number=count.number),), (Option("go", t("Los")), Option("more", t("Mehr"))))


def engine_with(**steps: Step[Count]) -> Engine:
    flow = Flow("probe", steps, about=lambda count: str(count.number))
    commands = {"probe": Command(t("Probe"), _begin, words=(t("Probe"),)), "privat": Command(t("Privat"), _look)}
    return Engine(
        {**shipped().engine.flows, "probe": flow}, commands, lambda world: Frame("x", "x", None), _menu, _nudge
    )


def _begin(argument: str, world: World) -> Begin:
    return Begin("probe", "start", Count(int(argument or 0)))


def _look(argument: str, world: World) -> View:
    return View((Say((t("Nur für dich."),), private=True),), private=True)


def _menu(world: World) -> Say:
    return Say((t("Menü"),), (Button(t("Probe"), "/probe"),))


def _nudge(event: Event, world: World) -> tuple[Effect, ...]:
    return ()


def turn_of(engine: Engine, state: Conversation, event: Event) -> Turn:
    return engine.advance(state, event, member().world(event))


def opened(engine: Engine, *numbers: int) -> Conversation:
    state = Conversation()
    for number in numbers:
        state = turn_of(engine, state, Said(f"/probe {number}")).state
    return state


def always(then: Then) -> Any:
    return lambda count, key, world: then


def sources(turn: Turn) -> list[str]:
    return [line.source for effect in turn.effects if isinstance(effect, Say) for line in effect.lines]


def tap(state: Conversation, key: str) -> Tapped:
    return Tapped(f"{state.asked:x}:{key}")


def answered(engine: Engine, key: str) -> Turn:
    """The turn in which the first question of the flow is answered."""
    state = opened(engine, 1)
    return turn_of(engine, state, tap(state, key))
