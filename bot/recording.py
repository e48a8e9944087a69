"""What was said, as the database keeps it: references to texts, never a sentence.

What a person wrote is a mark that there was something (``dialogs.text.Heard``).
"""

from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.phrasebook import Phrasebook
from dialogs.effects import (
    Aloud,
    Appointment,
    Attachment,
    Button,
    Chosen,
    ContactCard,
    Effect,
    Picture,
    Say,
    Toast,
)


class _Message(msgspec.Struct, array_like=True):
    """Most messages end after ``replace``, as all did before there were attachments."""

    lines: list[Any]
    buttons: list[tuple[Any, str, str]]
    replace: bool
    attachments: list[list[Any]] = []
    veiled: int | None = None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[Any, Any, list[_Message]]).decode


def record(effects: tuple[Effect, ...], book: Phrasebook) -> bytes:
    """What the person gets to see, without private messages; a file of own data leaves no trace."""
    chosen = toast = None
    messages = []
    private = is_private(effects)
    for effect in effects:
        if isinstance(effect, Say) and not effect.private:
            messages.append(_said(effect, book))
        elif isinstance(effect, Chosen) and not private:
            chosen = (book.pack(effect.label), effect.icon)
        elif isinstance(effect, Toast):
            toast = book.pack(effect.text)
    return _encode((chosen, toast, messages))


def _said(say: Say, book: Phrasebook) -> tuple[Any, ...]:
    buttons = [(book.pack(button.label), button.token, button.icon) for button in say.buttons]
    message = ([book.pack(line) for line in say.lines], buttons, say.replace)
    if not say.attachments and say.veiled is None:
        return message
    return (*message, [_pack(each, book) for each in say.attachments], say.veiled)


def _pack(attachment: Attachment, book: Phrasebook) -> tuple[Any, ...]:
    match attachment:
        case Picture():
            return ("picture", attachment.name, book.pack(attachment.alt))
        case ContactCard():
            return ("contact", attachment.name, attachment.function, attachment.phone)
        case Aloud():
            return ("aloud",)
        case Appointment():
            start = int(attachment.start.timestamp())
            return ("appointment", book.pack(attachment.title), start, attachment.minutes)


def _unpack(packed: list[Any], book: Phrasebook) -> Attachment:
    kind, *values = packed
    if kind == "picture":
        return Picture(values[0], book.unpack(values[1]))
    if kind == "contact":
        return ContactCard(*values)
    if kind == "aloud":
        return Aloud()
    return Appointment(book.unpack(values[0]), datetime.fromtimestamp(values[1], UTC), values[2])


def is_private(effects: tuple[Effect, ...]) -> bool:
    """Whether something is said that is recorded nowhere, nor what it answers."""
    return any(isinstance(effect, Say) and effect.private for effect in effects)


def replay(said: bytes, book: Phrasebook) -> tuple[Effect, ...]:
    """The effects that ``record`` wrote down."""
    chosen, toast, messages = _decode(said)
    effects: list[Effect] = []
    if chosen is not None:
        effects.append(Chosen(book.unpack(chosen[0]), chosen[1]))
    if toast is not None:
        effects.append(Toast(book.unpack(toast)))
    for message in messages:
        lines = tuple(book.unpack(line) for line in message.lines)
        buttons = tuple(Button(book.unpack(label), token, icon) for label, token, icon in message.buttons)
        attachments = tuple(_unpack(each, book) for each in message.attachments)
        effects.append(Say(lines, buttons, message.replace, attachments=attachments, veiled=message.veiled))
    return tuple(effects)
