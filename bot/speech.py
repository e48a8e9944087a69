"""Messages as sound files, made beforehand by ``inleku content speech``. Nothing needs them to be there."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.exchange import AudioFile
from content.catalogue import Catalogue
from dialogs.text import render, t

FOLDER = "speech"
"""In the data folder: a folder for each language."""
KINDS = {".ogg": "audio/ogg", ".wav": "audio/wav"}
_SILENT = frozenset({"So", "Sk", "Cf", "Cc", "Cs", "Co", "Me"})
"""Categories of characters that are pictures or nothing to say."""
LABEL = t("🔊 Vorlesen")


def spoken(text: str, labels: Iterable[str]) -> str:
    """What is read of a message: its words, then its answers, one a line, without pictures and signs."""
    lines = (_plain(line) for part in (text, *labels) for line in part.splitlines())
    return "\n".join(line for line in lines if line)


def _plain(line: str) -> str:
    return " ".join("".join(c for c in line if unicodedata.category(c) not in _SILENT and c != "\ufe0f").split())


def file_name(words: str, language: str) -> str:
    """The same words in the same voice always have the same name."""
    return sha256(f"espeak-ng {language}\n{words}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Recordings:
    """The sound files below ``folder``."""

    folder: Path

    def find(self, text: str, labels: Iterable[str], catalogue: Catalogue) -> AudioFile | None:
        """The recording of a rendered message; None where there is none."""
        name = file_name(spoken(text, labels), catalogue.language)
        for ending, media_type in KINDS.items():
            path = self.folder / catalogue.language / f"{name}{ending}"
            if path.is_file():
                return AudioFile(render(LABEL, catalogue), f"lern-begleiter{ending}", media_type, path.read_bytes())
        return None
