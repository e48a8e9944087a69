"""A reminder in working time, and what can be wished about it. Needs no state: its buttons are commands."""

from datetime import timedelta

from dialogs import offers
from dialogs.agenda import KEY_WAITS, LEAVE_LESS
from dialogs.effects import Button, DropReminder, Effect, Remind, Say
from dialogs.events import Nudged
from dialogs.flow import Begin, Resume, View
from dialogs.flows import approval, block, checkin, invitation, once_more, place, review, transfer, why
from dialogs.rules.nudges import Wish, postponed
from dialogs.state import Frame
from dialogs.text import Text, authored, n, t
from dialogs.world import World

GONE = t("Diesen Inhalt gibt es nicht mehr.")
KEPT = timedelta(days=7)
"""How long a postponed reminder waits for its moment before it is dropped."""
PROMISES = {
    Wish.LATER: t("Gut. Ich melde mich später in dieser Schicht."),
    Wish.NEXT_SHIFT: t("Gut. Ich melde mich in der nächsten Schicht."),
}


def nudge(event: Nudged, world: World) -> tuple[Effect, ...]:
    """The reminder. A lock screen shows its first line only: what it is about stands in the second.

    Nothing when the content is gone.
    """
    if event.item == LEAVE_LESS:
        return (_leave_less(),)
    if event.item == KEY_WAITS:
        return (approval.WAITS,)
    if event.item.startswith((offers.PREFIX, offers.CALLED_OFF)):
        return _of_an_offer(event.item, world)
    title = _title(event.item, world)
    if title is None:
        return ()
    buttons = (
        Button(t("Jetzt"), f"/jetzt {event.item}", "▶️"),
        Button(t("Später in der Schicht"), f"/spaeter {event.item}", "⏰"),
        Button(t("Nächste Schicht"), f"/naechste {event.item}", "⏭️"),
        Button(t("Nicht diese Woche"), f"/nichtwoche {event.item}", "🚫"),
        *why.WAYS_OUT,
        why.button(event.item, event.reason),
    )
    return (Say((_offer(event.item, world), title), buttons, veiled=1),)


def _of_an_offer(item: str, world: World) -> tuple[Effect, ...]:
    found = offers.meant(item, world.offers)
    if found is None:
        return ()
    said = (invitation.call_off if item.startswith(offers.CALLED_OFF) else invitation.invite)(found, world)
    return (said,) if said else ()


def _leave_less() -> Say:
    lines = (t("🔔 Du hast mir länger nicht geantwortet. Das ist in Ordnung."), t("Soll ich weniger schreiben?"))
    buttons = (
        Button(t("1-mal in der Woche"), "/weniger", "🔉"),
        Button(t("So wie bisher"), "/wiebisher", "🔔"),
        Button(t("Pause"), "/pause", "⏸️"),
        Button(t("Stopp"), "/stopp", "⏹️"),
        why.button(LEAVE_LESS, "ask"),
    )
    return Say(lines, buttons)


def _offer(item: str, world: World) -> Text:
    kind, _, name = item.partition(":")
    match kind:
        case "unit" if "/" not in name:
            return n(
                "🔔 Neue Lern-Einheit, {minutes} Minute. Passt es jetzt?",
                "🔔 Neue Lern-Einheit, {minutes} Minuten. Passt es jetzt?",
                minutes=world.library.units[name].minutes,
            )
        case "block" if "/" not in name:
            return n(
                "🔔 Neuer Baustein, {minutes} Minute. Passt es jetzt?",
                "🔔 Neuer Baustein, {minutes} Minuten. Passt es jetzt?",
                minutes=world.library.blocks[name].minutes,
            )
        case "review":
            return t("🔔 Kurze Wiederholung, 2 Minuten. Passt es jetzt?")
        case "checkin":
            return t("🔔 Kurze Einschätzung, 2 Minuten. Passt es jetzt?")
        case _:
            return t("🔔 Kurze Frage an dich, 1 Minute. Passt es jetzt?")


def _title(item: str, world: World) -> Text | None:
    """What it is about; None when that does not exist any more."""
    kind, _, name = item.partition(":")
    if kind in ("unit", "review", "transfer", "plan"):
        unit = world.library.units.get(name.partition("/")[0])
        if kind == "unit" and _frame(kind, name, world) is None:
            return None
        return authored(unit.title) if unit and (kind != "review" or _has_review(name, world)) else None
    if kind == "checkin":
        known = world.library.blocks.get(name)
        return authored(known.title) if known and known.check_in else None
    return authored(world.library.blocks[name.partition("/")[0]].title) if _frame(kind, name, world) else None


def _has_review(unit: str, world: World) -> bool:
    return bool(world.library.units[unit].review) and unit in world.record.units


def open_item(item: str, world: World) -> Begin | View | Resume:
    """Starts what the item names (see ``Nudged``)."""
    kind, _, name = item.partition(":")
    if _title(item, world) is None:
        return Resume((Say((GONE,)),))
    started = (DropReminder(item, "started"),)
    if kind == "review":
        return _with(review.begin(name, world), started)
    if kind == "checkin":
        return _with(checkin.begin(name, world), started)
    if kind in ("transfer", "plan"):
        return _with(transfer.begin(name, kind == "plan"), started)
    frame = _frame(kind, name, world)
    assert frame is not None, "what has a title can be opened"
    return Begin(frame.flow, frame.step, frame.data, started, go_on="/" not in item)


def _with(begun: Begin | View, effects: tuple[Effect, ...]) -> Begin | View:
    return Begin(begun.flow, begun.step, begun.data, effects, begun.go_on) if isinstance(begun, Begin) else begun


def _frame(kind: str, name: str, world: World) -> Frame | None:
    if kind == "unit" and name in world.library.units:
        return Frame("unit", "at", place.start(world.library.units[name]))
    if kind == "unit":
        question = once_more.once(name, world)
        return Frame("unit", "once", question) if question else None
    block_id, _, step = name.partition("/")
    authored_block = world.library.blocks.get(block_id) if kind == "block" else None
    if authored_block is None or (step and step not in authored_block.steps):
        return None
    return Frame(block.flow_name(block_id), step or authored_block.start, block.Here())


def later(argument: str, world: World) -> View:
    """The command "later this shift"."""
    return _postpone(Wish.LATER, argument, world)


def next_shift(argument: str, world: World) -> View:
    """The command "next shift"."""
    return _postpone(Wish.NEXT_SHIFT, argument, world)


def not_this_week(argument: str, world: World) -> View:
    """The command "not this week"."""
    if _title(argument, world) is None:
        return View((Say((GONE,)),))
    return View((DropReminder(argument, "not this week"), Say((t("Gut. Diese Woche nicht mehr."),))))


def _postpone(wish: Wish, item: str, world: World) -> View:
    if _title(item, world) is None:
        return View((Say((GONE,)),))
    working = world.working_time()
    at = postponed(wish, working, world.learner, world.now) if working else None
    if at is None:
        return View((_too_late(wish, item),))
    return View((Remind(item, at, at + KEPT, "wish"), Say((PROMISES[wish],))))


def _too_late(wish: Wish, item: str) -> Say:
    now = Button(t("Jetzt"), f"/jetzt {item}", "▶️")
    if wish is not Wish.LATER:
        return Say((t("Ich kenne deine nächste Schicht nicht."),), (now,))
    following = Button(t("Nächste Schicht"), f"/naechste {item}", "⏭️")
    return Say((t("In dieser Schicht ist dafür keine Zeit mehr."),), (now, following))
