"""One run: the stage, the server, the program, people, faults and kills; then quiet, and the count."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from storage.database import Database
from tests.chaos import mix, setting
from tests.chaos.kills import Kills, holds_due, holds_message
from tests.chaos.people import Somebody
from tests.chaos.records import read
from tests.chaos.table import Row, Told, table
from tests.chaos.twin import live_again
from tests.chaos.watch import Noted, Seen, Watch
from tests.chaos.wire import Wire
from tests.gateways.telegram.program import Program
from tests.postgresql import Server as Postgresql
from tests.telegram import Limits, Server

BACKLOG = 100
"""Updates that wait, from which on people wait as well: where the program starts slowly, they would mostly write to one
that is down, and nobody would get to join."""
QUIET = 2.0
"""Seconds without a call after which all has settled."""
LONGEST_SETTLING = 600.0
"""Seconds after which something hangs."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """``every``: things that people do in a second, all together; ``silence``: seconds without an answer to a call."""

    seed: int
    chats: int
    seconds: float
    kills: int
    by_webhook: bool
    database: str = "sqlite"
    every: float = 8.0
    silence: float = 5.0


class Chaos:
    """A run on its way."""

    def __init__(self, wanted: Wanted, folder: Path, database: str, server: Server) -> None:
        self.wanted, self.database, self.server = wanted, database, server
        self.bot = server.bot(setting.TOKEN)
        self.program = Program(folder, server)
        self.watch = self.bot.faults = Watch(self.bot, self._reached)
        self.updates = self.bot.updates = Noted(server.clock)
        self.wire = Wire(self.program.port, wanted.seed, self._reached_wire)
        random = Random(f"{wanted.seed} kills")
        self.kills = Kills(
            self.program, database, random, wanted.by_webhook, self.begin, self._is_up, self._unconfirmed
        )
        self._began = self._life_began = server.clock.now
        self._settled = False

    async def run(self) -> None:
        """Until all has settled and the program has ended."""
        opened = Database.open(self.database)
        wanted = self.wanted
        found = await asyncio.to_thread(setting.prepare, opened, wanted.seed, wanted.chats, wanted.seconds)
        opened.close()
        strangers = set(found)
        await self._connect()
        everybody = [self._somebody(chat, chat in strangers) for chat in self._chats]
        self.begin()
        while not self._is_up():
            await asyncio.sleep(0.05)
        mix.plan(self.watch, self.wanted.seed, self.wanted.silence)
        living = [asyncio.create_task(each.live()) for each in everybody]
        await self.kills.run(self.wanted.kills, self.wanted.seconds)
        for each in living:
            each.cancel()
        await asyncio.gather(*living, return_exceptions=True)
        self.watch.clear()
        self.wire.breaks = 0.0
        self._settled = await self._settle()
        self.program.kill()
        await self.wire.close()

    def begin(self) -> None:
        """Starts a process; its clock goes on where that of the last one was, at the latest."""
        self._life_began = self.server.clock.now
        self.program.more |= {"INLEKU_CLOCK_START": self._clock_starts.isoformat()}
        self.watch.life += 1
        self.program.start()

    def rows(self) -> list[Row]:
        """The count."""
        opened = Database.open(self.database)
        records = read(opened, setting.KEYRING)
        opened.close()
        with fresh(self.wanted) as again:
            said = [each for each in self.updates.all if "my_chat_member" not in each]
            twin = live_again(again, records, said)
        seen, kills = self.watch.seen, self.kills.made
        told = Told(self.wanted.by_webhook, self.bot, seen, kills, self.wire.broken, self._settled)
        return table(told, records, twin, self._clock_says)

    @property
    def _clock_starts(self) -> datetime:
        return setting.START + timedelta(seconds=setting.SPEED * (self._life_began - self._began))

    @property
    def _clock_says(self) -> int:
        """What the program's clock says at least, in unix seconds: it started before the first call, and how long the
        start took nobody knows."""
        now, life = self.server.clock.now, self.watch.life
        first = next((each.call.at for each in self.watch.seen if each.life == life), now)
        return int((self._clock_starts + timedelta(seconds=setting.SPEED * (now - first))).timestamp())

    @property
    def _chats(self) -> range:
        return range(setting.FIRST_CHAT, setting.FIRST_CHAT + self.wanted.chats)

    async def _connect(self) -> None:
        await self.wire.start()
        self.program.more |= {
            "INLEKU_KEYS": setting.KEY,
            "INLEKU_DATABASE_URL": self.database,
            "INLEKU_CLOCK_SPEED": str(setting.SPEED),
        }
        if self.wanted.by_webhook:
            self.program.by_webhook()
            self.program.more |= {"INLEKU_PUBLIC_URL": f"http://127.0.0.1:{self.wire.listens_at}"}

    def _somebody(self, chat: int, stranger: bool) -> Somebody:
        person = self.server.person(chat, setting.language(chat))
        pause = self.wanted.chats / self.wanted.every
        return Somebody(person, self.wanted.seed, setting.CODE if stranger else "", pause, self._has_backlog)

    def _reached(self, place: str, seen: Seen) -> None:
        self.kills.reached_call(place, seen)

    def _reached_wire(self, place: str) -> None:
        self.kills.reached(place)

    def _is_up(self) -> bool:
        life = self.watch.life
        return any(each.life == life and each.call.method == "getMe" and each.answered for each in self.watch.seen)

    def _unconfirmed(self) -> frozenset[int]:
        waiting = self.bot.webhook.waiting if self.wanted.by_webhook else self.updates.pending
        return frozenset(int(update["update_id"]) for update in waiting)

    def _has_backlog(self) -> bool:
        return len(self._unconfirmed()) >= BACKLOG

    async def _settle(self) -> bool:
        """Whether it has come to rest."""
        calls, until = -1, self.server.clock.now + LONGEST_SETTLING
        while self._busy() or calls != self._calls:
            if self.server.clock.now > until:
                return False
            calls = self._calls
            await asyncio.sleep(QUIET)
        return True

    @property
    def _calls(self) -> int:
        return sum(call.method != "getUpdates" for call in self.bot.calls)

    def _busy(self) -> bool:
        """A new process has not come up yet, or something is yet to be answered or to be sent."""
        rows = holds_message(self.database, "waiting", "claimed", "sending")
        return not self._is_up() or bool(self._unconfirmed()) or rows or holds_due(self.database, self._clock_says)


@contextmanager
def fresh(wanted: Wanted) -> Iterator[Database]:
    """A database as it was before the first update."""
    with tempfile.TemporaryDirectory(prefix="inleku-twin-") as name:
        database = Database.open(f"sqlite:///{Path(name) / 'twin.db'}")
        setting.prepare(database, wanted.seed, wanted.chats, wanted.seconds)
        yield database
        database.close()


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'inleku.db'}"
        return
    with Postgresql.start() as server:
        yield server.new_database()


async def run(wanted: Wanted) -> list[Row]:
    """All of it; gives the table."""
    with tempfile.TemporaryDirectory(prefix="inleku-chaos-") as name, _database(wanted.database, Path(name)) as url:
        async with Server(setting.TOKEN, limits=Limits(), second_opinion=False) as server:
            chaos = Chaos(wanted, Path(name), url, server)
            try:
                await chaos.run()
                return await asyncio.to_thread(chaos.rows)
            finally:
                chaos.program.kill()
