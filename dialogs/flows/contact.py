"""Who can I ask? The multipliers of one's group as cards. That somebody looked is recorded nowhere."""

from collections.abc import Iterable
from hashlib import blake2b

from content.model import Multiplier
from dialogs.effects import Button, ContactCard, Say
from dialogs.flow import View
from dialogs.text import Text, authored, t, verbatim
from dialogs.world import World

LANGUAGES = {
    "de": "Deutsch",
    "en": "English",
    "tr": "Türkçe",
    "pl": "Polski",
    "ro": "Română",
    "ar": "العربية",
    "uk": "Українська",
    "ru": "Русский",
    "hr": "Hrvatski",
    "it": "Italiano",
}
"""What languages call themselves."""
BACK = Button(t("Zurück"), "/weiter", "↩️")


def own_multipliers(world: World) -> tuple[Multiplier, ...]:
    """Those of the person's group, who speak the person's language first."""
    me, company = world.me(), world.workplace()
    own = [m for m in company.multipliers if me.group is None or me.group in m.groups]
    return tuple(sorted(own, key=lambda m: world.catalogue.language not in m.languages))


def cards(world: World) -> tuple[Text, ...]:
    """A card for each multiplier of the person's group."""
    own = own_multipliers(world)
    if not own:
        return (t("Für deine Gruppe ist noch niemand eingetragen. Frag deine Führungs-Kraft oder den Betriebsrat."),)
    return tuple(_card(m) for m in own)


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
    take = tuple(_take(multiplier) for multiplier in own_multipliers(world))
    return View((Say(lines, (*take, BACK), private=True),), private=True)


def _take(multiplier: Multiplier) -> Button:
    label = t("{name} in meine Kontakte", name=verbatim(multiplier.name))
    return Button(label, f"/kontakt {mark(multiplier)}", "🪪")


def mark(multiplier: Multiplier) -> str:
    """Stands for the name in a button: short, and the same when others come and go."""
    return blake2b(multiplier.name.encode(), digest_size=6).hexdigest()


def marked(multipliers: Iterable[Multiplier], wanted: str) -> Multiplier | None:
    """The one with that mark; None when they are no published contact any more."""
    return next((each for each in multipliers if mark(each) == wanted), None)


def send_card(argument: str, world: World) -> View:
    """The command: one multiplier for the address book; ``argument`` is the mark of the name."""
    found = marked(own_multipliers(world), argument)
    if found is None:
        return View((Say((t("Diese Person ist nicht mehr eingetragen."), *cards(world)), (BACK,), private=True),), True)
    card = ContactCard(found.name, found.function, (found.phone or "").replace(" ", ""))
    return View((Say((t("Tippe auf die Karte. Dann kannst du sie sichern."),), (BACK,), False, True, (card,)),), True)


def _introduction(argument: str, world: World) -> Text | None:
    block_id, _, name = argument.partition("/")
    block = world.library.blocks.get(block_id)
    step = block.steps.get(name) if block else None
    return authored(step.text) if step and step.contact else None
