"""How colleagues hear of an offer to learn together, and that it is called off. Needs no state: no answer is wanted."""

from zoneinfo import ZoneInfo

from content.model import Company, Multiplier
from dialogs.effects import Button, Say
from dialogs.flows import appointment, why
from dialogs.flows.contact import marked
from dialogs.flows.own_hours import DAYS
from dialogs.offers import Offer
from dialogs.text import Day, Text, authored, clock, t, verbatim
from dialogs.world import World

LOCKED = t("🔔 Ein Lern-Angebot für dich.")
LOCKED_OFF = t("🔔 Ein Lern-Angebot fällt aus.")
FREE = t("Du entscheidest. Ob du kommst, speichere ich nicht.")


def host_of(offer: Offer, company: Company) -> Multiplier | None:
    """Who offers it; None when they are no published contact any more."""
    return marked(company.multipliers, offer.host)


def invite(offer: Offer, world: World) -> Say | None:
    """The message; None when there is nobody or nothing to come to any more."""
    what = about(offer, world)
    if what is None or offer.called_off:
        return None
    calendar = Button(appointment.LABEL, appointment.token(offer.starts_at, offer.block), "📅")
    return Say((LOCKED, what, FREE), (calendar, *why.WAYS_OUT, why.button(offer.item, "offer")), veiled=1)


def about(offer: Offer, world: World) -> Text | None:
    """Who offers what, when, and whom to ask where. None when there is nobody or nothing to come to any more."""
    host, block = host_of(offer, world.workplace()), world.library.blocks.get(offer.block)
    if host is None or block is None:
        return None
    return t(
        "{host} bietet an: {title}.\n{when}\nWo? Frag nach. Erreichbar: {contact}",
        host=verbatim(host.name),
        title=authored(block.title),
        when=when(offer, world),
        contact=verbatim(host.contact),
    )


def when(offer: Offer, world: World) -> Text:
    """Day and time at the company's place."""
    local = offer.starts_at.astimezone(ZoneInfo(world.workplace().time_zone))
    weekday, day = DAYS[local.weekday()], Day(local.date())
    return t("{weekday}, {date}, {time} Uhr", weekday=weekday, date=day, time=clock(local.time()))


def call_off(offer: Offer, world: World) -> Say | None:
    """The word that it does not take place; None when nobody knows any more what it was."""
    block = world.library.blocks.get(offer.block)
    if block is None:
        return None
    what = t("Es fällt aus: {title}.\n{when}", title=authored(block.title), when=when(offer, world))
    return Say((LOCKED_OFF, what), (why.button(offer.cancellation, "cancellation"),), veiled=1)
