"""From the chat to the pages for plan and approval: a link that works once, for ten minutes."""

from dialogs.effects import Button, Say
from dialogs.flow import View
from dialogs.text import n, t, verbatim
from dialogs.world import World

MINUTES = 10
"""How long a link works."""
ROLES = ("consultant", "employer", "works-council", "operator")
"""Who has something to do on the pages."""
BUTTON = Button(t("Seiten öffnen"), "/login", "🔑")


def show(argument: str, world: World) -> View:
    """The command: a link for those who need one. Nothing of it is recorded, since whoever has it is the person."""
    if world.me().role not in ROLES:
        return View((Say((t("Diese Seiten sind nur für Arbeitgeber, Betriebsrat und Beratung."),)),), private=True)
    lines = (
        t("🔑 Öffne diesen Link. Tippe dort auf „Anmelden“:"),
        verbatim(world.login_link),
        n(
            "Er gilt {minutes} Minute und nur 1-mal. Zeig ihn niemandem.",
            "Er gilt {minutes} Minuten und nur 1-mal. Zeig ihn niemandem.",
            minutes=MINUTES,
        ),
    )
    return View((Say(lines, (Button(t("Zurück"), "/weiter", "↩️"),), private=True),), private=True)
