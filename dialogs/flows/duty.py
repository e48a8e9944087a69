"""What somebody does here besides learning: the parties hold a key, consultants make the plan, multipliers
make offers."""

from dialogs.effects import Button
from dialogs.flows import approval, login, offer, workshop
from dialogs.text import t
from dialogs.world import World

DUTIES = (
    (approval.PARTIES, approval.BUTTON),
    ({workshop.ROLE}, Button(t("Werkstatt"), "/werkstatt", "🧭")),
    ({offer.ROLE}, offer.BUTTON),
    (login.ROLES, login.BUTTON),
)
"""Whose it is, and the button; the most usual first."""


def duties(world: World) -> tuple[Button, ...]:
    """Of the person's role; none before they have joined."""
    role = world.profile.role if world.profile is not None else ""
    return tuple(button for roles, button in DUTIES if role in roles)
