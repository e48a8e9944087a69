"""A plan as a YAML file that people can read and compare: one line for each thing."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from content.model import Library
from content.plan.fault import Fault, Loc, Place, PlanError, Severity
from content.plan.model import Plan
from content.plan.people import is_person_header
from content.plan.person_names import is_person_name
from content.plan.rules import breaches
from content.problems import ContentError
from content.yaml_file import lines_of, load

_PLAIN = re.compile(r"[A-Za-zÄÖÜäöüßŁłıİşŞğĞ][\wÄÖÜäöüß./()+-]*(?: [\wÄÖÜäöüß./()+-]+)*")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
LARGEST = 10_000_000
"""Bytes of a plan at most: 200 groups with every competence rated have half of it."""
_NESTED = ("agreement", "policy")
Found = tuple[Loc, str, dict[str, Any], Severity]


def read_yaml(path: Path, library: Library) -> tuple[Plan, tuple[Fault, ...]]:
    """The plan and its warnings. PlanError names every problem with its line."""
    if (size := path.stat().st_size) > LARGEST:
        values = {"size": f"{size / 1e6:.1f}", "most": LARGEST // 10**6}
        raise PlanError((Fault(Place(), "too_large", values),))
    try:
        raw = load(path, LARGEST)
    except ContentError as error:
        unreadable = (Fault(Place(line=each.line), "yaml", {"problem": each.message}) for each in error.problems)
        raise PlanError(tuple(unreadable)) from None
    if not isinstance(raw, dict):
        raise PlanError((Fault(Place(line=1), "no_plan"),))
    if people := list(_people(raw)):
        raise PlanError(_located(path, people))
    try:
        plan = Plan.model_validate(raw)
    except ValidationError as error:
        raise PlanError(_located(path, _invalid(error))) from None
    faults = _located(path, [(each.loc, each.key, each.values, each.severity) for each in breaches(plan, library)])
    if any(fault.severity == "error" for fault in faults):
        raise PlanError(faults)
    return plan, faults


def _located(path: Path, found: list[Found]) -> tuple[Fault, ...]:
    lines = lines_of(path, [loc for loc, *_ in found], LARGEST)
    placed = zip(lines, found, strict=True)
    faults = [Fault(Place(line=line), key, values, severity) for line, (_, key, values, severity) in placed]
    return tuple(sorted(faults, key=lambda fault: fault.place.order))


def _invalid(error: ValidationError) -> list[Found]:
    found: list[Found] = []
    for detail in error.errors(include_url=False):
        key = {"extra_forbidden": "field_unknown", "missing": "field_missing"}.get(detail["type"], "field_wrong")
        values = {"field": str(detail["loc"][-1]), "detail": detail["msg"]}
        found.append((detail["loc"], key, values, "error"))
    return found


def _people(value: Any, loc: Loc = ()) -> Iterator[Found]:
    if loc[:1] == ("multipliers",):
        return
    if isinstance(value, dict):
        for key, each in value.items():
            if is_person_header(str(key)):
                yield (*loc, key), "person_column", {"header": str(key)}, "error"
            yield from _people(each, (*loc, key))
    elif isinstance(value, list):
        names = [n for n, each in enumerate(value) if any(is_person_name(text) for text in _texts(each))]
        if len(names) > 1:
            yield (*loc, names[0]), "person_names", {"count": len(names)}, "error"
        for number, each in enumerate(value):
            yield from _people(each, (*loc, number))


def _texts(value: Any) -> Iterator[str]:
    return (text for text in (value.values() if isinstance(value, dict) else (value,)) if isinstance(text, str))


def written_yaml(plan: Plan) -> str:
    """The whole file. What the program assumes anyway is left out."""
    return "\n".join(_lines(plan)) + "\n"


def _lines(plan: Plan) -> Iterator[str]:
    for name, value in plan.model_dump(exclude_defaults=True).items():
        if name in _NESTED:
            yield f"{name}:"
            yield from (f"  {key}: {_flow(each)}" for key, each in value.items())
        elif isinstance(value, tuple) and value and isinstance(value[0], dict):
            yield f"\n{name}:"
            yield from (f"  - {_flow(each)}" for each in value)
        else:
            yield f"{name}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_text(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_flow(each) for each in value) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    return str(value) if isinstance(value, (int, date)) else _text(str(value))


def _text(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return _escaped(json.dumps(text, ensure_ascii=False))


def _escaped(quoted: Iterable[str]) -> str:
    # Letters and signs stay readable; what a YAML reader may take for a line break or refuse is escaped.
    return "".join(each if each.isprintable() else json.dumps(each)[1:-1] for each in quoted)
