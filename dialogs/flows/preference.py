"""When in the shift, and how often the companion writes."""

import msgspec

from dialogs.effects import Remember, Say
from dialogs.flow import Ask, Done, Option, Then
from dialogs.text import t
from dialogs.world import World

MOMENTS = (
    Option("early", t("Am Anfang der Schicht"), "🌅"),
    Option("middle", t("In der Mitte"), "☀️"),
    Option("late", t("Am Ende der Schicht"), "🌇"),
    Option("any", t("Egal"), "🤷"),
)
PACES = (
    Option("any", t("Bis zu 3-mal in der Woche"), "🔔"),
    Option("weekly", t("1-mal in der Woche"), "🔉"),
)


class When(msgspec.Struct, frozen=True):
    """Asks when in the shift."""


class Often(msgspec.Struct, frozen=True):
    """Asks how often."""


def ask_when(when: When, world: World) -> Ask:
    """When in the shift."""
    return Ask((t("Wann in der Schicht passt es dir am besten?"),), MOMENTS)


def answer_when(when: When, key: str, world: World) -> Then:
    """Kept."""
    profile = msgspec.structs.replace(world.me(), moment="" if key == "any" else key)
    return Then(Done(), (Remember(profile), Say((t("Gut. Das merke ich mir."),))))


def ask_often(often: Often, world: World) -> Ask:
    """How often."""
    return Ask((t("Wie oft darf ich dir schreiben?"),), PACES)


def answer_often(often: Often, key: str, world: World) -> Then:
    """Kept."""
    profile = msgspec.structs.replace(world.me(), pace="" if key == "any" else key)
    return Then(Done(), (Remember(profile), Say((t("Gut. Das merke ich mir."),))))
