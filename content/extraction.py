"""What translators work on: ``python -m content.extraction`` renews locales/content.pot and every content.po."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from content.model import Library
from content.reader import read_library
from content.texts import texts as authored

# A header of our own: the usual one carries the day and the tool, so that it would change with every run.
_HEADER = """# Texts of the units and building blocks. The source language is plain German.
msgid ""
msgstr ""
{language}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_WIDTH = 100


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
    return _written(catalog, language)


def main(content: Path = Path("content"), locales: Path = Path("locales")) -> None:
    """Renew the template and all translations. ContentError when the library cannot be read."""
    library = read_library(content)
    locales.mkdir(parents=True, exist_ok=True)
    (locales / "content.pot").write_bytes(template(library))
    for path in sorted(locales.glob("*/LC_MESSAGES/content.po")):
        path.write_bytes(renewed(library, path.parts[-3], path.read_bytes()))


def _catalog(library: Library) -> Catalog:
    catalog = Catalog()
    for msgid, comment in texts(library):
        catalog.add(msgid, auto_comments=[comment])
    return catalog


def _written(catalog: Catalog, language: str = "") -> bytes:
    body = BytesIO()
    write_po(body, catalog, omit_header=True, width=_WIDTH)
    return _HEADER.format(language=f'"Language: {language}\\n"\n' if language else "").encode() + body.getvalue()


if __name__ == "__main__":
    main()
