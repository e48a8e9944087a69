"""HTTP/1.1 as the load speaks it: a raw protocol that finds the end of an answer and little more."""

import asyncio
from collections.abc import Callable
from typing import cast


class Connection(asyncio.Protocol):
    """Sends one request at a time; ``on_answer`` gets each complete answer, head and body."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.on_answer: Callable[[bytes], None] = lambda answer: None
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass.

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        self.on_answer(b"the server closed the connection")

    def data_received(self, data: bytes) -> None:
        self._buffer = self._buffer + data if self._buffer else data
        if is_complete(self._buffer):
            answer, self._buffer = self._buffer, b""
            self.on_answer(answer)

    def send(self, request: bytes) -> None:
        """Nothing happens on a closed connection."""
        if self.transport is not None:
            self.transport.write(request)

    def close(self) -> None:
        """Without waiting for an answer."""
        self.on_answer = lambda answer: None
        if self.transport is not None:
            self.transport.abort()


def is_complete(answer: bytes) -> bool:
    """Whether all of the answer is there: by its length, or by the last chunk."""
    end = answer.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = answer[:end].lower()
    at = head.find(b"content-length:")
    if at < 0:
        return b"chunked" not in head or answer.endswith(b"\r\n0\r\n\r\n")
    return len(answer) - end - 4 >= int(head[at + 15 :].split(b"\r\n", 1)[0])


def is_good(answer: bytes) -> bool:
    """A 200 that sends a message."""
    return answer.startswith(b"HTTP/1.1 200") and b"sendMessage" in answer
