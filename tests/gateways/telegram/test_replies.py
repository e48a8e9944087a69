"""Replies by webhook: sent until they have arrived, never past what Telegram asks for, and no update answered twice."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import pytest
import stamina

from bot.clock import monotonic
from bot.exchange import Inbound, Message, Reply
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.webhook import Webhook
from dialogs.events import Said
from storage.transaction import Unavailable
from tests.gateways.telegram.fake_turns import FakeTurns
from tests.gateways.telegram.listening import listening
from tests.telegram import Server
from tests.telegram.faults import Dropped
from tests.telegram.refusal import Refusal, too_many

SECRET = "a-secret"


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=1000, cap=True):
        yield


@asynccontextmanager
async def bot(turns: FakeTurns) -> AsyncIterator[tuple[Server, str]]:
    """A server, and the address of a bot's webhook. Every call was allowed."""
    async with Server() as api:
        sender = Sender(api.token, api.url, monotonic)
        async with listening(Webhook(turns.begin, "telegram:123", SECRET, sender, Unavailable)) as url:
            yield api, url
            await api.webhook.close()
        await sender.close()
        assert api.violations == []


@asynccontextmanager
async def webhook(turns: FakeTurns) -> AsyncIterator[Server]:
    """A server that brings its updates to the bot."""
    async with bot(turns) as (api, url):
        api.webhook.url, api.webhook.secret = url, SECRET
        yield api


def two(inbound: Inbound) -> Reply:
    return Reply(1, "de", (Message("Erstens."), Message("Zweitens.")))


async def test_message_in_the_middle_that_fails_is_sent_again_without_those_before_it() -> None:
    async with webhook(FakeTurns(two)) as api:
        person = api.person(7)
        person.say("eins")
        await person.wait_for("Erstens.")
        api.refuse("sendMessage", Refusal(500, "Internal Server Error"), Refusal(502, "Bad Gateway"))
        await person.wait_for("Zweitens.")
        while api.webhook.pending:
            await asyncio.sleep(0.01)
        assert person.heard == ["Erstens.", "Zweitens."]
        assert [status for _, status in api.webhook.statuses] == [200]


async def test_update_that_comes_again_while_its_reply_waits_is_answered_once() -> None:
    turns, chat = FakeTurns(two), {"id": 7, "type": "private"}
    update = {"update_id": 101, "message": {"message_id": 1, "chat": chat, "text": "eins"}}
    async with (
        bot(turns) as (api, url),
        httpx.AsyncClient(headers={"X-Telegram-Bot-Api-Secret-Token": SECRET}) as client,
    ):
        person = api.person(7)
        api.refuse("sendMessage", too_many(1))
        first = asyncio.create_task(client.post(url, json=update))
        while not api.calls:
            await asyncio.sleep(0.01)
        # Telegram's patience has ended: it brings the same update over another connection.
        second = await client.post(url, json=update)
        assert ((await first).status_code, second.status_code) == (503, 200)
        assert (person.heard, turns.asked) == (["Erstens.", "Zweitens."], ["101"])


async def test_after_trouble_a_reply_is_not_left_to_the_response_alone() -> None:
    def ask(inbound: Inbound) -> Reply:
        said = inbound.event.words if isinstance(inbound.event, Said) else "?"
        return Reply(1, "de", (Message(f"Antwort auf {said}", (("Ja", "1:y"),)),))

    async with webhook(FakeTurns(ask)) as api:
        person = api.person(7)
        person.say("eins")
        await person.wait_for("Antwort auf eins")
        api.refuse("editMessageText", too_many(1))
        api.refuse("answerCallbackQuery", Refusal(500, "Internal Server Error"))
        person.tap("Ja")
        await person.wait_for("Antwort auf ?")
        await asyncio.sleep(0.1)
        person.say("zwei")
        await person.wait_for("Antwort auf zwei")
        sent = [call.in_answer for call in api.calls if call.method == "sendMessage"]
    assert (sent[0], sent[-1]) == (True, False)


async def test_what_follows_an_edit_is_sent_also_when_the_edit_was_made_before() -> None:
    def go_on(inbound: Inbound) -> Reply:
        if inbound.key == "101":
            return Reply(1, "de", (Message("Passt es?", (("Ja", "1:y"),)),))
        return Reply(2, "de", (Message("Passt.", replace=True), Message("Weiter geht es.")))

    async with webhook(FakeTurns(go_on)) as api:
        person = api.person(7)
        person.say("eins")
        await person.wait_for("Passt es?")
        # The edit arrives and its answer does not.
        api.faults.once("editMessageText", Dropped(done=True))
        person.tap("Ja")
        await person.wait_for("Weiter geht es.")
    assert person.heard == ["Passt.", "Weiter geht es."]


async def test_many_at_once_get_their_replies_within_the_limit() -> None:
    async with webhook(FakeTurns()) as api:
        people = [api.person(number) for number in range(1, 46)]
        for person in people:
            person.say("eins")
        for person in people:
            await person.wait_for("Antwort auf eins")
        moments = [call.at for call in api.calls if call.method == "sendMessage"]
    assert len(moments) == 45
    assert max(sum(start <= other < start + 1 for other in moments) for start in moments) <= 30


async def test_question_whose_message_is_gone_is_asked_anew() -> None:
    def ask(inbound: Inbound) -> Reply:
        if isinstance(inbound.event, Said):
            return Reply(1, "de", (Message("Was passt?", (("⬜ Öl", "1:a"),)),))
        return Reply(2, "de", (Message("Was passt?", (("☑️ Öl", "1:a"),), replace=True),))

    async with webhook(FakeTurns(ask)) as api:
        person = api.person(7)
        person.say("eins")
        await person.wait_for("Was passt?")
        api.refuse("editMessageText", Refusal(400, "Bad Request: message to edit not found"))
        person.tap("Öl")
        await person.until(lambda: len(person.heard) == 2)
        person.tap("☑️")
        await asyncio.sleep(0.2)
        assert [shown.labels for shown in person.screen if shown.by_bot] == [["⬜ Öl"], ["☑️ Öl"]]
