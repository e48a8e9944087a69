"""A matrix of groups and competences, as companies keep it: any turn of it gives the plan of the long form."""

# ruff: noqa: E501 - a matrix is easier to read in one line.

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from content.plan.fault import PlanError
from content.plan.file import read_plan, write_plan
from content.plan.levels import CIRCLES
from tests.content.plan.books import Book, demo_book, library

V, W = "06_Soll_Ist", "06b_Matrix"
GROUPS = {"zerspanung": "Zerspanung", "montage": "Montage"}
COMPETENCES = {
    "hmi-meldungen": "Meldungen an Maschinen",
    "messmittel": "Messen und prüfen",
    "ruesten": "Rüsten mit Plan",
}
LEVELS = {("zerspanung", "hmi-meldungen"): 2, ("zerspanung", "messmittel"): 3, ("montage", "messmittel"): 4,
          ("montage", "ruesten"): 0}  # fmt: skip
COUNTS = {("zerspanung", "hmi-meldungen"): (16, 16, 9, 19, 2), ("montage", "messmittel"): (54, 0, 0, 0, 0),
          ("montage", "ruesten"): (10, 20, 4, 15, 5)}  # fmt: skip
Cells = list[list[Any]]


def turned(rows: Cells) -> Cells:
    width = max(map(len, rows))
    return [[row[n] if n < len(row) else None for row in rows] for n in range(width)]


def marks(write: Callable[[int], Any] = lambda level: level) -> Cells:
    """Competences below each other, groups beside each other, a level in each cell."""
    rows: Cells = [["Kompetenz", *GROUPS.values()]]
    for competence, name in COMPETENCES.items():
        levels = (LEVELS.get((group, competence)) for group in GROUPS)
        rows.append([name, *(None if level is None else write(level) for level in levels)])
    return rows


def counts(heads: tuple[Any, ...] = (0, 1, 2, 3, 4)) -> Cells:
    """The same with five columns for each group."""
    rows: Cells = [["Kompetenz"], [None]]
    for name in GROUPS.values():
        rows[0] += [name, None, None, None, None]
        rows[1] += heads
    for competence, name in COMPETENCES.items():
        cells = [each for group in GROUPS for each in COUNTS.get((group, competence), (None,) * 5)]
        rows.append([name, *cells])
    return rows


def merges(turn: bool = False) -> list[str]:
    """The cells of each group's name as one, below three rows of a title."""
    return ["A5:A9", "A10:A14"] if turn else ["B4:F4", "G4:K4"]


def with_matrix(
    rows: Cells, name: str = V, merged: list[str] | None = None, others: dict[str, Cells] | None = None
) -> Book:
    book = demo_book()
    del book.sheets[V]
    book.sheets[name] = [["Qualifikationsmatrix Werk Nord"], [], [], *rows]
    if merged:
        book.merged[name] = merged
    book.sheets |= others or {}
    return book


def levels_in(book: Book, folder: Path) -> dict[tuple[str | None, str], int | None]:
    return {(each.group, each.competence): each.level for each in book.read(folder).comparisons}


def counts_in(book: Book, folder: Path) -> dict[tuple[str | None, str], tuple[int, ...] | None]:
    return {(each.group, each.competence): each.actual for each in book.read(folder).comparisons}


@pytest.mark.parametrize("turn", [list, turned])
@pytest.mark.parametrize(
    "write",
    [int, str, lambda level: CIRCLES[level], lambda level: ("0", *"ILUO")[level],
     lambda level: ("0", "I", "II", "III", "IV")[level], lambda level: f"Stufe {level}"],
)  # fmt: skip
def test_mark_in_a_matrix_is_the_target_of_everybody(tmp_path: Path, turn: Any, write: Callable[[int], Any]) -> None:
    plan = with_matrix(turn(marks(write))).read(tmp_path)
    assert {(each.group, each.competence): each.level for each in plan.comparisons} == LEVELS
    assert {each.people for each in plan.comparisons} == {None}


@pytest.mark.parametrize("is_merged", [True, False])
@pytest.mark.parametrize(
    "heads", [(0, 1, 2, 3, 4), tuple(CIRCLES), ("0", *"ILUO"), tuple(f"Stufe {n}" for n in range(5))]
)
def test_five_columns_of_a_group_are_its_people_on_each_level(tmp_path: Path, heads: Any, is_merged: bool) -> None:
    assert counts_in(with_matrix(counts(heads), merged=merges() if is_merged else None), tmp_path) == COUNTS


