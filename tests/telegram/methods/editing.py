"""Changes of messages."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.telegram.bot import Bot
from tests.telegram.chat import Chat, Shown
from tests.telegram.methods.content import Content, caption, media, text
from tests.telegram.methods.effect import Effect, Given, Result
from tests.telegram.methods.sending import told
from tests.telegram.refusal import bad_request, not_built

Change = Callable[[Bot, Shown, Given], Content]
CAPTION = ("caption", "caption_entities", "show_caption_above_media")


async def _edit(change: Change, bot: Bot, given: Given) -> Result:
    """Buttons that are not given again go."""
    chat, shown = _own(bot, given)
    content, file = change(bot, shown, given)
    markup = given.get("reply_markup") or {}
    chat.edit(shown, content, markup if markup.get("inline_keyboard") else None, file)
    return told(bot, chat, shown)


def _own(bot: Bot, given: Given) -> tuple[Chat, Shown]:
    if "inline_message_id" in given:
        raise not_built("messages sent inline")
    chat = bot.chat(given["chat_id"])
    chat.alive()
    shown = chat.find(given["message_id"], "message to edit not found")
    if not shown.by_bot:
        raise bad_request("message can't be edited")
    return chat, shown


def _text(bot: Bot, shown: Shown, given: Given) -> Content:
    if "rich_message" in given:
        raise not_built("rich messages")
    if shown.kind != "text":
        raise bad_request("there is no text in the message to edit")
    kept = {name: value for name, value in shown.content.items() if name == "reply_to_message"}
    return {**text(given), **kept}, None


def _caption(bot: Bot, shown: Shown, given: Given) -> Content:
    if shown.file is None:
        raise bad_request("there is no caption in the message to edit")
    kept: dict[str, Any] = {name: value for name, value in shown.content.items() if name not in CAPTION}
    return {**kept, **caption(given)}, shown.file


def _buttons(bot: Bot, shown: Shown, given: Given) -> Content:
    return shown.content, shown.file


def _media(bot: Bot, shown: Shown, given: Given) -> Content:
    wanted = given["media"]
    return media(bot, wanted["type"], wanted["media"], wanted)


METHODS: dict[str, Effect] = {
    "editMessageText": partial(_edit, _text),
    "editMessageCaption": partial(_edit, _caption),
    "editMessageReplyMarkup": partial(_edit, _buttons),
    "editMessageMedia": partial(_edit, _media),
}
