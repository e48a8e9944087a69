"""What a message holds, from the parameters of a call."""

from typing import Any

from tests.telegram.bot import Bot
from tests.telegram.formatting import formatted
from tests.telegram.refusal import bad_request
from tests.telegram.schema import File

Content = tuple[dict[str, Any], File | None]
"""The parts of the Message object that say what it is, and its file."""


def text(given: dict[str, Any]) -> dict[str, Any]:
    """Words. Raises ``Refusal`` when there are none."""
    words = formatted(given, "text")
    if not words.text:
        raise bad_request("message text is empty")
    preview = given.get("link_preview_options")
    return {
        "text": words.text,
        **({"entities": words.entities} if words.entities else {}),
        **({"link_preview_options": preview} if preview else {}),
    }


def caption(given: dict[str, Any]) -> dict[str, Any]:
    """The words under a file, if there are any."""
    words = formatted(given, "caption")
    if not words.text:
        return {}
    above = {"show_caption_above_media": True} if given.get("show_caption_above_media") else {}
    return {"caption": words.text, **({"caption_entities": words.entities} if words.entities else {}), **above}


def media(bot: Bot, kind: str, file: File | str, given: dict[str, Any]) -> Content:
    """A file with its caption."""
    content, kept = bot.files.described(kind, file, given)
    spoiler = {"has_media_spoiler": True} if given.get("has_spoiler") else {}
    return {**content, **caption(given), **spoiler}, kept


def named(given: dict[str, Any], *names: str) -> dict[str, Any]:
    """The parameters with these names that there are."""
    return {name: given[name] for name in names if name in given}
