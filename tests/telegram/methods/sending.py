"""New messages."""

from collections.abc import Callable
from functools import partial
from typing import Any

from tests.telegram.bot import Bot
from tests.telegram.chat import Chat, Shown
from tests.telegram.methods.content import Content, caption, media, named, text
from tests.telegram.methods.effect import Effect, Given, Result
from tests.telegram.refusal import bad_request

Make = Callable[[Bot, Given], Content]
FILES = {
    "sendAnimation": "animation",
    "sendAudio": "audio",
    "sendDocument": "document",
    "sendPhoto": "photo",
    "sendVideo": "video",
    "sendVideoNote": "video_note",
    "sendVoice": "voice",
}
"""The kind of file that a method sends."""


async def _send(make: Make, bot: Bot, given: Given) -> Result:
    chat = bot.chat(given["chat_id"]).open()
    return told(bot, chat, add(bot, chat, given, *make(bot, given)))


def add(bot: Bot, chat: Chat, given: Given, content: dict[str, Any], file: Any = None) -> Shown:
    """A new message of the bot; a keyboard is laid out or taken away."""
    reply = _replied(chat, given)
    markup = given.get("reply_markup") or {}
    if "keyboard" in markup:
        chat.keyboard = [[key if isinstance(key, str) else key["text"] for key in row] for row in markup["keyboard"]]
    if markup.get("remove_keyboard"):
        chat.keyboard = []
    return chat.add(
        {**content, **reply},
        bot.profile.user,
        silent=given.get("disable_notification", False),
        protected=given.get("protect_content", False),
        markup=markup if markup.get("inline_keyboard") else None,
        file=file,
    )


def told(bot: Bot, chat: Chat, shown: Shown) -> Result:
    """The Message object; others say whether it is one."""
    message = chat.as_message(shown)
    bot.sent(message)
    return message


def _replied(chat: Chat, given: Given) -> dict[str, Any]:
    wanted = given.get("reply_parameters") or {}
    if "message_id" not in wanted:
        return {}
    found = [shown for shown in chat.messages if shown.message_id == wanted["message_id"]]
    if not found and not wanted.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return {"reply_to_message": chat.as_message(found[0])} if found else {}


def _text(bot: Bot, given: Given) -> Content:
    return text(given), None


def _file(kind: str, bot: Bot, given: Given) -> Content:
    return media(bot, kind, given[kind], given)


def _contact(bot: Bot, given: Given) -> Content:
    return {"contact": named(given, "phone_number", "first_name", "last_name", "vcard")}, None


def _location(bot: Bot, given: Given) -> Content:
    names = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading", "proximity_alert_radius")
    return {"location": named(given, *names)}, None


def _venue(bot: Bot, given: Given) -> Content:
    place = {"location": named(given, "latitude", "longitude")}
    ids = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
    return {"venue": {**place, **named(given, "title", "address", *ids)}, **place}, None


async def _album(bot: Bot, given: Given) -> Result:
    chat = bot.chat(given["chat_id"]).open()
    made = [media(bot, each["type"], each["media"], each) for each in given["media"]]
    number = str(len(bot.calls))
    return [told(bot, chat, add(bot, chat, given, {**each, "media_group_id": number}, file)) for each, file in made]


async def _copy(bot: Bot, given: Given) -> Result:
    source = bot.chat(given["from_chat_id"]).find(given["message_id"], "message to copy not found")
    return {"message_id": _again(bot, given, source).message_id}


async def _copies(bot: Bot, given: Given) -> Result:
    messages = bot.chat(given["from_chat_id"]).messages
    found = [shown for shown in messages if shown.message_id in given["message_ids"]]
    return [{"message_id": _again(bot, given, shown).message_id} for shown in found]


def _again(bot: Bot, given: Given, source: Shown) -> Shown:
    content = dict(source.content)
    if "caption" in given:
        content = {name: value for name, value in content.items() if not name.startswith("caption")} | caption(given)
    return add(bot, bot.chat(given["chat_id"]).open(), given, content, source.file)


async def _forward(bot: Bot, given: Given) -> Result:
    source = bot.chat(given["from_chat_id"]).find(given["message_id"], "message to forward not found")
    if source.protected:
        raise bad_request("message can't be forwarded")
    chat = bot.chat(given["chat_id"]).open()
    origin = {"type": "user", "sender_user": source.author, "date": source.date}
    return told(bot, chat, add(bot, chat, given, {**source.content, "forward_origin": origin}, source.file))


async def _chat_action(bot: Bot, given: Given) -> Result:
    chat = bot.chat(given["chat_id"]).open()
    chat.doing = given["action"]
    chat.changed.set()
    return True


METHODS: dict[str, Effect] = {
    "sendMessage": partial(_send, _text),
    **{method: partial(_send, partial(_file, kind)) for method, kind in FILES.items()},
    "sendContact": partial(_send, _contact),
    "sendLocation": partial(_send, _location),
    "sendVenue": partial(_send, _venue),
    "sendMediaGroup": _album,
    "copyMessage": _copy,
    "copyMessages": _copies,
    "forwardMessage": _forward,
    "sendChatAction": _chat_action,
}
