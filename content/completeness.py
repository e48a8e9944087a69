"""How much of everything that is read exists in each language."""

from dataclasses import dataclass
from pathlib import Path

from content.extraction import texts
from content.po import keys, languages, load
from content.reader import read_library


@dataclass(frozen=True, slots=True)
class Completeness:
    """Counts of texts; ``fuzzy`` ones are shown in German until a translator confirms them."""

    language: str
    program: int
    of_program: int
    content: int
    of_content: int
    fuzzy: int

    def __str__(self) -> str:
        program = f"program {_share(self.program, self.of_program)}"
        return f"{self.language}: {program}, content {_share(self.content, self.of_content)}, {self.fuzzy} fuzzy"


def completeness(root: Path) -> list[Completeness]:
    """Of every language but German, the source. ContentError when the content cannot be read."""
    locales = root / "locales"
    own, authored = set(keys(locales)), {text for text, _ in texts(read_library(root / "content"))}
    return [_of(language, own, authored, locales) for language in languages(locales) if language != "de"]


def _of(language: str, own: set[str], authored: set[str], locales: Path) -> Completeness:
    catalogue = load(language, locales)
    known = catalogue.words.keys() | catalogue.plurals.keys()
    return Completeness(
        language, len(own & known), len(own), len(authored & known), len(authored), len(catalogue.fuzzy)
    )


def _share(part: int, whole: int) -> str:
    # Rounded down: 100 % means that nothing is missing.
    return f"{100 * part // max(whole, 1)} % ({part} of {whole})"
