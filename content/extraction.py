"""What translators work on: ``python -m content.extraction`` renews locales/content.pot and every PO file.

The program's own words come from locales/messages.pot, which ``pybabel extract`` writes (see the Makefile).
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from content.model import Library
from content.reader import read_library
from content.texts import texts as authored

# A header of our own: the usual one carries the day and the tool, so that it would change with every run.
_HEADER = """{comment}msgid ""
msgstr ""
{fields}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_COMMENT = "# Texts of the units and building blocks. The source language is plain German.\n"
_WIDTH = 100
_PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "tr": "nplurals=2; plural=(n != 1);",
}
"""Where Babel's own plural rule is not that of the Unicode CLDR, which translators' tools go by."""


def texts(library: Library) -> Iterator[tuple[str, str]]:
    """Each text to translate with a "file:step" comment, in reading order; a text used twice comes twice."""
    for text in authored(library):
        yield text.text, f"{text.file}:{text.step}"


def template(library: Library) -> bytes:
    """The catalogue template (POT, UTF-8). The same library gives the same bytes."""
    return _written(_catalog(library))


def renewed(library: Library, language: str, translated: bytes) -> bytes:
    """``translated`` (PO, UTF-8) brought up to date with the library.

    A changed text keeps its old translation, marked fuzzy; a new one is empty; one that is gone becomes obsolete.
    """
    catalog = read_po(BytesIO(translated), locale=language, abort_invalid=True)
    catalog.update(_catalog(library), update_header_comment=False)
    return _written(catalog, f'"Language: {language}\\n"\n')


def renewed_program(words: bytes, language: str, translated: bytes) -> bytes:
    """The same for the program's own ``words`` (a template). A new file gets the plural rule of its language."""
    catalog = read_po(BytesIO(translated or _begun(language)), locale=language, abort_invalid=True)
    catalog.update(read_po(BytesIO(words)), update_header_comment=False)
    fields = f'"Language: {language}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
    return _written(catalog, fields, comment="", sort_by_file=True)


def main(content: Path = Path("content"), locales: Path = Path("locales")) -> None:
    """Renew the template and all translations, and begin those of a language whose folder is empty.

    ContentError when the library cannot be read.
    """
    library = read_library(content)
    locales.mkdir(parents=True, exist_ok=True)
    (locales / "content.pot").write_bytes(template(library))
    (locales / "content.pot").write_bytes(template(library))
    program = locales / "messages.pot"
    for folder in sorted(locales.glob("*/LC_MESSAGES")):
        language, authored_words, own_words = folder.parent.name, folder / "content.po", folder / "messages.po"
        authored_words.write_bytes(renewed(library, language, _present(authored_words)))
        if program.is_file():
            own_words.write_bytes(renewed_program(program.read_bytes(), language, _present(own_words)))


def _begun(language: str) -> bytes:
    rule = _PLURALS.get(language)
    return f'msgid ""\nmsgstr ""\n"Plural-Forms: {rule}\\n"\n'.encode() if rule else b""


def _present(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _catalog(library: Library) -> Catalog:
    catalog = Catalog()
    for msgid, comment in texts(library):
        catalog.add(msgid, auto_comments=[comment])
    return catalog


def _written(catalog: Catalog, fields: str = "", comment: str = _COMMENT, sort_by_file: bool = False) -> bytes:
    body = BytesIO()
    write_po(body, catalog, omit_header=True, width=_WIDTH, sort_by_file=sort_by_file)
    return _HEADER.format(comment=comment, fields=fields).encode() + body.getvalue()


if __name__ == "__main__":
    main()
