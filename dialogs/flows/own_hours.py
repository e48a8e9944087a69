"""Own days and hours, for everybody who works differently from their crew."""

from datetime import time

import msgspec

from content.model import ShiftModel
from dialogs.effects import Remember, Say
from dialogs.flow import Again, Ask, Done, Goto, Option, Then
from dialogs.state import Profile
from dialogs.text import Text, clock, listed, n, t
from dialogs.world import World, shift_model

DAYS = (t("Montag"), t("Dienstag"), t("Mittwoch"), t("Donnerstag"), t("Freitag"), t("Samstag"), t("Sonntag"))
STARTS = tuple(range(5, 15))
LENGTHS = (3, 4, 5, 6, 7, 8)


class Days(msgspec.Struct, frozen=True):
    """Ticks own ISO weekdays."""

    crew: str
    ticked: tuple[int, ...] = (1, 2, 3, 4, 5)


class Start(msgspec.Struct, frozen=True):
    """Asks at which hour own days start."""

    crew: str
    days: tuple[int, ...]


class Length(msgspec.Struct, frozen=True):
    """Asks how many hours own days last."""

    crew: str
    days: tuple[int, ...]
    start: int


def model_now(world: World) -> ShiftModel | None:
    """The shift model of the person's group, while there is one."""
    return shift_model(world.workplace(), world.me().group) if world.profile else None


def ask_days(days: Days, world: World) -> Ask:
    """Days as boxes to tick."""
    boxes = tuple(Option(str(day), name, "☑️" if day in days.ticked else "⬜") for day, name in enumerate(DAYS, start=1))
    return Ask(
        (t("An welchen Tagen arbeitest du? Tippe sie an, dann auf Fertig."),),
        (*boxes, Option("done", t("Fertig"), "✅")),
    )


def answer_days(days: Days, key: str, world: World) -> Then:
    """A ticked box, or on to the hours."""
    if key == "done":
        if not days.ticked:
            return Then(Again(days), (Say((t("Bitte wähle mindestens 1 Tag."),)),))
        return Then(Goto("start", Start(days.crew, days.ticked)))
    return Then(Again(Days(days.crew, tuple(sorted(frozenset(days.ticked) ^ {int(key)})))))


def ask_start(start: Start, world: World) -> Ask:
    """When own days start."""
    hours = tuple(Option(str(hour), clock(time(hour))) for hour in STARTS)
    as_shift = Option("shift", t("Wie die Schicht"), "👥")
    return Ask((t("Wann fängst du an?"),), (as_shift, *hours))


def answer_start(start: Start, key: str, world: World) -> Then:
    """The shift's hours, or on to the length."""
    if key == "shift":
        return remember(world, start.crew, start.days, None)
    return Then(Goto("length", Length(start.crew, start.days, int(key))))


def ask_length(length: Length, world: World) -> Ask:
    """How long own days are."""
    options = tuple(Option(str(hours), n("{hours} Stunde", "{hours} Stunden", hours=hours)) for hours in LENGTHS)
    return Ask((t("Wie lange arbeitest du an diesen Tagen?"),), options)


def answer_length(length: Length, key: str, world: World) -> Then:
    """Days and hours are known."""
    end = (length.start + int(key)) % 24
    return remember(world, length.crew, length.days, (time(length.start), time(end)))


def remember(world: World, crew: str, days: tuple[int, ...] | None, hours: tuple[time, time] | None) -> Then:
    """The working time is known: it is said back and kept."""
    profile: Profile = msgspec.structs.replace(world.me(), crew=crew, days=days, hours=hours)
    promise = t("Ich melde mich nur in dieser Zeit.")
    return Then(Done(), (Remember(profile), Say((_said_back(profile), promise))))


def _said_back(profile: Profile) -> Text:
    """What was understood, so that a slip of the finger is noticed."""
    if profile.days is None:
        return t("Gut. Du arbeitest wie deine Gruppe.")
    days = listed([DAYS[day - 1] for day in profile.days])
    if profile.hours is None:
        return t("Gut. Deine Tage: {days}. Die Zeiten sind wie in deiner Schicht.", days=days)
    start, end = profile.hours
    return t("Gut. Deine Zeit: {days}. Von {start} bis {end} Uhr.", days=days, start=clock(start), end=clock(end))
