"""In-process push: who looks at the page right now hears of a new turn at once."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.exchange import Past

WAITING = 100
"""A listener who is this far behind reads the history anyway."""


class Hub:
    """Passes turns on to the open pages of an address. Nothing is kept: the history is the truth."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[asyncio.Queue[Past]]] = defaultdict(set)

    def publish(self, address: str, past: Past) -> bool:
        """Tell every open page of ``address``; False when none is open. Call after the commit, in the loop's thread."""
        queues = self._listeners.get(address, ())
        for queue in queues:
            if not queue.full():
                queue.put_nowait(past)
        return bool(queues)

    @asynccontextmanager
    async def listen(self, address: str) -> AsyncIterator[asyncio.Queue[Past]]:
        """A queue that fills with what is published for ``address`` inside the ``async with``."""
        queue: asyncio.Queue[Past] = asyncio.Queue(WAITING)
        self._listeners[address].add(queue)
        try:
            yield queue
        finally:
            self._listeners[address].discard(queue)
            if not self._listeners[address]:
                del self._listeners[address]
