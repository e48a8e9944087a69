"""The rules for one micro-unit."""

from collections.abc import Callable, Iterator

from content.finding import Finding
from content.model import Question, Unit
from content.texts import unit_file
from content.yaml_file import Loc

REVIEWS = 2
"""Questions that come again later, in another situation."""


def _error(unit: Unit, loc: Loc, message: str, remedy: str) -> Finding:
    return Finding("error", unit_file(unit), loc, message, remedy)


def _questions(unit: Unit) -> Iterator[tuple[Loc, str, Question]]:
    """Each question with its place in the file and what people call it."""
    for index, step in enumerate(unit.steps):
        if isinstance(step, Question):
            yield ("steps", index), f"step {index + 1}", step
    for index, question in enumerate(unit.review):
        yield ("review", index), f"review {index + 1}", question


def _without_explanation(unit: Unit) -> Iterator[Finding]:
    for loc, name, question in _questions(unit):
        for number, option in enumerate(question.options):
            if not option.why.strip():
                message = f'{name}: the answer "{option.text[:30]}" has no explanation'
                yield _error(unit, (*loc, "options", number, "why"), message, "say why it is right or wrong")


def _without_words(unit: Unit) -> Iterator[Finding]:
    for loc, name, question in _questions(unit):
        for number, option in enumerate(question.options):
            if not option.text.strip():
                place = (*loc, "options", number, "text")
                yield _error(unit, place, f"{name}: an answer has no words", "give it words")


def _empty_message(unit: Unit) -> Iterator[Finding]:
    for index, step in enumerate(unit.steps):
        if not step.text.strip():
            yield _error(unit, ("steps", index, "text"), f"step {index + 1}: there is no text", "write it or remove it")


def _not_one_right(unit: Unit) -> Iterator[Finding]:
    for loc, name, question in _questions(unit):
        right = sum(option.right for option in question.options)
        if question.kind == "single" and right != 1:
            message = f"{name}: {right} answers of a single question are right"
            yield _error(unit, loc, message, "mark exactly 1 as right, or use kind: multiple")


def _none_right(unit: Unit) -> Iterator[Finding]:
    for loc, name, question in _questions(unit):
        if question.kind == "multiple" and not any(option.right for option in question.options):
            yield _error(unit, loc, f"{name}: no answer is right", "mark the right ones")


def _marked_for_nothing(unit: Unit) -> Iterator[Finding]:
    for loc, name, question in _questions(unit):
        if question.kind in ("order", "decide") and any(option.right for option in question.options):
            message = f"{name}: an answer of kind {question.kind} is marked right"
            yield _error(unit, loc, message, "leave out right, or use kind: single or multiple")


def _again_in_review(unit: Unit) -> Iterator[Finding]:
    for index, question in enumerate(unit.review):
        if question.again_in_days is not None:
            message = f"review {index + 1}: a question for later comes again anyway"
            yield _error(unit, ("review", index, "again_in_days"), message, "remove again_in_days, or move it to steps")


def _no_source(unit: Unit) -> Iterator[Finding]:
    if not any(source.strip() for source in unit.sources):
        yield _error(unit, ("id",), "there is no source", "say in sources: where the facts come from")


def _too_few_reviews(unit: Unit) -> Iterator[Finding]:
    if len(unit.review) < REVIEWS:
        message = f"{len(unit.review)} questions for later"
        yield _error(unit, ("review",), message, f"write at least {REVIEWS} under review:")


def _not_approved(unit: Unit) -> Iterator[Finding]:
    if unit.safety and not (unit.approved_by or "").strip():
        yield _error(unit, ("safety",), "this safety unit is not approved", "name who released it in approved_by")


UNIT_RULES: tuple[Callable[[Unit], Iterator[Finding]], ...] = (
    _empty_message,
    _without_words,
    _without_explanation,
    _not_one_right,
    _none_right,
    _marked_for_nothing,
    _again_in_review,
    _no_source,
    _too_few_reviews,
    _not_approved,
)
