"""The unit player: cards and questions, each answer with its explanation."""

from functools import lru_cache

import msgspec

from content.model import Card, Unit
from dialogs.effects import Picture, Say
from dialogs.flow import Ask, Flow, Goto, Move, Option, Step, Then
from dialogs.flows.once_more import Once, answer_once, ask_once, reminder, still_wanted
from dialogs.flows.place import At, fits, unit_at
from dialogs.flows.question import KINDS, Ticked, again
from dialogs.flows.unit_end import (
    Finish,
    Plan,
    Sure,
    answer_finish,
    answer_sure,
    ask_finish,
    ask_plan,
    ask_sure,
    skip_plan,
    still_there,
    write_plan,
)
from dialogs.text import Text, authored, t, verbatim
from dialogs.world import World

NEXT = Option("next", t("Weiter"), "▶️")


def _ask(at: At, world: World) -> Ask:
    return _asked(unit_at(at, world), at.number, at.ticked)


@lru_cache(maxsize=4096)
def _asked(unit: Unit, number: int, ticked: tuple[int, ...]) -> Ask:
    """The same for everybody, so it is put together once."""
    step = unit.steps[number]
    heading = _heading(unit, number)
    if isinstance(step, Card):
        return Ask((heading, _card(step)), (NEXT,), attachments=_drawing(step))
    asked = KINDS[step.kind].ask(step, ticked)
    return Ask((heading, *asked.lines), asked.options)


def _heading(unit: Unit, number: int) -> Text:
    icon, title = verbatim(unit.icon), authored(unit.title)
    return t("{icon} {title} · {number} von {of}", icon=icon, title=title, number=number + 1, of=len(unit.steps))


def _card(card: Card) -> Text:
    text = authored(card.text)
    return t("{picture} {text}", picture=card.picture, text=text) if card.picture else text


def _drawing(card: Card) -> tuple[Picture, ...]:
    return (Picture(card.image.file, authored(card.image.alt)),) if card.image else ()


def _answer(at: At, key: str, world: World) -> Then:
    step = unit_at(at, world).steps[at.number]
    if isinstance(step, Card):
        return Then(_onward(at, world))
    outcome = KINDS[step.kind].answer(step, at.ticked, key)
    if isinstance(outcome, Ticked):
        return again(outcome, at)
    after = at if outcome.right is None else _counted(at, outcome.right)
    return Then(_onward(after, world), (*reminder(at, step, world), Say(outcome.lines)))


def _counted(at: At, right: bool) -> At:
    return msgspec.structs.replace(at, right=at.right + right, of=at.of + 1)


def _onward(at: At, world: World) -> Move:
    """The next card, or what comes after the last one."""
    unit = unit_at(at, world)
    after = msgspec.structs.replace(at, number=at.number + 1, ticked=())
    if after.number < len(unit.steps):
        return Goto("at", after)
    # The score stays on the last step, so that the data keep pointing at a step that exists.
    last = msgspec.structs.replace(at, ticked=())
    return Goto("plan", Plan(last)) if unit.plan else Goto("sure", Sure(last))


def _same_unit(data: Plan | Sure, world: World) -> bool:
    return fits(data.at, world)


def _about(data: At | Plan | Sure | Finish | Once) -> str:
    if isinstance(data, Finish):
        return ""
    if isinstance(data, Once):
        return f"{data.unit}/{data.number}"
    return data.unit if isinstance(data, At) else data.at.unit


FLOW = Flow(
    "unit",
    {
        "at": Step(At, _ask, _answer, fits=fits),
        "plan": Step(Plan, ask_plan, skip_plan, write_plan, fits=_same_unit),
        "sure": Step(Sure, ask_sure, answer_sure, fits=_same_unit),
        "once": Step(Once, ask_once, answer_once, fits=still_wanted),
        "done": Step(Finish, ask_finish, answer_finish, fits=still_there, light=True),
    },
    about=_about,
)
