"""The web chat on a real port, for a real browser."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.gateways.web import Hub
from tests.gateways.web.conftest import web_app
from tests.gateways.web.fake_browsers import FakeBrowsers
from tests.gateways.web.fake_turns import FakeTurns


class Served:
    """A running server: its address, and what is behind it."""

    def __init__(self, turns: FakeTurns, port: int) -> None:
        self.turns = turns
        self.hub = Hub()
        self.browsers = FakeBrowsers()
        self.socket = socket.create_server(("127.0.0.1", port))
        self.port = self.socket.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            web_app(self.turns, self.hub, browsers=self.browsers),
            log_level="error",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=lambda: asyncio.run(self.run()), daemon=True)

    async def run(self) -> None:
        """Serve until told to stop."""
        self.loop = asyncio.get_running_loop()
        await self.server.serve([self.socket])

    def stop(self) -> None:
        """Be gone, so that nobody can connect any more."""
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()

    def remind(self) -> None:
        """A reminder for the person who did something last, committed and published as the delivery does it."""
        address = self.turns.taken[-1].address
        self.loop.call_soon_threadsafe(lambda: self.hub.publish(address, self.turns.remind(address)))


@contextmanager
def served(turns: FakeTurns | None = None, port: int = 0) -> Iterator[Served]:
    """Serves as long as the ``with`` lasts. With ``turns`` and ``port`` of another one, it is that one restarted."""
    it = Served(turns or FakeTurns(), port)
    it.thread.start()
    try:
        yield it
    finally:
        it.stop()
