"""What was said, written down and read again: with attachments, and from before there were any."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from bot.phrasebook import GONE, Phrasebook
from bot.recording import record, replay
from bot.rendering import reply
from content.catalogue import Catalogue
from dialogs.effects import Appointment, Attachment, Button, Chosen, ContactCard, Effect, Picture, Say
from dialogs.text import Day, Heard, authored, n, t, verbatim

SENTENCE, ALT, TITLE = "Schau dir das Bild an.", "Ein Mess-Schieber", "Lern-Begleiter"
START = datetime(2026, 11, 24, 7, 10, tzinfo=UTC)
GERMAN = Catalogue("de", {each: each for each in (SENTENCE, ALT, TITLE)})


def book() -> Phrasebook:
    return Phrasebook((SENTENCE, ALT, TITLE))


@pytest.mark.parametrize(
    "attachment",
    [
        Picture("mess-schieber", authored(ALT)),
        ContactCard("Ayşe Demirtaş", "Einrichterin", "+493023125100"),
        ContactCard("Ayşe Demirtaş", "Einrichterin"),
        Appointment(authored(TITLE), START, 10),
    ],
)
def test_message_with_attachment_is_the_same_after_recording(attachment: Attachment) -> None:
    said: tuple[Effect, ...] = (
        Say((authored(SENTENCE),), (Button(verbatim("Ja"), "1:y"),), attachments=(attachment,), veiled=0),
    )
    assert replay(record(said, book()), book()) == said


def test_words_of_a_picture_are_recorded_as_numbers_only() -> None:
    written = record((Say((authored(SENTENCE),), attachments=(Picture("mess", authored(ALT)),)),), book())
    assert ALT.encode() not in written


def test_turn_recorded_before_there_were_attachments_is_still_read() -> None:
    number = book().fingerprint(SENTENCE)
    old = msgspec.json.encode((((number,), "✅"), None, [([(number,)], [((number,), "1:y", "")], True)]))
    shown = Say((authored(SENTENCE),), (Button(authored(SENTENCE), "1:y"),), replace=True)
    assert replay(old, book()) == (Chosen(authored(SENTENCE), "✅"), shown)


def test_counted_text_and_day_are_the_same_after_recording() -> None:
    one, many = "{n} Tag bis {day}: {words}", "{n} Tage bis {day}: {words}"
    text = n(one, many, n=3, day=Day(date(2026, 12, 24), year=True), words=Heard())
    said: tuple[Effect, ...] = (Say((text,)),)
    written = record(said, Phrasebook((one, many)))
    assert replay(written, Phrasebook((one, many))) == said
    assert b"Tag" not in written
    assert replay(written, Phrasebook((one,))) == (Say((GONE,)),)


def test_plain_message_is_recorded_as_short_as_before() -> None:
    _, _, messages = msgspec.json.decode(record((Say((authored(SENTENCE),)),), book()))
    assert len(messages[0]) == 3


def test_veiled_line_is_said_in_words() -> None:
    said = Say((authored(SENTENCE), t("Zweite Zeile")), veiled=1)
    catalogue = Catalogue("de", {SENTENCE: SENTENCE, "Zweite Zeile": "Zweite Zeile"})
    (message,) = reply((said,), catalogue, 1, "").messages
    assert (message.text, message.veiled) == (f"{SENTENCE}\n\nZweite Zeile", "Zweite Zeile")
