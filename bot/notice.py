"""What may stand on a locked screen: the kind of a reminder and its minutes, never a title, a name or a question."""

from collections.abc import Iterable
from datetime import datetime

from bot.exchange import Notice
from content.catalogue import Catalogue
from content.model import Library
from dialogs.effects import Effect, Say
from dialogs.text import Text, render, t

TITLE = t("Lernbegleiter")
SOMETHING = t("Neue Nachricht")
FOLLOW_UP = t("Du hast dir etwas vorgenommen")


def notice(effects: Iterable[Effect], library: Library, catalogue: Catalogue, until: datetime) -> Notice:
    """The notice for a recorded reminder. What it is about is read from its buttons, which name the item."""
    items = (button.token.partition(" ")[2] for each in effects if isinstance(each, Say) for button in each.buttons)
    words = next((kind for kind in (_kind(item, library) for item in items) if kind is not None), SOMETHING)
    return Notice(render(TITLE, catalogue), render(words, catalogue), until)


def _kind(item: str, library: Library) -> Text | None:
    kind, _, name = item.partition(":")
    block, _, step = name.partition("/")
    if kind == "unit" and name in library.units:
        return t("Neue Lern-Einheit, {minutes} Minuten", minutes=library.units[name].minutes)
    if kind == "block" and block in library.blocks:
        # Somebody comes back to a step of a block only for what they planned in it.
        return FOLLOW_UP if step else t("Neuer Lern-Baustein, {minutes} Minuten", minutes=library.blocks[block].minutes)
    return None
