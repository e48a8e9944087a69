"""Contact cards and appointments as other programs read them: vCard (RFC 2426) and iCalendar (RFC 5545), in UTF-8."""

from datetime import UTC, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Component, Event
from icalendar.prop import vN, vText

from dialogs.effects import Appointment, ContactCard


class _Card(Component):
    """A vCard is made of the same lines as a calendar: the library escapes and folds them."""

    name = "VCARD"
    canonical_order: Any = ("VERSION", "N", "FN")


def card(contact: ContactCard) -> bytes:
    """One person for an address book; the last word of the name is the family name."""
    first, _, last = contact.name.rpartition(" ")
    made = _Card()
    made.add("version", "3.0")
    made.add("n", vN((last, first, "", "", "")))
    made.add("fn", vText(contact.name))
    made.add("title", vText(contact.function))
    if contact.phone:
        made.add("tel", vText(contact.phone))
    return bytes(made.to_ical())


def calendar(appointment: Appointment, title: str) -> bytes:
    """One event in UTC, so that no time zone has to travel along; its UID makes a second import change nothing."""
    start = appointment.start.astimezone(UTC)
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"lern-termin:{start.isoformat()}/{appointment.minutes}")))
    event.add("dtstamp", start)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=appointment.minutes))
    event.add("summary", title)
    event.add("class", "PRIVATE")
    made = Calendar()
    made.add("prodid", "-//InLeKu//Lernbegleiter//DE")
    made.add("version", "2.0")
    made.add_component(event)
    return bytes(made.to_ical())
