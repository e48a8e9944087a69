"""From rows of a workbook to the raw values of a plan, each with the row that it came from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from content.plan.contents import Contents
from content.plan.fault import Fault, Loc
from content.plan.levels import normal
from content.plan.model import LEVELS
from content.plan.read_rows import Row, missing
from content.plan.squeeze import slug

Raw = dict[str, Any]
UNREAD_HEADCOUNT = 1_000_000
"""Stands for a headcount that cannot be read, so that no sum is said to be more than it."""


@dataclass(slots=True)
class Assembly:
    """What becomes the plan. ``origins`` leads from ("groups", 3) to its row."""

    contents: Contents
    faults: list[Fault]
    raw: dict[str, list[Raw]] = field(default_factory=dict)
    origins: dict[Loc, Row] = field(default_factory=dict)
    vision: str = ""
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each list of the plan: what a thing is called (id or name), and its id."""

    def add(self, name: str, row: Row, value: Raw) -> None:
        """One more value of a list of the plan."""
        values = self.raw.setdefault(name, [])
        self.origins[name, len(values)] = row
        values.append({key: each for key, each in value.items() if each is not None})

    def key(self, row: Row, name_field: str = "name") -> str:
        """The row's id, made from its name when there is none."""
        given = row.get("id", "")
        found = slug(given or row.get(name_field, ""))
        if not found and name_field not in row.bad:
            self.faults.append(Fault(row.place("id"), "key", {"found": given or row.get(name_field, "")}))
            row.bad.add("id")
        return found or f"row-{row.number + 1}"

    def learn(self, what: str, rows: Iterable[Row], name_field: str = "name") -> None:
        """The names of all things of a kind, before anything refers to them. A name that two share means neither."""
        called: dict[str, set[str]] = {}
        ids: dict[str, str] = {}
        for row in rows:
            own = self.key(row, name_field)
            called.setdefault(normal(row.get(name_field, "")), set()).add(own)
            ids |= {normal(word): own for word in (row.get("id", ""), own) if word}
        names = {name: next(iter(owners)) for name, owners in called.items() if name and len(owners) == 1}
        self.names[what] = {**names, **ids}

    def one(self, row: Row, field_: str, what: str, wanted: str | None = None) -> str | None:
        """The id of the thing that a cell names; a fault when there is none."""
        wanted = wanted if wanted is not None else row.get(field_)
        if not wanted:
            return None
        known = self.names.get(what, {})
        found = known.get(normal(wanted)) or known.get(slug(wanted))
        if found is None:
            names = list(dict.fromkeys(known.values()))
            close = get_close_matches(slug(wanted), names, n=2) or names[:8]
            self.faults.append(Fault(row.place(field_), "unknown", {"what": what, "wanted": wanted, "known": close}))
            row.bad.add(field_)
        return found

    def many(self, row: Row, field_: str, what: str) -> tuple[str, ...]:
        """The same for a cell with several. A comma separates too, where it is not part of a name."""
        known = self.names.get(what, {})
        given = row.get(field_, ())
        parts = given if isinstance(given, tuple) else tuple(part.strip() for part in given.split(";"))
        wanted = [
            part.strip()
            for whole in parts
            for part in ([whole] if normal(whole) in known else whole.split(","))
            if part.strip()
        ]
        found = (self.one(row, field_, what, each) for each in wanted)
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def content(self, row: Row, field_: str) -> tuple[str, ...]:
        """References to learning content, from its kind and id, its id, or its title."""
        given = row.get(field_, ())
        found = []
        for part in given if isinstance(given, tuple) else (given,):
            ref = self.contents.ref(part)
            if ref is None:
                self.faults.append(
                    Fault(row.place(field_), "content", {"found": part, "example": self.contents.example})
                )
                row.bad.add(field_)
            else:
                found.append(ref)
        return tuple(dict.fromkeys(found))


