"""One message as calls of the Bot API, within its limits."""

from typing import Any

from bot.exchange import Attached, CardFile, Drawing, Message
from bot.gateways.telegram.call import Call, Upload
from bot.gateways.telegram.update import Callback

MAX_TEXT = 4096
"""UTF-16 units of a message."""
MAX_CAPTION = 1024
"""UTF-16 units under a picture or a file."""
MAX_VCARD = 2048
"""Bytes of the card that comes with a contact."""
SHORT = 14
"""Characters of a label up to which two buttons share a row."""
NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}


def message_calls(
    message: Message, chat_id: int, edited: Callback | None = None, silent: bool = False, protected: bool = False
) -> list[Call]:
    """One message as one or more calls; ``edited`` is the tap whose message it takes the place of.

    ``silent``: without a sound. ``protected``: words and pictures can be neither forwarded nor saved; a contact or an
    appointment is there to be saved.
    """
    edit = _edit(message, chat_id, edited) if edited is not None else None
    if edit is not None:
        return [edit]
    sent = _sent(message)
    common: dict[str, Any] = {"chat_id": chat_id}
    if silent:
        common["disable_notification"] = True
    protection = {"protect_content": True} if protected else {}
    return [
        call.with_parameters(common | (protection if call.method in ("sendMessage", "sendPhoto") else {}))
        for call in sent
    ]


def without_picture(call: Call) -> Call:
    """The words alone, where there is no such drawing; they say what it would have shown."""
    kept = {name: value for name, value in call.parameters.items() if not name.startswith("caption")}
    text = {"text": call.parameters["caption"], **NO_PREVIEW}
    if "caption_entities" in call.parameters:
        text["entities"] = call.parameters["caption_entities"]
    return Call("sendMessage", {**kept, **text})


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _sent(message: Message) -> list[Call]:
    """What comes with the message first; the last picture or file carries the words and buttons where they fit."""
    calls = [_bring(each) for each in message.attachments]
    last = message.attachments[-1] if message.attachments else None
    words = f"{last.caption}\n\n{message.text}" if isinstance(last, Drawing) else message.text
    if calls and calls[-1].method in ("sendPhoto", "sendDocument") and units(words) <= MAX_CAPTION:
        return [*calls[:-1], calls[-1].with_parameters({**_caption(words, message.veiled), **_keyboard(message)})]
    *first, end = [Call("sendMessage", _text(part, message.veiled)) for part in _parts(message.text)]
    return [*calls, *first, end.with_parameters(_keyboard(message))]


def _bring(attached: Attached) -> Call:
    if isinstance(attached, Drawing):
        return Call("sendPhoto", {"caption": cut(attached.caption, MAX_CAPTION)}, picture=attached.name)
    if isinstance(attached, CardFile) and _is_contact(attached):
        contact = {"phone_number": attached.phone, "first_name": attached.person, "vcard": attached.content.decode()}
        return Call("sendContact", contact)
    return Call("sendDocument", {}, upload=Upload("document", attached.name, attached.content))


def _is_contact(card: CardFile) -> bool:
    """Telegram knows contacts by international numbers only."""
    return card.phone.startswith("+") and len(card.content) <= MAX_VCARD


def _edit(message: Message, chat_id: int, tap: Callback) -> Call | None:
    """The tapped message with other words and buttons; None where it has to be sent anew."""
    shown = tap.message
    if shown is None:
        return None
    place = {"chat_id": chat_id, "message_id": shown.message_id}
    if shown.caption is None:
        fits = units(message.text) <= MAX_TEXT
        words, method = _text(message.text, message.veiled), "editMessageText"
    else:
        drawing = next((each for each in message.attachments if isinstance(each, Drawing)), None)
        caption = f"{drawing.caption}\n\n{message.text}" if drawing else message.text
        fits = units(caption) <= MAX_CAPTION
        words, method = _caption(caption, message.veiled), "editMessageCaption"
    return Call(method, {**place, **words, **_keyboard(message)}) if fits else None


def _text(text: str, veiled: str) -> dict[str, Any]:
    spoiler = _spoiler(text, veiled)
    return {"text": text, **NO_PREVIEW, **({"entities": spoiler} if spoiler else {})}


def _caption(text: str, veiled: str) -> dict[str, Any]:
    spoiler = _spoiler(text, veiled)
    return {"caption": text, **({"caption_entities": spoiler} if spoiler else {})}


def _spoiler(text: str, veiled: str) -> list[dict[str, Any]]:
    """The veiled paragraph, whose words no notification shows."""
    place = f"\n\n{text}\n\n".find(f"\n\n{veiled}\n\n") if veiled else -1
    if place < 0:
        return []
    return [{"type": "spoiler", "offset": units(text[:place]), "length": units(veiled)}]


def _keyboard(message: Message) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": _rows(message.buttons)}} if message.buttons else {}


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
        if units(joined) <= MAX_TEXT:
            parts[-1] = joined
            continue
        # A piece of 2,048 characters fits, whatever characters they are.
        pieces = [paragraph[n : n + MAX_TEXT // 2] for n in range(0, len(paragraph), MAX_TEXT // 2)]
        parts.extend(pieces)
    return [part for part in parts if part.strip()] or ["…"]


def cut(text: str, most: int) -> str:
    """The beginning of a text, at most so many UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
