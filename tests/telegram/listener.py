"""A bot that is brought its updates: answers as it is told, breaks off with ConnectionResetError, notes what came."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

Answers = Callable[[dict[str, Any]], Awaitable[web.Response]]


async def taken(update: dict[str, Any]) -> web.Response:
    """Thanks."""
    return web.Response()


@dataclass
class Listener:
    """``answers`` decides about each update; ``most`` is the largest number of requests at the same time."""

    answers: Answers = taken
    url: str = ""
    updates: list[dict[str, Any]] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    most: int = 0
    now: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def numbers(self) -> list[int]:
        """The ids of all updates in the order in which they came, again and again."""
        return [int(update["update_id"]) for update in self.updates]

    async def handle(self, request: web.Request) -> web.Response:
        """One update."""
        update = await request.json()
        self.updates.append(update)
        self.headers.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        self.now += 1
        self.most = max(self.most, self.now)
        self.changed.set()
        try:
            return await self.answers(update)
        except ConnectionResetError:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        finally:
            self.now -= 1

    async def came(self, count: int, seconds: float = 5) -> None:
        """Waits until so many requests have come."""
        async with asyncio.timeout(seconds):
            while len(self.updates) < count:
                self.changed.clear()
                await self.changed.wait()


@asynccontextmanager
async def listening(answers: Answers = taken) -> AsyncIterator[Listener]:
    """Serves as long as the ``async with`` lasts."""
    listener, app = Listener(answers), web.Application()
    app.router.add_post("/", listener.handle)
    async with TestServer(app) as server:
        listener.url = str(server.make_url("/"))
        yield listener
