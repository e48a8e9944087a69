"""Long polling against a server: everything is answered once it is committed, and nothing is lost on the way."""

import asyncio
import dataclasses
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import monotonic
from bot.exchange import Inbound, Reply
from bot.gateways.telegram.call import Call
from bot.gateways.telegram.polling import Polling
from bot.gateways.telegram.sender import Sender
from bot.turns import TurnTaker
from dialogs.events import Said
from storage.database import Database
from tests.bot.talk import Talk
from tests.telegram import Server
from tests.telegram.refusal import Refusal, blocked, too_many
from tests.telegram.server import TOKEN

REMINDER = Call("sendMessage", {"chat_id": 7, "text": "Passt es?"})


async def in_time() -> bool:
    return True


@asynccontextmanager
async def polling(api: Server, turns: TurnTaker) -> AsyncIterator[None]:
    """A bot that polls."""
    sender = Sender(TOKEN, api.url, monotonic)
    task = asyncio.create_task(Polling(turns, sender, "telegram:123", f"{api.url}/bot{TOKEN}/getUpdates").run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await sender.close()


async def test_person_is_answered_in_order(database: Database) -> None:
    learner = Talk(database)
    async with Server() as api, polling(api, learner.turns):
        person = api.person(7)
        person.say(f"/start {learner.code()}")
        person.say("1")
        await person.until(lambda: len(person.heard) == 2)
    assert "Sprache" in person.heard[0]
    assert "Ich bin dein Lern-Begleiter" in person.heard[1]


async def test_update_taken_before_a_kill_gets_its_stored_reply(database: Database) -> None:
    learner = Talk(database)
    start = f"/start {learner.code()}"
    async with Server() as api:
        person = api.person(7)
        person.say(start)
        # The turn was committed, then the process was killed before it could send: the update is not confirmed.
        taken: Reply = learner.turns.take_now(Inbound("telegram:123", "101", "7", Said(start)))
        async with polling(api, learner.turns):
            await person.until(lambda: len(person.heard) == 1)
            person.say("1")
            await person.until(lambda: len(person.heard) == 2)
    assert person.heard[0] == taken.messages[0].text
    assert "Lern-Begleiter" in person.heard[1]


async def test_message_refused_by_the_server_is_sent_again(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with Server() as api, polling(api, Talk(database).turns):
        api.refuse("sendMessage", Refusal(500, "Internal Server Error"))
        person = api.person(7)
        person.say("Hallo")
        await person.wait_for("Code")
    assert "ServerTrouble" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(
    ("refusal", "kind", "after"),
    [
        (blocked(), "blocked", 0),
        (Refusal(400, "Bad Request: chat not found"), "blocked", 0),
        (Refusal(400, "Bad Request: message text is empty"), "failed", 0),
        (Refusal(401, "Unauthorized"), "failed", 0),
        (too_many(7), "retry", 7),
        (Refusal(502, "Bad Gateway"), "retry", 5),
    ],
)
async def test_reminder_refused_by_the_server_ends_as_it_should(refusal: Refusal, kind: str, after: float) -> None:
    async with Server() as api:
        api.person(7)
        api.person(8)
        sender = Sender(TOKEN, api.url, monotonic)
        api.refuse("sendMessage", refusal)
        outcome = await sender.deliver(REMINDER, 2, in_time)
        again = await sender.deliver(dataclasses.replace(REMINDER, parameters={"chat_id": 8, "text": "a"}), 2, in_time)
        await sender.close()
    assert (outcome.kind, outcome.after) == (kind, after)
    assert again.kind == "sent"


async def test_reminder_whose_time_has_passed_in_the_queue_is_not_sent() -> None:
    async def too_late() -> bool:
        return False

    async with Server() as api:
        api.person(7)
        sender = Sender(TOKEN, api.url, monotonic)
        outcome = await sender.deliver(REMINDER, 2, too_late)
        await sender.close()
    assert (outcome.kind, api.calls) == ("late", [])


async def test_reminder_that_could_not_leave_is_tried_again() -> None:
    sender = Sender(TOKEN, "http://127.0.0.1:1", monotonic)
    outcome = await sender.deliver(REMINDER, 2, in_time)
    await sender.close()
    assert (outcome.kind, outcome.after) == ("retry", 5)


async def test_reminder_answered_in_html_is_tried_again() -> None:
    async def fail(request: web.Request) -> web.Response:
        return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", fail)
    async with TestServer(app) as gateway:
        sender = Sender(TOKEN, str(gateway.make_url("")), monotonic)
        outcome = await sender.deliver(REMINDER, 2, in_time)
        await sender.close()
    assert outcome.kind == "retry"
