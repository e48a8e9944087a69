"""What must hold inside one plan beyond the shape of its values. ``breaches`` names everything at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import time
from difflib import get_close_matches
from itertools import chain
from typing import Any

from content.company_rules import LOCAL, PHONE
from content.model import Library
from content.plan.entry_rules import RULES as ENTRY_RULES
from content.plan.fault import Breach, Loc
from content.plan.model import Plan
from content.plan.states import STATES, is_time_zone

Rule = Callable[[Plan], Iterator[Breach]]


def breaches(plan: Plan, library: Library | None = None) -> Iterator[Breach]:
    """Everything in the plan that contradicts itself or, when a library is given, names content that it lacks."""
    for rule in (*RULES, *ENTRY_RULES):
        yield from rule(plan)
    if library is not None:
        yield from _contents_exist(plan, library)


def unknown(wanted: str, known: Iterable[str], what: str, loc: Loc) -> Iterator[Breach]:
    """A breach when ``wanted`` is none of ``known``; ``what`` is a key of ``content.plan.wording.NOUNS``."""
    names = list(known)
    if wanted not in names:
        close = get_close_matches(wanted, names, n=1) or names[:8]
        yield Breach(loc, "unknown", {"what": what, "wanted": wanted, "known": close})


def _ids_once(plan: Plan) -> Iterator[Breach]:
    for field in ("goals", "changes", "groups", "roles", "competences", "measures", "shift_models"):
        seen: set[str] = set()
        for index, value in enumerate(getattr(plan, field)):
            if value.id in seen:
                yield Breach((field, index, "id"), "duplicate", {"id": value.id})
            seen.add(value.id)
    groups = {group.id for group in plan.groups}
    for index, role in enumerate(plan.roles):
        if role.id in groups:
            yield Breach(("roles", index, "id"), "duplicate", {"id": role.id})


REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("changes", "goal", "goals"),
    ("changes", "groups", "groups"),
    ("groups", "site", "sites"),
    ("groups", "parent", "groups"),
    ("groups", "shift_model", "shift_models"),
    ("roles", "groups", "groups"),
    ("competences", "goals", "goals"),
    ("competences", "requires", "competences"),
    ("comparisons", "group", "groups"),
    ("comparisons", "role", "roles"),
    ("comparisons", "competence", "competences"),
    ("measures", "competence", "competences"),
    ("measures", "groups", "groups"),
    ("entries", "groups", "groups"),
    ("entries", "goal", "goals"),
    ("multipliers", "groups", "groups"),
)
"""Where the plan refers to something else in it: list, field, list of what is meant."""


def known_ids(plan: Plan, what: str) -> list[str]:
    """The ids in a list of the plan; the sites are names."""
    return [value if isinstance(value, str) else value.id for value in getattr(plan, what)]


def _references_exist(plan: Plan) -> Iterator[Breach]:
    for field, name, what in REFERENCES:
        known = dict.fromkeys(known_ids(plan, what))
        for index, value in enumerate(getattr(plan, field)):
            for wanted in _listed(getattr(value, name)):
                if wanted not in known:
                    yield from unknown(wanted, known, what, (field, index, name))


def _listed(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _no_circles(plan: Plan) -> Iterator[Breach]:
    parents: dict[str, tuple[str, ...]] = {group.id: (group.parent,) if group.parent else () for group in plan.groups}
    requires = {each.id: each.requires for each in plan.competences}
    for field, name, edges in (("groups", "parent", parents), ("competences", "requires", requires)):
        for index, value in enumerate(getattr(plan, field)):
            if value.id in _reached(value.id, edges):
                yield Breach((field, index, name), "circle", {"id": value.id})


def _reached(start: str, edges: dict[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(edges.get(current, ()))
    return found


def _company(plan: Plan) -> Iterator[Breach]:
    if plan.federal_state not in STATES:
        yield from unknown(plan.federal_state, STATES, "states", ("federal_state",))
    elif plan.federal_state not in LOCAL[plan.local_holidays]:
        states = [STATES[code] for code in LOCAL[plan.local_holidays]]
        yield Breach(("local_holidays",), "local_holidays", {"state": STATES[plan.federal_state], "states": states})
    if not is_time_zone(plan.time_zone):
        yield Breach(("time_zone",), "time_zone", {"found": plan.time_zone})
    if plan.agreement.valid_until < plan.agreement.valid_from:
        yield Breach(("agreement", "valid_until"), "ends_before_start")
    policy = plan.policy
    # The program rests from 02:00 to 05:00; an agreement may widen that, never narrow it.
    if not (policy.rest_from <= time(2) and policy.rest_from <= policy.rest_until and policy.rest_until.hour >= 5):
        yield Breach(("policy", "rest_from"), "rest_too_short")


def _shift_models(plan: Plan) -> Iterator[Breach]:
    for index, model in enumerate(plan.shift_models):
        for letter in sorted(set(model.cycle) - {"o"}):
            yield from unknown(letter, model.shifts, "shifts", ("shift_models", index, "cycle"))


def _exceptional_days(plan: Plan) -> Iterator[Breach]:
    models = {model.id: model for model in plan.shift_models}
    known = [name for group in plan.groups if group.shift_model in models
             for name in (group.id, *(f"{group.id}/{crew}" for crew in models[group.shift_model].crews))]  # fmt: skip
    for index, each in enumerate(plan.exceptional_days):
        for wanted in each.people:
            yield from unknown(wanted, known, "crews", ("exceptional_days", index, "people"))


def _phones(plan: Plan) -> Iterator[Breach]:
    for index, each in enumerate(plan.multipliers):
        if each.phone is not None and not PHONE.fullmatch(each.phone.replace(" ", "")):
            yield Breach(("multipliers", index, "phone"), "phone", {"found": each.phone})


def _groups(plan: Plan) -> Iterator[Breach]:
    for index, group in enumerate(plan.groups):
        if group.part_time > group.headcount:
            values = {"part_time": group.part_time, "headcount": group.headcount}
            yield Breach(("groups", index, "part_time"), "part_time", values)


def _comparisons(plan: Plan) -> Iterator[Breach]:
    headcount = {group.id: group.headcount for group in plan.groups}
    rated: Counter[tuple[str, str]] = Counter()
    for index, each in enumerate(plan.comparisons):
        loc: Loc = ("comparisons", index)
        most = headcount.get(each.group or "")
        total = sum(each.actual or ())
        if (each.group is None) == (each.role is None):
            yield Breach((*loc, "group"), "group_or_role")
        if each.level is None and each.actual is None:
            yield Breach((*loc, "level"), "neither_target_nor_actual")
        if each.role is not None and each.actual is not None:
            yield Breach((*loc, "actual"), "actual_of_role")
        if most is not None and total > most:
            yield Breach((*loc, "actual"), "sum_over_headcount", {"sum": total, "headcount": most})
        elif most is not None and each.actual is not None and total < most:
            yield Breach((*loc, "actual"), "sum_under_headcount", {"sum": total, "headcount": most}, "warning")
        if most is not None and each.people is not None and each.people > most:
            yield Breach((*loc, "people"), "people_over_headcount", {"people": each.people, "headcount": most})
        if each.level is None and (each.people is not None or each.due is not None):
            yield Breach((*loc, "level"), "target_without_level")
        if each.actual is not None and each.group is not None:
            rated[each.group, each.competence] += 1
            if rated[each.group, each.competence] > 1:
                yield Breach((*loc, "actual"), "actual_twice", {"group": each.group, "competence": each.competence})


def _competences(plan: Plan) -> Iterator[Breach]:
    for index, each in enumerate(plan.competences):
        if each.certificate_months is not None and not each.certificate:
            yield Breach(("competences", index, "certificate"), "validity_without_certificate")


def _measures(plan: Plan) -> Iterator[Breach]:
    for index, each in enumerate(plan.measures):
        if each.to_level <= each.from_level:
            values = {"from_level": each.from_level, "to_level": each.to_level}
            yield Breach(("measures", index, "to_level"), "no_step_up", values)
        if each.kind == "unit" and (each.content is None or not each.content.startswith("unit:")):
            yield Breach(("measures", index, "content"), "unit_missing")


def _consent(plan: Plan) -> Iterator[Breach]:
    for index, each in enumerate(plan.multipliers):
        if not each.consented:
            yield Breach(("multipliers", index, "consented"), "no_consent")


def _contents_exist(plan: Plan, library: Library) -> Iterator[Breach]:
    known = [*(f"unit:{name}" for name in library.units), *(f"block:{name}" for name in library.blocks)]
    known.extend(f"check-in:{block.id}" for block in library.blocks.values() if block.check_in)
    there = frozenset(known)
    named = chain(
        ((("measures", n, "content"), each.content) for n, each in enumerate(plan.measures) if each.content),
        ((("entries", n, "contents"), ref) for n, each in enumerate(plan.entries) for ref in each.contents),
        ((("entries", n, "depends_on"), ref) for n, each in enumerate(plan.entries) for ref in each.depends_on),
    )
    for loc, wanted in named:
        if wanted not in there:
            yield from unknown(wanted, known, "contents", loc)


RULES: tuple[Rule, ...] = (
    _ids_once,
    _references_exist,
    _no_circles,
    _company,
    _shift_models,
    _exceptional_days,
    _groups,
    _comparisons,
    _competences,
    _measures,
    _consent,
    _phones,
)
