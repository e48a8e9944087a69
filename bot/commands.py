"""Which commands a messenger lists, by role: only those that work for the person."""

from collections.abc import Mapping

from content.catalogue import Catalogue
from dialogs.table import COMMANDS
from dialogs.text import render

STRANGERS = ("start", "hilfe")
"""Before joining."""
_LEARNING = (
    "menue",
    "lernen",
    "vorlesen",
    "fragen",
    "checkin",
    "zeiten",
    "pause",
    "sprache",
    "hilfe",
    "geraet",
    "meine-daten",
    "stopp",
    "loeschen",
)
_MULTIPLYING = (*_LEARNING[:2], "angebot", *_LEARNING[2:])
_OTHERS = ("menue", "login", "sprache", "hilfe", "geraet", "meine-daten", "loeschen")
"""Those who learn nothing here get no reminders and have no working time on file."""
_ADVISING = ("menue", "werkstatt", *_OTHERS[1:])
_APPROVING = ("menue", "freigabe", *_OTHERS[1:])
_BY_ROLE: Mapping[str, tuple[str, ...]] = {
    "learner": _LEARNING,
    "multiplier": _MULTIPLYING,
    "employer": _APPROVING,
    "works-council": _APPROVING,
    "consultant": _ADVISING,
}


def of_role(role: str, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """(name, words) of each command for people with this role."""
    return worded(_BY_ROLE.get(role, _OTHERS), catalogue)


def worded(names: tuple[str, ...], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The words on the commands' buttons, in the catalogue's language."""
    return tuple((name, render(COMMANDS[name].label, catalogue)) for name in names)
