"""What the Bot API allows: every call is held against ``bot-api.json``."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

API: dict[str, Any] = json.loads(Path(__file__).with_name("bot-api.json").read_text(encoding="utf-8"))
MOST_BUTTONS = 100
SIMPLE: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Boolean": bool,
    "True": bool,
    "Float": (int, float),
}
UNITS: dict[str, Callable[[str], int]] = {
    "utf16": lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    "bytes": lambda text: len(text.encode()),
}


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file."""

    name: str
    content: bytes


def problems(method: str, given: dict[str, Any]) -> list[str]:
    """All that is wrong with a call's parameters."""
    found = _object(given, API["methods"][method], method)
    markup = given.get("reply_markup")
    if isinstance(markup, dict):
        rows = markup.get("inline_keyboard")
        if isinstance(rows, list) and sum(len(row) for row in rows if isinstance(row, list)) > MOST_BUTTONS:
            found.append(f"{method}: more than {MOST_BUTTONS} buttons")
    return found


def from_text(method: str, name: str, text: str) -> Any:
    """The value of a parameter that came as text, in a query or a form."""
    fields = {field["name"]: field for field in API["methods"][method]["fields"]}
    types = fields[name]["types"] if name in fields else ["String"]
    try:
        return text if types == ["String"] else json.loads(text.lower() if types == ["Boolean"] else text)
    except ValueError:
        return text


def _object(given: dict[str, Any], described: dict[str, Any], path: str) -> list[str]:
    fields = {field["name"]: field for field in described["fields"]}
    found = [f"{path}: unknown {name}" for name in given if name not in fields]
    for name, field in fields.items():
        place = f"{path}.{name}"
        if name in given:
            found.extend(_value(given[name], field["types"], place) or _limits(given[name], field, place))
        elif field["required"]:
            found.append(f"{place} is missing")
    if described["name"] == "InlineKeyboardButton" and len(given.keys() & _ACTIONS) != 1:
        found.append(f"{path}: a button does exactly one thing")
    return found


def _value(value: Any, types: list[str], path: str) -> list[str]:
    """Nothing when the value is of one of the types. A type without a description takes any object, so it only counts
    where no other is described."""
    known = [
        kind for kind in types if kind in SIMPLE or kind in API["types"] or kind.startswith(("Array", "InputF", "="))
    ]
    return min([_one(value, kind, path) for kind in known or types], key=len)


def _one(value: Any, kind: str, path: str) -> list[str]:
    wrong = [f"{path} is no {kind}"]
    if kind in SIMPLE:
        fits = isinstance(value, SIMPLE[kind]) and (kind in ("Boolean", "True") or not isinstance(value, bool))
        return [] if fits else wrong
    if kind.startswith("="):
        return [] if value == json.loads(kind[1:]) else wrong
    if kind == "InputFile":
        return [] if isinstance(value, File) else wrong
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return wrong
        inner = [kind.removeprefix("Array of ")]
        return [each for n, one in enumerate(value) for each in _value(one, inner, f"{path}[{n}]")]
    if not isinstance(value, dict):
        return wrong
    described = API["types"].get(kind)
    if described is None:
        return []  # Known to the Bot API, but not to this server.
    if described.get("subtypes"):
        return _value(value, described["subtypes"], path)
    return _object(value, described, path)


def _limits(value: Any, field: dict[str, Any], path: str) -> list[str]:
    if isinstance(value, str) and ("max_length" in field or "min_length" in field):
        measure = UNITS.get(field.get("unit", ""), len)
        if not field.get("min_length", 0) <= measure(value) <= field.get("max_length", 1 << 30):
            return [f"{path} is too long or too short"]
    number = isinstance(value, int) and not isinstance(value, bool)
    if number and not field.get("min", value) <= value <= field.get("max", value):
        return [f"{path} is out of range"]
    return []


_BUTTON_LOOKS = {"text", "style", "icon_custom_emoji_id"}
_ACTIONS = {field["name"] for field in API["types"]["InlineKeyboardButton"]["fields"]} - _BUTTON_LOOKS
