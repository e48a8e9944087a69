"""Who can I ask? The multipliers of one's group as cards. That somebody looked is recorded nowhere."""

from content.model import Multiplier
from dialogs.effects import Button, Say
from dialogs.flow import View
from dialogs.text import Text, authored, t, verbatim
from dialogs.world import World

LANGUAGES = {
    "de": "Deutsch",
    "en": "English",
    "tr": "Türkçe",
    "pl": "Polski",
    "ro": "Română",
    "hr": "Hrvatski",
    "it": "Italiano",
}
"""What languages call themselves."""


def cards(world: World) -> tuple[Text, ...]:
    """A card for each multiplier of the person's group, those who speak the person's language first."""
    me, company = world.me(), world.workplace()
    own = [m for m in company.multipliers if me.group is None or me.group in m.groups]
    if not own:
        return (t("Für deine Gruppe ist noch niemand eingetragen. Frag deine Führungs-Kraft oder den Betriebsrat."),)
    return tuple(_card(m) for m in sorted(own, key=lambda m: world.catalogue.language not in m.languages))


def _card(multiplier: Multiplier) -> Text:
    return t(
        "🙋 {name}\n{function}\nErreichbar: {contact}\nSpricht: {languages}",
        name=verbatim(multiplier.name),
        function=verbatim(multiplier.function),
        contact=verbatim(multiplier.contact),
        languages=verbatim(", ".join(LANGUAGES.get(code, code) for code in multiplier.languages)),
    )


def view(argument: str, world: World) -> View:
    """The command: cards, and the promise that nobody learns of it. ``argument`` may name a contact step of a block."""
    promise = t("Dass du hier nachgesehen hast, speichere ich nicht.")
    introduction = _introduction(argument, world)
    if introduction is None:
        lines = (t("Diese Personen helfen dir gern:"), *cards(world), promise)
    else:
        lines = (introduction, *cards(world))
    return View((Say(lines, (Button(t("Zurück"), "/weiter", "↩️"),), private=True),), private=True)


def _introduction(argument: str, world: World) -> Text | None:
    block_id, _, name = argument.partition("/")
    block = world.library.blocks.get(block_id)
    step = block.steps.get(name) if block else None
    return authored(step.text) if step and step.contact else None
