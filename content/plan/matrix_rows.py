"""A matrix as rows of the long form, each of which knows in which cells it stands; and both forms together."""

import re
from collections.abc import Iterator

from content.plan.aim_sheets import COMPARISONS
from content.plan.cells import is_empty, text_of
from content.plan.fault import Fault, Place
from content.plan.levels import Symbols, level_of, normal
from content.plan.matrix import Label, Matrix, Names, filled, id_of
from content.plan.read_rows import Row, read_cell
from content.plan.unreadable import Unreadable

_FRACTION = re.compile(r"\d+\s*/\s*\d+")


def rows_of(matrix: Matrix, symbols: Symbols, faults: list[Fault]) -> list[Row]:
    """A row for each pair of names with anything in its cells."""
    left = list(_once(matrix, True, faults))
    upper = list(_once(matrix, False, faults))
    rows = (_row(matrix, one, other, symbols, faults) for one in left for other in upper)
    return [row for row in rows if row is not None]


def _once(matrix: Matrix, is_left: bool, faults: list[Fault]) -> Iterator[Label]:
    seen: set[str] = set()
    grid = matrix.table.grid
    for label in matrix.left if is_left else matrix.upper:
        texts = filled(matrix, label, is_left)
        if not texts:
            continue
        if id_of(label.text, matrix.known) is None and not any(map(_is_mark, texts)):
            faults.append(Fault(_at(matrix, label, is_left), "column_ignored", {"header": label.text}, "warning"))
            continue
        if is_left and label.line in grid.hidden_rows:
            faults.append(Fault(Place(grid.name, label.line, matrix.side), "hidden_row", {}, "warning"))
        if normal(label.text) in seen:
            faults.append(Fault(_at(matrix, label, is_left), "label_twice", {"found": label.text}))
        else:
            seen.add(normal(label.text))
            yield label


def _is_mark(text: str) -> bool:
    try:
        level_of(text, {})
    except Unreadable:
        return text.isdecimal()
    return True


def _at(matrix: Matrix, label: Label, is_left: bool) -> Place:
    row, column = (label.line, matrix.side) if is_left else (matrix.header, label.line)
    return Place(matrix.table.grid.name, row, column)


def _row(matrix: Matrix, left: Label, upper: Label, symbols: Symbols, faults: list[Fault]) -> Row | None:
    names = {"group": left, "competence": upper} if matrix.has_groups_left else {"group": upper, "competence": left}
    places = {
        row_field or column_field or "level": (row, column)
        for row_field, row in left.lines.items()
        for column_field, column in upper.lines.items()
    }
    edges = {name: _at(matrix, label, label is left) for name, label in names.items()}
    cells = {**places, **{name: (place.row or 0, place.column or 0) for name, place in edges.items()}}
    row = Row(matrix.table, left.line, cells=cells)
    has_fields = "" not in left.lines or "" not in upper.lines
    for field, place in places.items():
        cell = matrix.table.grid.at(*place)
        if not is_empty(cell):
            before = len(faults)
            read_cell(row, COMPARISONS.column(field), cell, symbols, faults)
            if field == "level":
                _judge_mark(row, text_of(cell), has_fields, before, faults)
    if not row.values and not row.bad:
        return None
    row.values |= {name: label.text for name, label in names.items()}
    return row


def _judge_mark(row: Row, text: str, has_fields: bool, before: int, faults: list[Fault]) -> None:
    """A count where a level belongs gets its own remedy; 3/12 is not level 3."""
    is_unread = any(fault.key == Unreadable("level").key for fault in faults[before:])
    if (is_unread or _FRACTION.fullmatch(text)) and not has_fields:
        del faults[before:]
        row.values.pop("level", None)
        row.bad.add("level")
        faults.append(Fault(row.place("level"), "matrix_level", {"found": text}))


def joined(long: list[Row], wide: list[Row], known: Names, faults: list[Fault]) -> list[Row]:
    """Both forms as one. What stands in both alike counts once; a contradiction is named at the cell of the matrix."""
    told: dict[tuple[str, str, str], Row] = {}
    for row in long:
        for part in _parts(row):
            told.setdefault((*_pair(row, known), part), row)
    for row in wide:
        for part, fields in list(_parts(row).items()):
            other = told.get((*_pair(row, known), part))
            if other is None:
                continue
            field = next((each for each in fields if row.get(each) != other.get(each)), None)
            if field is not None and not other.bad:
                found = {"found": row.get(field, "–"), "other": str(other.place(field))}
                faults.append(Fault(row.place(field), "matrix_contradicts", found))
                row.bad.add(field)
            for each in fields:
                row.values.pop(each, None)
    return [*long, *(row for row in wide if row.bad or _parts(row))]


def _parts(row: Row) -> dict[str, list[str]]:
    given = [field for field in row.values if field == "level" or field.startswith("actual_")]
    parts = {"level": [f for f in given if f == "level"], "actual": [f for f in given if f != "level"]}
    return {part: fields for part, fields in parts.items() if fields}


def _pair(row: Row, known: Names) -> tuple[str, str]:
    group, competence = row.get("group", ""), row.get("competence", "")
    return id_of(group, known) or group, id_of(competence, known) or competence
