"""Replies as calls of the Bot API."""

from typing import Any

from bot.exchange import Reply
from bot.gateways.telegram.call import Call, Upload
from bot.gateways.telegram.message import MAX_CAPTION, MAX_TEXT, NO_PREVIEW, cut, message_calls, units
from bot.gateways.telegram.setup import commands_call
from bot.gateways.telegram.update import Callback, Update

MAX_TOAST = 200
"""UTF-16 units of the word on a tap."""
OWN_DATA_NAME = "meine-daten.json"


def calls(reply: Reply, update: Update) -> list[Call]:
    """All calls that the reply to an update needs, in order."""
    chat = update.chat
    if chat is None:
        return []
    tap = update.callback_query
    done = _tap_calls(reply, tap) if tap is not None else []
    for message in reply.messages:
        edited = tap if message.replace else None
        done.extend(message_calls(message, chat.id, edited, protected=reply.protected))
    if reply.own_data is not None:
        done.append(
            Call("sendDocument", {"chat_id": chat.id}, upload=Upload("document", OWN_DATA_NAME, reply.own_data))
        )
    if reply.commands is not None:
        done.append(commands_call(reply.commands, chat.id))
    return done


def _tap_calls(reply: Reply, tap: Callback) -> list[Call]:
    answer: dict[str, Any] = {"callback_query_id": tap.id}
    if reply.toast:
        answer["text"] = cut(reply.toast, MAX_TOAST)
    done = [Call("answerCallbackQuery", answer, cosmetic=True)]
    # A message that is replaced anyway is not edited twice.
    if reply.chosen and tap.message is not None and not any(message.replace for message in reply.messages):
        done.append(_answered(reply.chosen, tap))
    return done


def _answered(chosen: str, tap: Callback) -> Call:
    """The question keeps its words and its picture and loses its buttons; the choice stands under it."""
    assert tap.message is not None
    place = {"chat_id": tap.message.chat.id, "message_id": tap.message.message_id}
    words, choice = tap.message.text, f"\n\n➤ {chosen}"
    if words is not None and units(words + choice) <= MAX_TEXT:
        return Call("editMessageText", {**place, "text": words + choice, **NO_PREVIEW}, cosmetic=True)
    caption = tap.message.caption
    if caption is not None and units(caption + choice) <= MAX_CAPTION:
        return Call("editMessageCaption", {**place, "caption": caption + choice}, cosmetic=True)
    return Call("editMessageReplyMarkup", place, cosmetic=True)
