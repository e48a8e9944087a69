"""What is wrong with a plan: where, what, and what to do about it, in the language of its reader."""

from dataclasses import dataclass, field
from typing import Any, Literal

from content.plan.wording import worded

Severity = Literal["error", "warning"]
Loc = tuple[str | int, ...]
"""Keys and indexes that lead to a value in the plan."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A contradiction inside a plan: ``key`` names its words in ``content.plan.wording``."""

    loc: Loc
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    severity: Severity = "error"


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a workbook (``row`` and ``column`` count from 0; a column of None is the row, both None the sheet), a
    line of a text file, or a file."""

    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        if self.sheet is None:
            return "" if self.line is None else str(self.line)
        if self.row is None:
            return self.sheet
        return f"{self.sheet}!{letters(self.column) if self.column is not None else ''}{self.row + 1}"

    @property
    def order(self) -> tuple[str, int, int, int]:
        """Sheets by name, then rows, then columns."""
        return (self.sheet or "", self.line or 0, -1 if self.row is None else self.row, self.column or 0)


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem at a place of a file."""

    place: Place
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    severity: Severity = "error"

    def said(self, language: str, file: str = "") -> str:
        """``06_Soll_Ist!F7: what is wrong; what to do``. A place without a sheet is shown with its file's name."""
        what, remedy = worded(self.key, language, self.values)
        where = str(self.place)
        if self.place.sheet is None:
            where = f"{file}:{where}" if where else file
        return f"{where}: {what}; {remedy}"


class PlanError(Exception):
    """A plan that cannot be used. ``faults`` names everything that is wrong, in the order of the file."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(fault.said("en") for fault in faults))
        self.faults = faults


def letters(column: int) -> str:
    """The name of a column of a sheet: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
