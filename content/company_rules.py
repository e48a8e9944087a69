"""What must hold inside one company file beyond the shape of its values."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from content.model import Company

Breach = tuple[tuple[str | int, ...], str, str]
"""Where in the model (keys and indexes), what is wrong, what to do."""


PHONE = re.compile(r"\+[1-9][0-9]{6,14}|[0-9]{2,8}")
"""International after E.164, or internal digits; blanks do not count."""


def breaches(company: Company) -> Iterator[Breach]:
    """Everything in the company that contradicts itself; nothing when it is sound."""
    for rule in RULES:
        yield from rule(company)


STATES = ["BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"]
LOCAL = {"none": STATES, "catholic": ["BY", "SN", "TH"], "augsburg": ["BY"]}
"""Where each of ``Company.local_holidays`` exists."""


def _known(wanted: str, known: list[str], kind: str, loc: tuple[str | int, ...]) -> Iterator[Breach]:
    if wanted not in known:
        yield loc, f'there is no {kind} "{wanted}"', f"use one of: {', '.join(known)}"


def _ids_once(company: Company) -> Iterator[Breach]:
    for field in ("groups", "shift_models"):
        ids = [value.id for value in getattr(company, field)]
        for twice in (name for name, count in Counter(ids).items() if count > 1):
            last = len(ids) - 1 - ids[::-1].index(twice)
            yield (field, last, "id"), f'the id "{twice}" is used more than once', "give each its own id"


def _shift_models_exist(company: Company) -> Iterator[Breach]:
    known = [model.id for model in company.shift_models]
    for index, group in enumerate(company.groups):
        yield from _known(group.shift_model, known, "shift model", ("groups", index, "shift_model"))


def _sites_exist(company: Company) -> Iterator[Breach]:
    for index, group in enumerate(company.groups):
        yield from _known(group.site, list(company.sites), "site", ("groups", index, "site"))


def _shift_letters_exist(company: Company) -> Iterator[Breach]:
    for index, model in enumerate(company.shift_models):
        for letter in sorted(set(model.cycle) - {"o"}):
            yield from _known(letter, list(model.shifts), "shift", ("shift_models", index, "cycle"))


def _multiplier_groups_exist(company: Company) -> Iterator[Breach]:
    known = [group.id for group in company.groups]
    for index, person in enumerate(company.multipliers):
        for group in person.groups:
            yield from _known(group, known, "group", ("multipliers", index, "groups"))


def _phones_can_be_dialled(company: Company) -> Iterator[Breach]:
    remedy = "write +49 and the number with its area code, or the digits of an internal number"
    for index, person in enumerate(company.multipliers):
        if person.phone is not None and not PHONE.fullmatch(person.phone.replace(" ", "")):
            yield ("multipliers", index, "phone"), f'"{person.phone}" is no telephone number', remedy


def _plan_groups_exist(company: Company) -> Iterator[Breach]:
    known = [group.id for group in company.groups]
    for index, entry in enumerate(company.plan):
        yield from _known(entry.group, known, "group", ("plan", index, "group"))


def _one_thing_per_entry(company: Company) -> Iterator[Breach]:
    for index, entry in enumerate(company.plan):
        if (entry.unit is None) == (entry.block is None):
            found = "neither a unit nor a block" if entry.unit is None else "both a unit and a block"
            yield ("plan", index), f"this plan entry has {found}", "give it exactly one of unit and block"


def _federal_state_exists(company: Company) -> Iterator[Breach]:
    yield from _known(company.federal_state, STATES, "federal state", ("federal_state",))
    if company.federal_state in STATES and company.federal_state not in LOCAL[company.local_holidays]:
        found = f'there are no local holidays "{company.local_holidays}" in {company.federal_state}'
        yield ("local_holidays",), found, f"this exists in: {', '.join(LOCAL[company.local_holidays])}; else remove it"


def _exceptional_people_exist(company: Company) -> Iterator[Breach]:
    known = people(company)
    for index, each in enumerate(company.exceptional_days):
        for name in each.people:
            yield from _known(name, known, "group or crew", ("exceptional_days", index, "people"))


def people(company: Company) -> list[str]:
    """The groups and their crews, as ``ExceptionalDay.people`` names them."""
    models = {model.id: model for model in company.shift_models}
    crews = {group.id: models[group.shift_model].crews for group in company.groups if group.shift_model in models}
    return [name for group, names in crews.items() for name in (group, *(f"{group}/{crew}" for crew in names))]


RULES: tuple[Callable[[Company], Iterator[Breach]], ...] = (
    _federal_state_exists,
    _ids_once,
    _shift_models_exist,
    _sites_exist,
    _shift_letters_exist,
    _multiplier_groups_exist,
    _phones_can_be_dialled,
    _plan_groups_exist,
    _one_thing_per_entry,
    _exceptional_people_exist,
)
