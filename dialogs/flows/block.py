"""Authored building blocks become flows like any other: every authored step is a step of the same shape."""

from datetime import datetime, timedelta

import msgspec

from content.model import Block, BlockStep, Choice
from dialogs import phrases
from dialogs.effects import Began, Effect, Remind, Say
from dialogs.flow import Ask, Call, Done, Flow, Goto, Move, Option, Step, Then
from dialogs.flows import appointment
from dialogs.flows.condition import holds
from dialogs.text import Heard, Text, authored, t, verbatim
from dialogs.world import World

LATE = timedelta(days=14)
"""How long after its day a follow-up still makes sense."""


class Here(msgspec.Struct, frozen=True):
    """``marks`` are the choices that the rest of this run depends on. What the person thought or wrote stays theirs."""

    marks: tuple[str, ...] = ()


def flow_name(block_id: str) -> str:
    """The name of a block's flow on the stack."""
    return f"block-{block_id}"


def compile_block(block: Block, starts: dict[str, str]) -> Flow:
    """The flow of an authored dialog; its steps keep the names of the file. ``starts`` are those of all blocks."""
    steps = {name: _compile(block, name, step, starts) for name, step in block.steps.items()}
    return Flow(flow_name(block.id), steps)


def _compile(block: Block, name: str, step: BlockStep, starts: dict[str, str]) -> Step[Here]:
    def ask(here: Here, world: World) -> Ask:
        lines = _lines(block, name, step, here, world)
        onward = _onward(block, step, here, world)
        return Ask(lines, _options(block, step, world), onward, _effects(block, step, world), block.private)

    def answer(here: Here, key: str, world: World) -> Then:
        return Then(_chosen(step.choices[int(key)], here, starts) if step.choices else _to(step.write, here))

    def write(here: Here, words: str, world: World) -> Then:
        back = Say((t("Du hast geschrieben: {words}", words=Heard()),), private=block.private)
        return Then(_to(step.write, here), (back,) if step.repeat_words else ())

    return Step(Here, ask, answer, write if step.write else None)


def _to(name: str | None, here: Here) -> Move:
    return Goto(name, here) if name else Done()


def _chosen(choice: Choice, here: Here, starts: dict[str, str]) -> Move:
    if choice.block is not None:
        return Call(flow_name(choice.block), starts[choice.block], Here())
    return _to(choice.to, Here((*here.marks, choice.mark)) if choice.mark else here)


def _lines(block: Block, name: str, step: BlockStep, here: Here, world: World) -> tuple[Text, ...]:
    variants = (variant.text for variant in step.variants if holds(variant.when, here.marks, world))
    text = authored(next(variants, step.text))
    heading = t("{icon} {title}", icon=verbatim(block.icon), title=authored(block.title))
    return (heading, text) if name == block.start else (text,)


def _options(block: Block, step: BlockStep, world: World) -> tuple[Option, ...]:
    """A choice that leads to a contact step looks there in passing, so that not even the state knows of it."""
    if step.write:
        return (Option("0", t("Ohne Schreiben weiter"), "⏭️"),)
    show = (Option("/fragen", t("Namen zeigen"), "🙋"),) if step.contact else ()
    later = _follow_up(step, world)
    date = appointment.option(block, later, world) if later else None
    chosen = (*show, *(_option(block, n, choice) for n, choice in enumerate(step.choices)))
    if date is None:
        return chosen
    return (*chosen, date, Option("/menue", phrases.MENU, "☰")) if step.end else (*chosen, date)


def _option(block: Block, number: int, choice: Choice) -> Option:
    contact = choice.to is not None and block.steps[choice.to].contact
    key = f"/fragen {block.id}/{choice.to}" if contact else str(number)
    return Option(key, authored(choice.text), choice.icon)


def _onward(block: Block, step: BlockStep, here: Here, world: World) -> Move | None:
    if step.choices or step.write or step.contact:
        return None
    if step.runs:
        return Goto(step.runs[_run(block, world) % len(step.runs)], here)
    case = next((case.to for case in step.cases if holds(case.when, here.marks, world)), step.to)
    return _to(case, here)


def _run(block: Block, world: World) -> int:
    """Another run each time; of a private block nobody counts how often it was begun, so it changes with the week."""
    return world.today().isocalendar().week if block.private else world.record.blocks.get(block.id, 0)


def _effects(block: Block, step: BlockStep, world: World) -> tuple[Effect, ...]:
    began: tuple[Effect, ...] = (Began(block.id),) if step.runs and not block.private else ()
    at = _follow_up(step, world)
    if at is None:
        return began
    return (*began, Remind(f"block:{block.id}/{step.then_at}", at, at + LATE, "follow-up"))


def _follow_up(step: BlockStep, world: World) -> datetime | None:
    """When the block comes back to it, where it does."""
    if step.then_in_days is None or step.then_at is None:
        return None
    return world.snapped(world.now + timedelta(days=step.then_in_days))
