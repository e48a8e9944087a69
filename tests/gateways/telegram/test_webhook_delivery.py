"""The webhook with a server that delivers to it: what arrives in the chat, in which order, and what comes again."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import monotonic
from bot.exchange import Inbound, Message, Reply
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.webhook import Webhook
from tests.gateways.telegram.fake_turns import FakeTurns
from tests.gateways.telegram.listening import listening
from tests.telegram import Server
from tests.telegram.schema import File

SECRET = "a-secret"


class Unavailable(Exception):
    """The database cannot be written."""


@asynccontextmanager
async def webhook(turns: FakeTurns) -> AsyncIterator[Server]:
    """A server with a webhook set, and a bot behind it. Every call was allowed."""
    async with Server() as api:
        sender = Sender(api.token, api.url, monotonic)
        async with listening(Webhook(turns.begin, "telegram:123", SECRET, sender, Unavailable)) as url:
            api.webhook.url, api.webhook.secret = url, SECRET
            yield api
            await api.webhook.close()
        await sender.close()
        assert api.violations == []


def conversation(inbound: Inbound) -> Reply:
    """A question, then two messages on a tap."""
    if inbound.key == "101":
        return Reply(1, "de", (Message("Passt es?", (("✅ Ja", "1:y"), ("Nein", "1:n"))),))
    return Reply(2, "de", (Message("Erstens."), Message("Zweitens.")), chosen="✅ Ja", toast="Danke")


async def test_single_message_travels_in_the_answer_and_several_arrive_in_order() -> None:
    async with webhook(FakeTurns(conversation)) as api:
        person = api.person(7)
        person.say("Hallo")
        await person.wait_for("Passt es?")
        person.tap("Ja")
        await person.wait_for("Zweitens.")
        await person.until(lambda: person.screen[1].buttons == [])
        sent = [call.in_answer for call in api.calls if call.method == "sendMessage"]
    assert person.heard == ["Passt es?\n\n➤ ✅ Ja", "Erstens.", "Zweitens."]
    assert sent == [True, False, False]
    assert api.made("answerCallbackQuery")[0]["text"] == "Danke"


async def test_update_comes_again_until_the_database_is_back() -> None:
    async with webhook(FakeTurns(failures=[Unavailable(), Unavailable(), ValueError("x")])) as api:
        person = api.person(7)
        person.say("eins")
        person.say("zwei")
        await person.wait_for("Antwort auf zwei")
        statuses = [status for _, status in api.webhook.statuses]
    assert person.heard == ["Antwort auf eins", "Antwort auf zwei"]
    assert statuses[:3] == [503, 503, 500]


async def test_person_who_has_blocked_the_bot_is_not_tried_for_ever() -> None:
    async with webhook(FakeTurns(lambda inbound: Reply(1, "de", (Message("Erstens."), Message("Zweitens."))))) as api:
        person = api.person(7)
        person.say("eins")
        person.block()
        async with asyncio.timeout(5):
            while api.webhook.pending:
                await asyncio.sleep(0.01)
    assert [status for number, status in api.webhook.statuses if number == 101] == [200]
    assert person.heard == []
    assert len(api.made("sendMessage")) == 1


async def test_own_data_arrives_as_a_file() -> None:
    own = b'{"turns": 3}'
    async with webhook(FakeTurns(lambda inbound: Reply(0, "de", own_data=own))) as api:
        person = api.person(7)
        person.say("/meine_daten")
        await person.until(lambda: len(person.screen) == 2)
    assert person.screen[1].document == File("meine-daten.json", own)
