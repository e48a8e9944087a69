"""New files: valid at once, never over an old one, and the check says what is still to be written."""

from pathlib import Path

import pytest

from content.check import check
from content.model import Competence, Library
from content.problems import ContentError
from content.reader import read_library
from content.skeleton import Kind, write

COMPETENCE = Competence(id="messmittel", name="Messen", icon="📏", kind="professional")


def begun(folder: Path, kind: Kind) -> Library:
    write(kind, "neu-1", folder, COMPETENCE.id)
    return read_library(folder).model_copy(update={"competences": {COMPETENCE.id: COMPETENCE}})


@pytest.mark.parametrize(("kind", "gaps"), [("unit", 19), ("block", 18)])
def test_new_file_has_no_errors_and_a_warning_for_each_gap(tmp_path: Path, kind: Kind, gaps: int) -> None:
    findings = check(begun(tmp_path, kind), [], [])
    assert {finding.severity for finding in findings} == {"warning"}
    assert all("there is a gap: ‹" in finding.message for finding in findings)
    assert len(findings) == gaps == len({finding.loc for finding in findings})


@pytest.mark.parametrize("kind", ["unit", "block"])
def test_remarks_of_a_new_file_are_valid_fields_too(tmp_path: Path, kind: Kind) -> None:
    path = write(kind, "neu", tmp_path, COMPETENCE.id)
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = ("again_in_days: 7", "safety: true", "approved_by:", "private: true", "image:")
    shown = [
        line.replace("# ", "", 1) if line.strip().startswith(tuple(f"# {w}" for w in wanted)) else line
        for line in lines
    ]
    path.write_text("\n".join(shown), encoding="utf-8")
    library = read_library(tmp_path)
    read = library.units["neu"].safety if kind == "unit" else library.blocks["neu"].private
    assert read is True


def test_existing_file_is_refused_and_stays(tmp_path: Path) -> None:
    path = write("unit", "neu", tmp_path, COMPETENCE.id)
    path.write_text("meins", encoding="utf-8")
    with pytest.raises(ContentError, match=r"content/units/neu\.yaml: it exists already; choose another id or edit it"):
        write("unit", "neu", tmp_path, COMPETENCE.id)
    assert path.read_text(encoding="utf-8") == "meins"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("Größe messen", "write groesse-messen"),
        ("../phishing", "write phishing"),
        ("a_b", "write a-b"),
        ("", "use lower-case letters a to z, digits and hyphens"),
        ("日本", "use lower-case letters a to z, digits and hyphens"),
    ],
)
def test_malformed_id_is_refused_with_a_proposal(tmp_path: Path, name: str, remedy: str) -> None:
    with pytest.raises(ContentError) as caught:
        write("block", name, tmp_path, COMPETENCE.id)
    assert str(caught.value) == f'content: "{name}" is no id; {remedy}'
    assert list(tmp_path.iterdir()) == []
