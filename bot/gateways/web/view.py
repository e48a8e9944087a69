"""The recorded turns as the page shows them: who said what, and which buttons still work."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.exchange import Message, Past
from bot.gateways.web.attachments import Shown
from bot.gateways.web.attachments import shown as attachments


@dataclass(slots=True)
class Bubble:
    """One message on the page. ``own`` ones are the person's; ``unkept`` stands for own words stored nowhere."""

    turn: int
    at: str
    language: str
    text: str
    own: bool = False
    unkept: bool = False
    buttons: list[tuple[str, str]] = field(default_factory=list)
    attachments: list[Shown] = field(default_factory=list)


def bubbles(history: Sequence[Past], from_start: bool) -> list[Bubble]:
    """All bubbles, oldest first. ``from_start``: the first turn is the join code, which is no part of the talk."""
    shown: list[Bubble] = []
    for index, past in enumerate(history):
        target = _target(shown, past.reply.chosen)
        if past.reply.chosen is not None and target is not None:
            target.buttons = []
        if not (from_start and index == 0):
            shown.extend(_own(past))
        for message in past.reply.messages:
            _show(shown, target, message, past)
    _retire(shown)
    return shown


def _target(shown: list[Bubble], chosen: str | None) -> Bubble | None:
    """The message that was answered: the last one with that button, else the last one with buttons."""
    asked = [bubble for bubble in shown if bubble.buttons]
    exact = [bubble for bubble in asked if any(label == chosen for label, _ in bubble.buttons)]
    found = exact or asked
    return found[-1] if found else None


def _own(past: Past) -> list[Bubble]:
    if past.heard is None and not past.own_words:
        return []
    return [Bubble(past.turn, past.at, past.reply.language, past.heard or "", own=True, unkept=past.heard is None)]


def _show(shown: list[Bubble], target: Bubble | None, message: Message, past: Past) -> None:
    if message.replace and target is not None:
        target.text, target.buttons = message.text, list(message.buttons)
        return
    bubble = Bubble(past.turn, past.at, past.reply.language, message.text)
    bubble.buttons, bubble.attachments = list(message.buttons), attachments(message)
    shown.append(bubble)


def _retire(shown: list[Bubble]) -> None:
    """Commands can be given at any time; an answer only to the question that is open."""
    still_open = True
    for bubble in reversed(shown):
        if any(not token.startswith("/") for _, token in bubble.buttons):
            if not still_open:
                bubble.buttons = [button for button in bubble.buttons if button[1].startswith("/")]
            still_open = False
