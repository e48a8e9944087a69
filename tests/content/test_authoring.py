"""The worked example of the authors' guide is sound."""

import re
from pathlib import Path

from content.check import check
from content.model import Competence, Library
from content.reader import read_library
from tests.content.examples import write_unit

GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"


def test_worked_example_has_no_findings(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(id: (\S+)\n.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    units = read_library(write_unit(tmp_path, example[1], example[2])).units
    competence = Competence(id="messmittel", name="Messen", icon="📏", kind="professional")
    library = Library(units=units, blocks={}, competences={competence.id: competence})
    assert [str(finding) for finding in check(library, [], [])] == []
