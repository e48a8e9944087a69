"""Lists of what can be learned: units by competence, and the building blocks."""

from collections.abc import Sequence

from content.model import Unit
from dialogs.effects import Button, Say
from dialogs.flow import Begin, Resume, View
from dialogs.flows.nudge import open_item
from dialogs.text import authored, t, verbatim
from dialogs.world import World

FEW = 8
"""Units that are listed at once; more are listed by competence."""


def learn(argument: str, world: World) -> Begin | View | Resume:
    """The command: start the unit named in ``argument``, or show what there is."""
    if argument:
        return open_item(f"unit:{argument}", world)
    units = tuple(world.library.units.values())
    if not units:
        return View((Say((t("Zurzeit gibt es keine Lern-Einheiten."),)),))
    buttons = tuple(_unit(unit, world) for unit in units) if len(units) <= FEW else _topics(world)
    return View((Say((t("📚 Was möchtest du lernen?"),), buttons),))


def topic(argument: str, world: World) -> View | Resume:
    """The command: the units of the competence named in ``argument``."""
    competence = world.library.competences.get(argument)
    units = _of(argument, world)
    if competence is None or not units:
        return Resume((Say((t("Dieses Thema gibt es nicht mehr."),)),))
    heading = t("{icon} {title}", icon=verbatim(competence.icon), title=authored(competence.name))
    others = Button(t("Andere Themen"), "/lernen", "📚")
    return View((Say((heading,), (*(_unit(unit, world) for unit in units), others)),))


def blocks(argument: str, world: World) -> Begin | View | Resume:
    """The command: begin the building block named in ``argument``, or list all of them."""
    if argument:
        return open_item(f"block:{argument}", world)
    buttons = tuple(
        Button(t("{title} ({minutes} Min.)", title=authored(b.title), minutes=b.minutes), f"/bausteine {b.id}", b.icon)
        for b in world.library.blocks.values()
    )
    if not buttons:
        return View((Say((t("Zurzeit gibt es keine Bausteine."),)),))
    return View((Say((t("🧩 Bausteine helfen dir beim Lernen in der Arbeit. Womit fängst du an?"),), buttons),))


def goal(argument: str, world: World) -> Begin | View | Resume:
    """The command: the building block about one's own goal."""
    return open_item("block:ziel", world)


def _topics(world: World) -> tuple[Button, ...]:
    shown = ((competence, _of(competence.id, world)) for competence in world.library.competences.values())
    return tuple(
        Button(
            t("{title} · {done}/{of}", title=authored(each.name), done=_done(units, world), of=len(units)),
            f"/thema {each.id}",
            "✅" if _done(units, world) == len(units) else each.icon,
        )
        for each, units in shown
        if units
    )


def _of(competence: str, world: World) -> tuple[Unit, ...]:
    return tuple(unit for unit in world.library.units.values() if unit.competence == competence)


def _done(units: Sequence[Unit], world: World) -> int:
    return sum(unit.id in world.record.units for unit in units)


def _unit(unit: Unit, world: World) -> Button:
    label = t("{title} ({minutes} Min.)", title=authored(unit.title), minutes=unit.minutes)
    return Button(label, f"/lernen {unit.id}", "✅" if unit.id in world.record.units else unit.icon)
