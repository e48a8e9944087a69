"""The wide form of sheet 06: groups along one edge, competences along another. Its shape alone tells which is which."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from content.plan.aim_sheets import COMPARISONS, COMPETENCES
from content.plan.cells import is_empty, text_of
from content.plan.company_sheets import GROUPS
from content.plan.grid import Grid
from content.plan.headers import SEARCHED, Table
from content.plan.levels import CIRCLES, normal
from content.plan.read_rows import EXAMPLE, Row, is_total
from content.plan.squeeze import slug, squeezed

SIDES = 6
"""Columns in which the names at the side can stand."""
Names = Mapping[str, str]
"""Names and ids as they are compared, and the ids."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name at an edge: where it stands on it, and the lines (rows or columns, from 0) that belong to it, by the
    field that each holds; without fields there is one, for a target level."""

    text: str
    line: int
    lines: dict[str, int]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``header`` is the row of the upper names, ``side`` the column of those at the left; ``known`` are the names that
    exist. ``table`` has no columns."""

    table: Table
    header: int
    side: int
    has_groups_left: bool
    upper: tuple[Label, ...]
    left: tuple[Label, ...]
    known: Names


def called(rows: Iterable[Row]) -> Names:
    """What the things of those rows may be called."""
    found: dict[str, str] = {}
    for row in rows:
        own = row.get("id") or row.get("name") or ""
        found |= {word(each): slug(own) for each in (row.get("name"), own) if each for word in (normal, slug)}
    return found


def id_of(text: str, names: Names) -> str | None:
    """The id of what is called like this; None when nothing is."""
    return (names.get(normal(text)) or names.get(slug(text))) if text else None


def is_long(table: Table) -> bool:
    """Whether each row of it names its group and its competence."""
    return {"group", "competence"} <= table.columns.keys() and any(
        field == "level" or field.startswith("actual_") for field in table.columns
    )


def matrix_in(grid: Grid, groups: Names, competences: Names) -> Matrix | None:
    """The matrix of a sheet; None unless a name of each kind stands at an edge of its own."""
    best, found = 0, None
    for header in range(min(SEARCHED, len(grid.rows))):
        across = [text_of(grid.at(header, column)) for column in range(grid.width)]
        for side in range(min(SIDES, grid.width)):
            down = [text_of(grid.at(row, side)) for row in range(header + 1, len(grid.rows))]
            for left, upper, has_groups_left in ((competences, groups, False), (groups, competences, True)):
                here, there = _known(down, left), _known(across[side + 1 :], upper)
                if here and there and here + there > best:
                    best, found = here + there, (header, side, has_groups_left)
    return None if found is None else _matrix(grid, {**groups, **competences}, *found)


def _known(texts: list[str], names: Names) -> int:
    return sum(id_of(text, names) is not None for text in texts)


def _matrix(grid: Grid, known: Names, header: int, side: int, has_groups_left: bool) -> Matrix:
    def upper_cell(column: int, depth: int) -> str:
        return text_of(grid.at(header + depth, column))

    def left_cell(row: int, depth: int) -> str:
        return text_of(grid.at(row, side + depth))

    columns, rows = range(side + 1, grid.width), range(header + 1, len(grid.rows))
    by_column = _has_fields(grid.at(header + 1, side), (upper_cell(n, 1) for n in columns))
    if by_column:
        rows = rows[1:]
    by_row = not by_column and _has_fields(grid.at(header, side + 1), (left_cell(n, 1) for n in rows))
    upper = _labels(columns[1:] if by_row else columns, upper_cell, by_column)
    left = _labels(rows, left_cell, by_row)
    table = Table(COMPARISONS, grid, header, {}, {}, {})
    return Matrix(table, header, side, has_groups_left, tuple(upper), tuple(left), known)


_HEADINGS = {"", *(squeezed(word) for word in ("Stufe", "Stufen", "Level", "Niveau", "Ist", "Ist-Stufe", "Personen"))}
_FIELDS = {
    **{squeezed(word): each.field for each in COMPARISONS.columns[2:] for word in (*each.title, *each.synonyms)},
    **{word: f"actual_{level}" for level, word in enumerate(("i", "l", "u", "o"), 1)},
    **{word: f"actual_{level}" for level, word in enumerate(("ii", "iii", "iv"), 2)},
}
_NAMING = {squeezed(word) for each in COMPARISONS.columns[:2] for word in (*each.title, *each.synonyms)}
ASIDE = frozenset(
    {squeezed(word) for title in COMPARISONS.computed for word in title}
    | {squeezed(w) for each in (*GROUPS.columns, *COMPETENCES.columns) for w in (*each.title, *each.synonyms)}
    | {squeezed(word) for word in ("Bemerkung", "Bemerkungen", "Notiz", "Kommentar", "Nr.", "Remark", "Note")}
)
"""Headers beside the names that say something else about them."""


def _field(text: str) -> str | None:
    if len(text) == 1 and text in CIRCLES:
        return f"actual_{CIRCLES.index(text)}"
    return _FIELDS.get(squeezed(text))


def _has_fields(corner: object, texts: Iterator[str]) -> bool:
    """Whether the second line of an edge says what its lines hold: a level for counts, a target, a date."""
    given = [text for text in texts if text]
    known = [field for text in given if (field := _field(text))]
    heading = squeezed(text_of(corner))  # type: ignore[arg-type]
    return heading in _HEADINGS | _NAMING and len(set(known)) > 1 and 2 * len(known) > len(given)


def _labels(lines: range, cell: Callable[[int, int], str], has_fields: bool) -> Iterator[Label]:
    label: Label | None = None
    for line in lines:
        text = cell(line, 0)
        if not has_fields:
            if text and not _is_aside(text):
                yield Label(text, line, {"": line})
            continue
        # The name stands over the first of its lines, merged or not.
        if text and (label is None or text != label.text or _field(cell(line, 1)) in label.lines):
            label = None if _is_aside(text) else Label(text, line, {})
            if label is not None:
                yield label
        field = _field(cell(line, 1))
        if label is not None and field and field not in label.lines:
            label.lines[field] = line


def _is_aside(text: str) -> bool:
    return text.casefold().startswith(EXAMPLE) or is_total(text) or squeezed(text) in ASIDE


def filled(matrix: Matrix, label: Label, is_left: bool) -> list[str]:
    """What stands in the lines of a label."""
    grid = matrix.table.grid
    others = [n for each in (matrix.upper if is_left else matrix.left) for n in each.lines.values()]
    cells = ((n, other) if is_left else (other, n) for n in label.lines.values() for other in others)
    return [text_of(cell) for place in cells if not is_empty(cell := grid.at(*place))]
