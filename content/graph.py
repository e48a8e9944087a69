"""The flow of a unit or a building block as boxes and the ways between them."""

from dataclasses import dataclass
from typing import Literal

from content.model import Block, BlockStep, Card, Question, Unit

Role = Literal["start", "step", "question", "contact", "end", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Way:
    """``label`` stands on the arrow. ``later``: a reminder opens it, days afterwards. ``to`` None: it leads nowhere."""

    label: str
    to: str | None
    later: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """``name`` is unique; ``text`` are the first words that people read there."""

    name: str
    text: str
    ways: tuple[Way, ...] = ()
    role: Role = "step"


def of_block(block: Block) -> tuple[Box, ...]:
    """The steps in the order of the file, then the blocks that it leads into."""
    boxes = tuple(_step(block, name, step) for name, step in block.steps.items())
    others = {choice.block for step in block.steps.values() for choice in step.choices if choice.block}
    return (*boxes, *(Box(f"▣ {name}", "", (), "elsewhere") for name in sorted(others)))


def _step(block: Block, name: str, step: BlockStep) -> Box:
    choices = tuple(
        Way(f"{choice.icon} {choice.text}".strip(), choice.to or f"▣ {choice.block}") for choice in step.choices
    )
    cases = tuple(Way(f"◇ {case.when}", case.to) for case in step.cases)
    runs = tuple(Way(f"🎲 {number}", target) for number, target in enumerate(step.runs, 1))
    onward = (Way("◇ …" if cases else "▶", step.to),) if step.to else ()
    written = (Way("✍️ …", step.write),) if step.write else ()
    timer = (Way(f"⏰ {step.then_in_days}", step.then_at, later=True),) if step.then_at else ()
    return Box(name, step.text, (*choices, *written, *cases, *onward, *runs, *timer), _role(block, name, step))


def _role(block: Block, name: str, step: BlockStep) -> Role:
    if step.end:
        return "end"
    if step.contact:
        return "contact"
    return "start" if name == block.start else "step"


def of_unit(unit: Unit) -> tuple[Box, ...]:
    """The steps in order, the plan, the end, and the questions for later."""
    names = [str(number) for number in range(1, len(unit.steps) + 1)]
    after = [*names[1:], "plan" if unit.plan else "🏁"]
    steps = [
        _card_or_question(name, step, follows) for name, step, follows in zip(names, unit.steps, after, strict=True)
    ]
    plan = [Box("plan", unit.plan, (Way("✍️ …", "🏁"),))] if unit.plan else []
    later = [f"🔁 {number}" for number in range(1, len(unit.review) + 1)]
    ways = (Way("🔁", later[0], later=True),) if later else ()
    review = [_card_or_question(*each) for each in zip(later, unit.review, [*later[1:], None], strict=False)]
    return (*steps, *plan, Box("🏁", "", ways, "end"), *review)


def _card_or_question(name: str, step: Card | Question, after: str | None) -> Box:
    if isinstance(step, Card):
        picture = f"🖼 {step.image.file}" if step.image else "▶"
        return Box(name, step.text, (Way(picture, after),), "start" if name == "1" else "step")
    number = step.kind == "order"
    options = tuple(
        Way(f"{'✅' if option.right else f'{place}.' if number else '○'} {option.text}", None)
        for place, option in enumerate(step.options, 1)
    )
    again = f" · ⏰ {step.again_in_days}" if step.again_in_days else ""
    return Box(name, step.text, (*options, Way(f"▶{again}", after)), "question")
