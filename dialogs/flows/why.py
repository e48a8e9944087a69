"""Why did I get this? And how often it may come."""

from msgspec.structs import replace

from dialogs.agenda import memory_of
from dialogs.effects import Button, Remember, Say
from dialogs.flow import View
from dialogs.rules.choice import Kind
from dialogs.text import Day, Text, t
from dialogs.world import World

ALWAYS = t("Ich schreibe nur in deiner Arbeits-Zeit. Höchstens 1-mal am Tag und 3-mal in der Woche.")
FEW = t("Ich schreibe nur in deiner Arbeits-Zeit. Höchstens 1-mal in der Woche.")
REASONS = {
    Kind.PLAN: t("Das steht diese Woche im Lern-Plan für deine Gruppe. Betrieb und Betriebsrat haben zugestimmt."),
    Kind.WISH: t("Du wolltest es später machen."),
    Kind.FOLLOW_UP: t("Du hast dir das vorgenommen."),
    Kind.AGAIN: t("Diese Frage kommt noch einmal. So bleibt es im Kopf."),
    Kind.REVIEW: t("Du hast das schon gelernt. Mit der Zeit vergisst jeder etwas. Darum kommt es noch einmal."),
    Kind.TRANSFER: t("Du hast das vor einigen Wochen gelernt. Die Frage hilft dir, daran zu denken."),
    Kind.CHECK_IN: t("Deine letzte Einschätzung ist 4 Wochen her. So siehst du, was sich ändert."),
    Kind.OFFER: t("Jemand bietet deiner Gruppe an, zusammen zu lernen. Das ist freiwillig."),
    Kind.CANCELLATION: t("Du hast von diesem Angebot gehört. Du sollst nicht umsonst kommen."),
    Kind.APPROVAL: t("Eine Fassung des Plans wartet auf deine Freigabe. Ohne deine Seite gilt sie nicht."),
    Kind.ASK: t("Du hast auf 4 Nachrichten nicht geantwortet. Darum frage ich 1-mal und bin dann still."),
}
WAYS_OUT = (
    Button(t("Pause"), "/pause", "⏸️"),
    Button(t("Weniger schreiben"), "/weniger", "🔉"),
    Button(t("Stopp"), "/stopp", "⏹️"),
)
"""Under whatever comes unasked: to hear less, or nothing."""
OTHERS = (
    Button(t("Arbeits-Zeit"), "/zeiten", "⏰"),
    Button(t("Weniger schreiben"), "/weniger", "🔉"),
    Button(t("Stopp"), "/stopp", "⏹️"),
)


def button(item: str, reason: str) -> Button:
    """Asks why that came."""
    return Button(t("Warum bekomme ich das?"), f"/warum {item} {reason}", "❓")


def why(argument: str, world: World) -> View:
    """The command: why the reminder named in ``argument`` (item and reason) came, else the last one."""
    item, _, reason = argument.partition(" ")
    if not item and world.record.outreach.pushes:
        item, reason = world.record.outreach.pushes[-1].item, ""
    said = _reason(item, reason)
    if said is None:
        return View((Say((t("Ich habe dir in letzter Zeit nichts von mir aus geschrieben."),)),))
    lines = [t("❓ Warum bekommst du das?"), said, *_learned(item, world)]
    if world.me().group is None:  # No working time, no budget: only what needs their key reaches them.
        return View((Say(tuple(lines)),))
    return View((Say((*lines, FEW if world.me().pace else ALWAYS), OTHERS),))


def _reason(item: str, reason: str) -> Text | None:
    """In plain words; the kind of the item tells it where the reason is not known."""
    by_item = {
        "unit": Kind.PLAN, "block": Kind.PLAN, "review": Kind.REVIEW, "transfer": Kind.TRANSFER,
        "checkin": Kind.CHECK_IN, "plan": Kind.FOLLOW_UP, "ask": Kind.ASK,
        "offer": Kind.OFFER, "calledoff": Kind.CANCELLATION, "approval": Kind.APPROVAL,
    }  # fmt: skip
    known = {kind.value: kind for kind in REASONS}
    kind = known.get(reason) or (Kind.FOLLOW_UP if "/" in item else by_item.get(item.partition(":")[0]))
    return REASONS[kind] if kind else None


def _learned(item: str, world: World) -> tuple[Text, ...]:
    """For a review: the day on which it was learned or repeated last."""
    kind, _, name = item.partition(":")
    unit = world.record.units.get(name)
    if kind not in ("review", "transfer") or unit is None:
        return ()
    return (t("Zuletzt war es am {date} dran.", date=Day(memory_of(unit).last, year=True)),)


def fewer(argument: str, world: World) -> View:
    """The command: at most one a week from now on."""
    back = Button(t("So wie bisher"), "/wiebisher", "🔔")
    said = t("Gut. Ich schreibe höchstens 1-mal in der Woche.")
    return View((Remember(replace(world.me(), pace="weekly")), Say((said,), (back,))))


def as_before(argument: str, world: World) -> View:
    """The command: as often as the rules allow."""
    fewer_ = Button(t("Weniger schreiben"), "/weniger", "🔉")
    said = t("Gut. Ich schreibe höchstens 1-mal am Tag und 3-mal in der Woche.")
    return View((Remember(replace(world.me(), pace="")), Say((said,), (fewer_,))))
