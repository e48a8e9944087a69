"""Pictures, contacts and appointments as they arrive in the chat."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.attachments import attached
from bot.clock import monotonic
from bot.exchange import Inbound, Message, Reply
from bot.gateways.telegram.message import message_calls
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.webhook import Webhook
from content.catalogue import Catalogue
from dialogs.effects import ContactCard, Picture
from dialogs.text import verbatim
from storage.transaction import Unavailable
from tests.gateways.telegram.fake_turns import FakeTurns
from tests.gateways.telegram.listening import listening
from tests.telegram import Server
from tests.telegram.schema import File

GERMAN = Catalogue("de")
PICTURE = attached(Picture("mess", verbatim("Ein Mess-Schieber")), GERMAN)
QUESTION = Message("Was zeigt er?", (("12 mm", "1:a"), ("13 mm", "1:b")), attachments=(PICTURE,))
PNG = b"\x89PNG\r\n\x1a\n"
SECRET = "a-secret"


class Drawn:
    """Draws, and counts how often; only one drawing exists."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, name: str) -> bytes:
        if name != "mess":
            raise KeyError(name)
        self.times += 1
        return PNG


@asynccontextmanager
async def sending(draw: Callable[[str], bytes]) -> AsyncIterator[tuple[Server, Sender]]:
    """A server and a bot's way to it. Every call was allowed."""
    async with Server() as api:
        sender = Sender(api.token, api.url, monotonic, draw)
        try:
            yield api, sender
        finally:
            await sender.close()
        assert api.violations == []


async def test_picture_is_drawn_and_uploaded_once() -> None:
    draw = Drawn()
    async with sending(draw) as (api, sender):
        for chat_id in (7, 8):
            api.person(chat_id)
            for call in message_calls(QUESTION, chat_id):
                await sender.call(call)
        first, second = (api.person(chat_id).screen[0] for chat_id in (7, 8))
    assert (first.photo, second.photo) == (File("mess.png", PNG), "file-of-mess.png")
    assert first.text == second.text == "[Bild: Ein Mess-Schieber]\n\nWas zeigt er?"
    assert second.labels == ["12 mm", "13 mm"]
    assert draw.times == 1


async def test_without_a_drawing_the_words_arrive() -> None:
    gone = Message("Was zeigt er?", QUESTION.buttons, attachments=(attached(Picture("x", verbatim("Öl")), GERMAN),))
    async with sending(Drawn()) as (api, sender):
        person = api.person(7)
        for call in message_calls(gone, 7, silent=True):
            await sender.call(call)
    assert [(shown.text, shown.silent) for shown in person.screen] == [("[Bild: Öl]\n\nWas zeigt er?", True)]
    assert person.screen[0].labels == ["12 mm", "13 mm"]


async def test_contact_arrives_as_a_contact() -> None:
    card = attached(ContactCard("Ayşe Demirtaş", "Einrichterin", "+493023125711"), GERMAN)
    async with sending(Drawn()) as (api, sender):
        person = api.person(7)
        for call in message_calls(Message("Hier ist sie.", attachments=(card,)), 7):
            await sender.call(call)
    contact = person.screen[0].contact
    assert contact is not None
    assert (contact["phone_number"], contact["first_name"]) == ("+493023125711", "Ayşe Demirtaş")
    assert contact["vcard"].startswith("BEGIN:VCARD\r\nVERSION:3.0")


def conversation(inbound: Inbound) -> Reply:
    """The question twice, then what is chosen."""
    if inbound.key in ("101", "102"):
        return Reply(1, "de", (QUESTION,))
    return Reply(2, "de", (Message("Richtig."),), chosen="12 mm")


async def test_picture_travels_in_the_answer_once_telegram_knows_it_and_stays_when_tapped() -> None:
    async with sending(Drawn()) as (api, sender):
        webhook = Webhook(FakeTurns(conversation).begin, "telegram:123", SECRET, sender, Unavailable)
        async with listening(webhook) as url:
            api.webhook.url, api.webhook.secret = url, SECRET
            person = api.person(7)
            for number in (1, 2):
                person.say("Hallo")
                await person.until(lambda number=number: len(person.heard) == number)  # type: ignore[misc]
            person.tap("12 mm")
            await person.wait_for("Richtig.")
            await person.until(lambda: "➤ 12 mm" in person.heard[1])
            await api.webhook.close()
    assert [call.in_answer for call in api.calls if call.method == "sendPhoto"] == [False, True]
    answered = person.screen[3]
    assert (answered.photo, answered.buttons) == ("file-of-mess.png", [])
