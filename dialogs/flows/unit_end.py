"""The end of a unit: an if-then plan if one is invited, how sure, done with the next step."""

from datetime import timedelta

import msgspec

from content.model import Unit
from dialogs.effects import Effect, Finished, Remind, Say
from dialogs.flow import Ask, Done, Goto, Option, Then
from dialogs.flows.place import At, unit_at
from dialogs.text import Heard, Text, authored, n, t
from dialogs.world import World

SURE = (
    Option("1", t("Nicht sicher"), "🌱"),
    Option("2", t("Eher sicher"), "🌿"),
    Option("3", t("Sehr sicher"), "🌳"),
)

ASK_AFTER = timedelta(days=3)
"""From an if-then plan to the question whether it worked."""
ASK_UNTIL = timedelta(days=14)


class Plan(msgspec.Struct, frozen=True):
    """Waits for an if-then plan, which is said back once and never stored."""

    at: At


def ask_plan(plan: Plan, world: World) -> Ask:
    """Invite to a plan."""
    invitation = unit_at(plan.at, world).plan or ""
    how = t("Schreib einen Satz: Wenn …, dann … Ich wiederhole ihn 1-mal und speichere ihn nicht.")
    return Ask((authored(invitation), how), (Option("skip", t("Überspringen"), "⏭️"),))


def skip_plan(plan: Plan, key: str, world: World) -> Then:
    """On without a plan."""
    return Then(Goto("sure", Sure(plan.at)))


def write_plan(plan: Plan, words: str, world: World) -> Then:
    """Say the plan back, once."""
    forgotten = t("Merk ihn dir. Ich vergesse ihn jetzt. In ein paar Tagen frage ich, ob es geklappt hat.")
    said_back = Say((t("Dein Plan: {words}", words=Heard()), forgotten))
    at = world.snapped(world.now + ASK_AFTER)
    return Then(
        Goto("sure", Sure(plan.at)), (Remind(f"plan:{plan.at.unit}", at, at + ASK_UNTIL, "follow-up"), said_back)
    )


class Sure(msgspec.Struct, frozen=True):
    """Asks how sure the person feels; decides when the unit comes back."""

    at: At


def ask_sure(sure: Sure, world: World) -> Ask:
    """Ask how sure."""
    return Ask((t("Wie sicher bist du dir bei diesem Thema?"),), SURE)


def answer_sure(sure: Sure, key: str, world: World) -> Then:
    """Record that the unit is finished."""
    at = sure.at
    effects: tuple[Effect, ...] = (Finished(at.unit, at.right, at.of, int(key)),)
    return Then(Goto("done", Finish(at.unit, at.right, at.of)), effects)


class Finish(msgspec.Struct, frozen=True):
    """The done screen with the next step."""

    unit: str
    right: int
    of: int


def ask_finish(finish: Finish, world: World) -> Ask:
    """What was done, and what can follow."""
    lines = [t("🏁 Geschafft: {title}", title=authored(world.library.units[finish.unit].title))]
    if finish.of:
        lines.append(_score(finish.right, finish.of))
    upcoming = next_unit(world, finish.unit)
    options = [Option("/fragen", t("Jemanden fragen"), "🙋"), Option("end", t("Fertig für heute"), "✔️")]
    if upcoming is not None:
        lines.append(t("Wenn du magst, geht es weiter mit: {title}", title=authored(upcoming.title)))
        options.insert(0, Option(f"/lernen {upcoming.id}", t("Nächste Einheit"), "▶️"))
    return Ask(tuple(lines), tuple(options))


def _score(right: int, of: int) -> Text:
    return n("Gleich richtig: {right} von {of} Frage.", "Gleich richtig: {right} von {of} Fragen.", of=of, right=right)


def still_there(finish: Finish, world: World) -> bool:
    """Whether the finished unit still exists."""
    return finish.unit in world.library.units


def answer_finish(finish: Finish, key: str, world: World) -> Then:
    """Enough for today."""
    return Then(Done(), (Say((t("Gut. Bis zum nächsten Mal."),)),))


def next_unit(world: World, but: str = "") -> Unit | None:
    """A unit not yet finished, else the one finished longest ago; never ``but``."""
    done = world.record.units
    others = [unit for unit in world.library.units.values() if unit.id != but]
    fresh = [unit for unit in others if unit.id not in done]
    return fresh[0] if fresh else min(others, key=lambda unit: done[unit.id].on, default=None)
