"""The short way for requests: the same rules of HTTP as on the long one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.direct import Headers, Respond
from tests.gateways.telegram.listening import listening


@dataclass
class Echo:
    """Answers with the body; ``held`` are answers that wait for the test."""

    max_body: int = 100
    hold: bytes = b""
    held: list[Respond] = field(default_factory=list)

    def receive(self, method: str, headers: Headers, body: bytes, respond: Respond) -> None:
        """Holds one body back, fails on another."""
        if body == b"fail":
            raise ValueError(body)
        if self.hold and body == self.hold:
            self.held.append(respond)
        else:
            respond(200, method.encode() + b" " + body)


@dataclass
class Client:
    """A raw connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def send(self, body: bytes, path: str = "/hook", head: str = "") -> None:
        """One request, or the beginning of one."""
        self.writer.write(
            f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body
        )

    async def answer(self) -> tuple[int, bytes]:
        """Status and body of the next response."""
        async with asyncio.timeout(5):
            head = await self.reader.readuntil(b"\r\n\r\n")
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
            return int(head.split()[1]), await self.reader.readexactly(int(length.split(b":")[1]))

    async def closed(self) -> bool:
        """Whether the other side has closed."""
        async with asyncio.timeout(5):
            return await self.reader.read() == b""


@asynccontextmanager
async def connected(receiver: Echo) -> AsyncIterator[Client]:
    """A client of a running server."""
    async with listening(receiver) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(url.split(":")[2].split("/")[0]))
        yield Client(reader, writer)
        writer.close()


async def test_requests_of_both_ways_share_a_connection() -> None:
    async with connected(Echo()) as client:
        client.send(b"one")
        assert await client.answer() == (200, b"POST one")
        client.send(b"", "/elsewhere")
        assert (await client.answer())[0] == 404
        client.send(b"two")
        assert await client.answer() == (200, b"POST two")


async def test_body_may_come_in_pieces() -> None:
    async with connected(Echo()) as client:
        client.writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Le")
        await asyncio.sleep(0.05)
        client.writer.write(b"ngth: 6\r\n\r\nabc")
        await asyncio.sleep(0.05)
        client.writer.write(b"def")
        assert await client.answer() == (200, b"POST abcdef")


async def test_chunked_body_is_one_body() -> None:
    async with connected(Echo()) as client:
        head = b"POST /hook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        client.writer.write(head + b"3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n")
        assert await client.answer() == (200, b"POST abcdef")


async def test_answers_keep_the_order_of_the_requests() -> None:
    echo = Echo(hold=b"slow")
    async with connected(echo) as client:
        client.send(b"slow")
        client.send(b"", "/elsewhere")
        client.send(b"quick")
        while not echo.held:
            await asyncio.sleep(0.01)
        echo.held[0](200, b"at last")
        assert await client.answer() == (200, b"at last")
        assert (await client.answer())[0] == 404
        assert await client.answer() == (200, b"POST quick")


async def test_too_large_body_is_refused_and_the_connection_goes_on() -> None:
    async with connected(Echo(max_body=10)) as client:
        client.send(b"x" * 200_000)
        assert await client.answer() == (413, b"")
        client.send(b"fits")
        assert await client.answer() == (200, b"POST fits")


async def test_connection_is_closed_when_asked() -> None:
    async with connected(Echo()) as client:
        client.send(b"last", head="Connection: close\r\n")
        assert await client.answer() == (200, b"POST last")
        assert await client.closed()


async def test_continue_is_given() -> None:
    async with connected(Echo()) as client:
        client.writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        async with asyncio.timeout(5):
            assert b"100 Continue" in await client.reader.readuntil(b"\r\n\r\n")
        client.writer.write(b"ok")
        assert await client.answer() == (200, b"POST ok")


async def test_failure_is_an_answer_without_its_words(caplog: object) -> None:
    async with connected(Echo()) as client:
        client.send(b"fail")
        assert await client.answer() == (500, b"")
        client.send(b"next")
        assert await client.answer() == (200, b"POST next")


async def test_answer_for_somebody_who_has_gone_goes_nowhere() -> None:
    echo = Echo(hold=b"slow")
    async with listening(echo) as url:
        _, writer = await asyncio.open_connection("127.0.0.1", int(url.split(":")[2].split("/")[0]))
        writer.write(b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nslow")
        while not echo.held:
            await asyncio.sleep(0.01)
        writer.transport.abort()
        await asyncio.sleep(0.05)
        echo.held[0](200, b"nobody")
