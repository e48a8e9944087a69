"""A multiplier's offers to learn together: what stands, a new one, and calling one off."""

import msgspec

from dialogs.agenda import in_force
from dialogs.effects import Button, CallOff, Say
from dialogs.flow import Ask, Begin, Done, Flow, Goto, Option, Step, Then, View
from dialogs.flows.contact import mark, own_multipliers
from dialogs.flows.invitation import about, when
from dialogs.flows.offer_steps import STEPS, first
from dialogs.offers import Offer, standing
from dialogs.text import t
from dialogs.world import World

NAME, ROLE = "offer", "multiplier"
MOST = 5
"""Offers of a group's multipliers that stand at the same time."""
NEW, LEAVE = "new", "leave"
BUTTON = Button(t("Lern-Angebot"), "/angebot", "📣")


class Standing(msgspec.Struct, frozen=True):
    """Shows what stands, to call it off or to offer more."""


class Sure(msgspec.Struct, frozen=True):
    """Asks whether the offer shall really be called off."""

    number: int


def begin(argument: str, world: World) -> Begin | View:
    """The command: what stands, or a new offer at once."""
    if world.me().role != ROLE:
        return View((Say((t("Nur Multiplikatorinnen und Multiplikatoren machen Lern-Angebote."),)),))
    if not own_multipliers(world):
        return View((Say((t("Für deine Gruppe ist niemand als Kontakt eingetragen. Ohne das geht es nicht."),)),))
    if not in_force(world.workplace(), world.now):
        return View((Say((t("Zurzeit ist kein Plan in Kraft. Darum sende ich nichts von mir aus."),)),))
    question = Goto("standing", Standing()) if _own(world) else first(world)
    return Begin(NAME, question.step, question.data)


def _own(world: World) -> tuple[Offer, ...]:
    """What the multipliers of the person's group offer; none is the person's alone, since nothing says whose it is."""
    marks = {mark(each) for each in own_multipliers(world)}
    return tuple(each for each in standing(world.offers, world.now) if each.host in marks)


def _ask_standing(step: Standing, world: World) -> Ask:
    found = _own(world)
    lines = tuple(each for each in (about(offer, world) for offer in found) if each is not None)
    off = tuple(Option(str(each.number), t("Absagen: {when}", when=when(each, world)), "⏹️") for each in found)
    more = (Option(NEW, t("Neues Angebot"), "➕"),) if len(found) < MOST else ()
    return Ask((t("📣 Diese Angebote stehen:"), *lines), (*more, *off, Option(LEAVE, t("Fertig"), "✅")))


def _answer_standing(step: Standing, key: str, world: World) -> Then:
    if key == LEAVE:
        return Then(Done())
    return Then(first(world) if key == NEW else Goto("sure", Sure(int(key))))


def _ask_sure(step: Sure, world: World) -> Ask:
    found = next(each for each in world.offers if each.number == step.number)
    asked = t("Soll das Angebot ausfallen? {when}", when=when(found, world))
    told = t("Wer davon weiß, bekommt in der Arbeits-Zeit Bescheid.")
    return Ask((asked, told), (Option("yes", t("Ja, absagen"), "⏹️"), Option(LEAVE, t("So lassen"), "↩️")))


def _answer_sure(step: Sure, key: str, world: World) -> Then:
    if key == LEAVE:
        return Then(Done(), (Say((t("Gut. Das Angebot bleibt."),)),))
    return Then(Done(), (CallOff(step.number), Say((t("⏹️ Das Angebot ist abgesagt."),))))


def _something_stands(step: Standing, world: World) -> bool:
    return bool(_own(world))


def _stands(step: Sure, world: World) -> bool:
    return any(each.number == step.number for each in _own(world))


FLOW = Flow(
    NAME,
    {
        "standing": Step(Standing, _ask_standing, _answer_standing, fits=_something_stands, light=True),
        "sure": Step(Sure, _ask_sure, _answer_sure, fits=_stands, light=True),
        **STEPS,
    },
)
