"""Whether it worked: some days after an if-then plan, and some weeks after a unit. Theirs alone."""

import msgspec

from dialogs import phrases
from dialogs.effects import Button, Effect, Say, Used
from dialogs.flow import Ask, Begin, Done, Flow, Option, Step, Then
from dialogs.text import authored, t
from dialogs.world import World

ANSWERS = (
    Option("yes", t("Ja"), "✅"),
    Option("partly", t("Ein bisschen"), "🌗"),
    Option("no", t("Noch nicht"), "⏳"),
)
REPLIES = {
    "yes": t("Stark. So wird daraus Können."),
    "partly": t("Gut. Jeder Versuch zählt."),
    "no": t("Das ist in Ordnung. Vielleicht passt es in den nächsten Tagen."),
}


class Tried(msgspec.Struct, frozen=True):
    """Asks about a unit: its if-then plan after some days (``plan``), or its use at work after some weeks."""

    unit: str
    plan: bool = False


def begin(unit: str, plan: bool) -> Begin:
    """Ask about that unit."""
    return Begin("transfer", "tried", Tried(unit, plan))


def _ask(tried: Tried, world: World) -> Ask:
    title = t("🌱 {title}", title=authored(world.library.units[tried.unit].title))
    about_plan = t("Du hast dir dazu etwas vorgenommen. Hat es geklappt?")
    return Ask((title, about_plan if tried.plan else t("Hat dir das bei der Arbeit schon geholfen?")), ANSWERS)


def _answer(tried: Tried, key: str, world: World) -> Then:
    again = Button(t("Noch einmal ansehen"), f"/lernen {tried.unit}", "📖")
    asking = Button(t("Jemanden fragen"), "/fragen", "🙋")
    menu = Button(phrases.MENU, "/menue", "☰")
    buttons = (menu,) if key == "yes" else (again, asking, menu)
    effects: tuple[Effect, ...] = () if tried.plan else (Used(tried.unit),)
    return Then(Done(), (*effects, Say((REPLIES[key],), buttons)))


def _fits(tried: Tried, world: World) -> bool:
    return tried.unit in world.library.units


FLOW = Flow("transfer", {"tried": Step(Tried, _ask, _answer, fits=_fits, light=True)}, about=lambda tried: tried.unit)
