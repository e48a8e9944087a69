"""What the Bot API knows: its methods and types, from ``bot-api.json``, and whether a value has their shape."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

API: dict[str, Any] = json.loads(Path(__file__).with_name("bot-api.json").read_text(encoding="utf-8"))
METHODS: dict[str, dict[str, Any]] = API["methods"]
TYPES: dict[str, dict[str, Any]] = API["types"]
SIMPLE: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Boolean": bool,
    "True": bool,
    "Float": (int, float),
}
UNIONS = {"RichTextUnion": ["String", "Array of RichTextUnion", "RichText"]}
"""Types that stand for several without being described."""
ATTACHED = "attach://"


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong: where, and in the words of the Bot API."""

    place: str
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


Rule = Callable[[dict[str, Any], dict[str, Any], str], Iterator[Problem]]
"""A further look at an object: its value, its description, its place."""


def no_rule(value: dict[str, Any], described: dict[str, Any], place: str) -> Iterator[Problem]:
    """The shape is all that is looked at."""
    yield from ()


def shape_problems(value: Any, types: list[str], place: str, rule: Rule = no_rule) -> list[Problem]:
    """All that is wrong with a value of one of the types."""
    found: list[Problem] | None = None
    for kind in types:
        wrong = _one(value, kind, place, rule)
        if not wrong:
            return []
        found = wrong if found is None or len(wrong) < len(found) else found
    assert found is not None, f"{place} has no type"
    return found


def object_problems(
    given: dict[str, Any], described: dict[str, Any], place: str, rule: Rule = no_rule
) -> list[Problem]:
    """All that is wrong with a call's parameters, or with an object."""
    fields, must = fields_of(described["name"])
    found = [Problem(place, f"there is no {name}") for name in given if name not in fields]
    found.extend(Problem(f"{place}.{name}", f"{name} is missing") for name in must if name not in given)
    for name in given.keys() & fields.keys():
        found.extend(shape_problems(given[name], fields[name]["types"], f"{place}.{name}", rule))
    return found or list(rule(given, described, place))


@cache
def fields_of(name: str) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The fields of a method or type by name, and the names of those that it cannot do without."""
    fields = {field["name"]: field for field in (METHODS.get(name) or TYPES[name])["fields"]}
    return fields, [name for name, field in fields.items() if needed(field)]


def needed(field: dict[str, Any]) -> bool:
    """Whether an object cannot do without the field; a constant tells objects of one kind from others."""
    return (field["required"] and not field.get("deprecated")) or field["types"][0].startswith('="')


def _one(value: Any, kind: str, place: str, rule: Rule) -> list[Problem]:
    wrong = [Problem(place, f"is no {kind}")]
    if kind in SIMPLE:
        fits = isinstance(value, SIMPLE[kind]) and (kind in ("Boolean", "True") or not isinstance(value, bool))
        lost = isinstance(value, str) and value.startswith(ATTACHED)
        return wrong if not fits or (kind == "True" and not value) or lost else []
    if kind.startswith("="):
        constant = json.loads(kind[1:])
        return [] if value == constant and isinstance(value, bool) == isinstance(constant, bool) else wrong
    if kind == "InputFile":
        return [] if isinstance(value, File) else wrong
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return wrong
        inner = kind.removeprefix("Array of ")
        types = [inner] if inner.startswith("Array of ") else inner.split("|")
        return [each for n, one in enumerate(value) for each in shape_problems(one, types, f"{place}[{n}]", rule)]
    if kind in UNIONS:
        return shape_problems(value, UNIONS[kind], place, rule)
    if not isinstance(value, dict):
        return wrong
    described = TYPES[kind]
    if described.get("subtypes") and value.keys() - fields_of(kind)[0].keys():
        return shape_problems(value, described["subtypes"], place, rule)
    return object_problems(value, described, place, rule)
