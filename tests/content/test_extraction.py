"""The template and the renewal of translations."""

from pathlib import Path

from content.extraction import main, renewed, template, texts
from content.po import load
from tests.content.examples import OPTIONS, UNIT, UNIT_YAML, library, write_unit

PO = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    'msgid "Was stimmt?"\nmsgstr "What is right?"\n'
)


def test_texts_carry_their_file_and_step() -> None:
    found = list(texts(library()))
    assert ("Probe", "content/units/probe.yaml:title") in found
    assert ("Was stimmt?", "content/units/probe.yaml:step 1") in found
    assert ("Es stimmt nicht.", "content/units/probe.yaml:step 1") in found
    assert ("Weiter?", "content/blocks/baustein.yaml:anfang") in found
    assert ("4", "content/blocks/baustein.yaml:guide") in found


def test_template_names_no_day_and_no_tool() -> None:
    header = template(library()).decode().split("\n\n")[0]
    assert "Date" not in header
    assert "Generated-By" not in header


def test_renewed_translation_keeps_what_is_unchanged_and_adds_what_is_new() -> None:
    text = renewed(library(), "en", PO.encode()).decode()
    assert 'msgid "Was stimmt?"\nmsgstr "What is right?"' in text
    assert 'msgid "Es stimmt nicht."\nmsgstr ""' in text


def test_renewed_translation_of_a_changed_text_is_fuzzy() -> None:
    question = UNIT.steps[0].model_copy(update={"text": "Was stimmt hier?", "options": OPTIONS})
    changed = library(unit=UNIT.model_copy(update={"steps": (question,)}))
    text = renewed(changed, "en", PO.encode()).decode()
    assert '#, fuzzy\nmsgid "Was stimmt hier?"\nmsgstr "What is right?"' in text


def test_main_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    content, locales = write_unit(tmp_path, UNIT_YAML), tmp_path / "locales"
    po = locales / "en" / "LC_MESSAGES" / "content.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, encoding="utf-8")
    main(content, locales)
    first = po.read_bytes()
    main(content, locales)
    assert po.read_bytes() == first
    assert load("en", locales).gettext("Was stimmt?") == "What is right?"
