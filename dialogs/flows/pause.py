"""Pausing, stopping and coming back, seeing one's data and deleting it."""

from datetime import date, timedelta

import msgspec

from dialogs import phrases
from dialogs.effects import Button, Erase, Remember, Say, SendOwnData
from dialogs.flow import Ask, Begin, Close, Done, Flow, Option, Resume, Step, Then, View
from dialogs.rules.calendar import first_shift_after_free_days
from dialogs.text import Day, t
from dialogs.world import World

WEEKS = (1, 2, 4)


class Until(msgspec.Struct, frozen=True):
    """Asks until when to be silent."""


class Sure(msgspec.Struct, frozen=True):
    """Asks whether everything shall really be deleted."""


def _ask_until(until: Until, world: World) -> Ask:
    today = world.today()
    tomorrow = Option(_key(today + timedelta(days=1)), t("Bis morgen"), "⏸️")
    days = [today + timedelta(weeks=n) for n in WEEKS]
    weeks = tuple(Option(_key(day), t("Bis {date}", date=Day(day)), "⏸️") for day in days)
    never = Option("no", t("Keine Pause"), "↩️")
    options = (tomorrow, *_after_free_days(world), *weeks, never)
    return Ask((t("Wie lange soll ich still sein? Lernen kannst du trotzdem jederzeit."),), options)


def _after_free_days(world: World) -> tuple[Option, ...]:
    """The first shift after the next free days, where that is not tomorrow anyway."""
    working = world.working_time()
    shift = first_shift_after_free_days(working, world.now) if working else None
    if working is None or shift is None:
        return ()
    day = shift.start.astimezone(working.zone).date()
    if day <= world.today() + timedelta(days=1):
        return ()
    return (Option(_key(day), t("Bis nach den freien Tagen ({date})", date=Day(day)), "🏖️"),)


def _key(day: date) -> str:
    return day.isoformat()


def _answer_until(until: Until, key: str, world: World) -> Then:
    if key == "no":
        return Then(Done(), (Say((t("Gut. Keine Pause."),)),))
    day = date.fromisoformat(key)
    said = t("Ich bin still bis {date}. Mit /zurueck komme ich früher wieder.", date=Day(day, year=True))
    return Then(Done(), (Remember(msgspec.structs.replace(world.me(), paused_until=day)), Say((said,))))


def begin(argument: str, world: World) -> Begin:
    """The command: ask until when."""
    return Begin("pause", "until", Until())


def stop(argument: str, world: World) -> Close:
    """The command: no more reminders, at once and without a question."""
    profile = msgspec.structs.replace(world.me(), stopped=True, paused_until=None)
    lines = (
        t("⏹️ Gestoppt. Ich schreibe dir nicht mehr von mir aus."),
        t("Dein Lernstand bleibt, bis du ihn mit /loeschen löschst."),
    )
    buttons = (Button(t("Wieder mitmachen"), "/zurueck", "▶️"), Button(t("Alles löschen"), "/loeschen", "🗑️"))
    return Close((Remember(profile), Say(lines, buttons)))


def come_back(argument: str, world: World) -> Resume:
    """The command: reminders again, after a pause or a stop."""
    profile = msgspec.structs.replace(world.me(), stopped=False, paused_until=None)
    return Resume((Remember(profile), Say((t("Schön, dass du wieder da bist."),))))


def own_data(argument: str, world: World) -> View:
    """The command: everything stored, as a file. A private view."""
    said = t("📄 Das ist alles, was ich über dich gespeichert habe. Nur du bekommst diese Datei.")
    return View((Say((said,), private=True), SendOwnData()), private=True)


def delete(argument: str, world: World) -> Begin:
    """The command: delete everything, after one question, since it cannot be undone."""
    return Begin("delete", "sure", Sure())


def _ask_sure(sure: Sure, world: World) -> Ask:
    lines = (t("🗑️ Soll ich alles über dich löschen? Das geht sofort und für immer."),)
    return Ask(lines, (Option("yes", t("Ja, alles löschen"), "🗑️"), Option("no", t("Nein, behalten"), "↩️")))


def _answer_sure(sure: Sure, key: str, world: World) -> Then:
    if key == "no":
        return Then(Done(), (Say((t("Gut. Alles bleibt, wie es ist."),)),))
    return Then(Done(), (Say((t("Alles ist gelöscht. Mach's gut."), phrases.START_AGAIN)), Erase()))


FLOW = Flow("pause", {"until": Step(Until, _ask_until, _answer_until, light=True)})
DELETE = Flow("delete", {"sure": Step(Sure, _ask_sure, _answer_sure, light=True)})
