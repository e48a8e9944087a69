"""What somebody does here besides learning: the parties hold a key, consultants make the plan."""

from collections.abc import Mapping

from dialogs.effects import Button
from dialogs.flows import login
from dialogs.text import t
from dialogs.world import World

APPROVE = Button(t("Freigabe"), "/freigabe", "🔑")
PLAN = Button(t("Werkstatt"), "/werkstatt", "🧭")
DUTIES: Mapping[str, tuple[Button, ...]] = {
    "employer": (APPROVE, login.BUTTON),
    "works-council": (APPROVE, login.BUTTON),
    "consultant": (PLAN, login.BUTTON),
    "operator": (login.BUTTON,),
}


def duties(world: World) -> tuple[Button, ...]:
    """Of the person's role, the most usual first; none before they have joined."""
    return DUTIES.get(world.profile.role, ()) if world.profile is not None else ()
