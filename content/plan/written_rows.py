"""A plan as rows of the workbook's sheets; ``content.plan.assembly`` goes the other way."""

from collections.abc import Callable, Iterator
from typing import Any

from content.model import Messenger, Shift, ShiftModel
from content.plan.model import LEVELS, Plan, Policy
from content.plan.words import CONTENT_KINDS

Row = dict[str, Any]


def rows_of(plan: Plan) -> dict[str, list[Row]]:
    """The rows of every sheet but the first, by the sheet's key."""
    return {key: list(make(plan)) for key, make in MAKERS.items()}


def settings_of(plan: Plan) -> Row:
    """The values of the first sheet, by field. What the program assumes anyway is written too: people look there."""
    names = ("id", "name", "about", "federal_state", "local_holidays", "time_zone", "languages", "sites")
    return {
        **{name: getattr(plan, name) for name in (*names, "plant_holidays")},
        **{f"agreement.{name}": value for name, value in plan.agreement},
        **{f"policy.{name}": value for name, value in plan.policy},
        **{f"messenger.{name}": value for name, value in plan.messenger},
    }


def default_settings() -> Row:
    """The rules that hold when nothing is entered."""
    return {
        **{f"policy.{name}": value for name, value in Policy()},
        **{f"messenger.{name}": value for name, value in Messenger()},
    }


def content_shown(ref: str, language: str) -> str:
    """``unit:phishing`` as "Einheit: phishing"."""
    kind, _, name = ref.partition(":")
    return f"{CONTENT_KINDS[kind][language == 'en']}: {name}"


def _groups(plan: Plan) -> Iterator[Row]:
    for group in plan.groups:
        yield {"what": "group", **group.model_dump()}
    for role in plan.roles:
        yield {
            "what": "role",
            "id": role.id,
            "name": role.name,
            "parent": "; ".join(role.groups),
            "headcount": role.people,
        }


def _shifts(plan: Plan) -> Iterator[Row]:
    for model in plan.shift_models:
        yield {"model": model.id, "what": "model", "name": model.name, "cycle": model.cycle, "anchor": model.anchor,
               "crews": model.crews}  # fmt: skip
        yield from _shifts_of(model)


def _shifts_of(model: ShiftModel) -> Iterator[Row]:
    for letter, shift in model.shifts.items():
        yield {"model": model.id, "what": "shift", "letter": letter, **_hours(shift)}


def _hours(shift: Shift) -> Row:
    return {name: getattr(shift, name) for name in ("name", "start", "end", "breaks", "core", "standby")}


def _special_days(plan: Plan) -> Iterator[Row]:
    for each in plan.exceptional_days:
        what = {"what": "shift", **_hours(each.shift)} if each.shift else {"what": "closed"}
        yield {"day": each.day, "people": each.people, **what}


def _goals(plan: Plan) -> Iterator[Row]:
    if plan.vision:
        yield {"id": "vision", "what": "vision", "text": plan.vision}
    for goal in plan.goals:
        yield {"what": "goal", **goal.model_dump()}
    for change in plan.changes:
        yield {"what": "change", **change.model_dump()}


def _competences(plan: Plan) -> Iterator[Row]:
    for each in plan.competences:
        yield {**each.model_dump(), **{f"anchor_{level}": each.anchors[level] for level in range(LEVELS)}}


def _comparisons(plan: Plan) -> Iterator[Row]:
    for each in plan.comparisons:
        row = {**each.model_dump(), "group": each.group or each.role}
        if each.actual is not None:
            row |= {f"actual_{level}": each.actual[level] for level in range(LEVELS)}
        yield row


def _measures(plan: Plan) -> Iterator[Row]:
    for each in plan.measures:
        yield {**each.model_dump(), "content": (each.content,) if each.content else None}


def _entries(plan: Plan) -> Iterator[Row]:
    for each in plan.entries:
        yield each.model_dump()


def _multipliers(plan: Plan) -> Iterator[Row]:
    for each in plan.multipliers:
        yield each.model_dump()


MAKERS: dict[str, Callable[[Plan], Iterator[Row]]] = {
    "groups": _groups,
    "shifts": _shifts,
    "special_days": _special_days,
    "goals": _goals,
    "competences": _competences,
    "comparisons": _comparisons,
    "measures": _measures,
    "entries": _entries,
    "multipliers": _multipliers,
}
