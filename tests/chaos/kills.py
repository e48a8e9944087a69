"""``kill -9`` at chosen moments, and a new process each time."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from random import Random

import psycopg

from tests.chaos.watch import Seen
from tests.gateways.telegram.program import Program

CALLS = ("reply arrival", "reply effect", "reply answer", "nudge arrival", "nudge effect", "nudge answer")
FETCHES = ("fetch arrival", "fetch effect", "fetch answer")
REQUESTS = ("half a request", "request", "response")
ROWS = ("row claimed", "row sending")
SHORTLY = 0.06
"""Seconds within which a kill follows some of the moments: commits, claims and marks happen then."""
PATIENCE = 6.0
"""Seconds until a kill that waits for a moment comes anyway."""
LOOK_EVERY = 0.003


@dataclass(frozen=True, slots=True)
class Kill:
    """What happened, and which updates the program had not confirmed by then."""

    moment: str
    unconfirmed: frozenset[int]


@dataclass
class Kills:
    """``begin`` starts a process; ``is_up``: it has spoken to Telegram; ``unconfirmed``: the numbers of the updates
    that will come again."""

    program: Program
    database: str
    random: Random
    by_webhook: bool
    begin: Callable[[], None]
    is_up: Callable[[], bool]
    unconfirmed: Callable[[], frozenset[int]]
    made: list[Kill] = field(default_factory=list)
    armed: str = ""
    later: float = 0.0
    _happened: asyncio.Event = field(default_factory=asyncio.Event)

    def reached_call(self, place: str, seen: Seen) -> None:
        """A call has come, has had its effect, or its answer is about to go out."""
        method = seen.call.method
        if method == "getUpdates":
            self.reached(f"fetch {place}")
        elif method.startswith("send"):
            self.reached(f"{'nudge' if seen.is_nudge else 'reply'} {place}")

    def reached(self, moment: str) -> None:
        """The program dies now, or shortly after, if this is the moment."""
        if moment != self.armed:
            return
        self.armed = ""
        if self.later:
            asyncio.get_running_loop().call_later(
                self.later, self._strike, f"{1000 * self.later:.0f} ms after {moment}"
            )
        else:
            self._strike(moment)

    async def run(self, count: int, seconds: float) -> None:
        """So many kills, spread over the time."""
        ways = [*CALLS, *ROWS, *(REQUESTS if self.by_webhook else FETCHES)]
        ways += [f"after {each}" for each in (*CALLS, *(REQUESTS[1:] if self.by_webhook else FETCHES))]
        self.random.shuffle(ways)
        began, loop = asyncio.get_running_loop().time(), asyncio.get_running_loop()
        for number in range(count):
            await asyncio.sleep(max(0.0, began + seconds * (number + 0.5) / count - loop.time()))
            await self._one(ways[number % len(ways)])
        await asyncio.sleep(max(0.0, began + seconds - loop.time()))

    async def _one(self, moment: str) -> None:
        while not self.is_up():
            await asyncio.sleep(0.05)
        await asyncio.sleep(self.random.uniform(0.2, 1.5))
        self._happened.clear()
        self.later = self.random.uniform(0, SHORTLY) if moment.startswith("after ") else 0.0
        self.armed = moment.removeprefix("after ")
        watching = asyncio.create_task(self._watch_rows()) if moment in ROWS else None
        try:
            async with asyncio.timeout(PATIENCE):
                await self._happened.wait()
        except TimeoutError:
            self.armed = ""
            if not self._happened.is_set():
                self._strike("any moment")
        if watching is not None:
            watching.cancel()
        await asyncio.sleep(self.random.uniform(0, 0.5))
        self.begin()

    def _strike(self, moment: str) -> None:
        if self.program.process is None:
            return
        self.program.kill()
        self.made.append(Kill(moment, self.unconfirmed()))
        self._happened.set()

    async def _watch_rows(self) -> None:
        state = self.armed.removeprefix("row ")
        while self.armed:
            if holds_message(self.database, state):
                self.reached(self.armed)
            await asyncio.sleep(LOOK_EVERY)


def holds_message(database: str, *states: str) -> bool:
    """Whether a message on its way is in one of these states right now."""
    return _holds(database, f"SELECT 1 FROM outbox WHERE state IN ({', '.join(map(repr, states))}) LIMIT 1")


def holds_due(database: str, until: int) -> bool:
    """Whether something is still planned whose moment, in unix seconds, came by then."""
    return _holds(database, f"SELECT 1 FROM due WHERE state = 'planned' AND at <= {until} LIMIT 1")


def _holds(database: str, query: str) -> bool:
    if database.startswith("sqlite"):
        with closing(sqlite3.connect(f"file:{database.removeprefix('sqlite:///')}?mode=ro", uri=True)) as file:
            return file.execute(query).fetchone() is not None
    with psycopg.connect(database) as connection:
        return connection.execute(query.encode()).fetchone() is not None
