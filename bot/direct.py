"""HTTP without ASGI for the one path that nearly all requests take: the Telegram webhook.

An ASGI request costs a task, a scope and four awaited messages, together more than the turn it is for. uvicorn stays
the server; its protocol gets a second way to answer, for paths that have a ``Receiver``.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

log = logging.getLogger("inleku")

Headers = list[tuple[bytes, bytes]]
"""Names in lower case."""
Respond = Callable[[int, bytes], None]
"""Status and a JSON body (or none). Called once, at any later time, on the loop."""


class Receiver(Protocol):
    """Answers whole requests. Must not block."""

    max_body: int
    """Bytes; a larger body is refused with 413."""

    def receive(self, method: str, headers: Headers, body: bytes, respond: Respond) -> None: ...


def protocol(receivers: Mapping[bytes, Receiver]) -> Callable[..., asyncio.Protocol]:
    """What uvicorn takes as ``http``: its own protocol, but for these paths."""

    def build(*args: Any, **kwargs: Any) -> asyncio.Protocol:
        return _Protocol(receivers, *args, **kwargs)

    return build


class _Silent:
    def set(self) -> None:
        """Nobody waits: a direct request is started, not awaited."""


class _Exchange:
    """One request and its response, with what uvicorn's protocol asks of the request in progress."""

    __slots__ = ("_current", "_method", "_protocol", "_receiver", "body", "complete", "disconnected", "headers",
                 "keep_alive", "refused", "response_complete")  # fmt: skip
    message_event = _Silent()

    def __init__(self, owner: "_Protocol", receiver: Receiver, method: str, headers: Headers, keep_alive: bool) -> None:
        self._protocol, self._receiver, self._method, self.headers = owner, receiver, method, headers
        self.keep_alive = keep_alive
        self.body = b""
        self._current = self.complete = self.response_complete = self.disconnected = self.refused = False

    def take(self, piece: bytes) -> None:
        """A piece of the body; beyond the limit nothing is kept."""
        if len(self.body) + len(piece) > self._receiver.max_body:
            self.refused = True
        else:
            self.body += piece

    def start(self) -> None:
        """It is this request's turn on its connection."""
        self._current = True
        self.go_on()

    def go_on(self) -> None:
        """Answers as soon as the request is whole."""
        if self._current and self.complete:
            self._answer()

    def _answer(self) -> None:
        if self.refused:
            return self.respond(413, b"")
        try:
            self._receiver.receive(self._method, self.headers, self.body, self.respond)
        except Exception as error:
            log.error("a request failed with %s", type(error).__name__)
            self.respond(500, b"")

    def respond(self, status: int, body: bytes) -> None:
        """Head and body in one write. Nothing happens when the other side has gone."""
        if self.response_complete:
            return
        self.response_complete = True
        if not self.disconnected:
            self._protocol.write(status, body, self.keep_alive)


class _Protocol(HttpToolsProtocol):
    def __init__(self, receivers: Mapping[bytes, Receiver], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._receivers = receivers

    def on_headers_complete(self) -> None:
        receiver = self._receivers.get(self.url)
        if receiver is None:
            return super().on_headers_complete()
        before: Any = self.cycle
        keep_alive = self.parser.get_http_version() != "1.0" and self.parser.should_keep_alive()
        method = self.parser.get_method().decode("ascii")
        exchange: Any = _Exchange(self, receiver, method, self.headers, keep_alive)
        self.cycle = exchange
        if self.expect_100_continue:
            self.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        if before is None or before.response_complete:
            exchange.start()
        else:  # The answers of a connection keep the order of its requests.
            self.flow.pause_reading()
            self.pipeline.appendleft((exchange, self.app))

    def on_body(self, body: bytes) -> None:
        exchange: Any = self.cycle
        if isinstance(exchange, _Exchange):
            exchange.take(body)
        else:
            super().on_body(body)

    def on_message_complete(self) -> None:
        exchange: Any = self.cycle
        if isinstance(exchange, _Exchange):
            exchange.complete = True
            exchange.go_on()
        else:
            super().on_message_complete()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        if isinstance(cycle, _Exchange):
            cycle.start()
        else:
            super()._start_asgi_task(cycle, app)

    def write(self, status: int, body: bytes, keep_alive: bool) -> None:
        """A whole response."""
        kind = b"content-type: application/json\r\n" if body else b""
        end = b"" if keep_alive else b"connection: close\r\n"
        head = b"%scontent-length: %d\r\n%s%s\r\n" % (STATUS_LINE[status], len(body), kind, end)
        self.transport.write(head + body)
        if not keep_alive:
            self.transport.close()
        self.on_response_complete()
