"""The two keys in the chat: employer and works council approve a version of the plan, or withdraw."""

import msgspec

from dialogs.agenda import KEY_WAITS
from dialogs.effects import Approve, Button, Say, Withdraw
from dialogs.flow import Ask, Begin, Done, Flow, Goto, Option, Step, Then, View
from dialogs.flows import why
from dialogs.text import Day, Text, n, t, verbatim
from dialogs.world import Given, Waiting, World

PARTIES = frozenset({"employer", "works-council"})
"""Roles that hold a key."""
DIGITS = 8
"""Of a version's hash, enough to compare it with the one on paper."""
LEAVE = "leave"
BUTTON = Button(t("Freigabe"), "/freigabe", "🔑")
WAITS = Say(
    (t("🔑 Eine Fassung des Plans wartet auf deine Freigabe. Schreibe /freigabe."),),
    (BUTTON, why.button(KEY_WAITS, "approval")),
)
"""What whoever holds a key is told unasked: nothing of the plan, which only the command shows."""


class Approving(msgspec.Struct, frozen=True):
    """Asks for the key to a version; holds what the person was shown, so that it approves exactly that."""

    waiting: Waiting
    given: tuple[Given, ...] = ()


class Kept(msgspec.Struct, frozen=True):
    """Shows the approvals that stand, and offers to withdraw them."""

    given: tuple[Given, ...]


class Sure(msgspec.Struct, frozen=True):
    """Asks whether the approval shall really be withdrawn."""

    given: Given


def begin(argument: str, world: World) -> Begin | View:
    """The command: the newest version that lacks this party's key; else the one that has it."""
    if world.me().role not in PARTIES:
        return View((Say((t("Nur Arbeitgeber und Betriebsrat geben Pläne frei."),)),))
    keys = world.keys
    if keys is not None and keys.waiting is not None:
        return Begin("approval", "approve", Approving(keys.waiting, keys.given))
    if keys is not None and keys.given:
        return Begin("approval", "kept", Kept(keys.given))
    return View((Say((t("Es wartet kein Plan auf deine Freigabe."),)),))


def _ask_approve(step: Approving, world: World) -> Ask:
    waiting = step.waiting
    head = t(
        "🔑 Fassung {number} des Plans wartet auf deine Freigabe. Prüf-Summe: {digits}",
        number=waiting.number,
        digits=verbatim(waiting.version[:DIGITS]),
    )
    agreement = t(
        "📄 Betriebs-Vereinbarung: {reference}. Gültig vom {first} bis {last}.",
        reference=verbatim(waiting.reference),
        first=Day(waiting.valid_from, year=True),
        last=Day(waiting.valid_until, year=True),
    )
    options = (Option("approve", t("Freigeben"), "✅"), Option(LEAVE, t("Noch nicht"), "↩️"))
    return Ask((head, *_sent(waiting), agreement, _changes(waiting)), (*options, *_withdrawing(step.given)))


def _withdrawing(given: tuple[Given, ...]) -> tuple[Option, ...]:
    return tuple(
        Option(str(each.number), t("Fassung {number} zurückziehen", number=each.number), "⏹️") for each in given
    )


def _withdraw(given: tuple[Given, ...], key: str) -> Then:
    return Then(Goto("sure", Sure(next(each for each in given if str(each.number) == key))))


def _sent(waiting: Waiting) -> tuple[Text, ...]:
    if not waiting.reminders:
        return (t("📅 In den nächsten 4 Wochen sendet diese Fassung nichts."),)
    return (
        n(
            "📅 In den nächsten 4 Wochen: {count} Erinnerung.",
            "📅 In den nächsten 4 Wochen: {count} Erinnerungen.",
            count=waiting.reminders,
        ),
        n("👥 Für {groups} Gruppe.", "👥 Für {groups} Gruppen.", groups=waiting.groups),
        t("📬 Je Gruppe und Woche höchstens {most}.", most=waiting.most),
    )


def _changes(waiting: Waiting) -> Text:
    if waiting.changes is None:
        return t("🔁 Zurzeit ist keine Fassung aktiv. Ich sende nichts.")
    added, moved, removed, others = waiting.changes
    return t(
        "🔁 Anders als jetzt, in 1 Jahr: neu {added}, verschoben {moved}, entfernt {removed}. "
        "Andere Angaben: {others}.",
        added=added,
        moved=moved,
        removed=removed,
        others=others,
    )


def _answer_approve(step: Approving, key: str, world: World) -> Then:
    number = step.waiting.number
    if key == LEAVE:
        return Then(Done(), (Say((t("Gut. Fassung {number} bleibt ohne deine Freigabe.", number=number),)),))
    if key != "approve":
        return _withdraw(step.given, key)
    lines = (
        t("✅ Deine Freigabe für Fassung {number} ist gespeichert.", number=number),
        t("Ich sende danach, sobald beide Seiten freigegeben haben. Mit /freigabe siehst du den Stand."),
    )
    return Then(Done(), (Approve(step.waiting.version), Say(lines)))


def _ask_kept(step: Kept, world: World) -> Ask:
    return Ask(tuple(map(_stands, step.given)), (*_withdrawing(step.given), Option(LEAVE, t("So lassen"), "↩️")))


def _stands(given: Given) -> Text:
    if given.is_active:
        return t("🔑 Du hast Fassung {number} freigegeben. Diese Fassung ist aktiv.", number=given.number)
    return t("🔑 Du hast Fassung {number} freigegeben. Die andere Seite fehlt noch.", number=given.number)


def _answer_kept(step: Kept, key: str, world: World) -> Then:
    return _stays() if key == LEAVE else _withdraw(step.given, key)


def _stays() -> Then:
    return Then(Done(), (Say((t("Gut. Deine Freigabe bleibt."),)),))


def _ask_sure(step: Sure, world: World) -> Ask:
    asked = t("Willst du deine Freigabe von Fassung {number} zurückziehen?", number=step.given.number)
    effect = t("Nach dieser Fassung sende ich dann sofort nichts mehr.")
    return Ask((asked, effect), (Option("yes", t("Ja, zurückziehen"), "⏹️"), Option(LEAVE, t("So lassen"), "↩️")))


def _answer_sure(step: Sure, key: str, world: World) -> Then:
    if key == LEAVE:
        return _stays()
    said = t("⏹️ Deine Freigabe von Fassung {number} ist zurückgezogen.", number=step.given.number)
    return Then(Done(), (Withdraw(step.given.version), Say((said, t("Nach dieser Fassung sende ich nichts mehr.")))))


FLOW = Flow(
    "approval",
    {
        "approve": Step(Approving, _ask_approve, _answer_approve, light=True),
        "kept": Step(Kept, _ask_kept, _answer_kept, light=True),
        "sure": Step(Sure, _ask_sure, _answer_sure, light=True),
    },
)
