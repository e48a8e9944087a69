"""From authored files to the model, or to a list of everything that keeps them from being read."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from content.company_rules import breaches
from content.explanation import explained
from content.model import Block, Company, Competence, Competences, Id, Library, Unit, Value
from content.problems import ContentError, Problem
from content.schedule import expand
from content.yaml_file import Loc, line_of, load, shown

Loaded = TypeVar("Loaded", Unit, Block)
Kind = TypeVar("Kind", bound=Value)

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_library(folder: Path) -> Library:
    """All of ``folder``/units and ``folder``/blocks, by id. ContentError names every problem in every file."""
    if not folder.is_dir():
        raise ContentError((Problem(folder.name, None, "there is no such folder", "name the folder of the content"),))
    problems: list[Problem] = []
    units = _read_all(folder / "units", Unit, problems)
    blocks = _read_all(folder / "blocks", Block, problems)
    competences = _read_competences(folder / "competences.yaml", problems)
    if problems:
        raise ContentError(tuple(problems))
    # In the order in which competences are listed, so that what belongs together stands together.
    place = {name: number for number, name in enumerate(competences)}
    ordered = sorted(units.values(), key=lambda unit: (place.get(unit.competence, len(place)), unit.id))
    return Library(units={unit.id: unit for unit in ordered}, blocks=blocks, competences=competences)


def read_company(path: Path, with_calendar: bool = True) -> Company:
    """One company with its plan written out, one entry per week and group, and with the days of its calendar.

    ContentError names every problem.
    """
    raw = load(path)
    origins: tuple[int, ...] = ()
    if isinstance(raw, dict) and isinstance(raw.get("plan"), list):
        expanded = tuple(expand(raw["plan"]))
        origins = tuple(index for index, _ in expanded)
        raw = {**raw, "plan": [entry for _, entry in expanded]}
    company = _validated(path, Company, raw, origins)
    found = [_problem(path, _in_file(loc, origins), message, remedy) for loc, message, remedy in breaches(company)]
    if found:
        raise ContentError(_once(found))
    return _with_calendar(company, path) if company.calendar and with_calendar else company


def _with_calendar(company: Company, path: Path) -> Company:
    name = company.calendar or ""
    if Path(name).name != name:
        wrong = f'"{name}" is not the name of a file beside this one'
        raise ContentError((_problem(path, ("calendar",), wrong, "put the file there and write its name only"),))
    from content.shift_calendar import read_calendar  # The parser is needed by few companies only.

    days = (*company.exceptional_days, *read_calendar(path.with_name(name), company))
    return company.model_copy(update={"exceptional_days": days})


def _read_all(folder: Path, kind: type[Loaded], problems: list[Problem]) -> dict[Id, Loaded]:
    values: dict[Id, Loaded] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            value = _validated(path, kind, load(path))
        except ContentError as error:
            problems.extend(error.problems)
            continue
        problems.extend(_misnamed(path, value.id))
        values[value.id] = value
    return values


def _read_competences(path: Path, problems: list[Problem]) -> dict[Id, Competence]:
    """Empty when there is no file; then no unit can name one, and the check says so."""
    if not path.is_file():
        return {}
    try:
        listed = _validated(path, Competences, load(path)).competences
    except ContentError as error:
        problems.extend(error.problems)
        return {}
    found: dict[Id, Competence] = {}
    for index, each in enumerate(listed):
        if each.id in found:
            message = f'the competence "{each.id}" exists already'
            problems.append(_problem(path, ("competences", index, "id"), message, "give it another id or remove it"))
        found[each.id] = each
    return found


def _misnamed(path: Path, found: Id) -> Iterator[Problem]:
    # The file's name is the id, so that no id can exist twice.
    if found != path.stem:
        yield _problem(path, ("id",), f'the id "{found}" is not the name of the file', f"use {path.stem} for both")
    if not ID.fullmatch(found):
        yield _problem(path, ("id",), f'"{found}" is no id', "use lower-case letters a to z, digits and hyphens")


def _validated(path: Path, kind: type[Kind], raw: Any, origins: tuple[int, ...] = ()) -> Kind:
    if not isinstance(raw, dict):
        raise ContentError((Problem(shown(path), 1, "the file holds no fields", "begin it with id: and title:"),))
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        found = [(_in_file(loc, origins), message, remedy) for loc, message, remedy in explained(error)]
        raise ContentError(_once(_problem(path, *each) for each in found)) from None


def _in_file(loc: Loc, origins: tuple[int, ...]) -> Loc:
    """``loc`` with the index of a written-out plan entry turned back into that of its line."""
    if len(loc) > 1 and loc[0] == "plan" and isinstance(loc[1], int) and loc[1] < len(origins):
        return ("plan", origins[loc[1]], *loc[2:])
    return tuple(loc)


def _problem(path: Path, loc: Loc, message: str, remedy: str) -> Problem:
    return Problem(shown(path), line_of(path, loc), message, remedy)


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    # A compact plan line stands for many entries; its mistake is still one mistake.
    return tuple(dict.fromkeys(problems))
