"""Server-sent events: reminders reach the open page by themselves, also after the connection was gone."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.exchange import Past
from bot.gateways.web.headers import dressed
from bot.gateways.web.session import session_of
from bot.gateways.web.site import HISTORY, Site
from bot.gateways.web.wire import past_json

LOOK_EVERY = 15.0
"""Seconds. Another process may have committed the turn, and then nobody publishes it here."""

RECONNECT = 3000
"""Milliseconds that a browser waits before it comes again."""


class Events:
    """Handler for /chat/events."""

    def __init__(self, site: Site, look_every: float = LOOK_EVERY) -> None:
        self._site = site
        self._look_every = look_every

    async def stream(self, request: Request) -> Response:
        """GET /chat/events: all turns after ``Last-Event-ID`` (or ``?after=`` of a fresh page), then the new ones."""
        session = session_of(request)
        if not session:
            raise HTTPException(401)
        after = max(_number(request.headers.get("last-event-id")), _number(request.query_params.get("after")))
        events = self._events(session, after)
        response = EventSourceResponse(
            events, ping=self._look_every, ping_message_factory=_alive, headers={"X-Accel-Buffering": "no"}
        )
        return dressed(response)

    async def _events(self, session: str, after: int) -> AsyncIterator[ServerSentEvent]:
        # Listen first, look second: what happens in between arrives twice and not never.
        async with self._site.hub.listen(session) as published:
            while True:
                missed = await self._site.history(session, after)
                if after and len(missed) >= HISTORY:
                    # More may have happened than one look shows: the page begins anew, as after a long time away.
                    yield ServerSentEvent(str(missed[-1].turn), event="gap")
                    return
                for past in missed:
                    after = max(after, past.turn)
                    yield _event(past)
                await self._wait(published, after)

    async def _wait(self, published: asyncio.Queue[Past], after: int) -> None:
        """Until something newer than ``after`` is published, or it is time to look."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._look_every):
                while (await published.get()).turn <= after:
                    pass


def _event(past: Past) -> ServerSentEvent:
    return ServerSentEvent(past_json(past).decode(), id=str(past.turn), retry=RECONNECT)


def _alive() -> ServerSentEvent:
    """Scripts do not see comments, so a page could not tell a quiet line from a dead one."""
    return ServerSentEvent("-", event="alive")


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 19 else 0
