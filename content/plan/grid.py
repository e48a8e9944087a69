"""The cells of a workbook (XLSX, XLS, ODS) as they stand, with what is merged and what is hidden."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from content.plan.cells import Cell, is_empty
from content.plan.fault import Fault, Place, PlanError

MOST_ROWS = 50_000
"""Rows of a sheet that are read; more are no plan."""
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_NUMBER = re.compile(rb"""\br=["'](\d+)["']""")
Corner = tuple[int, int]
"""Row and column, from 0."""


@dataclass(slots=True)
class Grid:
    """A sheet. ``merged`` are ranges with both corners included."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[Corner, Corner]] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    is_hidden: bool = False

    def at(self, row: int, column: int) -> Cell:
        """The cell there; None outside."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return None
        return self.rows[row][column]

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


def read_grids(path: Path) -> list[Grid]:
    """All sheets of a file. PlanError when it cannot be read."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            grids = []
            for meta in book.sheets_metadata:
                sheet = book.get_sheet_by_name(meta.name)
                if sheet.total_height > MOST_ROWS:
                    raise PlanError((Fault(Place(meta.name), "too_long", {"most": MOST_ROWS}),))
                rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
                merged = list(sheet.merged_cell_ranges or ())
                grids.append(Grid(meta.name, rows, merged, frozenset(), meta.visible != SheetVisibleEnum.Visible))
    except PasswordError:
        raise PlanError((Fault(Place(), "password"),)) from None
    except (CalamineError, OSError, ValueError):
        raise PlanError((Fault(Place(), "file_unreadable"),)) from None
    hidden = _hidden_rows(path)
    for grid in grids:
        numbers = hidden.get(grid.name, frozenset())
        grid.hidden_rows = frozenset(n for n in numbers if n < len(grid.rows) and not all(map(is_empty, grid.rows[n])))
    return grids


def _hidden_rows(path: Path) -> dict[str, frozenset[int]]:
    """Row numbers by sheet; empty for formats that do not tell."""
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" in names:
                return {name: _of_xlsx(archive, part) for name, part in _parts(archive) if part in names}
            return _of_ods(archive) if "content.xml" in names else {}
    except (BadZipFile, OSError, KeyError, ElementTree.ParseError):
        return {}


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _parts(archive: ZipFile) -> list[tuple[str, str]]:
    """Names of sheets and where they are in the archive."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): (each.get("Target") or "").removeprefix("/xl/") for each in relations}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    sheets = (each for each in book.iter() if _local(each.tag) == "sheet")
    return [
        (each.get("name") or "", f"xl/{targets.get(value)}")
        for each in sheets
        for key, value in each.attrib.items()
        if _local(key) == "id"
    ]


def _of_xlsx(archive: ZipFile, part: str) -> frozenset[int]:
    # Only the tags of rows are looked at: a parser would make a value of every cell.
    tags = (found[0] for found in _ROW.finditer(archive.read(part)))
    numbers = (_NUMBER.search(tag) for tag in tags if _HIDDEN.search(tag))
    return frozenset(int(number[1]) - 1 for number in numbers if number)


def _of_ods(archive: ZipFile) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for table in ElementTree.fromstring(archive.read("content.xml")).iter():
        if _local(table.tag) == "table":
            named = {_local(key): value for key, value in table.attrib.items()}
            found[named.get("name", "")] = frozenset(_hidden_in(table))
    return found


def _hidden_in(table: ElementTree.Element) -> list[int]:
    number = 0
    found: list[int] = []
    for row in (each for each in table.iter() if _local(each.tag) == "table-row"):
        told = {_local(key): value for key, value in row.attrib.items()}
        repeated = int(told.get("number-rows-repeated", "1"))
        if told.get("visibility") in ("collapse", "filter"):
            found.extend(range(number, number + min(repeated, MOST_ROWS)))
        number += repeated
    return found
