"""From one device or messenger to another: a code that works once, for ten minutes."""

from dialogs.effects import Button, Say
from dialogs.flow import View
from dialogs.text import n, t, verbatim
from dialogs.world import World

MINUTES = 10
"""How long a code works."""


def show(argument: str, world: World) -> View:
    """The command: a code for the other device. Nothing of it is recorded, since whoever has it is the person."""
    lines = (
        t("📲 Weiter auf einem anderen Gerät: Öffne dort den Lern-Begleiter. Gib diesen Code ein:"),
        verbatim(world.device_code),
        n(
            "Er gilt {minutes} Minute und nur 1-mal. Zeig ihn niemandem.",
            "Er gilt {minutes} Minuten und nur 1-mal. Zeig ihn niemandem.",
            minutes=MINUTES,
        ),
    )
    return View((Say(lines, (Button(t("Zurück"), "/weiter", "↩️"),), private=True),), private=True)
