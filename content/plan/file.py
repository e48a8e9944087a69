"""Plans in files: XLSX, ODS and YAML to read, XLSX and YAML to write."""

from pathlib import Path

from content.model import Library
from content.plan.fault import Fault, Place, PlanError
from content.plan.model import Plan

WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb")
TEXTS = (".yaml", ".yml")


def read_plan(path: Path, library: Library) -> tuple[Plan, tuple[Fault, ...]]:
    """The plan and its warnings. PlanError names everything that is wrong."""
    if not path.is_file():
        raise PlanError((Fault(Place(), "file_folder" if path.is_dir() else "file_missing"),))
    suffix = path.suffix.lower()
    if suffix not in (*WORKBOOKS, *TEXTS):
        raise PlanError((Fault(Place(), "file_kind", {"suffix": path.suffix}),))
    if suffix in TEXTS:
        from content.plan.yaml_form import read_yaml

        return read_yaml(path, library)
    from content.plan.workbook_reader import read_workbook

    return read_workbook(path, library)


def write_plan(plan: Plan, path: Path, library: Library, language: str) -> None:
    """Writes the plan in the format of the file's ending. PlanError when there is no such format."""
    suffix = path.suffix.lower()
    if suffix in TEXTS:
        from content.plan.yaml_form import written_yaml

        path.write_text(written_yaml(plan), encoding="utf-8")
    elif suffix == ".xlsx":
        from content.plan.workbook_writer import write_workbook

        write_workbook(path, library, language, plan)
    else:
        raise PlanError((Fault(Place(), "file_kind_out", {"suffix": path.suffix}),))
