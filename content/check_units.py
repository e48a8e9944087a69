"""The rules for one micro-unit."""

from collections.abc import Callable, Iterator

from content.finding import Finding
from content.model import Question, Unit
from content.texts import unit_file
from content.yaml_file import Loc


def _error(unit: Unit, loc: Loc, message: str, remedy: str) -> Finding:
    return Finding("error", unit_file(unit), loc, message, remedy)


def _questions(unit: Unit) -> Iterator[tuple[int, Question]]:
    return ((index, step) for index, step in enumerate(unit.steps) if isinstance(step, Question))


def _without_explanation(unit: Unit) -> Iterator[Finding]:
    for index, question in _questions(unit):
        for number, option in enumerate(question.options):
            if not option.why.strip():
                message = f'step {index + 1}: the answer "{option.text[:30]}" has no explanation'
                yield _error(unit, ("steps", index, "options", number, "why"), message, "say why it is right or wrong")


def _without_words(unit: Unit) -> Iterator[Finding]:
    for index, question in _questions(unit):
        for number, option in enumerate(question.options):
            if not option.text.strip():
                loc = ("steps", index, "options", number, "text")
                yield _error(unit, loc, f"step {index + 1}: an answer has no words", "give it words")


def _empty_message(unit: Unit) -> Iterator[Finding]:
    for index, step in enumerate(unit.steps):
        if not step.text.strip():
            yield _error(unit, ("steps", index, "text"), f"step {index + 1}: there is no text", "write it or remove it")


def _not_one_right(unit: Unit) -> Iterator[Finding]:
    for index, question in _questions(unit):
        right = sum(option.right for option in question.options)
        if question.kind == "single" and right != 1:
            message = f"step {index + 1}: {right} answers of a single question are right"
            yield _error(unit, ("steps", index), message, "mark exactly 1 as right, or use kind: multiple")


def _none_right(unit: Unit) -> Iterator[Finding]:
    for index, question in _questions(unit):
        if question.kind == "multiple" and not any(option.right for option in question.options):
            yield _error(unit, ("steps", index), f"step {index + 1}: no answer is right", "mark the right ones")


def _not_approved(unit: Unit) -> Iterator[Finding]:
    if unit.safety and not (unit.approved_by or "").strip():
        yield _error(unit, ("safety",), "this safety unit is not approved", "name who released it in approved_by")


UNIT_RULES: tuple[Callable[[Unit], Iterator[Finding]], ...] = (
    _empty_message,
    _without_words,
    _without_explanation,
    _not_one_right,
    _none_right,
    _not_approved,
)
