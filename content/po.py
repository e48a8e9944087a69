"""Catalogues as translators write them with PO tools."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from content.catalogue import SOURCE, Catalogue
from content.days import days_in


def load(language: str, folder: Path) -> Catalogue:
    """The catalogue of ``folder``/<language>; a language without files is empty and shows the source texts.

    ValueError when a file is no PO file.
    """
    words: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    fuzzy: set[str] = set()
    files = [_read(folder / language / "LC_MESSAGES" / name, language) for name in ("messages.po", "content.po")]
    for message in (message for file in files for message in _messages(file)):
        forms = _forms(message)
        if not all(forms):
            continue
        if message.fuzzy:
            fuzzy.add(_key(message))
        elif message.pluralizable:
            plurals[_key(message)] = forms
        else:
            words[_key(message)] = forms[0]
    doubtful = frozenset(fuzzy - words.keys() - plurals.keys())
    # The program's own words are counted, the content's are not.
    return Catalogue(language, words, doubtful, plurals, files[0].plural_expr, days_in(language))


def languages(folder: Path) -> tuple[str, ...]:
    """The source language first, then every language that has a folder of catalogues, in alphabetical order."""
    if not folder.is_dir():
        return (SOURCE,)
    found = (entry.name for entry in folder.iterdir() if (entry / "LC_MESSAGES").is_dir())
    return (SOURCE, *sorted(name for name in found if name != SOURCE))


def sources(folder: Path) -> tuple[str, ...]:
    """The source texts of the program itself, out of its template ``folder``/messages.pot; of a counted one both."""
    messages = _messages(_read(folder / "messages.pot", SOURCE))
    return tuple(text for message in messages for text in _listed(message.id))


def keys(folder: Path) -> tuple[str, ...]:
    """What the program's own texts are found by: the source text, of a counted one that for 1."""
    return tuple(_key(message) for message in _messages(_read(folder / "messages.pot", SOURCE)))


def _read(path: Path, language: str) -> Catalog:
    if not path.is_file():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _key(message: Message) -> str:
    return str(message.id[0] if message.pluralizable else message.id)


def _forms(message: Message) -> tuple[str, ...]:
    return _listed(message.string or "")


def _listed(words: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)
