"""What a careless author does: one clear line with file, line and remedy, or it is read as it was meant."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from content.check import check
from content.model import Choice
from content.problems import ContentError
from content.reader import read_library
from tests.content.examples import BLOCK, STEPS, UNIT, UNIT_YAML, library, with_steps, write_unit

BOMB = "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in pairwise("abcdefghi"))


def spoilt(right: str, wrong: str) -> str:
    assert right in UNIT_YAML
    return UNIT_YAML.replace(right, wrong, 1)


def written(folder: Path, content: str | bytes, name: str = "probe") -> Path:
    root = write_unit(folder, "", name)
    (root / "units" / f"{name}.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


@pytest.mark.parametrize(
    ("content", "place", "words"),
    [
        (spoilt("    text: Was", "   text: Was"), ":10", "the indentation does not fit; indent as in the lines above"),
        (spoilt("    text: Was", "\ttext: Was"), ":10", "there is a tab; use spaces, no tabs"),
        (spoilt("minutes: 2", "minutes: 2\nminutes: 3"), ":6", 'the field "minutes" stands here twice; keep one'),
        (spoilt("    options:", "    answers:"), ":11", 'there is no field "answers"; did you mean "options"?'),
        (UNIT_YAML[: UNIT_YAML.index("    options:")], ":9", 'the field "options" is missing; add it'),
        (UNIT_YAML[: UNIT_YAML.index("      - text: Jenes")], ":11", '"options" has 1 of at least 2; add more'),
        (
            spoilt("Was stimmt", "Was prüfst").replace("🔧", "x").encode("latin-1"),
            ":10",
            "save it with the encoding UTF-8",
        ),
        (UNIT_YAML.encode("utf-16"), ":1", "save it with the encoding UTF-8"),
        ("a: &a [x, x, x, x, x, x, x, x, x]\n" + BOMB + UNIT_YAML, ":2", "* repeats something inside what is repeated"),
        ("id: probe\nsteps: &a [*a]\n", ":2", "* repeats something inside what is repeated; write it out"),
        ("x: [" + "*a, " * 101 + "]", ":1", "a text cannot begin with *; put the text in quotes"),
        ("a: &a x\nb: [" + "*a, " * 101 + "]", ":2", "* repeats something more than 100 times; write it out"),
        (UNIT_YAML + "#" * 5_000_000, "", "the file has 5.0 MB; a file has at most 200 kB; make several of it"),
        ("[" * 5000, "", "brackets are nested too deep; close each [ and { that is open"),
        ("", ":1", "the file holds no fields; begin it with id: and title:"),
        ("# später\n", ":1", "the file holds no fields; begin it with id: and title:"),
        ("- id: probe\n- title: Probe\n", ":1", "the file holds no fields; begin it with id: and title:"),
        (UNIT_YAML + "---\n" + UNIT_YAML, ":17", "a second document begins with ---; remove that line"),
        (spoilt("right: true", "right: ja"), ":13", "write true or false"),
        (spoilt("minutes: 2", "minutes: 2,5"), ":5", "write a whole number, such as 3"),
        (spoilt("title: Probe", "title: 2026-13-45"), ":2", "this day does not exist; correct it, or use quotes"),
        (
            spoilt("text: Ein Satz.", "text: Ein\0Satz."),
            ":8",
            "there is a character that nobody sees (number 0); delete it",
        ),
        (spoilt("Ein Satz.", "@Max, sieh nach"), ":8", "a text cannot begin with @; put the text in quotes"),
        (spoilt("Ein Satz.", "!!python/name:os.system x"), ":8", "a text cannot begin with !; put the text in quotes"),
        (spoilt("Ein Satz.", "*wichtig"), ":8", "a text cannot begin with *; put the text in quotes"),
        (spoilt("Ein Satz.", '"Achtung'), ":8", "a quotation mark is never closed; close it"),
        (spoilt("Ein Satz.", "Achtung: heiß"), ":8", "there is a colon too many, or the indentation does not fit"),
        (spoilt("text: Ein Satz.", "text:"), ":8", 'the field "text" is empty; write what belongs there'),
        (spoilt("Ein Satz.", "Ein Satz.\n    image: bild"), ":9", "write its fields below it, indented"),
        (spoilt("Ein Satz.", "Ein Satz.\n    image: {file: bild}"), ":9", 'the field "alt" is missing; add it'),
    ],
)
def test_mistake_is_one_line_with_file_line_and_remedy(
    tmp_path: Path, content: str | bytes, place: str, words: str
) -> None:
    began = time.monotonic()
    with pytest.raises(ContentError) as caught:
        read_library(written(tmp_path, content))
    [problem] = [str(each) for each in caught.value.problems]
    assert problem.startswith(f"content/units/probe.yaml{place}: ")
    assert words in problem
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("name", ["2026-01-01", "2026", "007"])
def test_number_or_day_as_id_is_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_library(written(tmp_path, UNIT_YAML.replace("id: probe", f"id: {name}"), name))
    [problem] = [str(each) for each in caught.value.problems]
    assert problem.startswith(f"content/units/{name}.yaml:1: ")
    assert "put the text in quotes" in problem


def test_copied_file_with_the_old_id_is_one_line(tmp_path: Path) -> None:
    written(tmp_path, UNIT_YAML)
    with pytest.raises(ContentError) as caught:
        read_library(written(tmp_path, UNIT_YAML, "kopie"))
    assert [str(each) for each in caught.value.problems] == [
        'content/units/kopie.yaml:1: the id "probe" is not the name of the file; use kopie for both'
    ]


@pytest.mark.parametrize("word", ["no", "on", "off", "yes", "y", "Nein"])
def test_word_that_older_yaml_took_for_yes_or_no_stays_a_word(tmp_path: Path, word: str) -> None:
    content = read_library(written(tmp_path, spoilt("title: Probe", f"title: {word}")))
    assert content.units["probe"].title == word


@pytest.mark.parametrize("content", ["\ufeff" + UNIT_YAML, UNIT_YAML.replace("\n", "\r\n")])
def test_file_of_another_editor_is_read_as_it_was_meant(tmp_path: Path, content: str) -> None:
    assert read_library(written(tmp_path, content)) == read_library(written(tmp_path / "plain", UNIT_YAML))


def test_something_repeated_once_is_allowed(tmp_path: Path) -> None:
    content = spoilt("minutes: 2", "sources: &facts [DIN]\nminutes: 2")
    assert read_library(written(tmp_path, content)).units["probe"].sources == ("DIN",)


def test_unknown_competence_is_one_line() -> None:
    [finding] = check(library(unit=UNIT.model_copy(update={"competence": "weg"})), [], [])
    assert "units/probe.yaml" in str(finding)
    assert 'there is no competence "weg"' in str(finding)


def test_ring_of_steps_is_named_for_each_step_in_it() -> None:
    ring = with_steps(ende=STEPS["ende"].model_copy(update={"end": False, "to": "anfang"}))
    assert [finding.loc for finding in check(ring, [], [])] == [("steps", "anfang"), ("steps", "ende")]


def test_statement_with_a_used_id_is_one_line() -> None:
    items = ({"id": "eins", "text": "Ich habe gefragt."}, {"id": "eins", "text": "Ich habe gezeigt."})
    block = BLOCK.model_validate({**BLOCK.model_dump(), "check_in": items})
    [finding] = check(library(block=block), [], [])
    assert 'the statement "eins" exists already; give it another id' in str(finding)


def test_button_without_words_is_one_line() -> None:
    step = STEPS["anfang"].model_copy(update={"choices": (Choice(text=" ", to="ende"),)})
    [finding] = check(with_steps(anfang=step), [], [])
    assert "a button has no words; add text" in str(finding)


def test_question_for_later_that_comes_again_is_one_line() -> None:
    question = UNIT.review[0].model_copy(update={"again_in_days": 7})
    unit = UNIT.model_copy(update={"review": (question, UNIT.review[1])})
    [finding] = check(library(unit=unit), [], [])
    assert finding.loc == ("review", 0, "again_in_days")
    assert "comes again anyway; remove again_in_days" in str(finding)