def assemble(rows: dict[str, list[Row]], sites: list[str], assembly: Assembly) -> None:
    """Fills the assembly from all rows. Rows with a fault are left out where nothing refers to them."""
    assembly.names["sites"] = {normal(site): site for site in sites}
    groups, roles = _split(rows, "groups", "group", "role", default="group")
    # A row whose kind cannot be read may be what others refer to.
    goals = [row for row in rows.get("goals", ()) if row.get("what", "goal") == "goal"]
    models = [row for row in rows.get("shifts", ()) if row.get("what", "model") == "model"]
    assembly.learn("groups", groups)
    assembly.learn("roles", roles)
    assembly.learn("goals", goals, "text")
    assembly.learn("competences", rows.get("competences", ()))
    known = assembly.names
    known["people_of"] = {**known["roles"], **known["groups"]}
    known["shift_models"] = {normal(word): slug(row.get("model", "")) for row in models for word in _called(row)}
    _shift_models(assembly, models, [row for row in rows.get("shifts", ()) if row.get("what") == "shift"])
    for make, some in (
        (_group, groups),
        (_role, roles),
        (_special_day, rows.get("special_days", [])),
        (_aim, rows.get("goals", [])),
        (_competence, rows.get("competences", [])),
        (_comparison, rows.get("comparisons", [])),
        (_measure, rows.get("measures", [])),
        (_entry, rows.get("entries", [])),
        (_multiplier, rows.get("multipliers", [])),
    ):
        for row in some:
            make(assembly, row)


def _split(
    rows: dict[str, list[Row]], sheet: str, first: str, second: str, default: str
) -> tuple[list[Row], list[Row]]:
    some = rows.get(sheet, [])
    return ([r for r in some if r.get("what", default) == first], [r for r in some if r.get("what", default) == second])


def _called(row: Row) -> tuple[str, ...]:
    return tuple(word for word in (row.get("model", ""), row.get("name", ""), slug(row.get("model", ""))) if word)


def _shift_models(assembly: Assembly, models: list[Row], shifts: list[Row]) -> None:
    of_model: dict[str, Raw] = {}
    for row in shifts:
        name = assembly.one(row, "model", "shift_models") if "model" in row.values else None
        for needed in ("letter", "start", "end"):
            if needed not in row.values:
                missing(row, needed, assembly.faults)
        if name and not row.bad:
            of_model.setdefault(name, {})[row.get("letter")] = _shift(row)
    for row in models:
        for needed in ("cycle", "anchor"):
            if needed not in row.values:
                missing(row, needed, assembly.faults)
        own = slug(row.get("model", ""))
        value = {"id": own, "name": row.get("name", own), "anchor": row.get("anchor", "2024-01-01")}
        crews = row.get("crews") or {"Team": 0}
        assembly.add(
            "shift_models",
            row,
            {**value, "cycle": row.get("cycle", "o"), "shifts": of_model.get(own, {}), "crews": crews},
        )


def _shift(row: Row) -> Raw:
    shift = {name: row.get(name) for name in ("name", "start", "end", "core", "standby")}
    return {**shift, "breaks": row.get("breaks", ())}


def _special_day(assembly: Assembly, row: Row) -> None:
    is_shift = row.get("what") == "shift"
    for needed in ("name", "start", "end") if is_shift else ():
        if needed not in row.values:
            missing(row, needed, assembly.faults)
    people = tuple(dict.fromkeys(_crew(assembly, row, each) for each in row.get("people", ())))
    if not row.bad:
        value = {"day": row.get("day"), "shift": _shift(row) if is_shift else None, "people": people}
        assembly.add("exceptional_days", row, value)


def _crew(assembly: Assembly, row: Row, wanted: str) -> str:
    """A group, or one of its crews behind a slash; whether the crew exists is a rule of the plan."""
    if normal(wanted) in assembly.names["groups"]:
        return assembly.one(row, "people", "groups", wanted) or wanted
    group, slash, crew = (part.strip() for part in wanted.rpartition("/"))
    if not slash:
        return assembly.one(row, "people", "groups", wanted) or wanted
    return f"{assembly.one(row, 'people', 'groups', group) or group}/{crew}"


