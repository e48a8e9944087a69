"""Entities that a bot names itself."""

from typing import Any

from tests.telegram.formatting.formatted import CannotParse

NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}
"""What an entity of a kind cannot do without."""
KINDS = {
    *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline"),
    *("strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", *NEEDS),
}


def checked(text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same entities. Raises ``CannotParse`` for one that is not within the text or cuts a character in two."""
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in entities:
        kind, start, end = entity["type"], entity["offset"], entity["offset"] + entity["length"]
        if kind not in KINDS:
            raise CannotParse(f"there is no entity {kind}")
        if not 0 <= start < end <= len(units) // 2:
            raise CannotParse(f"entity {kind} at {start} is not within the text")
        if any(_splits(units, at) for at in (start, end)):
            raise CannotParse(f"entity {kind} at {start} cuts a character in two")
        if kind in NEEDS and NEEDS[kind] not in entity:
            raise CannotParse(f"entity {kind} has no {NEEDS[kind]}")
    return entities


def _splits(units: bytes, at: int) -> bool:
    unit = units[2 * at : 2 * at + 2]
    return len(unit) == 2 and 0xDC00 <= int.from_bytes(unit, "little") <= 0xDFFF
