"""The languages of a running process: each is packed until somebody speaks it."""

import zlib
from collections.abc import Iterator, Mapping

import msgspec

from content.catalogue import Catalogue, Days


class Words(msgspec.Struct):
    """A catalogue without its language."""

    words: dict[str, str]
    fuzzy: frozenset[str]
    plurals: dict[str, tuple[str, ...]]
    plural: str
    days: Days


def pack(catalogue: Catalogue) -> bytes:
    """The catalogue, small."""
    words = Words(dict(catalogue.words), catalogue.fuzzy, dict(catalogue.plurals), catalogue.plural, catalogue.days)
    return zlib.compress(msgspec.json.encode(words))


class Catalogues(Mapping[str, Catalogue]):
    """By language. ``sources`` are the source texts, so that all languages share one object for each."""

    def __init__(self, packed: Mapping[str, bytes], sources: Mapping[str, str]) -> None:
        self._packed, self._sources = packed, sources
        self._open: dict[str, Catalogue] = {}

    def __getitem__(self, language: str) -> Catalogue:
        found = self._open.get(language)
        if found is None:
            # Two threads at once may both unpack; both get the one that is kept.
            found = self._open.setdefault(language, self._unpack(language))
        return found

    def __contains__(self, language: object) -> bool:
        return language in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def _unpack(self, language: str) -> Catalogue:
        read = msgspec.json.decode(zlib.decompress(self._packed[language]), type=Words)
        words = {self._sources.get(source, source): word for source, word in read.words.items()}
        return Catalogue(language, words, read.fuzzy, read.plurals, read.plural, read.days)
