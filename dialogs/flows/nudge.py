"""A reminder in working time, and what can be wished about it. Needs no state: its buttons are commands."""

from datetime import timedelta

from dialogs.effects import Button, DropReminder, Effect, Remind, Say
from dialogs.events import Nudged
from dialogs.flow import Begin, Resume, View
from dialogs.flows import block, once_more, place
from dialogs.rules.nudges import Wish, postponed
from dialogs.state import Frame
from dialogs.text import Text, authored, n, t
from dialogs.world import World

GONE = t("Diesen Inhalt gibt es nicht mehr.")
KEPT = timedelta(days=7)
"""How long a postponed reminder waits for its moment before it is dropped."""
REASONS = {
    "plan": t("Das steht diese Woche im Lern-Plan für deine Gruppe."),
    "wish": t("Du wolltest es später machen."),
    "follow-up": t("Du hast dir das vorgenommen."),
    "again": t("Diese Frage kommt noch einmal. So bleibt es im Kopf."),
}


PROMISES = {
    Wish.LATER: t("Gut. Ich melde mich später in dieser Schicht."),
    Wish.NEXT_SHIFT: t("Gut. Ich melde mich in der nächsten Schicht."),
}


def nudge(event: Nudged, world: World) -> tuple[Effect, ...]:
    """The reminder: what, how long, why, and four ways to answer. Nothing when the content is gone."""
    named = _title(event.item, world)
    if named is None:
        return ()
    title, minutes = named
    offer = n(
        "🔔 {title} · {minutes} Minute. Passt es jetzt?",
        "🔔 {title} · {minutes} Minuten. Passt es jetzt?",
        minutes=minutes,
        title=title,
    )
    reason = REASONS.get(event.reason)
    buttons = (
        Button(t("Jetzt"), f"/jetzt {event.item}", "▶️"),
        Button(t("Später in der Schicht"), f"/spaeter {event.item}", "⏰"),
        Button(t("Nächste Schicht"), f"/naechste {event.item}", "⏭️"),
        Button(t("Nicht diese Woche"), f"/nichtwoche {event.item}", "🚫"),
    )
    return (Say((offer, reason) if reason else (offer,), buttons),)


def _title(item: str, world: World) -> tuple[Text, int] | None:
    kind, _, name = item.partition(":")
    if _frame(kind, name, world) is None:
        return None
    content_id, _, step = name.partition("/")
    content = world.library.units[content_id] if kind == "unit" else world.library.blocks[content_id]
    return authored(content.title), 1 if kind == "unit" and step else content.minutes


def open_item(item: str, world: World) -> Begin | Resume:
    """Starts a unit or a building block, at the step after "/" if one is named; of a unit, only that question."""
    kind, _, name = item.partition(":")
    frame = _frame(kind, name, world)
    if frame is None:
        return Resume((Say((GONE,)),))
    return Begin(frame.flow, frame.step, frame.data, (DropReminder(item, "started"),), go_on="/" not in item)


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
