"""Catalogues: certain translations are shown, everything else is the source text."""

from pathlib import Path

from content.po import languages, load

PO = """
msgid "Fertig"
msgstr "Done"

#, fuzzy
msgid "Weiter"
msgstr "Wider"

msgid "Zurück"
msgstr ""
"""


def write(folder: Path, language: str, name: str, text: str) -> Path:
    path = folder / language / "LC_MESSAGES" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_gettext_of_a_translated_text_is_the_translation(tmp_path: Path) -> None:
    assert load("en", write(tmp_path, "en", "content.po", PO)).gettext("Fertig") == "Done"


def test_gettext_of_a_fuzzy_or_empty_or_unknown_text_is_the_source(tmp_path: Path) -> None:
    catalogue = load("en", write(tmp_path, "en", "content.po", PO))
    assert [catalogue.gettext(text) for text in ("Weiter", "Zurück", "Neu")] == ["Weiter", "Zurück", "Neu"]
    assert catalogue.fuzzy == {"Weiter"}


def test_both_files_of_a_language_are_read(tmp_path: Path) -> None:
    write(tmp_path, "en", "content.po", PO)
    write(tmp_path, "en", "messages.po", 'msgid "Hilfe"\nmsgstr "Help"\n')
    catalogue = load("en", tmp_path)
    assert (catalogue.gettext("Hilfe"), catalogue.gettext("Fertig")) == ("Help", "Done")


def test_language_without_files_shows_the_source(tmp_path: Path) -> None:
    assert load("de", tmp_path).words == {}
    assert load("tr", tmp_path).gettext("Fertig") == "Fertig"


def test_languages_begin_with_the_source(tmp_path: Path) -> None:
    for language in ("tr", "ar", "de"):
        write(tmp_path, language, "content.po", PO)
    assert languages(tmp_path) == ("de", "ar", "tr")
    assert languages(tmp_path / "missing") == ("de",)
