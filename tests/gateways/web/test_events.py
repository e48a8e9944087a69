"""Server-sent events. The stream never ends by itself, so the tests read it as the server writes it."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing

from starlette.requests import Request

from bot.exchange import Inbound
from bot.gateways.web import Hub, WebSettings
from bot.gateways.web.events import Events
from bot.gateways.web.site import Site
from bot.gateways.web.static import Static
from bot.gateways.web.templates import Templates
from content.catalogue import Catalogue
from dialogs.events import Said
from tests.gateways.web.client import Client
from tests.gateways.web.fake_turns import CODE, REMINDER, FakeTurns

SESSION = "0123456789abcdef"


def events_of(turns: FakeTurns, hub: Hub, look_every: float = 60) -> Events:
    settings = WebSettings(False, "")
    return Events(Site(turns, settings, lambda: "x", hub, Templates(Catalogue, Static()), ("de",)), look_every)


async def stream(events: Events, last: str = "", query: str = "") -> AsyncGenerator[tuple[int, str]]:
    """(turn, first text) of each event."""
    headers = [(b"cookie", f"inleku_session={SESSION}".encode()), (b"last-event-id", last.encode())]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": query.encode(), "headers": headers}
    response = await events.stream(Request(scope))
    assert response.headers["content-type"].startswith("text/event-stream")
    async for event in response.body_iterator:  # type: ignore[attr-defined]
        yield int(event.id), json.loads(event.data)["messages"][0]["text"]


async def joined() -> FakeTurns:
    turns = FakeTurns()
    await turns.take(Inbound("web", "1", SESSION, Said(f"/start {CODE}")))
    await turns.take(Inbound("web", "2", SESSION, Said("Hallo")))
    return turns


async def test_resumes_after_the_last_seen_turn() -> None:
    turns = await joined()
    async with aclosing(stream(events_of(turns, Hub()), last="1", query="after=0")) as seen:
        assert (await anext(seen))[0] == 2
    async with aclosing(stream(events_of(turns, Hub()), last="x", query="after=1")) as seen:
        assert (await anext(seen))[0] == 2


async def test_published_reminder_arrives_at_once() -> None:
    turns, hub = await joined(), Hub()
    async with asyncio.timeout(5), aclosing(stream(events_of(turns, hub), last="1")) as seen:
        await anext(seen)
        waiting = asyncio.ensure_future(anext(seen))
        await asyncio.sleep(0)
        hub.publish(SESSION, turns.talks[SESSION][0])
        hub.publish("somebody else", turns.talks[SESSION][0])
        hub.publish(SESSION, turns.remind(SESSION))
        assert await waiting == (3, REMINDER.text)


async def test_turn_of_another_process_is_found() -> None:
    turns = await joined()
    async with asyncio.timeout(5), aclosing(stream(events_of(turns, Hub(), look_every=0.01), last="2")) as seen:
        waiting = asyncio.ensure_future(anext(seen))
        await asyncio.sleep(0.03)
        turns.remind(SESSION)
        assert (await waiting)[0] == 3


async def test_hub_forgets_who_left_and_survives_who_sleeps() -> None:
    turns, hub = await joined(), Hub()
    past = turns.talks[SESSION][0]
    async with hub.listen(SESSION) as queue:
        for _ in range(500):
            hub.publish(SESSION, past)
        assert queue.full()
    hub.publish(SESSION, past)
    assert not hub._listeners


def test_needs_a_session(client: Client) -> None:
    assert client.get("/chat/events").status_code == 401
