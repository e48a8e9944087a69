"""Bare words with their entities, and how they are put together."""

from dataclasses import dataclass, field, replace
from typing import Any

from tests.telegram.units import utf16


class CannotParse(Exception):
    """The markup is wrong; the words are those of the Bot API."""

    def __init__(self, words: str, raw: bool = False) -> None:
        super().__init__(words if raw else f"can't parse entities: {words}")


@dataclass(frozen=True, slots=True)
class Formatted:
    """``entities`` are MessageEntity objects: offsets and lengths in UTF-16 units of ``text``."""

    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)

    def stripped(self) -> "Formatted":
        """Without white space before and after, which no chat shows."""
        text = self.text.strip()
        if text == self.text:
            return self
        before = utf16(self.text) - utf16(self.text.lstrip())
        moved = [_moved(entity, before, utf16(text)) for entity in self.entities]
        return replace(self, text=text, entities=[entity for entity in moved if entity["length"] > 0])


def _moved(entity: dict[str, Any], before: int, length: int) -> dict[str, Any]:
    start = max(entity["offset"] - before, 0)
    end = min(entity["offset"] + entity["length"] - before, length)
    return {**entity, "offset": start, "length": end - start}


@dataclass
class Builder:
    """Collects words and entities while markup is read."""

    text: list[str] = field(default_factory=list)
    units: int = 0
    entities: list[dict[str, Any]] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Words to be shown."""
        self.text.append(words)
        self.units += utf16(words)

    def mark(self, kind: str, start: int, **more: Any) -> None:
        """From ``start`` until here something is special; nothing is marked where no words are."""
        if self.units > start:
            self.entities.append({"type": kind, "offset": start, "length": self.units - start, **more})

    def link(self, url: str, start: int) -> None:
        """A link; one to a user is a mention."""
        user = url.removeprefix("tg://user?id=")
        if user != url and user.isdigit():
            self.mark("text_mention", start, user={"id": int(user), "is_bot": False, "first_name": "Person"})
        else:
            self.mark("text_link", start, url=url)

    @property
    def formatted(self) -> Formatted:
        """All of it, entities in the order in which they begin, outer ones first."""
        return Formatted("".join(self.text), sorted(self.entities, key=lambda one: (one["offset"], -one["length"])))
