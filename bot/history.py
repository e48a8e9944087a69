"""What was said before, rendered again in the language that the person speaks now."""

from datetime import UTC, datetime

from bot.exchange import Past
from bot.knowledge import Knowledge
from bot.recording import replay
from bot.rendering import reply
from content.catalogue import Catalogue
from dialogs.text import render, t
from storage import turns
from storage.conversations import Found
from storage.transaction import Transaction

NOT_KEPT = t("(nicht gespeichert)")


def history(tx: Transaction, knowledge: Knowledge, found: Found, after: int, limit: int) -> tuple[Past, ...]:
    """The last recorded turns with a number above ``after``, oldest first. Own words are kept nowhere."""
    catalogue = knowledge.catalogue(knowledge.codec.load(found.state).language)
    recorded = turns.since(tx, found.conversation, after, limit)
    return tuple(_past(knowledge, catalogue, *each) for each in recorded)


def _past(knowledge: Knowledge, catalogue: Catalogue, number: int, at: int, heard: bytes | None, said: bytes) -> Past:
    shown = reply(replay(said, knowledge.phrasebook), catalogue, number, render(NOT_KEPT, catalogue))
    return Past(number, datetime.fromtimestamp(at, UTC).isoformat(), shown.chosen, heard is not None, shown)
