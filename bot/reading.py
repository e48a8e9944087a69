"""Everything that people read, from files: ``python -m bot.reading`` prints it as JSON.

The server lets a process of its own read it, beside its own start: the parsers of YAML and PO files, and what they
leave behind, would stay in its memory for good.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec

from bot.catalogues import pack
from content.problems import ContentError, Problem

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds content/ and locales/."""
_UNREADABLE = 3


class Files(msgspec.Struct):
    """What the files say. ``library`` and ``companies`` are JSON of their models, checked; ``catalogues`` are packed;
    ``sources`` are the program's own source texts."""

    library: msgspec.Raw
    companies: list[msgspec.Raw]
    catalogues: dict[str, bytes]
    sources: list[str]


def read(root: Path = ROOT) -> Files:
    """All files below ``root``; ContentError names everything that is wrong with them."""
    from content import po
    from content.reader import read_company, read_library

    companies = [read_company(path) for path in sorted((root / "content" / "companies").glob("*.yaml"))]
    locales = root / "locales"
    loaded = {language: po.load(language, locales) for language in po.languages(locales)}
    return Files(
        library=msgspec.Raw(read_library(root / "content").model_dump_json().encode()),
        companies=[msgspec.Raw(company.model_dump_json().encode()) for company in companies],
        catalogues={name: pack(each) for name, each in loaded.items()},
        sources=list(po.sources(ROOT / "locales")),
    )


class Apart:
    """The same, read by a process that is started now; ``files`` waits for it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "bot.reading"]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)

    def files(self) -> Files:
        """ContentError as from ``read``."""
        output, _ = self._process.communicate()
        if self._process.returncode == _UNREADABLE:
            raise ContentError(tuple(Problem(*each) for each in msgspec.json.decode(output)))
        if self._process.returncode != 0:
            raise ContentError((Problem("content", None, "it could not be read", "run: inleku content check"),))
        return msgspec.json.decode(output, type=Files)


def _answer() -> tuple[int, Any]:
    try:
        return 0, read()
    except ContentError as error:
        return _UNREADABLE, [(each.file, each.line, each.message, each.remedy) for each in error.problems]


if __name__ == "__main__":
    status, answer = _answer()
    sys.stdout.buffer.write(msgspec.json.encode(answer))
    sys.exit(status)
