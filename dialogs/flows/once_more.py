"""One question of a unit again, some days after it was answered there."""

from datetime import timedelta

import msgspec

from content.model import Question
from dialogs import phrases
from dialogs.effects import Button, Effect, Remind, Say
from dialogs.flow import Ask, Done, Then
from dialogs.flows.place import At
from dialogs.flows.question import KINDS, Ticked, again
from dialogs.rules.choice import Kind
from dialogs.text import authored, t, verbatim
from dialogs.world import World

LATE = timedelta(days=14)
"""How long after its day the question still makes sense."""


class Once(msgspec.Struct, frozen=True):
    """Step ``number`` of the unit, on its own; ``ticked`` as in ``place.At``."""

    unit: str
    number: int
    ticked: tuple[int, ...] = ()


def reminder(at: At, question: Question, world: World) -> tuple[Effect, ...]:
    """The reminder that asks the question of this place again, if its author wants that."""
    if question.again_in_days is None:
        return ()
    then = world.snapped(world.now + timedelta(days=question.again_in_days))
    return (Remind(f"unit:{at.unit}/{at.number}", then, then + LATE, Kind.AGAIN.value),)


def once(name: str, world: World) -> Once | None:
    """What ``<unit>/<number>`` names, while its author wants that it comes again."""
    unit, _, number = name.partition("/")
    found = Once(unit, int(number)) if number.isascii() and number.isdigit() and len(number) < 4 else None
    return found if found is not None and still_wanted(found, world) else None


def ask_once(asked: Once, world: World) -> Ask:
    """The question with the unit's title."""
    unit = world.library.units[asked.unit]
    question = _question(asked, world)
    shown = KINDS[question.kind].ask(question, asked.ticked)
    heading = t("🔁 {icon} {title}", icon=verbatim(unit.icon), title=authored(unit.title))
    return Ask((heading, *shown.lines), shown.options)


def answer_once(asked: Once, key: str, world: World) -> Then:
    """The explanation, and it is over."""
    question = _question(asked, world)
    outcome = KINDS[question.kind].answer(question, asked.ticked, key)
    if isinstance(outcome, Ticked):
        return again(outcome, asked)
    return Then(Done(), (Say(outcome.lines, (Button(phrases.MENU, "/menue", "☰"),)),))


def still_wanted(asked: Once, world: World) -> bool:
    """Whether there is such a question and it still comes again."""
    unit = world.library.units.get(asked.unit)
    step = unit.steps[asked.number] if unit is not None and asked.number < len(unit.steps) else None
    return isinstance(step, Question) and step.again_in_days is not None


def _question(asked: Once, world: World) -> Question:
    step = world.library.units[asked.unit].steps[asked.number]
    assert isinstance(step, Question), "ask still_wanted first"
    return step
