"""Contact cards and calendar files, read by a program that did not write them."""

from datetime import UTC, datetime, timedelta, timezone

from icalendar import Calendar

from bot.attachments import attached
from bot.exchange import CalendarFile, CardFile, Drawing
from content.catalogue import Catalogue
from dialogs.effects import Appointment, ContactCard, Picture
from dialogs.text import authored

START = datetime(2026, 11, 24, 8, 10, tzinfo=timezone(timedelta(hours=1)))
ENGLISH = Catalogue(
    "en",
    {"Ein Mess-Schieber": "A calliper", "Lern-Begleiter": "Learning companion", "[Bild: {alt}]": "[Picture: {alt}]"},
)


def card(contact: ContactCard) -> CardFile:
    found = attached(contact, ENGLISH)
    assert isinstance(found, CardFile)
    return found


def event(appointment: Appointment) -> dict[str, object]:
    found = attached(appointment, ENGLISH)
    assert isinstance(found, CalendarFile) and found.media_type == "text/calendar"
    (only,) = Calendar.from_ical(found.content).walk("VEVENT")
    return {name: getattr(value, "dt", str(value)) for name, value in only.items()}


def test_picture_is_described_in_the_persons_language() -> None:
    assert attached(Picture("mess", authored("Ein Mess-Schieber")), ENGLISH) == Drawing(
        "mess", "A calliper", "[Picture: A calliper]"
    )


def test_contact_card_has_all_that_an_address_book_needs() -> None:
    found = card(ContactCard("Ayşe Demirtaş", "Einrichterin", "+493023125100"))
    assert found.content.decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Demirtaş;Ayşe;;;",
        "FN:Ayşe Demirtaş",
        "TEL:+493023125100",
        "TITLE:Einrichterin",
        "END:VCARD",
        "",
    ]
    assert (found.name, found.person, found.phone) == ("ayşe-demirtaş.vcf", "Ayşe Demirtaş", "+493023125100")


def test_signs_of_the_format_in_a_name_stay_signs() -> None:
    lines = card(ContactCard("Eva; TEL:1\nTEL:2, von", "a;b")).content.decode().split("\r\n")
    assert "FN:Eva\\; TEL:1\\nTEL:2\\, von" in lines
    assert not any(line.startswith("TEL") for line in lines)


def test_appointment_is_in_utc_with_its_title_in_the_persons_language() -> None:
    found = event(Appointment(authored("Lern-Begleiter"), START, 10))
    assert found["DTSTART"] == datetime(2026, 11, 24, 7, 10, tzinfo=UTC)
    assert found["DTEND"] == datetime(2026, 11, 24, 7, 20, tzinfo=UTC)
    assert found["SUMMARY"] == "Learning companion"


def test_same_appointment_again_has_the_same_id_and_another_one_has_not() -> None:
    first, again = (attached(Appointment(authored("Lern-Begleiter"), START, 10), ENGLISH) for _ in range(2))
    assert first == again
    other = event(Appointment(authored("Lern-Begleiter"), START + timedelta(days=1), 10))
    assert other["UID"] != event(Appointment(authored("Lern-Begleiter"), START, 10))["UID"]
