"""The wire between Telegram and the program's webhook: it breaks before, during and after a request."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from random import Random

UPDATE = re.compile(rb'"update_id": ?(\d+)')
BREAKS = 0.02
"""Of all requests, for each way to break."""
MOST = 1 << 20


class Wire:
    """Passes requests on to ``port``. ``broken`` counts, by update, the requests that came through while their answer
    did not; ``reached`` is told where a request is."""

    def __init__(self, port: int, seed: int, reached: Callable[[str], None]) -> None:
        self.port, self.reached, self.breaks = port, reached, BREAKS
        self.broken: Counter[int] = Counter()
        self.listens_at = 0
        self._random = Random(seed)
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listens."""
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, limit=MOST)
        self.listens_at = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Listens no more."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            inside, out = await asyncio.open_connection("127.0.0.1", self.port, limit=MOST)
        except OSError:
            writer.transport.abort()
            return
        try:
            with suppress(OSError):
                while request := await reader.read(MOST):
                    await self._exchange(request, reader, inside, out, writer)
        finally:
            for each in (writer, out):
                each.transport.abort()

    async def _exchange(
        self,
        request: bytes,
        reader: asyncio.StreamReader,
        inside: asyncio.StreamReader,
        out: asyncio.StreamWriter,
        writer: asyncio.StreamWriter,
    ) -> None:
        """One request and its answer. Raises ``ConnectionResetError`` where the wire breaks."""
        way, found = self._random.random(), UPDATE.search(request)
        if way < self.breaks:
            raise ConnectionResetError
        out.write(request[: len(request) // 2])
        self.reached("half a request")
        await asyncio.sleep(0)
        out.write(request[len(request) // 2 :])
        self.reached("request")
        if way < 2 * self.breaks:  # Telegram has gone before the answer comes, and brings the update again.
            writer.transport.abort()
        answer = await inside.read(MOST)
        if answer:
            self.reached("response")
        # Telegram may also have lost patience by itself.
        if way < 3 * self.breaks or not answer or reader.at_eof():
            self.broken[int(found[1]) if found else 0] += 1
            raise ConnectionResetError
        writer.write(answer)
        await writer.drain()
