"""What may stand on a locked screen: the first line of a reminder, which is generic, where the rest of it is veiled."""

from collections.abc import Iterable
from datetime import datetime

from bot.exchange import Notice
from content.catalogue import Catalogue
from dialogs.effects import Effect, Say
from dialogs.text import render, t

TITLE = t("Lernbegleiter")
SOMETHING = t("Neue Nachricht")


def notice(effects: Iterable[Effect], catalogue: Catalogue, until: datetime) -> Notice:
    """The notice for a recorded reminder: never a title, a name or a question about something."""
    lines = (each.lines[0] for each in effects if isinstance(each, Say) and each.veiled)
    return Notice(render(TITLE, catalogue), render(next(lines, SOMETHING), catalogue), until)
