"""Which sheet of a workbook is which, and which column: by name, by synonym, by what the headers fit best."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from content.plan.cells import is_empty, text_of
from content.plan.grid import Grid
from content.plan.sheet import Column, Sheet
from content.plan.sheets import OTHERS, SHEETS, SYMBOLS
from content.plan.squeeze import squeezed

SEARCHED = 15
"""Rows in which a header can stand."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that was recognised: where its header is, and where each field stands. ``twice`` and ``unknown`` are
    columns that say the same as another one, and those that mean nothing here."""

    sheet: Sheet
    grid: Grid
    header: int
    columns: dict[str, int]
    twice: dict[int, Column]
    unknown: dict[int, str]


def recognised(grids: Sequence[Grid]) -> tuple[list[Table], list[Grid]]:
    """The tables of the plan, and the sheets that are none. A table may come twice."""
    tables: list[Table] = []
    rest: list[Grid] = []
    for grid in grids:
        sheet = _by_name(grid.name)
        if sheet is not None:
            tables.append(_table(sheet, grid))
        elif not _is_other(grid.name):
            rest.append(grid)
    left: list[Grid] = []
    for grid in rest:
        found = {table.sheet.key for table in tables}
        fitting = [table for sheet in SHEETS if sheet.key not in found and _fits(table := _table(sheet, grid))]
        if fitting:
            tables.append(max(fitting, key=lambda table: len(table.columns)))
        else:
            left.append(grid)
    return tables, left


def _named(name: str) -> str:
    return squeezed(re.sub(r"^(\d+[a-z]?)?[\s\d_.)-]+", "", name))


def _by_name(name: str) -> Sheet | None:
    wanted = _named(name)
    for sheet in (*SHEETS, SYMBOLS):
        if wanted in {_named(each) for each in (*sheet.name, *sheet.synonyms)}:
            return sheet
    return None


def _is_other(name: str) -> bool:
    return _named(name) in {_named(each) for names in OTHERS for each in names}


def _fits(table: Table) -> bool:
    needed = {column.field for column in table.sheet.columns if column.required}
    return len(table.columns) >= 3 and needed <= table.columns.keys()


def _table(sheet: Sheet, grid: Grid) -> Table:
    known = {squeezed(word): column for column in sheet.columns for word in (*column.title, *column.synonyms)}
    computed = {squeezed(word) for title in sheet.computed for word in title}
    best: tuple[int, dict[str, int], dict[int, Column], dict[int, str]] = (0, {}, {}, {})
    for row in range(min(SEARCHED, len(grid.rows))):
        columns: dict[str, int] = {}
        twice: dict[int, Column] = {}
        unknown: dict[int, str] = {}
        for place in range(grid.width):
            column = next((known[word] for word in _words(grid, row, place) if word in known), None)
            if column is None:
                if not is_empty(grid.at(row, place)) and squeezed(text_of(grid.at(row, place))) not in computed:
                    unknown[place] = text_of(grid.at(row, place))
            elif column.field in columns:
                twice[place] = column
            else:
                columns[column.field] = place
        _prefer_titles(grid, row, columns, twice)
        if len(columns) > len(best[1]):
            best = (row, columns, twice, unknown)
    return Table(sheet, grid, *best)


def _prefer_titles(grid: Grid, row: int, columns: dict[str, int], twice: dict[int, Column]) -> None:
    """Of two columns that mean the same, the one with the real title is read."""
    for place, column in list(twice.items()):
        if text_of(grid.at(row, place)).rstrip(" *") in column.title:
            twice[columns[column.field]] = twice.pop(place)
            columns[column.field] = place


def _words(grid: Grid, row: int, column: int) -> Iterator[str]:
    """What a header may be called: by itself, without what is in brackets, together with the heading over it."""
    cell = grid.at(row, column)
    over = _over(grid, row, column)
    if is_empty(cell):
        # A heading that spans the rows of a header stands in the upper one.
        if over and not is_empty(grid.at(row - 1, column)):
            yield squeezed(over)
        return
    text = text_of(cell)
    if over:
        yield squeezed(f"{over.partition(':')[0]} {text}")
    yield squeezed(text)
    yield squeezed(re.sub(r"\(.*?\)|\[.*?\]", "", text))
    yield squeezed(text.partition("\n")[0])


def _over(grid: Grid, row: int, column: int) -> str:
    """The heading in the row above, also when it spans several columns."""
    for (top, left), (bottom, right) in grid.merged:
        if top <= row - 1 <= bottom and left <= column <= right:
            return text_of(grid.at(top, left)) if bottom < row or column == left else ""
    return text_of(grid.at(row - 1, column))
