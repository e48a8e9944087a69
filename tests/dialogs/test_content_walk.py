"""Every way through every unit and building block that comes with the program: nobody gets stuck."""

from collections import deque

import pytest

from content.model import Block, Card, Question, Unit
from content.wording import words
from dialogs import phrases
from dialogs.codec import dump
from dialogs.effects import Button, Finished, Say
from dialogs.events import Said, Tapped
from dialogs.flows.block import Here, flow_name
from dialogs.flows.question import KINDS, Judged, Ticked
from dialogs.state import Conversation, Frame
from tests.dialogs.person import Person, library, member

WORDS_A_MINUTE = 120
MOST_MINUTES = 5
UNITS, BLOCKS = tuple(library().units.values()), tuple(library().blocks.values())
NOT_EXPECTED = {phrases.IN_CIRCLES, phrases.CONTENT_CHANGED, phrases.OLD_BUTTON, phrases.UNKNOWN_COMMAND}


def said(person: Person, event: Said | Tapped) -> list[Say]:
    """What is answered; none of it is an excuse."""
    turn = person.take(event)
    says = [effect for effect in turn.effects if isinstance(effect, Say)]
    assert not {line for say in says for line in say.lines} & NOT_EXPECTED
    return says


def answers_of(question: Question) -> list[tuple[int, ...]]:
    """Ways to answer: each option alone, all right ones, the right order and the wrong one."""
    numbers = tuple(range(len(question.options)))
    if question.kind == "order":
        return [numbers[:-1], tuple(reversed(numbers))[:-1]]
    alone: list[tuple[int, ...]] = [(n,) for n in numbers]
    right = tuple(n for n in numbers if question.options[n].right)
    return [*alone, right] if question.kind == "multiple" else alone


def judged(question: Question, numbers: tuple[int, ...]) -> Judged:
    """The judgement on these taps."""
    kind = KINDS[question.kind]
    ticked: tuple[int, ...] = ()
    keys = [str(n) for n in numbers] + (["done"] if question.kind == "multiple" else [])
    for key in keys:
        assert key in {option.key for option in kind.ask(question, ticked).options}
        outcome = kind.answer(question, ticked, key)
        if isinstance(outcome, Judged):
            return outcome
        assert isinstance(outcome, Ticked)
        ticked = outcome.ticked
    raise AssertionError(f"never judged: {question.text}")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_every_answer_to_every_question_is_explained(unit: Unit) -> None:
    for question in (*(step for step in unit.steps if isinstance(step, Question)), *unit.review):
        results = {numbers: judged(question, numbers) for numbers in answers_of(question)}
        assert all(len(result.lines) >= 2 for result in results.values())
        if question.kind != "decide":
            assert {result.right for result in results.values()} == {True, False}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_unit_leads_to_its_end(unit: Unit) -> None:
    person = member()
    says = said(person, Said(f"/lernen {unit.id}"))
    for _ in range(60):
        button = _onward(says[-1].buttons)
        turn = person.take(Tapped(button.token))
        if any(isinstance(effect, Finished) for effect in turn.effects):
            return
        says = [effect for effect in turn.effects if isinstance(effect, Say)]
    raise AssertionError("no end in sight")


def _onward(buttons: tuple[Button, ...]) -> Button:
    """The first box that is not ticked yet; then on."""
    unticked = [button for button in buttons if button.icon == "⬜"]
    ticked = [button for button in buttons if button.icon == "☑️"]
    return unticked[0] if unticked and not ticked else next(
        button for button in buttons if button.icon not in {"⬜", "☑️"}
    )  # fmt: skip


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.id)
def test_unit_takes_the_minutes_that_it_promises(unit: Unit) -> None:
    read = sum(words(step.text) + (0 if isinstance(step, Card) else _options(step)) for step in unit.steps)
    assert read / WORDS_A_MINUTE <= unit.minutes <= MOST_MINUTES


def _options(question: Question) -> int:
    longest = max(words(option.why) for option in question.options)
    whys = sum(words(option.why) for option in question.options)
    return sum(words(option.text) for option in question.options) + (longest if question.kind == "single" else whys)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.id)
def test_every_button_of_a_block_leads_on(block: Block) -> None:
    for name, step in block.steps.items():
        for label in range(len(step.choices)) if step.choices else range(1):
            person = member()
            person.state = dump(Conversation((Frame(flow_name(block.id), name, Here()),), 5, "de"))
            says = said(person, Said("/weiter"))
            if step.choices or step.write:
                button = says[-1].buttons[label + (1 if step.contact else 0)]
                assert said(person, Tapped(button.token))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.id)
def test_shortest_way_from_every_step_of_a_block_ends(block: Block) -> None:
    ends = {name for name, step in block.steps.items() if step.end or any(c.block for c in step.choices)}
    for name in block.steps:
        assert ends & _ahead(block, name), f"{name} never ends"


def _ahead(block: Block, start: str) -> set[str]:
    seen, ahead = {start}, deque([start])
    while ahead:
        step = block.steps[ahead.popleft()]
        targets = [c.to for c in step.choices] + [case.to for case in step.cases] + [*step.runs, step.to, step.write]
        for target in targets:
            if target is not None and target not in seen:
                seen.add(target)
                ahead.append(target)
    return seen


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.id)
def test_each_time_a_block_is_begun_another_run_comes(block: Block) -> None:
    runs = next(step.runs for step in block.steps.values() if step.runs)
    assert len(set(runs)) >= 3
