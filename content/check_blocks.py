"""The rules for the dialog of one building block."""

from collections.abc import Callable, Iterator

from content.finding import Finding
from content.model import Block, BlockStep
from content.texts import block_file
from content.yaml_file import Loc

ABOUT_WORK = ("night", "part-time", "multiplier")
"""Conditions about the person; all others are marks (``dialogs.flows.condition`` decides)."""


def ways(step: BlockStep) -> tuple[tuple[Loc, str], ...]:
    """Every step that ``step`` can lead to, each with the place in the step that says so."""
    choices = ((("choices", index, "to"), choice.to) for index, choice in enumerate(step.choices) if choice.to)
    cases = ((("cases", index, "to"), case.to) for index, case in enumerate(step.cases))
    runs = ((("runs", index), name) for index, name in enumerate(step.runs))
    single = (((field,), getattr(step, field)) for field in ("write", "to", "then_at"))
    return (*choices, *cases, *runs, *((loc, name) for loc, name in single if name is not None))


def reachable(block: Block) -> frozenset[str]:
    """The names of all steps that somebody can come to from the start."""
    seen: set[str] = set()
    ahead = [block.start]
    while ahead:
        name = ahead.pop()
        if name in block.steps and name not in seen:
            seen.add(name)
            ahead.extend(target for _, target in ways(block.steps[name]))
    return frozenset(seen)


def _error(block: Block, loc: Loc, message: str, remedy: str) -> Finding:
    return Finding("error", block_file(block), loc, message, remedy)


def _unreachable(block: Block) -> Iterator[Finding]:
    for name in (name for name in block.steps if name not in reachable(block)):
        yield _error(block, ("steps", name), f'nobody can reach the step "{name}"', "lead a button to it or remove it")


def _on(step: BlockStep) -> int:
    return sum((bool(step.choices), step.write is not None, step.to is not None, bool(step.runs), step.end))


def _dead_end(block: Block) -> Iterator[Finding]:
    for name, step in block.steps.items():
        if _on(step) == 0:
            yield _error(block, ("steps", name), f'the step "{name}" is a dead end', "add choices, write, to or end")


def _several_ways(block: Block) -> Iterator[Finding]:
    for name, step in block.steps.items():
        if _on(step) > 1:
            message = f'the step "{name}" goes on in {_on(step)} ways'
            yield _error(block, ("steps", name), message, "use only one of choices, write, to and end")


def _no_end(block: Block) -> Iterator[Finding]:
    """A ring of steps without a way out; a dead end is named on its own."""
    ending = {name for name, step in block.steps.items() if step.end or _on(step) == 0 or _leaves(step)}
    while more := {name for name in block.steps.keys() - ending if _leads_to(block.steps[name], ending)}:
        ending |= more
    for name in sorted(reachable(block) - ending):
        yield _error(block, ("steps", name), f'from the step "{name}" there is no way to an end', "add a way out")


def _leaves(step: BlockStep) -> bool:
    return any(choice.block is not None for choice in step.choices)


def _leads_to(step: BlockStep, names: set[str]) -> bool:
    return any(target in names for loc, target in ways(step) if loc != ("then_at",))


def _unknown_step(block: Block) -> Iterator[Finding]:
    known = f"use one of: {', '.join(block.steps)}"
    if block.start not in block.steps:
        yield _error(block, ("start",), f'the start "{block.start}" is no step', known)
    for name, step in block.steps.items():
        for loc, target in ways(step):
            if target not in block.steps:
                yield _error(block, ("steps", name, *loc), f'"{name}" leads to "{target}", which does not exist', known)


def _without_words(block: Block) -> Iterator[Finding]:
    for name, step in block.steps.items():
        for index, choice in enumerate(step.choices):
            if not choice.text.strip():
                yield _error(block, ("steps", name, "choices", index), f'"{name}": a button has no words', "add text")


def _half_timer(block: Block) -> Iterator[Finding]:
    for name, step in block.steps.items():
        if (step.then_in_days is None) != (step.then_at is None):
            yield _error(block, ("steps", name), f'"{name}": half a reminder', "give both then_in_days and then_at")


def _nowhere_or_twice(block: Block) -> Iterator[Finding]:
    for name, step in block.steps.items():
        for index, choice in enumerate(step.choices):
            if (choice.to is None) == (choice.block is None):
                loc = ("steps", name, "choices", index)
                yield _error(block, loc, f'"{name}": the button "{choice.text}" needs one target', "give to or block")


def _unknown_condition(block: Block) -> Iterator[Finding]:
    marks = {choice.mark for step in block.steps.values() for choice in step.choices if choice.mark}
    known = {*ABOUT_WORK, *marks}
    for name, step in block.steps.items():
        variants = ((("variants", index), variant.when) for index, variant in enumerate(step.variants))
        cases = ((("cases", index), case.when) for index, case in enumerate(step.cases))
        for loc, when in (*variants, *cases):
            if when not in known:
                message = f'"{name}": there is no condition "{when}"'
                yield _error(block, ("steps", name, *loc, "when"), message, f"use one of: {', '.join(sorted(known))}")


def _asked_twice(block: Block) -> Iterator[Finding]:
    ids = [item.id for item in block.check_in]
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield _error(
                block, ("check_in", index, "id"), f'the statement "{name}" exists already', "give it another id"
            )


def _cases_without_else(block: Block) -> Iterator[Finding]:
    for name, step in block.steps.items():
        if step.cases and step.to is None:
            yield _error(block, ("steps", name, "cases"), f'"{name}": no way on when no case fits', "add to")


BLOCK_RULES: tuple[Callable[[Block], Iterator[Finding]], ...] = (
    _unknown_step,
    _unreachable,
    _dead_end,
    _several_ways,
    _no_end,
    _half_timer,
    _without_words,
    _nowhere_or_twice,
    _unknown_condition,
    _cases_without_else,
    _asked_twice,
)
