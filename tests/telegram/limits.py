"""How long, how many and how much: the limits of ``bot-api.json``, and what is no longer to be used."""

from collections.abc import Iterator
from typing import Any

from tests.telegram.formatting import FIELDS, CannotParse, formatted
from tests.telegram.schema import Problem, fields_of
from tests.telegram.units import UNITS, utf16

EMPTY = {"text": "message text is empty", "callback_data": "BUTTON_DATA_INVALID"}
LONG = {
    "text": "message is too long",
    "caption": "message caption is too long",
    "callback_data": "BUTTON_DATA_INVALID",
}
"""What the Bot API says about a field that is empty or too long; ``too short`` and ``too long`` about all others."""


def limit_problems(value: dict[str, Any], described: dict[str, Any], place: str) -> Iterator[Problem]:
    """What breaks a limit among the fields of an object."""
    fields, _ = fields_of(described["name"])
    for name, given in value.items():
        field, within = fields[name], f"{place}.{name}"
        if field.get("deprecated"):
            yield Problem(within, f"{name} is deprecated")
        if isinstance(given, str):
            marked_up = name in FIELDS and FIELDS[name][0] in fields
            yield from _text(value, field, within) if marked_up else _length(given, field, within)
        elif isinstance(given, list):
            yield from _range(len(given), field, within, "min_items", "max_items", "items")
        elif isinstance(given, int | float) and not isinstance(given, bool):
            yield from _range(given, field, within, "min", "max", "")


def _text(value: dict[str, Any], field: dict[str, Any], place: str) -> Iterator[Problem]:
    """The limit holds for the words without their markup."""
    try:
        words = formatted(value, field["name"])
    except CannotParse as error:
        yield Problem(place, str(error))
        return
    yield from _length(words.text, field, place)


def _length(text: str, field: dict[str, Any], place: str) -> Iterator[Problem]:
    length = UNITS.get(field.get("unit", ""), utf16)(text)
    if length < field.get("min_length", 0):
        yield Problem(place, EMPTY.get(field["name"], f"{field['name']} is too short"))
    if length > field.get("max_length", length):
        yield Problem(place, LONG.get(field["name"], f"{field['name']} is too long"))


def _range(number: float, field: dict[str, Any], place: str, least: str, most: str, what: str) -> Iterator[Problem]:
    low, high = field.get(least, number), field.get(most, number)
    if low <= high and not low <= number <= high:
        yield Problem(place, f"{field['name']} must be {low} to {high} {what}".strip())