@pytest.mark.parametrize("is_merged", [True, False])
def test_five_rows_of_a_group_are_its_people_on_each_level(tmp_path: Path, is_merged: bool) -> None:
    rows = turned(counts())
    assert counts_in(with_matrix(rows, merged=["A5:A9", "A10:A14"] if is_merged else None), tmp_path) == COUNTS


def test_groups_below_each_other_may_have_five_columns_for_each_competence(tmp_path: Path) -> None:
    rows: Cells = [["Gruppe"], [None]]
    for name in COMPETENCES.values():
        rows[0] += [name, *[None] * 4]
        rows[1] += range(5)
    for group, name in GROUPS.items():
        rows.append([name, *(n for each in COMPETENCES for n in COUNTS.get((group, each), (None,) * 5))])
    assert counts_in(with_matrix(rows, merged=["B4:F4", "G4:K4", "L4:P4"]), tmp_path) == COUNTS


def test_headings_over_the_edges_and_columns_beside_them_do_no_harm(tmp_path: Path) -> None:
    rows = marks()
    book = with_matrix(
        [[None, None, "Gruppen"], *([number or "Nr.", *row, "siehe Protokoll" if number else "Hinweis"] for number, row in enumerate(rows)),
         ["", "Summe", 5, 7]],
        merged=["C4:D4"],
    )  # fmt: skip
    assert levels_in(book, tmp_path) == LEVELS
    assert any(
        fault.said("en").startswith(f'{V}!E5: the column "Hinweis" is not known') for fault in book.warnings(tmp_path)
    )


@pytest.mark.parametrize("name", [W, "Qualifikationsmatrix", "Tabelle7"])
def test_matrix_is_found_on_a_sheet_of_its_own(tmp_path: Path, name: str) -> None:
    assert levels_in(with_matrix(marks(), name), tmp_path) == LEVELS


def long_rows(*rows: list[Any]) -> Cells:
    return [["Gruppe", "Kompetenz", "Soll-Stufe", "bis", "Ist 0", "Ist 1", "Ist 2", "Ist 3", "Ist 4"], *rows]


def test_long_form_and_matrix_complete_each_other(tmp_path: Path) -> None:
    long = long_rows(["zerspanung", "hmi-meldungen", 2, "31.12.2027"], ["logistik", "messmittel", 1])
    book = with_matrix(counts(), W, others={V: long})
    plan = book.read(tmp_path)
    assert len(plan.comparisons) == 2 + len(COUNTS)
    assert sum(each.actual is not None for each in plan.comparisons) == len(COUNTS)
    again = with_matrix(marks(), W, others={V: long}).read(tmp_path)
    assert {(each.group, each.competence): each.level for each in again.comparisons} == {
        **LEVELS,
        ("logistik", "messmittel"): 1,
    }
    assert len(again.comparisons) == len(LEVELS) + 1


@pytest.mark.parametrize("rows", [marks(), counts(), turned(marks()), turned(counts())])
def test_matrix_is_converted_to_the_long_form_without_loss(tmp_path: Path, rows: Cells) -> None:
    plan = with_matrix(rows).read(tmp_path)
    for name in ("long.xlsx", "long.yaml"):
        write_plan(plan, tmp_path / name, library(), "de")
        assert read_plan(tmp_path / name, library())[0] == plan


Broken = tuple[Cells, Callable[[Cells], None], str, str]


def put(row: int, column: int, value: Any) -> Callable[[Cells], None]:
    def change(rows: Cells) -> None:
        rows[row][column] = value

    return change


