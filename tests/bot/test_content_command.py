"""What authors type."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import reading
from bot.command import app

COMPETENCES = "competences:\n  - {id: messen, name: Messen, icon: 📏, kind: professional}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "competences.yaml").write_text(COMPETENCES, encoding="utf-8")
    monkeypatch.setattr(reading, "ROOT", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["content", *words])
    return result.exit_code, result.output


def test_new_unit_is_written_once_and_can_be_drawn(root: Path) -> None:
    status, said = typed("new", "unit", "welle-messen")
    assert (status, said.startswith("content/units/welle-messen.yaml: fill in")) == (0, True)
    assert "competence: messen " in (root / "content" / "units" / "welle-messen.yaml").read_text(encoding="utf-8")
    assert typed("new", "unit", "welle-messen") == (
        2,
        "inleku: content/units/welle-messen.yaml: it exists already; choose another id or edit it\n",
    )
    assert typed("tree", "welle-messen") == (0, "welle-messen.svg: 6 boxes. Open it in a browser.\n")
    assert (root / "welle-messen.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_tree_of_an_unknown_id_says_which_one_is_meant(root: Path) -> None:
    typed("new", "block", "mein-ziel")
    assert typed("tree", "mein-zeil") == (
        2,
        'inleku: content: there is no unit or block "mein-zeil"; did you mean "mein-ziel"?\n',
    )


def test_tree_that_cannot_be_written_says_why(root: Path) -> None:
    typed("new", "block", "mein-ziel")
    status, said = typed("tree", "mein-ziel", "--out", str(root / "weg" / "a.svg"))
    assert status == 2
    assert "a.svg: there is no folder" in said
    assert typed("tree", "mein-ziel", "--out", "a.png") == (2, "inleku: a.png: the name must end in .svg\n")