def _group(assembly: Assembly, row: Row) -> None:
    for needed in ("site", "shift_model"):
        if needed not in row.values:
            missing(row, needed, assembly.faults)
    value = {name: row.get(name) for name in ("name", "department", "part_time", "offset", "busy_weeks")}
    site = assembly.one(row, "site", "sites") or next(iter(assembly.names["sites"].values()), "-")
    model = assembly.one(row, "shift_model", "shift_models") or next(iter(assembly.names["shift_models"].values()), "-")
    value |= {"site": site, "shift_model": model, "parent": assembly.one(row, "parent", "groups")}
    value |= {"id": assembly.key(row), "headcount": row.get("headcount", UNREAD_HEADCOUNT)}
    assembly.add("groups", row, {**value, "name": value["name"] or value["id"]})


def _role(assembly: Assembly, row: Row) -> None:
    if "parent" not in row.values:
        missing(row, "parent", assembly.faults)
    groups = assembly.many(row, "parent", "groups")
    if not row.bad:
        value = {"id": assembly.key(row), "name": row.get("name"), "groups": groups, "people": row.get("headcount")}
        assembly.add("roles", row, value)


def _aim(assembly: Assembly, row: Row) -> None:
    what = row.get("what")
    goal = assembly.one(row, "goal", "goals")
    groups = assembly.many(row, "groups", "groups")
    own = assembly.key(row, "text")
    if row.bad:
        return
    if what == "vision":
        assembly.vision = "\n".join(filter(None, (assembly.vision, row.get("text"))))
    elif what == "goal":
        values = {name: row.get(name) for name in ("text", "horizon", "priority")}
        assembly.add("goals", row, {"id": own, **values})
    else:
        assembly.add("changes", row, {"id": own, "text": row.get("text"), "goal": goal, "groups": groups})


def _competence(assembly: Assembly, row: Row) -> None:
    names = (
        "icon",
        "framework",
        "framework_version",
        "framework_id",
        "framework_level",
        "certificate",
        "certificate_months",
    )
    value = {name: row.get(name) for name in names}
    value |= {
        "id": assembly.key(row),
        "name": row.get("name") or assembly.key(row),
        "kind": row.get("kind", "professional"),
    }
    value["anchors"] = tuple(row.get(f"anchor_{level}", "") for level in range(LEVELS))
    value |= {"goals": assembly.many(row, "goals", "goals"), "requires": assembly.many(row, "requires", "competences")}
    assembly.add("competences", row, value)


def _comparison(assembly: Assembly, row: Row) -> None:
    who = assembly.one(row, "group", "people_of")
    competence = assembly.one(row, "competence", "competences")
    fields = [f"actual_{level}" for level in range(LEVELS)]
    given = [name for name in fields if name in row.values]
    if given and len(given) < LEVELS and not row.bad.intersection(fields):
        empty = next(name for name in fields if name not in row.values)
        assembly.faults.append(Fault(row.place(empty), "actual_partly"))
        row.bad.add(empty)
    if row.bad:
        return
    is_group = who in assembly.names["groups"].values()
    value = {name: row.get(name) for name in ("level", "people", "due", "as_of", "source")}
    value |= {"group" if is_group else "role": who, "competence": competence}
    value["actual"] = tuple(row.get(name) for name in fields) if given else None
    assembly.add("comparisons", row, value)


def _measure(assembly: Assembly, row: Row) -> None:
    content = assembly.content(row, "content")
    competence = assembly.one(row, "competence", "competences")
    groups = assembly.many(row, "groups", "groups")
    if row.bad:
        return
    value = {name: row.get(name) for name in ("name", "kind", "from_level", "to_level", "minutes")}
    value |= {"id": assembly.key(row), "competence": competence, "content": next(iter(content), None), "groups": groups}
    assembly.add("measures", row, value)


def _entry(assembly: Assembly, row: Row) -> None:
    value = {
        name: row.get(name) for name in ("year", "first_week", "last_week", "every", "per_week", "priority", "reason")
    }
    value |= {"groups": assembly.many(row, "groups", "groups"), "contents": assembly.content(row, "contents")}
    value |= {"depends_on": assembly.content(row, "depends_on"), "goal": assembly.one(row, "goal", "goals")}
    if not row.bad:
        assembly.add("entries", row, value)


def _multiplier(assembly: Assembly, row: Row) -> None:
    groups = assembly.many(row, "groups", "groups")
    if not row.bad:
        names = ("name", "function", "languages", "contact", "phone", "consented")
        assembly.add("multipliers", row, {**{name: row.get(name) for name in names}, "groups": groups})
