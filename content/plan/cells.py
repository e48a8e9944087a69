"""How values stand in cells: each kind reads what people write and shows what the program writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from content.plan import cell_times
from content.plan.levels import NOT_RELEVANT, Symbols, level_of, normal
from content.plan.model import LEVELS, tidied
from content.plan.unreadable import Unreadable

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Parse = Callable[[Cell, Symbols], Any]
Show = Callable[[Any, str], Cell]


@dataclass(frozen=True, slots=True)
class Kind:
    """``parse`` raises Unreadable; it is not asked about empty cells. ``show`` gets the language of the workbook."""

    parse: Parse
    show: Show
    listed: Mapping[str, tuple[str, str]] | None = None
    """For a choice: what there is, in German and English."""
    is_level: bool = False
    is_date: bool = False
    is_time: bool = False
    is_number: bool = False


def text_of(cell: Cell) -> str:
    """What stands in a cell, tidied. 4711.0 is the number 4711 that a program turned into a fraction."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime):
        return str(cell.date()) if cell.time() == time() else str(cell)
    return "" if cell is None else tidied(str(cell))


def is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def pieces(cell: Cell) -> tuple[str, ...]:
    """The parts of a list: between semicolons or on lines of their own."""
    return tuple(part for line in text_of(cell).splitlines() for each in line.split(";") if (part := each.strip()))


def whole(least: int, most: int) -> Kind:
    """A whole number within bounds."""

    def parse(cell: Cell, symbols: Symbols) -> int | None:
        number = _whole(cell)
        if number is None:
            if normal(text_of(cell)) in NOT_RELEVANT:
                return None
            raise Unreadable("number", found=text_of(cell))
        if not least <= number <= most:
            raise Unreadable("range", found=number, least=least, most=most)
        return number

    return Kind(parse, lambda value, _: value, is_number=True)


_UNITS = ("personen", "person", "pers.", "ma", "people", "min.", "min", "minuten", "minutes", "monate", "months", "%")


def _whole(cell: Cell) -> int | None:
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, (int, float)):
        return int(cell) if float(cell).is_integer() else None
    text = text_of(cell).lower().removeprefix("kw").strip()
    unit = next((unit for unit in _UNITS if text.endswith(unit)), "")
    text = text.removesuffix(unit).strip().replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return None
    return int(number) if number.is_integer() and text.replace(".", "").lstrip("-").isascii() else None


def choice(options: Mapping[str, tuple[str, str]], synonyms: Mapping[str, str] | None = None) -> Kind:
    """One of a few; written as its id, its German or English word, or a synonym."""
    known = {normal(word): name for name, words in options.items() for word in (name, *words)}
    known |= {normal(word): name for word, name in (synonyms or {}).items()}

    def parse(cell: Cell, symbols: Symbols) -> str:
        found = known.get(normal(text_of(cell)))
        if found is None:
            raise Unreadable("choice", found=text_of(cell), known=[words[0] for words in options.values()])
        return found

    return Kind(parse, lambda value, language: options[value][language == "en"] if value else None, options)


def choices(options: Mapping[str, tuple[str, str]]) -> Kind:
    """Several of a few."""
    one = choice(options)

    def parse(cell: Cell, symbols: Symbols) -> tuple[str, ...]:
        found = (one.parse(part, symbols) for each in pieces(cell) for part in each.split(","))
        return tuple(dict.fromkeys(found))

    return Kind(parse, lambda value, language: "; ".join(str(one.show(each, language)) for each in value) or None)


_YES = frozenset({"ja", "j", "yes", "y", "x", "✓", "✔", "☑", "wahr", "true", "1", "ok"})
_NO = frozenset({"nein", "n", "no", "-", "–", "falsch", "false", "0", "☐"})


def _yes_no(cell: Cell, symbols: Symbols) -> bool:
    word = text_of(cell).lower()
    if word not in _YES | _NO:
        raise Unreadable("yes_no", found=word)
    return word in _YES


def _level(cell: Cell, symbols: Symbols) -> int | None:
    return level_of(text_of(cell), symbols)


def _tokens(cell: Cell, symbols: Symbols) -> tuple[str, ...]:
    parts = (word.strip() for each in pieces(cell) for word in each.replace("/", ",").split(","))
    return tuple(dict.fromkeys(word for word in parts if word))


def _joined(value: Any, language: str) -> str | None:
    return "; ".join(value) or None


def _per_date(cell: Cell, symbols: Symbols) -> tuple[date, ...]:
    found = [cell] if isinstance(cell, (date, int, float)) else [p for each in pieces(cell) for p in each.split(",")]
    return tuple(cell_times.date_of(each) for each in found if text_of(each))


YES_NO = {"yes": ("ja", "yes"), "no": ("nein", "no")}

TEXT = Kind(lambda cell, _: text_of(cell), lambda value, _: value or None)
LEVEL = Kind(_level, lambda value, _: value, is_level=True)
COUNT = whole(0, 1_000_000)
TOKENS = Kind(_tokens, _joined)
"""Short words such as languages."""
LIST = Kind(lambda cell, _: tuple(dict.fromkeys(pieces(cell))), _joined)
FLAG = Kind(_yes_no, lambda value, language: YES_NO["yes" if value else "no"][language == "en"], YES_NO)
DATE = Kind(lambda cell, _: cell_times.date_of(cell), lambda value, _: value, is_date=True)
DATES = Kind(
    _per_date, lambda value, language: "; ".join(cell_times.shown_date(each, language) for each in value) or None
)
TIME = Kind(lambda cell, _: cell_times.time_of(cell), lambda value, _: value, is_time=True)
BREAKS = Kind(lambda cell, _: cell_times.breaks_of(pieces(cell)), lambda value, _: cell_times.shown_breaks(value))
HOURS = Kind(lambda cell, _: cell_times.hours_of(text_of(cell)), lambda value, _: cell_times.shown_hours(value))
WEEKS = Kind(lambda cell, _: cell_times.weeks_of(text_of(cell)), lambda value, _: cell_times.shown_weeks(value))
ALL_LEVELS = range(LEVELS)
