"""What the check of the content has to say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from content.yaml_file import Loc, line_of


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. An error keeps content from being used; a warning is advice. ``line`` counts from 1."""

    severity: Literal["error", "warning"]
    file: str
    loc: Loc
    message: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}; {self.remedy}"


def located(findings: Iterable[Finding], root: Path) -> tuple[Finding, ...]:
    """The findings with their lines, read from the files below ``root`` (the folder that holds content)."""
    return tuple(_located(finding, root / finding.file) for finding in findings)


def _located(finding: Finding, path: Path) -> Finding:
    if finding.line is not None or not path.is_file():
        return finding
    return replace(finding, line=line_of(path, finding.loc))
