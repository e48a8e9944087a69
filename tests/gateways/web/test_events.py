"""Server-sent events. The stream never ends by itself, so the tests read it as the server writes it."""

import asyncio
import json
from collections.abc import AsyncGenerator, MutableMapping
from contextlib import aclosing
from typing import Any

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


async def turns_seen(events: Events, last: str, wanted: int) -> list[int]:
    """The numbers of the next turns, then the connection is cut."""
    async with asyncio.timeout(5), aclosing(stream(events, last=last, query="after=2")) as seen:
        return [(await anext(seen))[0] for _ in range(wanted)]


async def test_nothing_is_lost_or_doubled_over_cuts_and_restarts() -> None:
    """Reminders are committed while the page listens, while it is away, and while the process is new."""
    turns, hub = await joined(), Hub()
    events = events_of(turns, hub)
    seen: list[int] = []
    for round_ in range(6):
        if round_ % 2:  # The process was restarted: nobody listens, nothing is in its memory.
            hub = Hub()
            events = events_of(turns, hub)
        away = [turns.remind(SESSION) for _ in range(round_)]
        reading = asyncio.ensure_future(turns_seen(events, str(seen[-1]) if seen else "", round_ + 3))
        await asyncio.sleep(0.01)
        for _ in range(3):
            hub.publish(SESSION, turns.remind(SESSION))
            for past in away:  # What is published late again is not shown again.
                hub.publish(SESSION, past)
        seen += await reading
    assert seen == [past.turn for past in turns.talks[SESSION]][2:]


async def test_longer_gap_than_a_page_shows_begins_the_page_anew() -> None:
    turns = await joined()
    for _ in range(60):
        turns.remind(SESSION)
    headers = [(b"cookie", f"inleku_session={SESSION}".encode()), (b"last-event-id", b"2")]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers}
    response = await events_of(turns, Hub()).stream(Request(scope))
    sent = [event async for event in response.body_iterator]  # type: ignore[attr-defined]
    assert [(event.event, event.id) for event in sent] == [("gap", None)]


async def test_quiet_line_shows_that_it_is_alive() -> None:
    turns = await joined()
    headers = [(b"cookie", f"inleku_session={SESSION}".encode()), (b"last-event-id", b"2")]
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers}
    response = await events_of(turns, Hub(), look_every=0.01).stream(Request(scope))
    sent: list[bytes] = []
    alive = asyncio.Event()

    async def receive() -> dict[str, str]:
        await alive.wait()
        return {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message.get("body", b""))
        if b"event: alive" in sent[-1]:
            alive.set()

    async with asyncio.timeout(5):
        await response(scope, receive, send)
    assert any(b"event: alive\r\ndata: -" in body for body in sent)


async def test_hub_says_whether_anybody_listens() -> None:
    turns, hub = await joined(), Hub()
    past = turns.talks[SESSION][0]
    assert not hub.publish(SESSION, past)
    async with hub.listen(SESSION):
        assert hub.publish(SESSION, past)
        assert not hub.publish("somebody else", past)
    assert not hub.publish(SESSION, past)


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
