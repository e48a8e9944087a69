"""How each kind of question asks, and what it says to an answer."""

from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

import msgspec

from content.model import Question
from dialogs.effects import Say
from dialogs.flow import Again, Option, Then
from dialogs.text import Text, authored, t

DONE_TICKING = Option("done", t("Fertig"), "✅")
BACK = Option("back", t("Eins zurück"), "↩️")
RIGHT = t("Richtig.")
NOT_YET = t("Noch nicht.")
PARTLY = t("Zum Teil richtig.")


class Asked(msgspec.Struct, frozen=True):
    """The words of a question and its buttons."""

    lines: tuple[Text, ...]
    options: tuple[Option, ...]


class Ticked(msgspec.Struct, frozen=True):
    """Not answered yet: other boxes are ticked, or ``hint`` says what is missing."""

    ticked: tuple[int, ...]
    hint: tuple[Text, ...] = ()


class Judged(msgspec.Struct, frozen=True):
    """Answered. ``right`` is None where there is no right and wrong."""

    lines: tuple[Text, ...]
    right: bool | None


def again(outcome: Ticked, data: Any) -> Then:
    """The same question with these boxes, in place; ``data`` is that of its step and has a field ``ticked``."""
    said = (Say(outcome.hint),) if outcome.hint else ()
    return Then(Again(msgspec.structs.replace(data, ticked=outcome.ticked)), said)


class Kind(msgspec.Struct, frozen=True):
    """``ask`` gets the question and what is ticked; ``answer`` the key of the tapped option as well."""

    ask: Callable[[Question, tuple[int, ...]], Asked]
    answer: Callable[[Question, tuple[int, ...], str], Ticked | Judged]


def _ask_one(question: Question, ticked: tuple[int, ...]) -> Asked:
    options = tuple(Option(str(n), authored(option.text)) for n, option in enumerate(question.options))
    return Asked((authored(question.text),), options)


def _judge_one(question: Question, ticked: tuple[int, ...], key: str) -> Judged:
    option = question.options[int(key)]
    verdict = t("✅ {verdict}", verdict=RIGHT) if option.right else t("🔎 {verdict}", verdict=NOT_YET)
    lines = [verdict, authored(option.why)]
    if not option.right:
        best = next(o for o in question.options if o.right)
        lines.append(t("Richtig ist: {answer}", answer=authored(best.text)))
    return Judged(tuple(lines), option.right)


def _ask_several(question: Question, ticked: tuple[int, ...]) -> Asked:
    hint = t("Mehrere Antworten können richtig sein. Tippe sie an, dann auf Fertig.")
    boxes = tuple(
        Option(str(n), authored(option.text), "☑️" if n in ticked else "⬜") for n, option in enumerate(question.options)
    )
    return Asked((authored(question.text), hint), (*boxes, DONE_TICKING))


def _judge_several(question: Question, ticked: tuple[int, ...], key: str) -> Ticked | Judged:
    if key != DONE_TICKING.key:
        return Ticked(tuple(sorted(frozenset(ticked) ^ {int(key)})))
    if not ticked:
        return Ticked(ticked, (t("Bitte wähle mindestens 1 Antwort."),))
    hits = [option.right == (n in ticked) for n, option in enumerate(question.options)]
    verdict = RIGHT if all(hits) else PARTLY if any(hits) else NOT_YET
    lines = tuple(
        t("{mark} {answer}: {why}", mark="✅" if o.right else "✖️", answer=authored(o.text), why=authored(o.why))
        for o in question.options
    )
    return Judged((verdict, *lines), all(hits))


def mixed(question: Question) -> tuple[int, ...]:
    """The options of an order question as they are shown: mixed, the same for everybody, and never in their order."""
    numbers = range(len(question.options))
    found = sorted(numbers, key=lambda n: blake2b(f"{question.text}{question.options[n].text}".encode()).digest())
    return tuple(found) if found != list(numbers) else tuple(reversed(found))


def _ask_order(question: Question, ticked: tuple[int, ...]) -> Asked:
    hint = t("Tippe in der richtigen Reihenfolge. Was kommt zuerst?") if not ticked else t("Was kommt danach?")
    chosen = tuple(_placed(place, question.options[n].text) for place, n in enumerate(ticked, 1))
    left = tuple(Option(str(n), authored(question.options[n].text)) for n in mixed(question) if n not in ticked)
    return Asked((authored(question.text), *chosen, hint), (*left, *((BACK,) if ticked else ())))


def _placed(place: int, text: str) -> Text:
    return t("{place}. {answer}", place=place, answer=authored(text))


def _judge_order(question: Question, ticked: tuple[int, ...], key: str) -> Ticked | Judged:
    if key == BACK.key:
        return Ticked(ticked[:-1])
    chosen = (*ticked, int(key))
    if len(chosen) < len(question.options) - 1:
        return Ticked(chosen)
    # The last one has its place by itself.
    right = chosen == tuple(range(len(chosen)))
    lines = tuple(
        t("{place}. {answer}: {why}", place=place, answer=authored(o.text), why=authored(o.why))
        for place, o in enumerate(question.options, 1)
    )
    verdict = t("✅ {verdict}", verdict=RIGHT) if right else t("🔎 {verdict}", verdict=NOT_YET)
    return Judged((verdict, t("So ist die Reihenfolge:"), *lines), right)


def _ask_decision(question: Question, ticked: tuple[int, ...]) -> Asked:
    asked = _ask_one(question, ticked)
    return Asked((*asked.lines, t("Hier gibt es mehrere gute Wege. Was machst du?")), asked.options)


def _follow(question: Question, ticked: tuple[int, ...], key: str) -> Judged:
    option = question.options[int(key)]
    return Judged((t("👉 {answer}", answer=authored(option.text)), authored(option.why)), None)


KINDS: Mapping[str, Kind] = {
    "single": Kind(_ask_one, _judge_one),
    "multiple": Kind(_ask_several, _judge_several),
    "order": Kind(_ask_order, _judge_order),
    "decide": Kind(_ask_decision, _follow),
}
