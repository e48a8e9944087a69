"""Sound plans of any shape, for hypothesis."""

from datetime import date, time
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from content.plan.model import Plan, tidied
from content.plan.people import is_person_header
from content.plan.person_names import is_person_name
from content.plan.rules import breaches
from tests.content.plan.books import library

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßABCDEFÄÖÜ0123456789 .,:-()/&<>\"'„“+%#=*😀éłş"
DAYS = st.dates(date(2025, 1, 1), date(2032, 12, 31))
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 15, 30, 45)))
UNITS = sorted(library().units)
REFS = [f"unit:{name}" for name in UNITS[:12]] + ["block:ziel", "block:fehler", "check-in:ziel"]


def _fits(text: str) -> bool:
    begun = text.casefold()
    aside = begun.startswith(("beispiel:", "example:")) or begun.rstrip(": ") in ("summe", "gesamt", "total", "sum")
    about_people = is_person_name(text) or is_person_header(text)
    return bool(text) and not about_people and not aside and any(each.isalnum() for each in text)


TEXT = st.text(LETTERS, min_size=1, max_size=24).map(tidied).filter(_fits)
MAYBE = st.one_of(st.just(""), TEXT)
ITEM = TEXT.map(lambda text: text.replace(";", "")).filter(_fits)
ID = st.from_regex(r"[a-z]{2,6}(-[a-z0-9]{1,4})?", fullmatch=True)


HOURS = st.builds(lambda a, b: {"start": a, "end": b}, TIMES, TIMES)
SHIFT = st.fixed_dictionaries(
    {"name": TEXT, "start": TIMES, "end": TIMES, "breaks": st.lists(HOURS, max_size=2)},
    optional={"core": HOURS, "standby": HOURS},
)
LOCAL = [("NI", "none"), ("BY", "catholic"), ("BY", "augsburg"), ("NW", "none")]
PHONE = st.sampled_from((None, "4711", "0471", "+49 30 23125 711"))


