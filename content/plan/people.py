"""Whether a workbook speaks of single people: by its headers, or by what stands in its columns."""

import re
from collections.abc import Iterable, Iterator

from content.plan.cells import Cell, is_empty, text_of
from content.plan.fault import Fault, Place
from content.plan.grid import Grid
from content.plan.person_names import is_person_name
from content.plan.squeeze import squeezed

HEADER_ROWS = 12
_HEADERS = frozenset(
    squeezed(word)
    for word in (
        "Mitarbeiter",
        "Mitarbeiterin",
        "Mitarbeiter/in",
        "Mitarbeiter*in",
        "Beschäftigter",
        "Beschäftigte/r",
        "Kollege",
        "Employee",
        "Worker",
        "Staff member",
        "Name, Vorname",
        "Vor- und Nachname",
        "Familienname",
        "Full name",
        "Person",
        "Geburtstag",
        "Geb.",
        "Date of birth",
        "Birthday",
        "E-Mail",
        "E-Mail-Adresse",
        "Mail",
        "Privatanschrift",
        "PNR",
        "P-Nr.",
        "Pers.-Nr.",
        "Personal-Nr.",
        "MA-Nr.",
        "MA Nummer",
        "Stammnummer",
        "Ausweisnummer",
        "Employee no.",
        "Staff number",
        "Staff no.",
        "Geschlecht",
        "Gender",
        "Nationalität",
        "Nationality",
        "Sozialversicherungsnummer",
    )
)
_PARTS = (
    "vorname",
    "nachname",
    "personalnr",
    "personalnummer",
    "persnr",
    "mitarbeiternr",
    "mitarbeiternummer",
    "mitarbeitername",
    "namedesmitarbeiters",
    "namedermitarbeit",
    "geburtsdat",
    "employeeid",
    "employeeno",
    "employeenumber",
    "employeename",
    "personnelno",
    "personnelnumber",
    "firstname",
    "lastname",
    "surname",
)
_NUMBER = re.compile(r"(?:[A-Z]{1,3}[- ]?)?\d{4,9}")
_NUMBERS_ALLOWED = ("kostenstelle", "kst", "costcent", "datum", "date", "termin", "telefon", "phone", "plz")


def is_person_header(text: str) -> bool:
    """Whether a column of that name holds data about people."""
    word = squeezed(text)
    return word in _HEADERS or any(part in word for part in _PARTS)


def faults_of_people(grid: Grid, known: frozenset[int], names_allowed: bool = False) -> Iterator[Fault]:
    """Everything in a sheet that speaks of single people. ``known`` are the columns that the plan reads; in the sheet
    of the multipliers names are allowed."""
    if is_person_name(grid.name):
        yield Fault(Place(grid.name), "person_names", {"count": 1})
    for column in range(grid.width):
        cells = [grid.at(row, column) for row in range(len(grid.rows))]
        if column not in known:
            yield from _of_headers(grid, column, cells)
        if not names_allowed:
            yield from _of_names(grid, column, cells)
            if column not in known:
                yield from _of_numbers(grid, column, cells)
    if not names_allowed:
        yield from _of_upper_edge(grid, known)


def _of_upper_edge(grid: Grid, known: frozenset[int]) -> Iterator[Fault]:
    """People as the columns of a matrix: their names or numbers side by side. Four digits may be years or counts."""
    for row in range(min(HEADER_ROWS, len(grid.rows))):
        given = [(column, text_of(grid.at(row, column))) for column in range(grid.width) if column not in known]
        names = [column for column, text in given if is_person_name(text)]
        numbers = [(column, text) for column, text in given if _NUMBER.fullmatch(text) and len(text) > 4]
        others = squeezed(" ".join(text for _, text in given if not _NUMBER.fullmatch(text)))
        if len(names) > 1:
            yield Fault(Place(grid.name, row, names[0]), "person_names_across", {"count": len(names)})
            return
        if len({text for _, text in numbers}) > 2 and not _any_in(_NUMBERS_ALLOWED, others):
            yield Fault(Place(grid.name, row, numbers[0][0]), "person_numbers_across", {"count": len(numbers)})
            return


def _of_headers(grid: Grid, column: int, cells: list[Cell]) -> Iterator[Fault]:
    for row, cell in enumerate(cells[:HEADER_ROWS]):
        if isinstance(cell, str) and len(cell) <= 60 and is_person_header(cell):
            yield Fault(Place(grid.name, row, column), "person_column", {"header": text_of(cell)})
            return


def _of_names(grid: Grid, column: int, cells: list[Cell]) -> Iterator[Fault]:
    # An example row may show how a contact is written.
    rows = [row for row, cell in enumerate(cells) if isinstance(cell, str) and is_person_name(text_of(cell))]
    filled = sum(not is_empty(cell) for cell in cells)
    if len(rows) > 1 or (rows and filled <= 2):
        yield Fault(Place(grid.name, rows[0], column), "person_names", {"count": len(rows)})


def _of_numbers(grid: Grid, column: int, cells: list[Cell]) -> Iterator[Fault]:
    filled = [
        (row, text_of(cell)) for row, cell in enumerate(cells) if not is_empty(cell) and not isinstance(cell, bool)
    ]
    numbers = [(row, text) for row, text in filled if _NUMBER.fullmatch(text)]
    others = " ".join(squeezed(text) for _, text in filled if not _NUMBER.fullmatch(text))
    if len({text for _, text in numbers}) < 3 or len(numbers) + 4 < len(filled) or _any_in(_NUMBERS_ALLOWED, others):
        return
    yield Fault(Place(grid.name, numbers[0][0], column), "person_numbers", {"count": len(numbers)})


def _any_in(parts: Iterable[str], text: str) -> bool:
    return any(part in text for part in parts)
