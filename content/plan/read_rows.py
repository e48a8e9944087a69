"""The filled rows of a recognised table, cell by cell, with a fault for every cell that cannot be read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from content.plan.cells import Cell, is_empty, text_of
from content.plan.fault import Fault, Place
from content.plan.grid import Corner
from content.plan.headers import Table
from content.plan.levels import Symbols, normal
from content.plan.sheet import Column
from content.plan.unreadable import Unreadable

EXAMPLE = ("beispiel:", "example:")
"""How the first cell of a row begins that only shows how to fill in."""
_TOTALS = frozenset({"summe", "gesamt", "total", "sum", "σ", "∑"})
_ERRORS = ("#REF!", "#BEZUG!", "#N/A", "#NV", "#VALUE!", "#WERT!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#ZAHL!")


@dataclass(slots=True)
class Row:
    """``values`` holds the readable cells that are not empty; ``bad`` the fields whose cell has a fault. ``cells`` says
    where each field stands when they do not stand in one row, as in a matrix."""

    table: Table
    number: int
    values: dict[str, Any] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)
    cells: dict[str, Corner] = field(default_factory=dict)

    def place(self, name: str | None = None) -> Place:
        """The cell of that field; the row's first cell when there is no such column."""
        if self.cells:
            row, column = self.cells.get(name or "") or next(iter(self.cells.values()))
            return Place(self.table.grid.name, row, column)
        columns = self.table.columns
        return Place(self.table.grid.name, self.number, columns.get(name or "", min(columns.values(), default=0)))

    def get(self, name: str, default: Any = None) -> Any:
        return self.values.get(name, default)


def rows_in(table: Table, symbols: Symbols, faults: list[Fault]) -> list[Row]:
    """All rows under the header but empty ones, examples and totals."""
    below = _filled_down(table)
    found = []
    for number in range(table.header + 1, len(table.grid.rows)):
        cells = {
            name: cell
            for name, column in table.columns.items()
            if not is_empty(cell := below.get((number, column), table.grid.at(number, column)))
        }
        if cells and not _is_aside(table, number):
            found.append(_row(table, number, cells, symbols, faults))
            if number in table.grid.hidden_rows:
                faults.append(Fault(found[-1].place(), "hidden_row", {}, "warning"))
    return found


def _is_aside(table: Table, number: int) -> bool:
    first = next((text_of(cell) for cell in table.grid.rows[number] if not is_empty(cell)), "").casefold()
    return first.startswith(EXAMPLE) or is_total(first)


def is_total(text: str) -> bool:
    """Whether a row or column of that name sums up the others."""
    return text.casefold().rstrip(": ") in _TOTALS


def _row(table: Table, number: int, cells: dict[str, Cell], symbols: Symbols, faults: list[Fault]) -> Row:
    row = Row(table, number)
    for column in table.sheet.columns:
        if column.field not in table.columns:
            continue
        if column.field in cells:
            read_cell(row, column, cells[column.field], symbols, faults)
        elif column.required:
            missing(row, column.field, faults)
    return row


def read_cell(row: Row, column: Column, cell: Cell, symbols: Symbols, faults: list[Fault]) -> None:
    """Puts the cell's value into the row, or its fault among the faults."""
    try:
        if isinstance(cell, str) and cell.strip() in _ERRORS:
            raise Unreadable("formula", found=cell.strip())
        value = column.kind.parse(cell, symbols)
    except Unreadable as error:
        faults.append(Fault(row.place(column.field), error.key, error.values))
        row.bad.add(column.field)
        return
    if value is not None:
        row.values[column.field] = value


def missing(row: Row, name: str, faults: list[Fault], language: int = 0) -> None:
    """The row needs that field and has none."""
    if name not in row.bad:
        row.bad.add(name)
        faults.append(
            Fault(row.place(name), "missing", {"column": " / ".join(dict.fromkeys(row.table.sheet.column(name).title))})
        )


def _filled_down(table: Table) -> dict[tuple[int, int], Cell]:
    """What merged cells hold for every row that they span; counts are not repeated, they would be added twice."""
    kinds = {table.columns[each.field]: each.kind for each in table.sheet.columns if each.field in table.columns}
    found: dict[tuple[int, int], Cell] = {}
    for (top, left), (bottom, _) in table.grid.merged:
        if top > table.header and left in kinds and not kinds[left].is_number:
            found |= {(row, left): table.grid.at(top, left) for row in range(top + 1, bottom + 1)}
    return found


def symbols_in(tables: list[Table], faults: list[Fault]) -> dict[str, int | None]:
    """The company's own marks."""
    found: dict[str, int | None] = {}
    for table in tables:
        for row in rows_in(table, {}, faults):
            if "mark" in row.values and "meaning" not in row.bad:
                found[normal(row.values["mark"])] = row.get("meaning")
    return found


def unread_columns(table: Table) -> Iterator[Fault]:
    """Columns that are missing, twice, or not known."""
    grid, columns = table.grid, table.sheet.columns
    for column in columns:
        if column.required and column.field not in table.columns:
            title = " / ".join(dict.fromkeys(column.title))
            yield Fault(Place(grid.name, table.header), "column_missing", {"column": title})
    for place, twice in table.twice.items():
        yield Fault(Place(grid.name, table.header, place), "column_twice", {"column": twice.title[0]})
    for place, header in table.unknown.items():
        yield Fault(Place(grid.name, table.header, place), "column_ignored", {"header": header}, "warning")