def ids(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(ID, min_size=1, max_size=most, unique=True)


def some(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3) if values else st.just([])


@st.composite
def shift_models(draw: st.DrawFn, name: str) -> dict[str, Any]:
    letters = draw(st.lists(st.sampled_from("FSNTa"), min_size=1, max_size=3, unique=True))
    shifts = {letter: draw(SHIFT) for letter in letters}
    crews = draw(st.dictionaries(st.sampled_from(("A", "B", "Früh 1", "Team")), st.integers(0, 20), min_size=1))
    cycle = draw(st.text([*letters, "o"], min_size=1, max_size=14))
    return {"id": name, "name": draw(TEXT), "anchor": draw(DAYS), "cycle": cycle, "shifts": shifts, "crews": crews}


@st.composite
def exceptional_days(draw: st.DrawFn, group_models: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    people = [name for group, model in group_models.items()
              for name in (group, *(f"{group}/{crew}" for crew in model["crews"]))]  # fmt: skip
    some_people = st.lists(st.sampled_from(people), max_size=2, unique=True)
    shift = st.one_of(st.none(), SHIFT)
    return draw(st.lists(st.fixed_dictionaries({"day": DAYS, "shift": shift, "people": some_people}), max_size=3))


@st.composite
def comparisons(
    draw: st.DrawFn, groups: dict[str, int], roles: list[str], competences: list[str]
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for group, head in groups.items():
        for competence in competences:
            if not draw(st.booleans()):
                continue
            cuts = sorted(draw(st.lists(st.integers(0, head), min_size=5, max_size=5)))
            actual = [cuts[0], *(b - a for a, b in pairwise(cuts))]
            each: dict[str, Any] = {"group": group, "competence": competence, "source": draw(MAYBE)}
            if draw(st.booleans()):
                each |= {"actual": actual, "as_of": draw(st.one_of(st.none(), DAYS))}
            if "actual" not in each or draw(st.booleans()):
                people = draw(st.one_of(st.none(), st.integers(1, head)))
                each |= {"level": draw(st.integers(0, 4)), "people": people, "due": draw(st.one_of(st.none(), DAYS))}
            found.append(each)
    found += [{"role": role, "competence": competences[0], "level": 3} for role in roles if competences]
    return found


@st.composite
def entries(draw: st.DrawFn, groups: list[str], goals: list[str]) -> list[dict[str, Any]]:
    found = []
    for first in draw(st.lists(st.integers(1, 50), max_size=5, unique=True)):
        contents = draw(st.lists(st.sampled_from(REFS), min_size=1, max_size=3, unique=True))
        found.append(
            {
                "groups": draw(st.lists(st.sampled_from(groups), min_size=1, unique=True)),
                "year": draw(st.one_of(st.none(), st.integers(2026, 2028))),
                "first_week": first,
                "last_week": draw(st.one_of(st.none(), st.integers(first, 52))),
                "every": draw(st.integers(1, 12)),
                "contents": contents,
                "per_week": draw(st.integers(1, len(contents))),
                "priority": draw(st.integers(1, 3)),
                "goal": draw(st.one_of(st.none(), st.sampled_from(goals))) if goals else None,
                "reason": draw(MAYBE),
            }
        )
    return found


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan without a contradiction."""
    sites = draw(
        st.lists(ITEM, min_size=1, max_size=3, unique_by=lambda text: "".join(filter(str.isalnum, text)).casefold())
    )
    models, groups, goals, competences = draw(ids(2)), draw(ids(4)), draw(ids(3)), draw(ids(4))
    roles = [each for each in draw(ids(2)) if each not in groups]
    heads = {group: draw(st.integers(1, 60)) for group in groups}
    start = draw(DAYS)
    state, local_holidays = draw(st.sampled_from(LOCAL))
    shift_model_list = [draw(shift_models(name)) for name in models]
    group_models = {group: draw(st.sampled_from(shift_model_list)) for group in groups}
    raw: dict[str, Any] = {
        "id": draw(ID),
        "name": draw(TEXT),
        "about": draw(MAYBE),
        "federal_state": state,
        "local_holidays": local_holidays,
        "messenger": {"protect_content": draw(st.booleans())},
        "exceptional_days": draw(exceptional_days(group_models)),
        "languages": draw(st.lists(st.sampled_from(("de", "en", "tr", "pl")), min_size=1, unique=True)),
        "sites": sites,
        "plant_holidays": draw(st.lists(DAYS, max_size=3, unique=True)),
        "agreement": {"reference": draw(TEXT), "valid_from": start, "valid_until": max(start, draw(DAYS))},
        "policy": {
            "channels": draw(st.sampled_from((["web"], ["telegram", "web"], ["web", "telegram"]))),
            "pushes_per_week": draw(st.integers(1, 3)),
            "after_shift_start": draw(st.integers(30, 90)),
            "rest_from": draw(st.sampled_from((time(1, 30), time(2)))),
            "reporting_unit": draw(st.integers(20, 50)),
        },
        "vision": draw(MAYBE),
        "goals": [{"id": g, "text": draw(TEXT), "horizon": draw(st.one_of(st.none(), DAYS))} for g in goals],
        "shift_models": shift_model_list,
        "groups": [
            {
                "id": group,
                "name": draw(TEXT),
                "site": draw(st.sampled_from(sites)),
                "department": draw(MAYBE),
                "parent": groups[0] if number and draw(st.booleans()) else None,
                "headcount": heads[group],
                "part_time": draw(st.integers(0, heads[group])),
                "shift_model": group_models[group]["id"],
                "offset": draw(st.integers(0, 3)),
                "busy_weeks": draw(st.lists(st.integers(1, 53), max_size=4)),
            }
            for number, group in enumerate(groups)
        ],
        "roles": [{"id": role, "name": draw(TEXT), "groups": groups[:2], "people": 2} for role in roles],
        "competences": [
            {
                "id": each,
                "name": draw(TEXT),
                "icon": draw(st.sampled_from(("", "📏", "🧑‍🏫", "⚡"))),
                "kind": draw(st.sampled_from(("professional", "social", "digital"))),
                "anchors": draw(st.lists(MAYBE, min_size=5, max_size=5)),
                "goals": draw(some(goals)),
                "requires": draw(some(competences[:number])),
                "framework": draw(MAYBE),
                "certificate": "Schein",
                "certificate_months": draw(st.one_of(st.none(), st.integers(1, 60))),
            }
            for number, each in enumerate(competences)
        ],
        "comparisons": draw(comparisons(heads, roles, competences)),
        "measures": [
            {
                "id": "messen",
                "name": draw(TEXT),
                "kind": "tandem",
                "competence": competences[0],
                "groups": draw(some(groups)),
                "content": draw(st.sampled_from((None, "block:ziel"))),
                "minutes": draw(st.one_of(st.none(), st.integers(1, 500))),
            }
        ],
        "entries": draw(entries(groups, goals)),
        "multipliers": [
            {"name": "Kim Muster", "function": draw(TEXT), "groups": groups[:1], "languages": ["de"],
             "contact": draw(TEXT), "phone": draw(PHONE), "consented": True}
        ],
    }  # fmt: skip
    plan = Plan.model_validate(raw)
    kept = _without_errors(plan)
    return plan.model_copy(update={"entries": kept})


def _without_errors(plan: Plan) -> tuple[Any, ...]:
    """The entries that keep to the budget; the rest of the plan is sound already."""
    entries = list(plan.entries)
    while bad := [b for b in breaches(plan, library()) if b.severity == "error"]:
        assert all(each.loc[0] == "entries" for each in bad), bad
        del entries[int(bad[0].loc[1])]
        plan = plan.model_copy(update={"entries": tuple(entries)})
    return tuple(entries)
