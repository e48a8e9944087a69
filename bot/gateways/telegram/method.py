"""Replies as calls of the Bot API: plain values, so that they can travel in a webhook's response or be sent."""

from dataclasses import dataclass
from typing import Any

from bot.exchange import Message, Reply
from bot.gateways.telegram.update import Callback, Update

MAX_TEXT = 4096
"""UTF-16 units of a message."""
MAX_TOAST = 200
"""UTF-16 units of the word on a tap."""
SHORT = 14
"""Characters of a label up to which two buttons share a row."""
OWN_DATA_NAME = "meine-daten.json"


@dataclass(frozen=True, slots=True)
class Call:
    """A method with its parameters. ``cosmetic``: the conversation goes on the same without it."""

    method: str
    parameters: dict[str, Any]
    cosmetic: bool = False
    document: bytes | None = None


def calls(reply: Reply, update: Update) -> list[Call]:
    """All calls that the reply to an update needs, in order."""
    chat = update.chat
    if chat is None:
        return []
    tap = update.callback_query
    done = _tap_calls(reply, tap) if tap is not None else []
    for message in reply.messages:
        done.extend(message_calls(message, chat.id, tap if message.replace else None))
    if reply.own_data is not None:
        done.append(Call("sendDocument", {"chat_id": chat.id}, document=reply.own_data))
    return done


def message_calls(message: Message, chat_id: int, edited: Callback | None = None, silent: bool = False) -> list[Call]:
    """One message as one or more calls; ``edited`` is the tap whose message it takes the place of."""
    *first, last = _parts(message.text)
    done = [Call("sendMessage", _text(chat_id, part, silent)) for part in first]
    parameters = _text(chat_id, last, silent)
    if message.buttons:
        parameters["reply_markup"] = {"inline_keyboard": _rows(message.buttons)}
    if edited is not None and edited.message is not None and not first:
        parameters.pop("disable_notification", None)
        return [Call("editMessageText", {**parameters, "message_id": edited.message.message_id})]
    return [*done, Call("sendMessage", parameters)]


def _tap_calls(reply: Reply, tap: Callback) -> list[Call]:
    answer: dict[str, Any] = {"callback_query_id": tap.id}
    if reply.toast:
        answer["text"] = _cut(reply.toast, MAX_TOAST)
    done = [Call("answerCallbackQuery", answer, cosmetic=True)]
    # A message that is replaced anyway is not edited twice.
    if reply.chosen and tap.message is not None and not any(message.replace for message in reply.messages):
        done.append(_answered(reply.chosen, tap))
    return done


def _answered(chosen: str, tap: Callback) -> Call:
    """The question keeps its words and loses its buttons; the choice stands under it."""
    assert tap.message is not None
    place = {"chat_id": tap.message.chat.id, "message_id": tap.message.message_id}
    text = f"{tap.message.text}\n\n➤ {chosen}"
    if tap.message.text is None or _units(text) > MAX_TEXT:
        return Call("editMessageReplyMarkup", place, cosmetic=True)
    return Call(
        "editMessageText", {**place, "text": text, "link_preview_options": {"is_disabled": True}}, cosmetic=True
    )


def _text(chat_id: int, text: str, silent: bool) -> dict[str, Any]:
    parameters: dict[str, Any] = {"chat_id": chat_id, "text": text, "link_preview_options": {"is_disabled": True}}
    if silent:
        parameters["disable_notification"] = True
    return parameters


def _rows(buttons: tuple[tuple[str, str], ...]) -> list[list[dict[str, str]]]:
    keys = [{"text": label, "callback_data": token} for label, token in buttons]
    if any(len(label) > SHORT for label, _ in buttons):
        return [[key] for key in keys]
    return [keys[n : n + 2] for n in range(0, len(keys), 2)]


def _parts(text: str) -> list[str]:
    """The text in pieces that Telegram takes, cut at the ends of paragraphs where there are any."""
    if len(text) <= MAX_TEXT // 2:  # Fits, whatever characters they are; nearly every message is that short.
        return [text]
    parts = [""]
    for paragraph in text.split("\n\n"):
        joined = f"{parts[-1]}\n\n{paragraph}" if parts[-1] else paragraph
        if _units(joined) <= MAX_TEXT:
            parts[-1] = joined
            continue
        # A piece of 2,048 characters fits, whatever characters they are.
        pieces = [paragraph[n : n + MAX_TEXT // 2] for n in range(0, len(paragraph), MAX_TEXT // 2)]
        parts.extend(pieces)
    return [part for part in parts if part.strip()] or ["…"]


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
