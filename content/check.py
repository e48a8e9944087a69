"""All rules that authored content must keep, as a table of small functions."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from content.catalogue import Catalogue
from content.check_blocks import BLOCK_RULES
from content.check_pictures import check_pictures
from content.check_units import UNIT_RULES
from content.finding import Finding
from content.model import Company, Library
from content.texts import COMPETENCES, Text, block_file, texts, unit_file
from content.wording import MOST_WORDS, MOST_WORDS_IN_A_SENTENCE, longest_sentence, words

GAP = "‹"
"""Marks a text that its author has yet to write."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that is checked together."""

    library: Library
    companies: Sequence[Company]
    catalogues: Sequence[Catalogue]
    drawings: Mapping[str, bytes]


def check(
    library: Library,
    companies: Iterable[Company],
    catalogues: Iterable[Catalogue],
    drawings: Mapping[str, bytes] = MappingProxyType({}),
) -> list[Finding]:
    """Every breach of every rule; ``content.finding.located`` adds the lines of YAML files. Empty: all is well.

    ``drawings`` are those of content/pictures (SVG by name).
    """
    material = Material(library, tuple(companies), tuple(catalogues), drawings)
    return [finding for rule in RULES for finding in rule(material)]


def _units(material: Material) -> Iterator[Finding]:
    for unit in material.library.units.values():
        for rule in UNIT_RULES:
            yield from rule(unit)


def _blocks(material: Material) -> Iterator[Finding]:
    for block in material.library.blocks.values():
        for rule in BLOCK_RULES:
            yield from rule(block)


def _pictures(material: Material) -> Iterator[Finding]:
    yield from check_pictures(material.library, material.drawings)


def _too_long_texts(material: Material) -> Iterator[Finding]:
    for text in texts(material.library):
        if (count := words(text.text)) > MOST_WORDS:
            message = f"{text.step}: {count} words in one message"
            yield Finding("error", text.file, text.loc, message, f"split it; at most {MOST_WORDS} words are read")


def _too_long_sentences(material: Material) -> Iterator[Finding]:
    for text in texts(material.library):
        if (count := longest_sentence(text.text)) > MOST_WORDS_IN_A_SENTENCE:
            message = f"{text.step}: a sentence of {count} words"
            remedy = f"make 2 sentences; at most {MOST_WORDS_IN_A_SENTENCE} words are plain"
            yield Finding("warning", text.file, text.loc, message, remedy)


def _untranslated(material: Material) -> Iterator[Finding]:
    unique = {text.text: text for text in reversed(tuple(texts(material.library))) if GAP not in text.text}
    for catalogue in material.catalogues:
        for text in reversed(unique.values()):
            if not catalogue.knows(text.text):
                yield _translation(text, catalogue)


def _translation(text: Text, catalogue: Catalogue) -> Finding:
    state = "fuzzy, so the source is shown" if text.text in catalogue.fuzzy else "missing"
    message = f'{text.step}: the translation "{catalogue.language}" of "{text.text[:30]}" is {state}'
    remedy = f"translate it in locales/{catalogue.language}/LC_MESSAGES/content.po"
    return Finding("warning", text.file, text.loc, message, remedy)


def _gaps(material: Material) -> Iterator[Finding]:
    """What a new file still waits for; ‹…› is how ``content.skeleton`` writes it."""
    for text in texts(material.library):
        if GAP in text.text:
            message = f"{text.step}: there is a gap: {text.text.strip()[:60]}"
            yield Finding("warning", text.file, text.loc, message, "write your own words")
    named = ((unit_file(unit), unit.sources) for unit in material.library.units.values())
    authored = ((block_file(block), block.sources) for block in material.library.blocks.values())
    for file, sources in (*named, *authored):
        for index, source in enumerate(sources):
            if GAP in source:
                remedy = "say where the facts come from"
                yield Finding("warning", file, ("sources", index), f"there is a gap: {source[:60]}", remedy)


def _unknown_competence(material: Material) -> Iterator[Finding]:
    known = material.library.competences
    for unit in material.library.units.values():
        if unit.competence not in known:
            message = f'there is no competence "{unit.competence}"'
            remedy = f"add it to {COMPETENCES} or use one of: {', '.join(known)}"
            yield Finding("error", unit_file(unit), ("competence",), message, remedy)


def _unknown_block(material: Material) -> Iterator[Finding]:
    known = material.library.blocks
    for block in known.values():
        for name, step in block.steps.items():
            for index, choice in enumerate(step.choices):
                if choice.block is not None and choice.block not in known:
                    message = f'"{name}" leads to the block "{choice.block}", which does not exist'
                    loc = ("steps", name, "choices", index, "block")
                    yield Finding("error", block_file(block), loc, message, f"use one of: {', '.join(known)}")


def _unknown_in_plan(material: Material) -> Iterator[Finding]:
    known: dict[str, Mapping[str, object]] = {"unit": material.library.units, "block": material.library.blocks}
    for company in material.companies:
        asked = {(kind, getattr(entry, kind)) for entry in company.plan for kind in known}
        for kind, name in sorted(pair for pair in asked if pair[1] is not None):
            if name not in known[kind]:
                message = f'the plan asks for the {kind} "{name}", which does not exist'
                remedy = f"write content/{kind}s/{name}.yaml or use one of: {', '.join(known[kind])}"
                yield Finding("error", f"content/companies/{company.id}.yaml", ("plan",), message, remedy)


RULES: tuple[Callable[[Material], Iterator[Finding]], ...] = (
    _units,
    _blocks,
    _pictures,
    _too_long_texts,
    _unknown_competence,
    _unknown_block,
    _unknown_in_plan,
    _too_long_sentences,
    _gaps,
    _untranslated,
)
