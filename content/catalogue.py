"""The translations of one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

SOURCE = "de"
"""The language that all texts are written in."""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Source text to text in ``language``. ``fuzzy`` holds source texts whose translation is in doubt and not shown.

    Read once and compared by identity, so that rendered texts can be remembered by it.
    """

    language: str
    words: Mapping[str, str] = field(default_factory=dict)
    fuzzy: frozenset[str] = frozenset()

    def gettext(self, msgid: str) -> str:
        """The translation, or ``msgid`` itself when there is none that is certain."""
        return self.words.get(msgid, msgid)

    def knows(self, msgid: str) -> bool:
        """Whether ``msgid`` needs no (more) work of a translator."""
        return self.language == SOURCE or msgid in self.words
