"""One day that is different: another shift, a free day, an additional one. Forgotten when it is past."""

from datetime import date, timedelta

import msgspec

from dialogs.effects import Remember, Say
from dialogs.flow import Ask, Done, Goto, Option, Then
from dialogs.flows.own_hours import DAYS, model_now
from dialogs.keeping import current
from dialogs.rules.calendar import FREE, OWN, WorkingTime, shift_on
from dialogs.state import Profile, Swap
from dialogs.text import Day, Text, t, verbatim
from dialogs.world import World

SHOWN = 7
"""OneDay that are shown at once."""
FURTHEST = 28
FREE_DAY = t("Frei")


class OneDay(msgspec.Struct, frozen=True):
    """Asks which day is different, beginning so many days ahead."""

    ahead: int = 0


class Other(msgspec.Struct, frozen=True):
    """Asks how the person works on that day."""

    on: date


def ask_day(day: OneDay, world: World) -> Ask:
    """A week of days, each with what is known about it."""
    first = world.today() + timedelta(days=day.ahead)
    days = [first + timedelta(days=number) for number in range(SHOWN)]
    options = tuple(Option(each.isoformat(), _day_label(each, world), "🗓️") for each in days)
    further = (Option("further", t("Spätere Tage"), "⏭️"),) if day.ahead + SHOWN < FURTHEST else ()
    return Ask((t("Welcher Tag ist anders?"),), (*options, *further))


def answer_day(day: OneDay, key: str, world: World) -> Then:
    """On to that day, or to the days after these."""
    if key == "further":
        return Then(Goto("day", OneDay(day.ahead + SHOWN)))
    return Then(Goto("other", Other(date.fromisoformat(key))))


def ask_other(other: Other, world: World) -> Ask:
    """Free, each of the shifts, own hours; and as always, where it was changed before."""
    model, me = model_now(world), world.me()
    assert model is not None, "the step fits only while the group has a shift model"
    shifts = tuple(
        Option(letter, t("{shift} {hours}", shift=verbatim(shift.name), hours=f"{shift.start:%H:%M}–{shift.end:%H:%M}"))
        for letter, shift in model.shifts.items()
    )
    own: tuple[Option, ...] = ()
    if me.hours is not None:
        hours = f"{me.hours[0]:%H:%M}–{me.hours[1]:%H:%M}"
        own = (Option(OWN, t("Meine Zeit: {hours}", hours=hours), "🕐"),)
    back = (Option("usual", t("Wie immer"), "↩️"),) if any(swap.on == other.on for swap in me.swaps) else ()
    lines = (_day_label(other.on, world), t("Wie arbeitest du an diesem Tag?"))
    return Ask(lines, (Option(FREE, FREE_DAY, "🏖️"), *own, *shifts, *back))


def answer_other(other: Other, key: str, world: World) -> Then:
    """The day is known: it is said back and kept."""
    kept = tuple(swap for swap in world.me().swaps if swap.on != other.on)
    added = () if key == "usual" else (Swap(other.on, key),)
    swaps = tuple(sorted((*kept, *added), key=lambda swap: swap.on))
    profile = current(msgspec.structs.replace(world.me(), swaps=swaps), world.today())
    day = _day_label(other.on, world, profile)
    usual = t("Gut. {day}. Das ist wie immer.", day=day)
    said = usual if key == "usual" else t("Gut. {day}. Danach arbeitest du wie immer.", day=day)
    return Then(Done(), (Remember(profile), Say((said, t("Ich melde mich nur in dieser Zeit.")))))


def still_ahead(other: Other, world: World) -> bool:
    """Whether the day is not past yet."""
    return model_now(world) is not None and other.on >= world.today()


def _day_label(day: date, world: World, profile: Profile | None = None) -> Text:
    working = world.working_time(profile)
    shift = _shift(working, day)
    return t("{weekday}, {date}: {shift}", weekday=DAYS[day.weekday()], date=Day(day), shift=shift)


def _shift(working: WorkingTime | None, day: date) -> Text:
    shift = shift_on(working, day) if working else None
    return verbatim(shift.name) if shift else FREE_DAY
