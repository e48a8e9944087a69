"""What was said, as the database keeps it: references to texts, never a sentence.

Every source sentence is replaced by its fingerprint. Who reads the database without the program's and the content's
files reads numbers; and what a person wrote is a mark that there was something (``dialogs.text.Heard``).
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from bot.attachments import attached
from bot.exchange import AudioFile, Message, Reply
from content.catalogue import Catalogue
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
    SendOwnData,
    Toast,
)
from dialogs.text import Day, Heard, Text, render, t

NO_VOICE = t("Dafür gibt es hier noch keine Stimme. Lies bitte selbst, oder frag jemanden.")
Find = Callable[[str, Iterable[str], Catalogue], AudioFile | None]
"""The recording of a rendered message by its text and the labels of its buttons; see ``bot.speech.Recordings``."""
GONE = Text("…", (), literal=True)
"""Stands for a sentence that this version of the program no longer has."""


class _Message(msgspec.Struct, array_like=True):
    """Most messages end after ``replace``, as all did before there were attachments."""

    lines: list[Any]
    buttons: list[tuple[Any, str, str]]
    replace: bool
    attachments: list[list[Any]] = []
    veiled: int | None = None


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[Any, Any, list[_Message]]).decode


class Phrasebook:
    """Source sentences by fingerprint, both ways."""

    def __init__(self, sources: Iterable[str]) -> None:
        self._sources: dict[int, str] = {}
        self._fingerprints: dict[str, int] = {}
        self._remembered = lru_cache(maxsize=16384)(self._encoded)
        for source in sources:
            self.fingerprint(source)

    def fingerprint(self, source: str) -> int:
        """48 bits of the sentence: no number of sentences that people write makes two of them meet."""
        known = self._fingerprints.get(source)
        if known is None:
            known = int.from_bytes(blake2b(source.encode(), digest_size=6).digest()) | 1
            self._fingerprints[source] = known
            self._sources[known] = source
        return known

    def source(self, fingerprint: int) -> str | None:
        """The sentence, or None when this program has none with that fingerprint."""
        return self._sources.get(fingerprint)

    def pack(self, text: Text) -> msgspec.Raw:
        """A literal as a string, a text as ``[fingerprint]``, ``[fingerprint, values]`` or, where it depends on a
        number, ``[fingerprint, values, fingerprint]``; encoded."""
        return self._remembered(text)

    def _encoded(self, text: Text) -> msgspec.Raw:
        return msgspec.Raw(_encode(self._packed(text)))

    def _packed(self, text: Text) -> Any:
        if text.literal:
            return text.source
        if not text.values:
            return (self.fingerprint(text.source),)
        packed = self.fingerprint(text.source), {name: self._pack_value(value) for name, value in text.values}
        return (*packed, self.fingerprint(text.many)) if text.many else packed

    def _pack_value(self, value: str | int | Text | Heard | Day) -> Any:
        if isinstance(value, Text):
            return (self._packed(value),)
        if isinstance(value, Day):
            return {"day": value.on.isoformat(), "year": value.year}
        return {} if isinstance(value, Heard) else value

    def unpack(self, packed: Any) -> Text:
        """The text again; ``GONE`` where the sentence no longer exists."""
        if isinstance(packed, str):
            return Text(packed, (), literal=True)
        source, many = self.source(packed[0]), self.source(packed[2]) if packed[2:] else ""
        if source is None or many is None:
            return GONE
        values = packed[1].items() if packed[1:] else ()
        return Text(source, tuple((name, self._unpack_value(value)) for name, value in values), many=many)

    def _unpack_value(self, value: Any) -> str | int | Text | Heard | Day:
        if isinstance(value, list):
            return self.unpack(value[0])
        if isinstance(value, dict):
            return Day(date.fromisoformat(value["day"]), value["year"]) if value else Heard()
        return value if isinstance(value, int) else str(value)


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


def reply(
    effects: tuple[Effect, ...],
    catalogue: Catalogue,
    turn: int,
    heard: str,
    own_data: bytes | None = None,
    protected: bool = False,
    commands: tuple[tuple[str, str], ...] | None = None,
    recorded: Find | None = None,
) -> Reply:
    """The effects in the person's language. ``heard`` are the words of this event, where a text says them back.

    Without ``recorded``, as in the history, what was read aloud once is words alone.
    ``protected`` and ``commands`` as in ``bot.exchange.Reply``.
    """
    chosen = toast = None
    messages: list[Message] = []
    for effect in effects:
        if isinstance(effect, Say):
            messages.append(_message(effect, catalogue, heard, recorded))
        elif isinstance(effect, Chosen):
            chosen = _label(effect.icon, effect.label, catalogue)
        elif isinstance(effect, Toast):
            toast = render(effect.text, catalogue)
    wanted = any(isinstance(effect, SendOwnData) for effect in effects)
    data = own_data if wanted else None
    return Reply(turn, catalogue.language, tuple(messages), chosen, toast, data, protected, commands)


def _message(say: Say, catalogue: Catalogue, heard: str, recorded: Find | None) -> Message:
    lines = [render(line, catalogue, heard) for line in say.lines]
    buttons = tuple([(_label(b.icon, b.label, catalogue), b.token) for b in say.buttons])
    attachments = tuple([attached(each, catalogue) for each in say.attachments if not isinstance(each, Aloud)])
    veiled = "" if say.veiled is None else lines[say.veiled]
    message = Message("\n\n".join(lines), buttons, say.replace, attachments, veiled)
    return _aloud(message, catalogue, recorded) if recorded and Aloud() in say.attachments else message


def no_recording(text: str, labels: Iterable[str], catalogue: Catalogue) -> None:
    """Where nothing was recorded."""


def _aloud(message: Message, catalogue: Catalogue, recorded: Find) -> Message:
    """The message with its recording, or with a sentence where there is none."""
    audio = recorded(message.text, [label for label, _ in message.buttons], catalogue)
    if audio is None:
        return replace(message, text=f"{render(NO_VOICE, catalogue)}\n\n{message.text}")
    return replace(message, attachments=(*message.attachments, audio))


@lru_cache(maxsize=4096)
def _label(icon: str, label: Text, catalogue: Catalogue) -> str:
    words = render(label, catalogue)
    return f"{icon} {words}" if icon else words
