"""Texts with bold words and links: three ways to mark them up, one to say where they are."""

from collections.abc import Callable
from typing import Any

from tests.telegram.formatting import html, legacy, markdown
from tests.telegram.formatting.entities import checked
from tests.telegram.formatting.formatted import CannotParse, Formatted

__all__ = ["FIELDS", "CannotParse", "Formatted", "formatted", "read"]

MODES: dict[str, Callable[[str], Formatted]] = {
    "html": html.parse,
    "markdown": legacy.parse,
    "markdownv2": markdown.parse,
}
FIELDS = {
    "text": ("parse_mode", "entities"),
    "message_text": ("parse_mode", "entities"),
    "caption": ("parse_mode", "caption_entities"),
    "quote": ("quote_parse_mode", "quote_entities"),
    "question": ("question_parse_mode", "question_entities"),
    "explanation": ("explanation_parse_mode", "explanation_entities"),
    "description": ("description_parse_mode", "description_entities"),
}
"""Fields that may be marked up, with the ones that say how."""


def read(text: str, mode: str | None, entities: list[dict[str, Any]] | None) -> Formatted:
    """The bare words and what is special about them, without white space around. Raises ``CannotParse``."""
    if mode:
        if mode.lower() not in MODES:
            raise CannotParse("unsupported parse_mode", raw=True)
        return MODES[mode.lower()](text).stripped()
    return Formatted(text, checked(text, entities or [])).stripped()


def formatted(given: dict[str, Any], name: str) -> Formatted:
    """The words of a field of a call or an object."""
    mode, entities = FIELDS[name]
    return read(given.get(name) or "", given.get(mode), given.get(entities))
