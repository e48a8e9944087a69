"""Source sentences by fingerprint: without the program's and the content's files, the database holds numbers."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from dialogs.text import Day, Heard, Text

GONE = Text("…", (), literal=True)
"""Stands for a sentence that this version of the program no longer has."""
_encode = msgspec.json.Encoder().encode


class Phrasebook:
    """Source sentences by fingerprint, both ways."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._sources: dict[int, str] = {}
        self._fingerprints: dict[str, int] = {}
        self._remembered = lru_cache(maxsize=16384)(self._encoded)
        for source in sources:
            self.fingerprint(source)

    def fingerprint(self, source: str) -> int:
        """48 bits of the sentence: no number of sentences that people write makes two of them meet."""
        known = self._fingerprints.get(source)
        if known is None:
            known = int.from_bytes(blake2b(source.encode(), digest_size=6).digest()) | 1
            self._fingerprints[source] = known
            self._sources[known] = source
        return known

    def source(self, fingerprint: int) -> str | None:
        """The sentence, or None when this program has none with that fingerprint."""
        return self._sources.get(fingerprint)

    def pack(self, text: Text) -> msgspec.Raw:
        """A literal as a string, a text as ``[fingerprint]``, ``[fingerprint, values]`` or, where it depends on a
        number, ``[fingerprint, values, fingerprint]``; encoded."""
        return self._remembered(text)

    def _encoded(self, text: Text) -> msgspec.Raw:
        return msgspec.Raw(_encode(self._packed(text)))

    def _packed(self, text: Text) -> Any:
        if text.literal:
            return text.source
        if not text.values:
            return (self.fingerprint(text.source),)
        packed = self.fingerprint(text.source), {name: self._pack_value(value) for name, value in text.values}
        return (*packed, self.fingerprint(text.many)) if text.many else packed

    def _pack_value(self, value: str | int | Text | Heard | Day) -> Any:
        if isinstance(value, Text):
            return (self._packed(value),)
        if isinstance(value, Day):
            return {"day": value.on.isoformat(), "year": value.year}
        return {} if isinstance(value, Heard) else value

    def unpack(self, packed: Any) -> Text:
        """The text again; ``GONE`` where the sentence no longer exists."""
        if isinstance(packed, str):
            return Text(packed, (), literal=True)
        source, many = self.source(packed[0]), self.source(packed[2]) if packed[2:] else ""
        if source is None or many is None:
            return GONE
        values = packed[1].items() if packed[1:] else ()
        return Text(source, tuple((name, self._unpack_value(value)) for name, value in values), many=many)

    def _unpack_value(self, value: Any) -> str | int | Text | Heard | Day:
        if isinstance(value, list):
            return self.unpack(value[0])
        if isinstance(value, dict):
            return Day(date.fromisoformat(value["day"]), value["year"]) if value else Heard()
        return value if isinstance(value, int) else str(value)
