"""Long polling against a server: everything is answered once it is committed, and nothing is lost on the way."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from bot.clock import monotonic
from bot.exchange import Inbound, Reply
from bot.gateways.telegram.method import Call
from bot.gateways.telegram.polling import Polling
from bot.gateways.telegram.sender import Sender
from bot.turns import TurnTaker
from dialogs.events import Said
from storage.database import Database
from tests.bot.talk import Talk
from tests.gateways.telegram.bot_api import TOKEN, BotApi, bot_api


@asynccontextmanager
async def polling(api: BotApi, turns: TurnTaker) -> AsyncIterator[None]:
    """A bot that polls."""
    sender = Sender(TOKEN, api.address, monotonic)
    task = asyncio.create_task(Polling(turns, sender, "telegram:123", f"{api.address}/bot{TOKEN}/getUpdates").run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await sender.close()


async def test_person_is_answered_in_order(database: Database) -> None:
    person = Talk(database)
    async with bot_api() as api, polling(api, person.turns):
        api.say(f"/start {person.code()}")
        api.say("1")
        await api.answered(2)
    assert "Sprache" in api.texts[0]
    assert "Ich bin dein Lern-Begleiter" in api.texts[1]


async def test_update_taken_before_a_kill_gets_its_stored_reply(database: Database) -> None:
    person = Talk(database)
    start = f"/start {person.code()}"
    async with bot_api() as api:
        api.say(start)
        # The turn was committed, then the process was killed before it could send: the update is not confirmed.
        taken: Reply = person.turns.take_now(Inbound("telegram:123", "101", "7", Said(start)))
        async with polling(api, person.turns):
            await api.answered(1)
            api.say("1")
            await api.answered(2)
    assert api.texts[0] == taken.messages[0].text
    assert "Lern-Begleiter" in api.texts[1]


async def test_message_refused_by_the_server_is_sent_again(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    person = Talk(database)
    async with bot_api() as api, polling(api, person.turns):
        api.refuse.append((500, {"error_code": 500, "description": "Internal Server Error"}))
        api.say("Hallo")
        await api.answered(1)
    assert "Code" in api.texts[0]
    assert "TelegramServerError" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (403, {"error_code": 403, "description": "Forbidden: bot was blocked by the user"}, "blocked"),
        (400, {"error_code": 400, "description": "Bad Request: chat not found"}, "blocked"),
        (400, {"error_code": 400, "description": "Bad Request: message text is empty"}, "failed"),
        (429, {"error_code": 429, "description": "Too Many", "parameters": {"retry_after": 7}}, "retry"),
        (502, {"error_code": 502, "description": "Bad Gateway"}, "retry"),
    ],
)
async def test_reminder_refused_by_the_server_ends_as_it_should(
    status: int, body: dict[str, object], kind: str
) -> None:
    async with bot_api() as api:
        sender = Sender(TOKEN, api.address, monotonic)
        api.refuse.append((status, body))
        outcome = await sender.deliver(Call("sendMessage", {"chat_id": 7, "text": "Passt es?"}))
        again = await sender.deliver(Call("sendMessage", {"chat_id": 7, "text": "Passt es?"}))
        await sender.close()
    assert outcome.kind == kind
    assert outcome.after == (7.0 if status == 429 else 5.0 if status == 502 else 0.0)
    assert again.kind == "sent"
