"""What a message brings besides its words, in the person's language: drawings, contact cards and calendar files."""

import re
from functools import lru_cache

from bot.exchange import Attached, CalendarFile, CardFile, Drawing
from content.catalogue import Catalogue
from dialogs.effects import Appointment, ContactCard, Picture
from dialogs.text import render, t, verbatim

CALENDAR = t("📅 Termin für deinen Kalender")
CALENDAR_NAME = "lern-termin.ics"


def attached(attachment: Picture | ContactCard | Appointment, catalogue: Catalogue) -> Attached:
    """The attachment as a gateway delivers it. The same one always has the same bytes."""
    if isinstance(attachment, Picture):
        alt = render(attachment.alt, catalogue)
        return Drawing(attachment.name, alt, render(t("[Bild: {alt}]", alt=verbatim(alt)), catalogue))
    return _file(attachment, catalogue)


# The library that writes them costs 6 MB, and few people ask for a file.
@lru_cache(maxsize=256)
def _file(attachment: ContactCard | Appointment, catalogue: Catalogue) -> CardFile | CalendarFile:
    from bot.interchange import calendar, card

    if isinstance(attachment, ContactCard):
        name = "-".join(re.findall(r"\w+", attachment.name.lower())) + ".vcf"
        label = f"🪪 {attachment.name}"
        return CardFile(label, name, "text/vcard", card(attachment), attachment.name, attachment.phone)
    content = calendar(attachment, render(attachment.title, catalogue))
    return CalendarFile(render(CALENDAR, catalogue), CALENDAR_NAME, "text/calendar", content)
