"""The library reader: sound files give values, every mistake is named with its line."""

from pathlib import Path

import pytest

from content.problems import ContentError
from content.reader import read_library
from tests.content.examples import UNIT_YAML, write_unit


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_library(folder)
    return [str(problem) for problem in caught.value.problems]


def test_library_with_a_sound_unit_is_read(tmp_path: Path) -> None:
    library = read_library(write_unit(tmp_path, UNIT_YAML))
    assert library.units["probe"].steps[0].kind == "card"
    assert library.units["probe"].steps[1].kind == "single"
    assert library.blocks == {}


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("title: Probe", "titel: Probe", 2, 'there is no field "titel"; did you mean "title"?'),
        ("        why: Es stimmt.\n", "        wy: Es stimmt.\n", 14, 'there is no field "wy"; did you mean "why"?'),
        ("minutes: 2", "minutes: lang", 5, '"minutes": Input should be a valid integer'),
        ("text: Ein Satz.", "text: 12", 8, "put the text in quotes"),
        ("        why: Es stimmt nicht.\n", "", 15, 'the field "why" is missing; add it'),
        ("kind: single", "kind: simpel", 9, "use card, single, multiple, order or decide"),
        ("title: Probe", "title: Probe: zwei", 2, "there is a colon too many"),
        ("    text: Was stimmt?", "   text: Was stimmt?", 10, "indent as in the lines above"),
        ("competence: test", "competence:\ttest", 4, "use spaces, no tabs"),
        ("competence: test", "title: Noch einer", 4, 'the field "title" stands here twice'),
        ("competence: test\n", "", 1, 'the field "competence" is missing; add it'),
        ("id: probe", "id: anders", 1, "use probe for both"),
    ],
)
def test_problem_in_a_unit_names_file_line_and_remedy(
    tmp_path: Path, right: str, wrong: str, line: int, words: str
) -> None:
    found = problems_of(write_unit(tmp_path, UNIT_YAML.replace(right, wrong, 1)))
    named = [problem for problem in found if problem.startswith(f"content/units/probe.yaml:{line}: ")]
    assert any(words in problem for problem in named), found


def test_problem_in_a_question_is_named_once(tmp_path: Path) -> None:
    found = problems_of(write_unit(tmp_path, UNIT_YAML.replace("        why: Es stimmt nicht.\n", "", 1)))
    assert len(found) == 1


def test_problems_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    write_unit(tmp_path, UNIT_YAML.replace("title:", "titel:").replace("minutes: 2", "minutes: 99"))
    folder = write_unit(tmp_path, "id: [", name="kaputt")
    found = problems_of(folder)
    assert sum("kaputt.yaml" in problem for problem in found) == 1
    assert sum("probe.yaml" in problem for problem in found) == 2


@pytest.mark.parametrize("text", ["", "- eins\n- zwei\n", "nur Text"])
def test_file_without_fields_is_a_problem(tmp_path: Path, text: str) -> None:
    found = problems_of(write_unit(tmp_path, text))
    assert found == ["content/units/probe.yaml:1: the file holds no fields; begin it with id: and title:"]


def test_latin_1_is_named_with_its_line(tmp_path: Path) -> None:
    folder = write_unit(tmp_path, UNIT_YAML)
    path = folder / "units" / "probe.yaml"
    path.write_bytes(b"id: probe\ntitle: Pr\xfcfung\n")
    [found] = problems_of(folder)
    assert found.startswith("content/units/probe.yaml:2: the file is not written in UTF-8")


def test_id_with_other_letters_is_a_problem(tmp_path: Path) -> None:
    [found] = problems_of(write_unit(tmp_path, UNIT_YAML.replace("id: probe", "id: Prüf_1"), name="Prüf_1"))
    assert found.startswith('content/units/Prüf_1.yaml:1: "Prüf_1" is no id; use lower-case letters')


def test_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "weg") == ["weg: there is no such folder; name the folder of the content"]


def test_byte_order_mark_is_no_problem(tmp_path: Path) -> None:
    assert read_library(write_unit(tmp_path, "\ufeff" + UNIT_YAML)).units.keys() == {"probe"}
