"""What sheet 06 computes by itself: sums, people reached and missing, the gap, and colours for what needs a look."""

from collections.abc import Iterator
from typing import Any

from content.plan.sheet import Sheet
from content.plan.workbook_formats import BAD, GAP, LEVEL_SCALE, SOON
from content.plan.workbook_lists import Lists

Formula = tuple[str, Any]
"""What a cell computes, and its value now; None when it shows nothing."""


def formulas(row: int, values: dict[str, Any], heads: dict[str, int], lists: Lists) -> Iterator[Formula]:
    """Of a row (from 1): sum, people of the group, reached, missing, gap."""
    actual = [values[name] for level in range(5) if (name := f"actual_{level}") in values]
    head = heads.get(values.get("group", ""))
    level, wanted = values.get("level"), values.get("people") or head
    reached = sum(actual[level:]) if actual and level is not None else None
    missing = max(0, wanted - reached) if reached is not None and wanted else None
    share = missing / wanted if missing is not None and wanted else None
    levels = "+".join(f"(C{row}<={n})*{letter}{row}" for n, letter in enumerate("FGHIJ"))
    needed = f'IF(D{row}="",N{row},D{row})'
    yield f'=IF(COUNT(F{row}:J{row})=0,"",SUM(F{row}:J{row}))', sum(actual) if actual else None
    yield f'=IFERROR(INDEX({lists.headcounts},MATCH(A{row},{lists.groups},0)),"")', head
    yield f'=IF(OR(NOT(ISNUMBER(C{row})),COUNT(F{row}:J{row})=0),"",{levels})', reached
    yield f'=IF(OR(O{row}="",AND(D{row}="",N{row}="")),"",MAX(0,{needed}-O{row}))', missing
    yield f'=IF(P{row}="","",P{row}/{needed})', share


def colour(book: Any, page: Any, sheet: Sheet, first: int, last: int) -> None:
    """Rules for the rows from ``first`` to ``last`` (from 0): sums over the headcount, gaps, levels, near dates."""
    bad, soon = book.add_format(BAD), book.add_format(SOON)
    row, start = first + 1, len(sheet.columns)
    at = {column.field: place for place, column in enumerate(sheet.columns)}
    over = f"=AND(ISNUMBER($M{row}),ISNUMBER($N{row}),$M{row}>$N{row})"
    near = f"=AND(ISNUMBER($E{row}),$E{row}-TODAY()<180,N($P{row})>0)"
    page.conditional_format(first, start, last, start, {"type": "formula", "criteria": over, "format": bad})
    page.conditional_format(first, at["due"], last, at["due"], {"type": "formula", "criteria": near, "format": soon})
    page.conditional_format(first, start + 4, last, start + 4, GAP)
    page.conditional_format(first, at["level"], last, at["level"], LEVEL_SCALE)
