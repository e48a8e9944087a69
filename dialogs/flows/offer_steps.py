"""The questions from an idea to an offer: in whose name, about what, when, for which groups; and a look at it. All by
buttons, so that nobody's own sentences are kept."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from dialogs.effects import MakeOffer, Say
from dialogs.flow import Again, Ask, Done, Goto, Option, Step, Then
from dialogs.flows.contact import mark, marked, own_multipliers
from dialogs.flows.invitation import about, host_of, invite
from dialogs.flows.own_hours import DAYS
from dialogs.offers import Offer
from dialogs.rules.hours import DAY
from dialogs.text import Day, Text, authored, clock, listed, t, verbatim
from dialogs.world import World

LEAD = timedelta(hours=2)
"""So long before it begins it is offered at the latest: colleagues hear of it in their own time."""
SHOWN, FURTHEST = 7, 28
"""Days that are shown at once, and how many days ahead the last one is."""
HOURS = range(6, 22)
CANCEL, FURTHER, DONE = "cancel", "further", "done"
NO = Option(CANCEL, t("Abbrechen"), "✖️")
NOT_NOW = Say((t("Gut. Es wird nichts gesendet."),))
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?: ?Uhr)?", re.IGNORECASE)


class Host(msgspec.Struct, frozen=True):
    """Asks who offers, where the group has several multipliers: nobody knows which of them this is."""


class Topic(msgspec.Struct, frozen=True):
    """Asks for the building block."""

    host: str


class OnDay(msgspec.Struct, frozen=True):
    """Asks for the day, beginning so many days ahead."""

    host: str
    block: str
    ahead: int = 0


class AtTime(msgspec.Struct, frozen=True):
    """Asks for the time."""

    host: str
    block: str
    on: date


class ForGroups(msgspec.Struct, frozen=True):
    """Ticks the groups, where the multiplier has several."""

    offer: Offer


class Preview(msgspec.Struct, frozen=True):
    """Shows what colleagues will read, and asks whether to send it."""

    offer: Offer


def first(world: World) -> Goto:
    """The first question."""
    hosts = own_multipliers(world)
    return Goto("topic", Topic(mark(hosts[0]))) if len(hosts) == 1 else Goto("host", Host())


def _ask_host(step: Host, world: World) -> Ask:
    hosts = tuple(Option(mark(each), verbatim(each.name), "🙋") for each in own_multipliers(world))
    return Ask((t("Wer lädt ein? Dieser Name steht im Angebot."),), (*hosts, NO))


def _answer_host(step: Host, key: str, world: World) -> Then:
    return _nothing() if key == CANCEL else Then(Goto("topic", Topic(key)))


def _ask_topic(step: Topic, world: World) -> Ask:
    blocks = tuple(Option(each.id, authored(each.title), each.icon) for each in world.library.blocks.values())
    return Ask((t("📣 Ein Lern-Angebot für deine Gruppe. Worum geht es?"),), (*blocks, NO))


def _answer_topic(step: Topic, key: str, world: World) -> Then:
    return _nothing() if key == CANCEL else Then(Goto("day", OnDay(step.host, key)))


def _ask_day(step: OnDay, world: World) -> Ask:
    free = world.free.get(world.me().company, frozenset())
    first = world.today() + step.ahead * DAY
    days = (first + number * DAY for number in range(SHOWN))
    open_ = tuple(Option(each.isoformat(), _day(each), "🗓️") for each in days if each not in free)
    further = (Option(FURTHER, t("Spätere Tage"), "⏭️"),) if step.ahead + SHOWN < FURTHEST else ()
    return Ask((t("An welchem Tag?"),), (*open_, *further, NO))


def _day(day: date) -> Text:
    return t("{weekday}, {date}", weekday=DAYS[day.weekday()], date=Day(day))


def _answer_day(step: OnDay, key: str, world: World) -> Then:
    if key == CANCEL:
        return _nothing()
    if key == FURTHER:
        return Then(Goto("day", replace(step, ahead=step.ahead + SHOWN)))
    return Then(Goto("time", AtTime(step.host, step.block, date.fromisoformat(key))))


def _ask_time(step: AtTime, world: World) -> Ask:
    hours = (time(hour) for hour in HOURS)
    open_ = tuple(Option(f"{at:%H:%M}", clock(at)) for at in hours if _in_time(_moment(step.on, at, world), world))
    return Ask((t("Um wie viel Uhr? Du kannst auch schreiben, zum Beispiel 13:30."),), (*open_, NO))


def _answer_time(step: AtTime, key: str, world: World) -> Then:
    return _nothing() if key == CANCEL else _at(step, time.fromisoformat(key), world)


def _write_time(step: AtTime, words: str, world: World) -> Then:
    read = _CLOCK.fullmatch(words)
    hour, minute = (int(read[1]), int(read[2] or 0)) if read else (24, 0)
    if hour > 23 or minute > 59:
        return Then(Again(step), (Say((t("Das verstehe ich nicht. Schreibe die Uhrzeit so: 13:30."),)),))
    return _at(step, time(hour, minute), world)


def _at(step: AtTime, at: time, world: World) -> Then:
    starts_at = _moment(step.on, at, world)
    if not _in_time(starts_at, world):
        return Then(Again(step), (Say((t("Das ist zu bald. Es müssen noch 2 Stunden Zeit sein."),)),))
    offer = Offer(step.host, step.block, (), starts_at)
    host = host_of(offer, world.workplace())
    assert host is not None, "the step fits only while the host is a contact"
    offer = replace(offer, groups=host.groups)
    return Then(Goto("groups", ForGroups(offer)) if len(host.groups) > 1 else Goto("preview", Preview(offer)))


def _moment(on: date, at: time, world: World) -> datetime:
    return datetime.combine(on, at, ZoneInfo(world.workplace().time_zone)).astimezone(UTC)


def _in_time(starts_at: datetime, world: World) -> bool:
    return starts_at >= world.now + LEAD


def _ask_groups(step: ForGroups, world: World) -> Ask:
    host = host_of(step.offer, world.workplace())
    assert host is not None, "the step fits only while the host is a contact"
    names = _names(world)
    boxes = tuple(
        Option(each, verbatim(names[each]), "☑️" if each in step.offer.groups else "⬜")
        for each in host.groups
        if each in names
    )
    return Ask(
        (t("Für welche Gruppen? Tippe sie an, dann auf Fertig."),), (*boxes, Option(DONE, t("Fertig"), "✅"), NO)
    )


def _answer_groups(step: ForGroups, key: str, world: World) -> Then:
    if key == CANCEL:
        return _nothing()
    groups = step.offer.groups
    if key != DONE:
        ticked = tuple(each for each in groups if each != key) if key in groups else (*groups, key)
        return Then(Again(ForGroups(replace(step.offer, groups=ticked))))
    if not groups:
        return Then(Again(step), (Say((t("Bitte wähle mindestens 1 Gruppe."),)),))
    return Then(Goto("preview", Preview(step.offer)))


def _names(world: World) -> Mapping[str, str]:
    return {each.id: each.name for each in world.workplace().groups}


def _ask_preview(step: Preview, world: World) -> Ask:
    message = invite(step.offer, world)
    assert message is not None, "the step fits only while host and block are there"
    names = _names(world)
    groups = listed([verbatim(names[each]) for each in step.offer.groups if each in names])
    lines = (
        t("👀 So kommt es an:"),
        *message.lines,
        t("👥 Für: {groups}", groups=groups),
        t("Jede Person bekommt es 1-mal, in ihrer Arbeits-Zeit. In 7 Tagen bekommt niemand mehr als 1 Angebot."),
    )
    return Ask(lines, (Option("send", t("Angebot senden"), "📣"), NO))


def _answer_preview(step: Preview, key: str, world: World) -> Then:
    if key == CANCEL:
        return _nothing()
    said = (
        t("📣 Dein Angebot ist unterwegs."),
        t("Mit /angebot siehst du es. Dort kannst du es auch absagen."),
    )
    return Then(Done(), (MakeOffer(step.offer), Say(said)))


def _nothing() -> Then:
    return Then(Done(), (NOT_NOW,))


def _is_host(step: Topic | OnDay | AtTime, world: World) -> bool:
    return marked(own_multipliers(world), step.host) is not None


def _has_topic(step: OnDay | AtTime, world: World) -> bool:
    return _is_host(step, world) and step.block in world.library.blocks


def _still_ahead(step: AtTime, world: World) -> bool:
    return _has_topic(step, world) and step.on >= world.today()


def _can_be_made(step: ForGroups | Preview, world: World) -> bool:
    return _in_time(step.offer.starts_at, world) and about(step.offer, world) is not None


STEPS: Mapping[str, Step[Any]] = {
    "host": Step(Host, _ask_host, _answer_host, light=True),
    "topic": Step(Topic, _ask_topic, _answer_topic, fits=_is_host, light=True),
    "day": Step(OnDay, _ask_day, _answer_day, fits=_has_topic),
    "time": Step(AtTime, _ask_time, _answer_time, _write_time, fits=_still_ahead, counts=True),
    "groups": Step(ForGroups, _ask_groups, _answer_groups, fits=_can_be_made),
    "preview": Step(Preview, _ask_preview, _answer_preview, fits=_can_be_made),
}
