"""Workbooks for the tests: the demo company's, spoilt in one place each, as real files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter

from bot.reading import ROOT
from content.model import Library
from content.plan.fault import Fault, PlanError
from content.plan.file import read_plan, write_plan
from content.plan.grid import Grid, read_grids
from content.plan.model import Plan
from content.reader import read_library

DEMO = ROOT / "content" / "plans" / "muster.yaml"


@cache
def library() -> Library:
    """All learning content."""
    return read_library(ROOT / "content")


@cache
def demo() -> Plan:
    """The demo company's plan."""
    return read_plan(DEMO, library())[0]


@cache
def _grids(language: str) -> tuple[Grid, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "demo.xlsx"
        write_plan(demo(), path, library(), language)
        return tuple(read_grids(path))


@dataclass
class Book:
    """Sheets of cells that a test changes, named as in a spreadsheet: ``book.set("06_Soll_Ist", "F5", 99)``."""

    sheets: dict[str, list[list[Any]]]
    hidden: dict[str, set[int]] = field(default_factory=dict)
    merged: dict[str, list[str]] = field(default_factory=dict)

    def set(self, sheet: str, cell: str, value: Any) -> None:
        row, column = _at(cell)
        rows = self.sheets[sheet]
        while len(rows) <= row:
            rows.append([])
        while len(rows[row]) <= column:
            rows[row].append(None)
        rows[row][column] = value

    def get(self, sheet: str, cell: str) -> Any:
        row, column = _at(cell)
        return self.sheets[sheet][row][column]

    def drop_column(self, sheet: str, letter: str) -> None:
        for row in self.sheets[sheet]:
            del row[_at(f"{letter}1")[1]]

    def insert_column(self, sheet: str, letter: str, values: Iterable[Any], first_row: int = 4) -> None:
        column = _at(f"{letter}1")[1]
        for row in self.sheets[sheet]:
            row.insert(column, None)
        for number, value in enumerate(values, first_row):
            self.set(sheet, f"{letter}{number}", value)

    def write(self, path: Path) -> Path:
        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
            formats = {
                date: book.add_format({"num_format": "dd.mm.yyyy"}),
                time: book.add_format({"num_format": "hh:mm"}),
            }
            for name, rows in self.sheets.items():
                page = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    for column, value in enumerate(row):
                        _write(page, number, column, value, formats)
                for number in self.hidden.get(name, ()):
                    page.set_row(number - 1, None, None, {"hidden": True})
                for span in self.merged.get(name, ()):
                    first, _, last = span.partition(":")
                    page.merge_range(*_at(first), *_at(last), self.get(name, first))
        return path

    def read(self, folder: Path) -> Plan:
        """The plan; PlanError as the reader raises it."""
        return read_plan(self.write(folder / "book.xlsx"), library())[0]

    def warnings(self, folder: Path) -> tuple[Fault, ...]:
        return read_plan(self.write(folder / "book.xlsx"), library())[1]

    def errors(self, folder: Path) -> list[str]:
        """What the reader says is wrong, in English; empty when it reads the plan."""
        try:
            self.read(folder)
        except PlanError as error:
            return [fault.said("en", "book.xlsx") for fault in error.faults if fault.severity == "error"]
        return []


def demo_book(language: str = "de") -> Book:
    """The filled workbook of the demo company, to be changed."""
    return Book({grid.name: [list(row) for row in grid.rows] for grid in _grids(language)})


def spoilt(change: Callable[[Book], None]) -> Book:
    book = demo_book()
    change(book)
    return book


def _at(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(letters) :]) - 1, column - 1


def _write(page: Any, row: int, column: int, value: Any, formats: dict[type, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, (date, datetime)):
        page.write_datetime(row, column, value, formats[date])
    elif isinstance(value, time):
        page.write_datetime(row, column, value, formats[time])
    elif isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, (int, float)):
        page.write_number(row, column, value)
    else:
        page.write_string(row, column, str(value))
