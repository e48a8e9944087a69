"""Questions for later: the same thing in another situation, after a unit was finished."""

from datetime import date

import msgspec

from content.model import Unit
from dialogs import phrases
from dialogs.agenda import memory_of
from dialogs.effects import Button, Reviewed, Say
from dialogs.flow import Ask, Begin, Done, Flow, Goto, Step, Then, View
from dialogs.flows.question import KINDS, Ticked, again
from dialogs.text import authored, t, verbatim
from dialogs.world import World


class Later(msgspec.Struct, frozen=True):
    """Question ``number`` of the review of a unit; ``ticked``, ``right`` and ``of`` as in ``place.At``."""

    unit: str
    number: int = 0
    ticked: tuple[int, ...] = ()
    right: int = 0
    of: int = 0


def _ask(later: Later, world: World) -> Ask:
    unit = world.library.units[later.unit]
    asked = KINDS[unit.review[later.number].kind].ask(unit.review[later.number], later.ticked)
    heading = t(
        "🔁 {icon} {title} · {number} von {of}",
        icon=verbatim(unit.icon),
        title=authored(unit.title),
        number=later.number + 1,
        of=len(unit.review),
    )
    return Ask((heading, *asked.lines), asked.options)


def _answer(later: Later, key: str, world: World) -> Then:
    question = world.library.units[later.unit].review[later.number]
    outcome = KINDS[question.kind].answer(question, later.ticked, key)
    if isinstance(outcome, Ticked):
        return again(outcome, later)
    counted = outcome.right is not None
    after = Later(later.unit, later.number + 1, (), later.right + bool(outcome.right), later.of + counted)
    if _fits(after, world):
        return Then(Goto("at", after), (Say(outcome.lines),))
    thanks = Say((t("Gut wiederholt. So bleibt es im Kopf."),), (Button(phrases.MENU, "/menue", "☰"),))
    return Then(Done(), (Say(outcome.lines), Reviewed(later.unit, after.right, after.of), thanks))


def _fits(later: Later, world: World) -> bool:
    unit = world.library.units.get(later.unit)
    return unit is not None and later.number < len(unit.review) and later.unit in world.record.units


def begin(argument: str, world: World) -> Begin | View:
    """The command: the review of the unit named in ``argument``, else of the one whose turn it is."""
    units = {unit.id: unit for unit in world.library.units.values() if unit.review and unit.id in world.record.units}
    unit = units.get(argument) or min(units.values(), key=lambda unit: _due(unit, world), default=None)
    if unit is None:
        return View((Say((t("Mach zuerst eine Einheit. Danach gibt es hier Fragen zum Wiederholen."),)),))
    return Begin("review", "at", Later(unit.id), go_on=True)


def _due(unit: Unit, world: World) -> tuple[date, int]:
    record = world.record.units[unit.id]
    return memory_of(record).due, record.sure


FLOW = Flow("review", {"at": Step(Later, _ask, _answer, fits=_fits)}, about=lambda later: later.unit)
