"""What a sheet of the workbook consists of."""

from dataclasses import dataclass
from typing import Any

from content.plan.cells import Kind

Both = tuple[str, str]
"""German and English."""


@dataclass(frozen=True, slots=True)
class Column:
    """``field`` is the key of a row's value, ``synonyms`` are other headers that mean it. ``over`` is the heading that
    it shares with its neighbours, ``choices`` a list of sheet 11 for its drop-down."""

    field: str
    kind: Kind
    title: Both
    synonyms: tuple[str, ...] = ()
    required: bool = False
    width: int = 14
    over: Both = ("", "")
    choices: str = ""
    note: Both = ("", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """``key`` names it in the program; ``examples`` are rows that show how it is filled in."""

    key: str
    name: Both
    title: Both
    hint: Both
    columns: tuple[Column, ...] = ()
    synonyms: tuple[str, ...] = ()
    examples: tuple[dict[str, Any], ...] = ()
    required: bool = False
    computed: tuple[Both, ...] = ()
    """Headers of the columns behind the others, which the workbook computes and nobody reads."""

    def column(self, field: str) -> Column:
        """The column of that field; KeyError when there is none."""
        return {column.field: column for column in self.columns}[field]
