"""Catalogues as translators write them with PO tools."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from content.catalogue import SOURCE, Catalogue


def load(language: str, folder: Path) -> Catalogue:
    """The catalogue of ``folder``/<language>; a language without files is empty and shows the source texts.

    ValueError when a file is no PO file.
    """
    words: dict[str, str] = {}
    fuzzy: set[str] = set()
    for name in ("messages.po", "content.po"):
        for message in _messages(folder / language / "LC_MESSAGES" / name, language):
            if not isinstance(message.id, str) or not isinstance(message.string, str) or not message.string:
                continue
            if message.fuzzy:
                fuzzy.add(message.id)
            else:
                words[message.id] = message.string
    return Catalogue(language, words, frozenset(fuzzy - words.keys()))


def languages(folder: Path) -> tuple[str, ...]:
    """The source language first, then every language that has a folder of catalogues, in alphabetical order."""
    if not folder.is_dir():
        return (SOURCE,)
    found = (entry.name for entry in folder.iterdir() if (entry / "LC_MESSAGES").is_dir())
    return (SOURCE, *sorted(name for name in found if name != SOURCE))


def sources(folder: Path) -> tuple[str, ...]:
    """The source texts of the program itself, out of its template ``folder``/messages.pot."""
    return tuple(message.id for message in _messages(folder / "messages.pot", SOURCE) if isinstance(message.id, str))


def _messages(path: Path, language: str) -> Iterator[Message]:
    if not path.is_file():
        return
    with path.open("rb") as file:
        yield from (message for message in read_po(file, locale=language, abort_invalid=True) if message.id)
