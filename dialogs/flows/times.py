"""When the person works: the crew of the shift model, or own days and hours. Part of joining and of the menu.

The menu also leads to single days that are different, and to when in the shift and how often the companion writes.
"""

from datetime import timedelta

import msgspec

from content.model import Shift, ShiftModel
from dialogs.effects import Say
from dialogs.flow import Ask, Begin, Flow, Goto, Option, Step, Then, View
from dialogs.flows.own_hours import (
    DAYS,
    Days,
    Length,
    Start,
    answer_days,
    answer_length,
    answer_start,
    ask_days,
    ask_length,
    ask_start,
    model_now,
    remember,
)
from dialogs.flows.preference import Often, When, answer_often, answer_when, ask_often, ask_when
from dialogs.flows.swap import OneDay, Other, answer_day, answer_other, ask_day, ask_other, still_ahead
from dialogs.rules.calendar import shift_on
from dialogs.text import Text, clock, listed, t, verbatim
from dialogs.world import World


class What(msgspec.Struct, frozen=True):
    """Asks what of the working time is to change."""


class Crew(msgspec.Struct, frozen=True):
    """Asks in which crew the person works."""


class Alike(msgspec.Struct, frozen=True):
    """Asks whether the crew's days and hours are the person's own."""

    crew: str


def _model(world: World) -> ShiftModel:
    model = model_now(world)
    assert model is not None, "the steps of this flow fit only while the group has one"
    return model


def _group_fits(data: What | Crew | OneDay | When | Often, world: World) -> bool:
    return model_now(world) is not None


def _crew_fits(data: Alike | Days | Start | Length, world: World) -> bool:
    model = model_now(world)
    return model is not None and data.crew in model.crews


CHANGES = {
    "day": (Option("day", t("1 Tag ist anders"), "🔁"), Goto("day", OneDay())),
    "crew": (Option("crew", t("Schicht-Gruppe, Tage, Stunden"), "👥"), Goto("crew", Crew())),
    "when": (Option("when", t("Wann in der Schicht?"), "🕐"), Goto("when", When())),
    "often": (Option("often", t("Wie oft?"), "🔔"), Goto("often", Often())),
}


def _ask_what(what: What, world: World) -> Ask:
    return Ask((t("⏰ Was möchtest du ändern?"),), tuple(option for option, _ in CHANGES.values()))


def _answer_what(what: What, key: str, world: World) -> Then:
    return Then(CHANGES[key][1])


def _ask_crew(crew: Crew, world: World) -> Ask:
    model = _model(world)
    if len(model.crews) == 1:
        return Ask((), then=Goto("alike", Alike(next(iter(model.crews)))))
    options = tuple(Option(str(n), _crew_label(name, world), "👥") for n, name in enumerate(model.crews))
    return Ask(
        (t("⏰ In welcher Schicht-Gruppe arbeitest du?"), t("Ich schreibe dir nur in deiner Arbeits-Zeit.")), options
    )


def _crew_label(name: str, world: World) -> Text:
    """The crew with its next working day, so that people recognise theirs."""
    working = world.working_time(msgspec.structs.replace(world.me(), crew=name, days=None, hours=None))
    assert working is not None
    for ahead in range(14):
        day = world.today() + timedelta(days=ahead)
        shift = shift_on(working, day)
        if shift is not None:
            when = t("heute") if ahead == 0 else t("morgen") if ahead == 1 else DAYS[day.weekday()]
            return t("{crew}: {when} {shift}", crew=name, when=when, shift=verbatim(shift.name))
    return verbatim(name)


def _answer_crew(crew: Crew, key: str, world: World) -> Then:
    return Then(Goto("alike", Alike(list(_model(world).crews)[int(key)])))


def _ask_alike(alike: Alike, world: World) -> Ask:
    model = _model(world)
    hours = listed([_hours(shift) for shift in model.shifts.values()])
    lines = (t("Deine Gruppe: {model} ({hours}).", model=verbatim(model.name), hours=hours), t("Stimmt das für dich?"))
    return Ask(lines, (Option("yes", t("Ja, so arbeite ich"), "✅"), Option("own", t("Andere Tage oder Zeiten"), "🗓️")))


def _hours(shift: Shift) -> Text:
    return t("{shift} {start}–{end}", shift=verbatim(shift.name), start=clock(shift.start), end=clock(shift.end))


def _answer_alike(alike: Alike, key: str, world: World) -> Then:
    if key == "own":
        return Then(Goto("days", Days(alike.crew)))
    return remember(world, alike.crew, None, None)


def begin(argument: str, world: World) -> Begin | View:
    """The command: ask again when the person works."""
    if model_now(world) is None:
        said = t("Für deine Rolle brauche ich keine Arbeits-Zeit. Ich schicke dir keine Erinnerungen.")
        return View((Say((said,)),))
    return Begin("times", "what", What()) if world.working_time() else Begin("times", "crew", Crew())


FLOW = Flow(
    "times",
    {
        "what": Step(What, _ask_what, _answer_what, fits=_group_fits, light=True),
        "day": Step(OneDay, ask_day, answer_day, fits=_group_fits),
        "other": Step(Other, ask_other, answer_other, fits=still_ahead),
        "when": Step(When, ask_when, answer_when, fits=_group_fits),
        "often": Step(Often, ask_often, answer_often, fits=_group_fits),
        "crew": Step(Crew, _ask_crew, _answer_crew, fits=_group_fits),
        "alike": Step(Alike, _ask_alike, _answer_alike, fits=_crew_fits),
        "days": Step(Days, ask_days, answer_days, fits=_crew_fits),
        "start": Step(Start, ask_start, answer_start, fits=_crew_fits),
        "length": Step(Length, ask_length, answer_length, fits=_crew_fits),
    },
)
