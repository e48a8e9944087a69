"""How a bot introduces itself to people who have not joined."""

from bot.commands import STRANGERS, worded
from bot.gateways.telegram.setup import Introduction
from bot.knowledge import Knowledge
from content.catalogue import Catalogue
from dialogs.text import render, t

DESCRIPTION = t(
    "👋 Ich bin dein Lern-Begleiter im Betrieb. Ich bin ein Programm, kein Mensch. Ich bringe dir kurze "
    "Lern-Einheiten von 2 bis 5 Minuten. Nur du siehst, was du lernst. Zum Mitmachen brauchst du einen Code. "
    "Er steht auf dem Zettel oder Plakat."
)
SHORT_DESCRIPTION = t("Kurze Lern-Einheiten in der Arbeits-Zeit. Nur du siehst, was du lernst.")


def introductions(knowledge: Knowledge, company: str) -> list[Introduction]:
    """In each language that the company speaks ("": any company); in German for everybody else."""
    return [_introduction(each, knowledge.catalogue(each)) for each in ("", *knowledge.spoken(company))]


def _introduction(language: str, catalogue: Catalogue) -> Introduction:
    description, short = render(DESCRIPTION, catalogue), render(SHORT_DESCRIPTION, catalogue)
    return Introduction(language, worded(STRANGERS, catalogue), description, short)