BROKEN: dict[str, Broken] = {
    # (the matrix, what was done to it, the cell, words of the remedy)
    "group unknown": (marks(), put(0, 1, "Zerspannung"), "B4", "perhaps meant: zerspanung"),
    "group unknown over counts": (counts(), put(0, 6, "Montge"), "G4", "perhaps meant: montage"),
    "group unknown at the side": (turned(marks()), put(1, 0, "Zerspannung"), "A5", "perhaps meant: zerspanung"),
    "competence unknown": (marks(), put(2, 0, "Messen und prüfn"), "A6", 'no competence "Messen und prüfn"'),
    "competence unknown above": (turned(marks()), put(0, 2, "Messen u. prüfen"), "C4", "no competence"),
    "mark unreadable": (marks(), put(1, 1, "sehr gut"), "B5", "map this mark to a level in sheet 11"),
    "mark unreadable in the turned one": (turned(marks()), put(1, 1, "sehr gut"), "B5", "enter 0 to 4"),
    "count where a level belongs": (marks(), put(1, 1, 12), "B5", "for counts make 5 columns for each group"),
    "fraction where a level belongs": (marks(), put(1, 1, "3/12"), "B5", "for counts make 5 columns for each group"),
    "sum over the headcount": (counts(), put(2, 1, 99), "B6", "is more than the group's 62 people"),
    "sum over the headcount below": (turned(counts()), put(1, 2, 99), "C5", "is more than the group's 62 people"),
    "one level missing": (counts(), put(2, 3, None), "D6", "0 where there is nobody"),
    "half a person": (counts(), put(2, 4, 2.5), "E6", "no whole number"),
    "count in words": (counts(), put(2, 5, "viele"), "F6", "enter digits only"),
    "negative count": (turned(counts()), put(4, 2, -1), "C8", "enter a value from 0"),
    "group twice": (marks(), put(0, 2, "Zerspanung"), "C4", "delete one of the two rows or columns"),
    "competence twice": (marks(), put(2, 0, "Meldungen an Maschinen"), "A6", "delete one of the two rows or columns"),
    "formula with an error": (marks(), put(1, 1, "#REF!"), "B5", "correct the formula"),
    "counts of a role": (counts(), put(0, 6, "Einrichter"), "G7", "enter them in the row of the group"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_mistake_in_a_matrix_is_named_with_its_cell_and_remedy(tmp_path: Path, name: str) -> None:
    rows, change, cell, words = BROKEN[name]
    rows = [list(row) for row in rows]
    change(rows)
    errors = with_matrix(rows).errors(tmp_path)
    assert any(error.startswith(f"{V}!{cell}: ") and words in error for error in errors), errors
    assert len({error.partition(": ")[0] for error in errors}) <= 2, errors


def test_all_mistakes_of_a_matrix_are_named_at_once(tmp_path: Path) -> None:
    rows = marks()
    for change in (put(0, 1, "Zerspannung"), put(2, 0, "Messen und prüfn"), put(3, 2, "?")):
        change(rows)
    places = [error.partition(": ")[0] for error in with_matrix(rows).errors(tmp_path)]
    assert places == [f"{V}!B4", f"{V}!A6", f"{V}!C7"]


@pytest.mark.parametrize(
    ("row", "rows", "cell", "words"),
    [(["zerspanung", "hmi-meldungen", 3], marks(), "B5", f"here stands 2, in {V}!C2 something else"),
     (["zerspanung", "hmi-meldungen", None, None, 16, 16, 9, 18, 2], counts(), "E6", f"here stands 19, in {V}!H2 something else")],
)  # fmt: skip
def test_contradiction_of_both_forms_is_named_at_the_matrix(
    tmp_path: Path, row: list[Any], rows: Cells, cell: str, words: str
) -> None:
    [error] = with_matrix(rows, W, others={V: long_rows(row)}).errors(tmp_path)
    assert error.startswith(f"{W}!{cell}: {words}; make them equal")


PEOPLE = ("Müller, Anna", "Schmidt, Thomas", "Yılmaz, Ayşe", "Kowalski, Marek")
PERSONAL: dict[str, tuple[Cells, str, str]] = {
    "names at the side": ([["", *COMPETENCES], *([name, 1, 2, 3] for name in PEOPLE)], "A5", "look like names"),
    "names above": ([["", *PEOPLE], *([each, 1, 2, 3, 4] for each in COMPETENCES)], "B4", "values of this row look like names"),
    "numbers at the side": ([["", *COMPETENCES], *([100234 + n, 1, 2, 3] for n in range(4))], "A5", "personnel numbers"),
    "numbers above": ([["", 100234, 100235, 100236], *([each, 1, 2, 3] for each in COMPETENCES)], "B4", "personnel numbers"),
    "column of people": ([["Mitarbeiter", *COMPETENCES], ["A", 1, 2, 3]], "A4", "holds data about people"),
    "names beside the groups": ([["Gruppe", "Wer", *COMPETENCES], *(["Montage", name, 1, 2, 3] for name in PEOPLE)], "B5", "look like names"),
}  # fmt: skip


@pytest.mark.parametrize("sheet", [V, W, "Tabelle7"])
@pytest.mark.parametrize("name", PERSONAL)
def test_matrix_of_people_is_refused_with_its_reason(tmp_path: Path, name: str, sheet: str) -> None:
    rows, cell, words = PERSONAL[name]
    with pytest.raises(PlanError) as caught:
        with_matrix(rows, sheet).read(tmp_path)
    [found] = [fault.said("en") for fault in caught.value.faults]
    assert found.startswith(f"{sheet}!{cell}: ") and words in found and "The file is refused" in found


def test_years_above_a_table_are_no_people(tmp_path: Path) -> None:
    book = demo_book()
    book.sheets["Umsatz"] = [["Werk", 2026, 2027, 2028], ["Nord", 1, 2, 3]]
    assert book.errors(tmp_path) == []
