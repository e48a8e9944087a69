"""A second opinion: python-telegram-bot, written by others, reads every message and update that passes through.

A first one as well: both must have the shape that ``bot-api.json`` describes.
"""

from collections.abc import Callable
from typing import Any

import telegram

from tests.telegram.schema import shape_problems

Read = Callable[[dict[str, Any]], telegram.TelegramObject | None]


def disagreements(message: dict[str, Any]) -> list[str]:
    """What the library understands otherwise than this server. Empty: both read the same."""
    return _differences("Message", message, lambda sent: telegram.Message.de_json(sent, None))


def disagreements_about_update(update: dict[str, Any]) -> list[str]:
    """The same about an update."""
    return _differences("Update", update, lambda sent: telegram.Update.de_json(sent, None))


def _differences(kind: str, sent: dict[str, Any], read: Read) -> list[str]:
    wrong = [f"the server made a wrong {kind}: {problem}" for problem in shape_problems(sent, [kind], kind)]
    try:
        understood = read(sent)
    except Exception as error:
        return [*wrong, f"python-telegram-bot cannot read the {kind}: {error}"]
    again = understood.to_dict() if understood is not None else None
    return wrong if _same(sent, again) else [*wrong, f"python-telegram-bot reads another {kind}: {again} for {sent}"]


def _same(sent: Any, read: Any) -> bool:
    """Whether nothing was lost or made up; the library spells out some flags that are not set."""
    if isinstance(sent, dict) and isinstance(read, dict):
        made_up = any(read[name] for name in read.keys() - sent.keys())
        return not made_up and all(name in read and _same(value, read[name]) for name, value in sent.items())
    if isinstance(sent, list) and isinstance(read, list | tuple):
        return len(sent) == len(read) and all(map(_same, sent, read))
    return bool(sent == read)
