"""Words that depend on a number, and days: right in every language, also in those that are not translated yet."""

from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from content.catalogue import SOURCE, Catalogue
from content.days import days_in
from content.extraction import renewed_program
from content.po import keys, languages, load, sources
from dialogs.text import Text, render

LOCALES = Path(__file__).parents[2] / "locales"
NUMBERS = (0, 1, 2, 3, 5, 11, 21, 100, 101)
FORMS = {"ar": 6, "uk": 3, "ru": 3, "hr": 3, "it": 2, "en": 2, "tr": 2, "pl": 3, "ro": 3}
TEMPLATE = b'msgid ""\nmsgstr ""\n\nmsgid "{n} Tag"\nmsgid_plural "{n} Tage"\nmsgstr[0] ""\nmsgstr[1] ""\n'


@cache
def known(language: str) -> Catalogue:
    return load(language, LOCALES)


@cache
def messages(language: str) -> list[Message]:
    name = f"{language}/LC_MESSAGES/messages.po" if language != SOURCE else "messages.pot"
    with (LOCALES / name).open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def counted() -> list[tuple[str, str]]:
    return [(message.id[0], message.id[1]) for message in messages(SOURCE) if message.pluralizable]


def names(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name]


def form(language: str, number: int) -> int:
    """The number of the form that CLDR says, in the order that PO files write them."""
    rule = Locale.parse(language).plural_form
    return _used(language).index(rule(number))


@cache
def _used(language: str) -> list[str]:
    """The categories that whole numbers have."""
    rule = Locale.parse(language).plural_form
    return sorted({rule(n) for n in range(1000)}, key=("zero", "one", "two", "few", "many", "other").index)


def numbered(language: str) -> Catalogue:
    """The language with a form for each number that says which one it is, as a translator's file gives it."""
    empty = renewed_program(TEMPLATE, language, b"").decode()
    for index in range(FORMS[language]):
        empty = empty.replace(f'msgstr[{index}] ""', f'msgstr[{index}] "{{n}} form {index}"')
    catalog = read_po(BytesIO(empty.encode()), locale=language)
    [message] = [message for message in catalog if message.id]
    return Catalogue(language, plurals={"{n} Tag": tuple(message.string or ())}, plural=catalog.plural_expr)


def test_there_are_counted_sentences() -> None:
    assert len(counted()) >= 7


@pytest.mark.parametrize("language", languages(LOCALES))
@pytest.mark.parametrize("number", NUMBERS)
def test_counted_sentence_takes_the_form_of_the_language_and_has_no_gap(language: str, number: int) -> None:
    catalogue = known(language)
    for one, many in counted():
        forms = (one, many) if language == SOURCE else catalogue.plurals[one]
        values = dict.fromkeys(names(many), number)
        text = Text(one, tuple(values.items()), many=many)
        assert render(text, catalogue) == forms[form(language, number)].format_map(values)
        assert "{" not in render(text, catalogue)


@pytest.mark.parametrize("language", [name for name in languages(LOCALES) if name != SOURCE])
def test_every_sentence_is_translated_with_the_same_values_in_each_form(language: str) -> None:
    catalogue = known(language)
    for message in messages(SOURCE):
        key = str(message.id[0] if message.pluralizable else message.id)
        forms = catalogue.plurals[key] if message.pluralizable else (catalogue.words[key],)
        assert all(sorted(names(text)) == sorted(names(key)) for text in forms), key
        assert not message.pluralizable or len(forms) == FORMS[language]


@pytest.mark.parametrize("language", FORMS)
@pytest.mark.parametrize("number", NUMBERS)
def test_new_language_begins_with_its_plural_rule(language: str, number: int) -> None:
    catalogue = numbered(language)
    text = Text("{n} Tag", (("n", number),), many="{n} Tage")
    assert render(text, catalogue) == f"{number} form {form(language, number)}"


def test_counted_text_without_translation_is_german() -> None:
    catalogue = Catalogue("pl", plural="n==1 ? 0 : 2")
    texts = [render(Text("{n} Tag", (("n", number),), many="{n} Tage"), catalogue) for number in (1, 5)]
    assert texts == ["1 Tag", "5 Tage"]


def test_half_translated_forms_count_as_missing(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    po = TEMPLATE.replace(b'msgstr[0] ""', b'msgstr[0] "{n} day"')
    (folder / "messages.po").write_bytes(po)
    assert load("en", tmp_path).plurals == {}
    assert not load("en", tmp_path).knows("{n} Tag")


def test_plural_rule_with_anything_but_numbers_is_refused() -> None:
    catalogue = Catalogue("en", plurals={"a": ("b", "c")}, plural="__import__('os').getpid()")
    with pytest.raises(ValueError):
        catalogue.ngettext("a", "a", 1)


def test_sources_hold_both_texts_and_keys_only_the_first(tmp_path: Path) -> None:
    (tmp_path / "messages.pot").write_bytes(TEMPLATE)
    assert sources(tmp_path) == ("{n} Tag", "{n} Tage")
    assert keys(tmp_path) == ("{n} Tag",)


@pytest.mark.parametrize("language", ["de", "en_GB", "tr", "pl", "ro", "ar", "uk", "ru", "hr", "it"])
def test_day_is_written_as_the_language_writes_it(language: str) -> None:
    days = days_in(language.partition("_")[0])
    for day in (date(2026, 12, 24), date(2027, 3, 1)):
        assert days.written(day, year=False) == format_skeleton("MMMMd", day, locale=language)
        assert days.written(day, year=True) == format_date(day, "long", locale=language)


@pytest.mark.parametrize("language", ["de", "en_GB", "tr", "pl", "ro", "ar", "uk", "ru", "hr", "it"])
def test_time_of_day_is_written_alike_in_all_languages(language: str) -> None:
    assert Locale.parse(language).datetime_skeletons["Hm"].pattern == "HH:mm"
