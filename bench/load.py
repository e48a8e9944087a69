"""The load: keep-alive connections, one chat and one request in flight each, on raw asyncio protocols.

Two figures come out of a run. *Turns per second* of the server on its one core is what the ratios are made of. *Turns
per CPU second* divides the same turns by the processor time that the server itself used: it leaves out what the core
waited for (the disk's flush) or gave to other programs, so it tells a slow server from a busy computer.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from bench.processes import cpu_seconds
from bench.wire import Connection, is_good

HEAD = (
    b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Telegram-Bot-Api-Secret-Token: %s\r\n"
    b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
)
UPDATE = (
    b'{"update_id":%d,"message":{"message_id":%d,"date":1700000000,"chat":{"id":%d,"type":"private",'
    b'"first_name":"B"},"from":{"id":%d,"is_bot":false,"first_name":"B","language_code":"en"},"text":"%s"%s}}'
)
COMMAND = b',"entities":[{"type":"bot_command","offset":0,"length":%d}]'
PATIENCE = 10.0
WARM_UP = 0.5
"""Seconds under load before the counting starts."""
FIRST_CHAT = 7001


@dataclass(slots=True)
class Target:
    """A server under load. ``script`` is what each chat writes, again and again."""

    port: int
    pid: int
    path: bytes
    secret: bytes
    script: tuple[str, ...]
    updates: "count[int]" = field(default_factory=lambda: count(1))

    def request(self, chat: int, text: str) -> bytes:
        """The next update, as a request."""
        words, number = text.encode(), next(self.updates)
        entity = COMMAND % len(words.split(b" ")[0]) if words.startswith(b"/") else b""
        body = UPDATE % (number, number, chat, chat, words, entity)
        return HEAD % (self.path, self.secret, len(body), body)


@dataclass(slots=True)
class Tally:
    """Answers of a run: good ones while it counts, and the first bad one."""

    counting: bool = False
    good: int = 0
    bad: bytes = b""


@dataclass(frozen=True, slots=True)
class Rate:
    """What a run found out. ``load_share``: how much of its core the load itself needed; near 1 it is the limit."""

    per_second: float
    per_cpu_second: float
    load_share: float


Ask = Callable[[str], Awaitable[bytes]]


async def converse(target: Target, chat: int, talk: Callable[[Ask], Awaitable[None]]) -> None:
    """One chat at leisure: ``talk`` gets a function that says something and gives the body of the answer; it is empty
    where several messages are sent besides it."""
    loop = asyncio.get_running_loop()
    connection = await _connect(target)

    async def ask(text: str) -> bytes:
        future: asyncio.Future[bytes] = loop.create_future()
        connection.on_answer = lambda answer: None if future.done() else future.set_result(answer)
        connection.send(target.request(chat, text))
        answer = await asyncio.wait_for(future, PATIENCE)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{text!r} was not taken: {answer[:300]!r}")
        return answer.partition(b"\r\n\r\n")[2]

    try:
        await talk(ask)
    finally:
        connection.close()


async def measured(target: Target, chats: Sequence[int], seconds: float) -> Rate:
    """Good answers with all chats at once. Raises RuntimeError when one was bad."""
    tally = Tally()
    connections = [await _connect(target) for _ in chats]
    try:
        for connection, chat in zip(connections, chats, strict=True):
            _keep_asking(connection, target, chat, tally)
        await asyncio.sleep(WARM_UP)
        rate = await _count(tally, target.pid, seconds)
    finally:
        for connection in connections:
            connection.close()
    if tally.bad or not tally.good:
        raise RuntimeError(f"a bad answer under load: {tally.bad[:300]!r}")
    return rate


async def _count(tally: Tally, pid: int, seconds: float) -> Rate:
    start, own, used = time.perf_counter(), time.process_time(), cpu_seconds(pid)
    tally.counting = True
    await asyncio.sleep(seconds)
    tally.counting = False
    passed, used = time.perf_counter() - start, cpu_seconds(pid) - used
    return Rate(tally.good / passed, tally.good / max(used, 0.001), (time.process_time() - own) / passed)


def _keep_asking(connection: Connection, target: Target, chat: int, tally: Tally) -> None:
    step = count()
    script, length = target.script, len(target.script)

    def ask(answer: bytes) -> None:
        if not is_good(answer):
            tally.bad = tally.bad or answer
            return
        tally.good += tally.counting
        connection.send(target.request(chat, script[next(step) % length]))

    connection.on_answer = ask
    connection.send(target.request(chat, script[next(step)]))


async def _connect(target: Target) -> Connection:
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(Connection, "127.0.0.1", target.port)
    return connection
