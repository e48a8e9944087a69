"""A workbook as a plan, or as everything that keeps it from being one. Nothing is ever read by half."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from content.model import Library
from content.plan.assembly import Assembly, assemble
from content.plan.cells import is_empty
from content.plan.contents import Contents
from content.plan.fault import Breach, Fault, Loc, Place, PlanError
from content.plan.grid import Grid, read_grids
from content.plan.headers import Table, recognised
from content.plan.levels import Symbols
from content.plan.matrix import Matrix, called, is_long, matrix_in
from content.plan.matrix_rows import joined, rows_of
from content.plan.model import Plan
from content.plan.people import faults_of_people
from content.plan.read_rows import Row, read_cell, rows_in, symbols_in, unread_columns
from content.plan.rules import breaches
from content.plan.sheets import SETTINGS, SHEETS
from content.plan.squeeze import slug, squeezed

DEPENDENT = frozenset({"over_budget", "dependency_missing", "dependency_late", "busy_week"})
"""Breaches that may come from a row of the plan that could not be read."""
NOT_IN_ROWS = ("contents", "states")
"""What is not defined in the workbook itself: only the rules know whether it exists."""
_UNREAD = {
    "name": "?",
    "federal_state": "NI",
    "sites": ("?",),
    "agreement.reference": "?",
    "agreement.valid_from": "2000-01-01",
    "agreement.valid_until": "2100-12-31",
}


def read_workbook(path: Path, library: Library) -> tuple[Plan, tuple[Fault, ...]]:
    """The plan and its warnings. PlanError names every problem with its cell."""
    return plan_of(read_grids(path), library)


def plan_of(grids: list[Grid], library: Library) -> tuple[Plan, tuple[Fault, ...]]:
    """The same from the cells."""
    tables, others = recognised(grids)
    _refuse_people(grids, tables)
    faults: list[Fault] = []
    symbols = symbols_in([table for table in tables if table.sheet.key == "symbols"], faults)
    tables, matrices = _apart(tables, others, symbols)
    faults.extend(_sheets(tables, [grid for grid in others if grid.name not in matrices]))
    first = _first_of_each(tables)
    faults.extend(fault for key, table in first.items() if key != "symbols" for fault in unread_columns(table))
    rows = {key: rows_in(table, symbols, faults) for key, table in first.items() if key not in ("company", "symbols")}
    for matrix in matrices.values():
        wide = rows_of(matrix, symbols, faults)
        rows["comparisons"] = joined(rows.get("comparisons", []), wide, matrix.known, faults)
    assembly = Assembly(Contents.of(library), faults)
    settings, places = _settings(first.get("company"), faults)
    assemble(rows, list(settings["sites"]), assembly)
    faults.extend(_empty_lists(first, rows))
    raw = {**_nested(settings), **assembly.raw, "vision": assembly.vision}
    plan = _validated(raw, assembly, places, faults)
    if plan is not None:
        faults.extend(_contradictions(plan, library, assembly, places, rows))
    return _settled(plan, faults)


def _apart(tables: list[Table], others: list[Grid], symbols: Symbols) -> tuple[list[Table], dict[str, Matrix]]:
    """The tables without those that are a matrix, and the matrices by the names of their sheets."""
    named = _first_of_each(tables)
    groups, competences = (
        called(rows_in(named[key], symbols, [])) if key in named else {} for key in ("groups", "competences")
    )
    compared = [table for table in tables if table.sheet.key == "comparisons"]
    grids = [table.grid for table in compared if not is_long(table)] if compared else others
    found = {grid.name: matrix for grid in grids if (matrix := matrix_in(grid, groups, competences))}
    return [table for table in tables if table.grid.name not in found], found


def _settled(plan: Plan | None, faults: list[Fault]) -> tuple[Plan, tuple[Fault, ...]]:
    ordered = tuple(sorted(_once(faults), key=lambda fault: fault.place.order))
    if plan is None or any(fault.severity == "error" for fault in ordered):
        raise PlanError(ordered)
    return plan, ordered


def _once(faults: Iterable[Fault]) -> list[Fault]:
    return list({(fault.place, fault.key, str(fault.values)): fault for fault in faults}.values())


def _refuse_people(grids: list[Grid], tables: list[Table]) -> None:
    """Before anything else is read, and without a word about what else is wrong."""
    by_name = {table.grid.name: table for table in tables}
    found: list[Fault] = []
    for grid in grids:
        table = by_name.get(grid.name)
        # In a matrix the numbers of the first row may be taken for a header.
        is_read = table is not None and (table.sheet.key != "comparisons" or is_long(table))
        known = frozenset(table.columns.values()) if table and is_read else frozenset()
        found.extend(faults_of_people(grid, known, table is not None and table.sheet.key == "multipliers"))
    if found:
        raise PlanError(tuple(found))


def _sheets(tables: list[Table], others: list[Grid]) -> Iterable[Fault]:
    seen: dict[str, str] = {}
    for table in tables:
        name, key = table.grid.name, table.sheet.key
        if key in seen:
            yield Fault(Place(name), "sheet_twice", {"other": seen[key]})
        elif table.grid.is_hidden:
            yield Fault(Place(name), "hidden_sheet", {}, "warning")
        seen.setdefault(key, name)
    for sheet in SHEETS:
        if sheet.required and sheet.key not in seen:
            titles = [column.title[0] for column in sheet.columns if column.required]
            yield Fault(Place(sheet.name[0]), "sheet_missing", {"sheet": sheet.name[0], "columns": titles})
    for grid in others:
        if any(not is_empty(cell) for row in grid.rows for cell in row):
            yield Fault(Place(grid.name), "sheet_ignored", {}, "warning")


def _first_of_each(tables: list[Table]) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for table in tables:
        found.setdefault(table.sheet.key, table)
    return found


def _settings(table: Table | None, faults: list[Fault]) -> tuple[dict[str, Any], dict[str, Row]]:
    """The values of sheet 01 by field, what cannot be read replaced; and the row of each."""
    known = {squeezed(word): column for column in SETTINGS for word in (*column.title, *column.synonyms)}
    values: dict[str, Any] = {}
    places: dict[str, Row] = {}
    for row in rows_in(table, {}, faults) if table else ():
        setting = row.get("setting", "")
        column = known.get(squeezed(setting))
        if column is None:
            faults.append(Fault(row.place("setting"), "setting_ignored", {"setting": setting}, "warning"))
            continue
        places[column.field] = row
        cell = row.table.grid.at(row.number, row.table.columns.get("value", -1))
        if not is_empty(cell):
            row.values.pop("value", None)
            _read_setting(row, column.field, cell, values, faults)
    for column in SETTINGS:
        if table and column.required and column.field not in values:
            _missing_setting(table, column.title[0], places.get(column.field), faults, column.field)
            values[column.field] = _UNREAD[column.field]
    values.setdefault("sites", ("?",))
    values["id"] = slug(values.get("id", "")) or slug(values.get("name", "")) or "plan"
    return values, places


def _read_setting(row: Row, field: str, cell: Any, values: dict[str, Any], faults: list[Fault]) -> None:
    column = next(each for each in SETTINGS if each.field == field)
    before = len(faults)
    probe = Row(row.table, row.number)
    read_cell(probe, column, cell, {}, faults)
    faults[before:] = [Fault(row.place("value"), each.key, each.values) for each in faults[before:]]
    if field in probe.values:
        values[field] = probe.values[field]
    elif field in probe.bad:
        row.bad.add("value")


def _missing_setting(table: Table, title: str, row: Row | None, faults: list[Fault], field: str) -> None:
    if row is None:
        faults.append(Fault(Place(table.grid.name), "setting_missing", {"setting": title}))
    elif "value" not in row.bad:
        faults.append(Fault(row.place("value"), "missing", {"column": title}))


def _nested(settings: dict[str, Any]) -> dict[str, Any]:
    raw: dict[str, Any] = {"agreement": {}, "policy": {}, "messenger": {}}
    for field, value in settings.items():
        part, dot, name = field.partition(".")
        if dot:
            raw[part][name] = value
        else:
            raw[field] = value
    return raw


def _empty_lists(first: dict[str, Table], rows: dict[str, list[Row]]) -> Iterable[Fault]:
    for sheet in SHEETS:
        if sheet.required and sheet.key in first and sheet.key != "company" and not rows[sheet.key]:
            table = first[sheet.key]
            yield Fault(Place(table.grid.name, table.header + 1), "rows_missing", {"sheet": sheet.title[0]})


def _validated(raw: dict[str, Any], assembly: Assembly, places: dict[str, Row], faults: list[Fault]) -> Plan | None:
    if any(fault.key in ("sheet_missing", "rows_missing", "column_missing") for fault in faults):
        return None
    try:
        return Plan.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            loc = detail["loc"]
            values = {"field": str(loc[-1]), "detail": detail["msg"]}
            faults.append(Fault(_place(loc, assembly, places), "field_wrong", values))
        return None


def _place(loc: Loc, assembly: Assembly, places: dict[str, Row]) -> Place:
    row = assembly.origins.get(tuple(loc[:2]))
    if row is not None:
        return row.place(_field(loc, row))
    name = ".".join(map(str, loc[:2]))
    row = places.get(name) or places.get(str(loc[0]))
    return row.place("value") if row is not None else Place(SHEETS[0].name[0])


def _field(loc: Loc, row: Row) -> str | None:
    name = str(loc[2]) if len(loc) > 2 else None
    aliases = {"actual": "actual_0", "role": "group", "people": "headcount", "groups": "parent"}
    if name is None or name in row.table.columns:
        return name
    return aliases.get(name)


def _contradictions(
    plan: Plan, library: Library, assembly: Assembly, places: dict[str, Row], rows: dict[str, list[Row]]
) -> Iterable[Fault]:
    unread = {key for key, some in rows.items() if any(row.bad for row in some)}
    for breach in breaches(plan, library):
        if not _follows(breach, assembly, unread):
            yield Fault(_place(breach.loc, assembly, places), breach.key, breach.values, breach.severity)


def _follows(breach: Breach, assembly: Assembly, unread: set[str]) -> bool:
    """Whether it only follows from what was named already. ``unread`` are the sheets with a row that has a fault."""
    row = assembly.origins.get(tuple(breach.loc[:2]))
    if row is not None and row.bad:
        return True
    if breach.key == "unknown" and breach.values["what"] == "shifts":
        return "shifts" in unread
    if breach.key == "unknown" and breach.values["what"] == "crews":
        return not unread.isdisjoint({"groups", "shifts"})
    if breach.key == "unknown":
        # Rows that are named in cells were looked up when they were read; those left out exist all the same.
        return breach.values["what"] not in NOT_IN_ROWS
    return breach.key in DEPENDENT and "entries" in unread
