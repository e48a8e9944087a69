"""What the Bot API asks for beyond types and limits, by type and by method; ``problems`` looks at everything."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.telegram.formatting import MODES
from tests.telegram.limits import limit_problems
from tests.telegram.schema import METHODS, TYPES, File, Problem, object_problems

MOST_BUTTONS = 100
MOST_COMMANDS = 100
MEGABYTE = 1 << 20
_LOOKS = {"text", "style", "icon_custom_emoji_id"}
ACTIONS = {field["name"] for field in TYPES["InlineKeyboardButton"]["fields"]} - _LOOKS
"""What a button may do."""
CHAT_ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}
STYLES = {"danger", "success", "primary"}
KINDS_OF_UPDATES = {field["name"] for field in TYPES["Update"]["fields"]} - {"update_id"}


def problems(method: str, given: dict[str, Any]) -> list[Problem]:
    """All that is wrong with a call's parameters."""
    return object_problems(given, METHODS[method], method, _all_rules)


def _all_rules(value: dict[str, Any], described: dict[str, Any], place: str) -> Iterator[Problem]:
    yield from limit_problems(value, described, place)
    rule = RULES.get(described["name"])
    for words in (*(rule(value) if rule else ()), *_everywhere(value)):
        yield Problem(place, words)


def _everywhere(value: dict[str, Any]) -> Iterator[str]:
    for name, given in value.items():
        if name.endswith("parse_mode") and given.lower() not in MODES:
            yield "unsupported parse_mode"
        if name == "language_code" and not re.fullmatch("([a-z]{2})?", given):
            yield "language_code must have two letters or none"
        if name == "allowed_updates" and (unknown := set(given) - KINDS_OF_UPDATES):
            yield f"there are no updates {sorted(unknown)}"
        if isinstance(given, File) and not given.content:
            yield "file must be non-empty"
        if isinstance(given, File) and len(given.content) > (10 if name == "photo" else 50) * MEGABYTE:
            yield "file is too big"


def _button(button: dict[str, Any]) -> Iterator[str]:
    if not button["text"].strip():
        yield "button text is empty"
    if len(button.keys() & ACTIONS) != 1:
        yield "a button does exactly one thing"
    if button.get("style", "primary") not in STYLES:
        yield "there is no such button style"
    if "url" in button and urlsplit(button["url"]).scheme not in ("http", "https", "tg", "mailto", "tel"):
        yield "BUTTON_URL_INVALID"


def _inline_keyboard(markup: dict[str, Any]) -> Iterator[str]:
    if sum(map(len, markup["inline_keyboard"])) > MOST_BUTTONS:
        yield f"reply markup has more than {MOST_BUTTONS} buttons"


def _commands(call: dict[str, Any]) -> Iterator[str]:
    if len(call["commands"]) > MOST_COMMANDS:
        yield "BOT_COMMANDS_TOO_MUCH"
    if not all(re.fullmatch("[a-z0-9_]+", command["command"]) for command in call["commands"]):
        yield "BOT_COMMAND_INVALID"


def _edited_text(call: dict[str, Any]) -> Iterator[str]:
    if ("text" in call) == ("rich_message" in call):
        yield "message text is empty"
    yield from _edited(call)


def _edited(call: dict[str, Any]) -> Iterator[str]:
    if "inline_message_id" in call:
        return
    if "chat_id" not in call:
        yield "chat_id is empty"
    if "message_id" not in call:
        yield "message identifier is not specified"


def _chat_action(call: dict[str, Any]) -> Iterator[str]:
    if call["action"] not in CHAT_ACTIONS:
        yield "wrong parameter action in request"


def _webhook(call: dict[str, Any]) -> Iterator[str]:
    url = urlsplit(call["url"])
    if call["url"] and (url.scheme not in ("http", "https") or not url.hostname):
        yield "bad webhook: invalid URL"
    if not re.fullmatch("[A-Za-z0-9_-]*", call.get("secret_token", "")):
        yield "secret token contains unallowed characters"


RULES = {
    "InlineKeyboardButton": _button,
    "InlineKeyboardMarkup": _inline_keyboard,
    "editMessageCaption": _edited,
    "editMessageMedia": _edited,
    "editMessageReplyMarkup": _edited,
    "editMessageText": _edited_text,
    "sendChatAction": _chat_action,
    "setMyCommands": _commands,
    "setWebhook": _webhook,
}
