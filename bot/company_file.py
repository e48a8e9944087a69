"""A company out of either kind of file: its own YAML file, or a competency plan as workbook or YAML."""

from pathlib import Path

from content.model import Company, Library
from content.plan.fault import Fault, PlanError
from content.plan.file import TEXTS, WORKBOOKS, read_plan
from content.plan.model import Plan
from content.plan.runtime import company_of
from content.plan.wording import worded
from content.problems import ContentError, Problem
from content.reader import read_company
from content.yaml_file import load

ONLY_IN_PLANS = Plan.model_fields.keys() - Company.model_fields.keys()


def company_in(path: Path, library: Library) -> Company:
    """ContentError names everything that is wrong; a plan comes without approvals."""
    if not _is_plan(path):
        return read_company(path)
    try:
        plan, _ = read_plan(path, library)
    except PlanError as error:
        problems = (_problem(fault, path) for fault in error.faults if fault.severity == "error")
        raise ContentError(tuple(problems)) from None
    return company_of(plan)


def _is_plan(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix not in TEXTS:
        return suffix in WORKBOOKS
    raw = load(path)
    return isinstance(raw, dict) and not ONLY_IN_PLANS.isdisjoint(map(str, raw))


def _problem(fault: Fault, path: Path) -> Problem:
    what, remedy = worded(fault.key, "en", fault.values)
    return Problem(str(fault.place) if fault.place.sheet else path.name, fault.place.line, what, remedy)
