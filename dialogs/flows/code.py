"""The beginning of joining: a code that works, and a sentence in two languages for one that does not."""

import msgspec

from dialogs.effects import Say
from dialogs.flow import Ask, Begin, Goto, Resume, Then, View
from dialogs.state import Frame
from dialogs.text import Text, t, verbatim
from dialogs.world import Invitation, Refused, World

REFUSALS = {
    "unknown": (
        t("Diesen Code kenne ich nicht. Prüfe bitte Buchstaben und Zahlen."),
        "I do not know this code. Please check letters and numbers.",
    ),
    "used": (
        t("Dieser Code ist schon benutzt. Frag deinen Betrieb nach einem neuen."),
        "This code has been used already. Ask your company for a new one.",
    ),
    "expired": (
        t("Dieser Code ist abgelaufen. Frag deinen Betrieb nach einem neuen."),
        "This code has expired. Ask your company for a new one.",
    ),
}
"""The sentence, and what it says in English to people who have not chosen a language yet."""


class Code(msgspec.Struct, frozen=True):
    """Waits for a code."""


class Language(msgspec.Struct, frozen=True):
    """Asks for the language. Holds what the code stands for; it is taken only after consent."""

    invitation: str
    company: str
    role: str
    group: str | None = None


def welcome(world: World) -> Frame:
    """What a person who has not joined is asked."""
    return Frame("join", "code", Code())


def start(argument: str, world: World) -> Begin | View | Resume:
    """The command ``/start``, with or without a code; also what a deep link sends."""
    if world.profile is not None:
        return Resume((Say((t("Du bist schon dabei."),)),))
    if not argument:
        return Begin("join", "code", Code())
    if isinstance(world.invitation, Invitation):
        return Begin("join", "language", _invited(world.invitation))
    return Begin("join", "code", Code(), (_refusal(world),))


def _invited(invitation: Invitation) -> Language:
    return Language(invitation.id, invitation.company, invitation.role, invitation.group)


def _refusal(world: World) -> Say:
    reason = world.invitation.reason if isinstance(world.invitation, Refused) else "unknown"
    return Say(_both(*REFUSALS[reason], world))


def _both(text: Text, english: str, world: World) -> tuple[Text, ...]:
    """Nobody has chosen a language yet: the sentence in that of the device, and in English or German."""
    return (text, verbatim(text.source if world.catalogue.language == "en" else english))


def ask_code(code: Code, world: World) -> Ask:
    """Hello, and the question for a code."""
    hello = t("👋 Hallo. Zum Mitmachen brauche ich deinen Code. Er steht auf dem Zettel oder Plakat.")
    return Ask(_both(hello, "Hello. To join, I need your code. It is on the note or poster.", world))


def write_code(code: Code, words: str, world: World) -> Then:
    """On to the language with a code that works."""
    if isinstance(world.invitation, Invitation):
        return Then(Goto("language", _invited(world.invitation)))
    # "Guten Tag" is a greeting and no wrong code.
    looks_like_a_code = any(c.isdigit() or c == "-" for c in words)
    return Then(Goto("code", code), (_refusal(world),) if looks_like_a_code else ())


def known(invited: Language, world: World) -> bool:
    """Whether the company is still there."""
    return invited.company in world.companies
