"""As much of the Bot API as polling needs: updates wait until they are confirmed, sent messages are kept."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

TOKEN = "123:test-token"
CHAT = {"id": 7, "type": "private"}


@dataclass
class BotApi:
    """``refuse`` holds answers (status, body) that the next sendMessage calls get instead of a message."""

    address: str = ""
    updates: list[dict[str, Any]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    refuse: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def say(self, words: str) -> None:
        """The person writes."""
        number = 1 + max((update["update_id"] for update in self.updates), default=100)
        message = {"message_id": number, "date": 1, "chat": CHAT, "from": {"id": 7, "is_bot": False}, "text": words}
        self.updates.append({"update_id": number, "message": message})

    @property
    def texts(self) -> list[str]:
        """What the person got."""
        return [call["text"] for method, call in self.calls if method == "sendMessage"]

    async def answered(self, times: int) -> None:
        """Waits until so many messages have arrived."""
        async with asyncio.timeout(20):
            while len(self.texts) < times:
                self.changed.clear()
                await self.changed.wait()

    async def handle(self, request: web.Request) -> web.Response:
        """One call."""
        method = request.match_info["method"]
        call = dict(request.query) | dict(await request.post())
        if method == "getUpdates":
            return await self._get_updates(int(str(call["offset"])))
        if method == "sendMessage" and self.refuse:
            status, body = self.refuse.pop(0)
            return web.json_response({"ok": False, **body}, status=status)
        self.calls.append((method, {name: _value(value) for name, value in call.items()}))
        self.changed.set()
        result = {"message_id": len(self.calls), "date": 1, "chat": CHAT} if method == "sendMessage" else True
        return web.json_response({"ok": True, "result": result})

    async def _get_updates(self, offset: int) -> web.Response:
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        if not self.updates:
            await asyncio.sleep(0.02)
        return web.json_response({"ok": True, "result": self.updates})


def _value(value: Any) -> Any:
    try:
        return json.loads(value)
    except (TypeError, ValueError):
        return value


@asynccontextmanager
async def bot_api() -> AsyncIterator[BotApi]:
    """A running server."""
    api = BotApi()
    app = web.Application()
    app.router.add_route("*", f"/bot{TOKEN}/{{method}}", api.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    api.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield api
    await runner.cleanup()
