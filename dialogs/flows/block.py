"""Authored building blocks become flows like any other: every authored step is a step of the same shape."""

from datetime import timedelta

import msgspec

from content.model import Block, BlockStep
from dialogs.effects import Effect, Remind, Say
from dialogs.flow import Ask, Done, Flow, Goto, Move, Option, Step, Then
from dialogs.text import Heard, Text, authored, t, verbatim
from dialogs.world import World

LATE = timedelta(days=14)
"""How long after its day a follow-up still makes sense."""


class Here(msgspec.Struct, frozen=True):
    """An authored step carries nothing but its place: what the person thought or wrote stays with the person."""


def flow_name(block_id: str) -> str:
    """The name of a block's flow on the stack."""
    return f"block-{block_id}"


def compile_block(block: Block) -> Flow:
    """The flow of an authored dialog; its steps keep the names of the file."""
    return Flow(flow_name(block.id), {name: _compile(block, name, step) for name, step in block.steps.items()})


def _compile(block: Block, name: str, step: BlockStep) -> Step[Here]:
    def ask(here: Here, world: World) -> Ask:
        lines, effects = _lines(block, name, step), _follow_up(block, step, world)
        return Ask(lines, _options(block, step), _onward(step), effects)

    def answer(here: Here, key: str, world: World) -> Then:
        return Then(_to(step.choices[int(key)].to) if step.choices else _to(step.write))

    def write(here: Here, words: str, world: World) -> Then:
        said = (Say((t("Du hast geschrieben: {words}", words=Heard()),)),) if step.repeat_words else ()
        return Then(_to(step.write), said)

    return Step(Here, ask, answer, write if step.write else None)


def _to(name: str | None) -> Move:
    return Goto(name, Here()) if name else Done()


def _lines(block: Block, name: str, step: BlockStep) -> tuple[Text, ...]:
    heading = t("{icon} {title}", icon=verbatim(block.icon), title=authored(block.title))
    text = authored(step.text)
    return (heading, text) if name == block.start else (text,)


def _options(block: Block, step: BlockStep) -> tuple[Option, ...]:
    """A choice that leads to a contact step looks there in passing, so that not even the state knows of it."""
    if step.write:
        return (Option("0", t("Ohne Schreiben weiter"), "⏭️"),)
    show = (Option("/fragen", t("Namen zeigen"), "🙋"),) if step.contact else ()
    choices = (
        Option(f"/fragen {block.id}/{choice.to}" if block.steps[choice.to].contact else str(n),
               authored(choice.text), choice.icon)
        for n, choice in enumerate(step.choices)
    )  # fmt: skip
    return (*show, *choices)


def _onward(step: BlockStep) -> Move | None:
    if step.choices or step.write or step.contact:
        return None
    return _to(step.to)


def _follow_up(block: Block, step: BlockStep, world: World) -> tuple[Effect, ...]:
    if step.then_in_days is None or step.then_at is None:
        return ()
    at = world.now + timedelta(days=step.then_in_days)
    return (Remind(f"block:{block.id}/{step.then_at}", at, at + LATE, "follow-up"),)
