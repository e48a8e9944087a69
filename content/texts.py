"""Every authored text that a person reads, with the place that it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.model import Block, BlockStep, Card, Guide, Library, Question, Unit
from content.yaml_file import Loc


@dataclass(frozen=True, slots=True)
class Text:
    """One text. ``file`` as problems show it, ``loc`` its keys and indexes there, ``step`` the step for people."""

    file: str
    loc: Loc
    step: str
    text: str


COMPETENCES = "content/competences.yaml"


def unit_file(unit: Unit) -> str:
    return f"content/units/{unit.id}.yaml"


def block_file(block: Block) -> str:
    return f"content/blocks/{block.id}.yaml"


def texts(library: Library) -> Iterator[Text]:
    """All texts of all competences, units and blocks, in reading order. Empty texts are left out."""
    for index, competence in enumerate(library.competences.values()):
        yield Text(COMPETENCES, ("competences", index, "name"), competence.id, competence.name)
    for unit in library.units.values():
        yield from unit_texts(unit)
    for block in library.blocks.values():
        yield from block_texts(block)


def unit_texts(unit: Unit) -> Iterator[Text]:
    """The texts of one unit in reading order."""
    file = unit_file(unit)
    yield Text(file, ("title",), "title", unit.title)
    for index, step in enumerate(unit.steps):
        for loc, text in _step_texts(step):
            if text.strip():
                yield Text(file, ("steps", index, *loc), f"step {index + 1}", text)
    for index, question in enumerate(unit.review):
        for loc, text in _step_texts(question):
            if text.strip():
                yield Text(file, ("review", index, *loc), f"review {index + 1}", text)
    if unit.plan:
        yield Text(file, ("plan",), "plan", unit.plan)


def block_texts(block: Block) -> Iterator[Text]:
    """The texts of one block in the order of its file: dialog, check-in, guide."""
    file = block_file(block)
    yield Text(file, ("title",), "title", block.title)
    for name, step in block.steps.items():
        for loc, text in _block_step_texts(step):
            if text.strip():
                yield Text(file, ("steps", name, *loc), name, text)
    for index, item in enumerate(block.check_in):
        yield Text(file, ("check_in", index, "text"), item.id, item.text)
    for loc, text in _guide_texts(block.guide):
        yield Text(file, ("guide", *loc), "guide", text)


def _step_texts(step: Card | Question) -> Iterator[tuple[Loc, str]]:
    yield ("text",), step.text
    if isinstance(step, Card) and step.image is not None:
        yield ("image", "alt"), step.image.alt
    if isinstance(step, Question):
        for index, option in enumerate(step.options):
            yield ("options", index, "text"), option.text
            yield ("options", index, "why"), option.why


def _block_step_texts(step: BlockStep) -> Iterator[tuple[Loc, str]]:
    yield ("text",), step.text
    for index, variant in enumerate(step.variants):
        yield ("variants", index, "text"), variant.text
    for index, choice in enumerate(step.choices):
        yield ("choices", index, "text"), choice.text


def _guide_texts(guide: Guide) -> Iterator[tuple[Loc, str]]:
    yield ("aim",), guide.aim
    yield ("this_week",), guide.this_week
    for field in ("session", "questions", "checklist", "avoid"):
        for index, text in enumerate(getattr(guide, field)):
            yield (field, index), text
