"""A plan as the running companion takes it: ``content.model.Company``."""

from collections.abc import Iterator
from datetime import date

from content.model import Agreement, Company, ExceptionalDay, Multiplier, Policy, ShiftModel
from content.model import Group as CompanyGroup
from content.model import PlanEntry as CompanyEntry
from content.plan.model import Group, Plan
from content.plan.schedule import occurrences


def company_of(plan: Plan, employer: date | None = None, works_council: date | None = None) -> Company:
    """The company with its plan, one entry per week and group; each party's day of approval, None without one."""
    models = {model.id: model for model in plan.shift_models}
    turned = {(group.shift_model, group.offset) for group in plan.groups if group.offset}
    return Company(
        id=plan.id,
        name=plan.name,
        about=plan.about,
        federal_state=plan.federal_state,
        local_holidays=plan.local_holidays,
        time_zone=plan.time_zone,
        languages=plan.languages,
        sites=plan.sites,
        plant_holidays=plan.plant_holidays,
        exceptional_days=tuple(ExceptionalDay.model_validate(day.model_dump()) for day in plan.exceptional_days),
        shift_models=(
            *(_plain(model) for model in plan.shift_models),
            *(_turned(models[name], offset) for name, offset in sorted(turned)),
        ),
        groups=tuple(_group(group) for group in plan.groups),
        multipliers=tuple(Multiplier(**person.model_dump(exclude={"consented"})) for person in plan.multipliers),
        messenger=plan.messenger,
        policy=Policy.model_validate(plan.policy.model_dump(include=set(Policy.model_fields))),
        agreement=Agreement(
            **plan.agreement.model_dump(), employer_approved=employer, works_council_approved=works_council
        ),
        plan=tuple(_entries(plan)),
    )


def shift_model_of(group: Group) -> str:
    """The id of the group's own turn of its shift model."""
    return f"{group.shift_model}-plus-{group.offset}" if group.offset else group.shift_model


def _plain(model: ShiftModel) -> ShiftModel:
    return ShiftModel.model_validate(model.model_dump())


def _turned(model: ShiftModel, offset: int) -> ShiftModel:
    crews = {name: days + offset for name, days in model.crews.items()}
    return ShiftModel.model_validate({**model.model_dump(), "id": f"{model.id}-plus-{offset}", "crews": crews})


def _group(group: Group) -> CompanyGroup:
    return CompanyGroup(
        id=group.id,
        name=group.name,
        site=group.site,
        headcount=group.headcount,
        part_time=group.part_time,
        shift_model=shift_model_of(group),
        busy_weeks=group.busy_weeks,
    )


def _entries(plan: Plan) -> Iterator[CompanyEntry]:
    """In the order in which they go out. A check-in opens the building block whose statements it asks about."""
    for entry in sorted(plan.entries, key=lambda each: each.priority):
        for group in dict.fromkeys(entry.groups):
            for week, content in occurrences(entry):
                kind, _, name = content.partition(":")
                what = {"unit": name} if kind == "unit" else {"block": name}
                yield CompanyEntry(week=week, year=entry.year, group=group, **what)
