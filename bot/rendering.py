"""What a turn says, in the person's language."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache

from bot.attachments import attached
from bot.exchange import AudioFile, Message, Reply
from content.catalogue import Catalogue
from dialogs.effects import Aloud, Chosen, Effect, Say, SendOwnData, Toast
from dialogs.text import Text, render, t

NO_VOICE = t("Dafür gibt es hier noch keine Stimme. Lies bitte selbst, oder frag jemanden.")
Find = Callable[[str, Iterable[str], Catalogue], AudioFile | None]
"""The recording of a rendered message by its text and the labels of its buttons; see ``bot.speech.Recordings``."""


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
