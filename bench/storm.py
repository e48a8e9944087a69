"""``python -m bench storm``: thousands of reminders fall due within a minute, and people go on writing.

Three stretches of one run of the real program: nothing is due; reminders go out; reminders go out and Telegram slows
some of them down with 429. In all of them people write, and it is measured how long they wait for their answer.
"""

import asyncio
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

import aiohttp
import psutil
from aiohttp import web

from bench import ours
from bench.processes import free_port, running
from bot.knowledge import Knowledge
from bot.person import enrol
from bot.planner import fingerprint
from dialogs.agenda import in_force
from dialogs.state import Profile
from storage import dead_letters, reminders, schedules
from storage.addresses import Keyring
from storage.database import Database
from storage.transaction import Transaction

TOKEN, SECRET, KEY = "123456:bench-token", "bench-secret", "a key for the bench only"
SOURCE = "telegram:123456"
START = datetime.fromisoformat("2026-11-24T10:00:00+01:00")
"""A Tuesday in the early shift; the program's clock begins there."""
WRITERS = 20
FIRST_WRITER, FIRST_READER = 1, 100_001
PAUSE = 1.6
"""Seconds between two words of one person: Telegram allows one message a second and chat."""
QUIET = 45.0
"""Seconds in which nothing is due."""
MINUTE = 60.0
SLOWED = 0.01
"""Of the reminders in the third stretch are answered with 429 and a second of patience."""
PAGE = 2000
CHAT = re.compile(rb'"chat_id":(\d+)')


@dataclass
class Telegram:
    """The Bot API as far as it is needed. ``waiting``: since when a person waits for an answer, by chat; ``waits``: how
    long it took, in the stretch in which they wrote."""

    stretch: str = "idle"
    waiting: dict[int, tuple[float, str]] = field(default_factory=dict)
    waits: dict[str, list[float]] = field(default_factory=dict)
    reminded: Counter[int] = field(default_factory=Counter)
    slowed: int = 0
    last: float = 0.0
    introduced: asyncio.Event = field(default_factory=asyncio.Event)
    """The program has loaded all that it needs for Telegram."""
    random: Random = field(default_factory=lambda: Random(1))

    async def call(self, request: web.Request) -> web.Response:
        """Any method."""
        body = await request.read()
        if request.match_info["method"] != "sendMessage":
            self.introduced.set()
            known = {"id": 123456, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
            return web.json_response({"ok": True, "result": known if request.match_info["method"] == "getMe" else True})
        found = CHAT.search(body)
        assert found is not None, body
        chat = int(found[1])
        if b"disable_notification" not in body:
            self.heard(chat)
        elif self.stretch == "slowed" and self.random.random() < SLOWED:
            self.slowed += 1
            refusal = {"ok": False, "error_code": 429, "description": "Too Many Requests: retry after 1"}
            return web.json_response({**refusal, "parameters": {"retry_after": 1}}, status=429)
        else:
            self.reminded[chat] += 1
            self.last = time.monotonic()
        shown = {"message_id": 1, "date": 1700000000, "chat": {"id": chat, "type": "private"}, "text": "?"}
        return web.json_response({"ok": True, "result": shown})

    def heard(self, chat: int) -> None:
        """Somebody has got their answer."""
        if chat in self.waiting:
            since, stretch = self.waiting.pop(chat)
            self.waits.setdefault(stretch, []).append(time.monotonic() - since)


async def write(telegram: Telegram, port: int, chat: int, numbers: "count[int]") -> None:
    """One person, again and again, each time after their answer."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with aiohttp.ClientSession(headers=headers) as session:
        await asyncio.sleep(PAUSE * chat / WRITERS)
        while True:
            place = {"message_id": 1, "date": 1700000000, "chat": {"id": chat, "type": "private"}}
            update = {"update_id": next(numbers), "message": {**place, "text": "/menue"}}
            telegram.waiting[chat] = time.monotonic(), telegram.stretch
            async with session.post(f"http://127.0.0.1:{port}/telegram/123456", json=update) as answer:
                if b"sendMessage" in await answer.read():
                    telegram.heard(chat)
            await asyncio.sleep(PAUSE)


def prepare(database: Database, keyring: Keyring, readers: int, begins: float) -> None:
    """Everybody is in the company; the regular moments of half of the readers are in one minute, those of the others in
    a later one, and writers have none."""
    company = Knowledge.read().companies["muster"]
    plan = fingerprint(company, in_force(company, START))
    version = database.perform_now(lambda tx: schedules.announce(tx, company.id, plan))
    profile = Profile("muster", "instandhaltung", "learner", START.date(), "Team")
    later = begins + MINUTE + drain(readers)
    chats = [*range(FIRST_WRITER, FIRST_WRITER + WRITERS), *range(FIRST_READER, FIRST_READER + readers)]

    def moment(chat: int) -> datetime | None:
        number = chat - FIRST_READER
        due = (begins if number % 2 == 0 else later) + MINUTE * number / readers
        return START + timedelta(seconds=due) if number >= 0 else None

    def fill(tx: Transaction, page: list[int]) -> None:
        people = {chat: f"{chat:08d}-0000-4000-8000-000000000000" for chat in page}
        for chat, who in people.items():
            enrol(tx, keyring, who, SOURCE, str(chat), profile, "de")
        reminders.set_regular(tx, [(who, None, moment(chat)) for chat, who in people.items()], version)

    for n in range(0, len(chats), PAGE):
        database.perform_now(lambda tx, n=n: fill(tx, chats[n : n + PAGE]))  # type: ignore[misc]


def drain(readers: int) -> float:
    """Seconds that the first half takes at most, beyond its minute."""
    return 30.0 + readers / 400


async def storm(folder: Path, readers: int, rate: int) -> dict[str, float]:
    """All figures."""
    telegram, app, port = Telegram(), web.Application(), free_port()
    app.router.add_post("/bot{token}/{method}", telegram.call)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    settings = {
        "INLEKU_LISTEN": f"127.0.0.1:{port}",
        "INLEKU_DATA_DIR": str(folder),
        "INLEKU_KEYS": KEY,
        "INLEKU_TELEGRAM_TOKEN": TOKEN,
        "INLEKU_TELEGRAM_RATE": str(rate),
        "INLEKU_TELEGRAM_API": f"http://127.0.0.1:{runner.addresses[0][1]}",
        "INLEKU_WEBHOOK_SECRET": SECRET,
        "INLEKU_CLOCK_START": START.isoformat(),
    }
    database = Database.open(f"sqlite:///{folder / 'inleku.db'}")
    await asyncio.to_thread(prepare, database, Keyring([KEY]), readers, QUIET)
    database.close()
    started = running([ours.INLEKU, "run"], port, folder / "storm.log", settings)
    server = await asyncio.to_thread(started.__enter__)
    try:
        figures = await _watched(telegram, server.pid, port, readers)
    finally:
        await asyncio.to_thread(started.__exit__, None, None, None)
        await runner.cleanup()
    return figures | _ends(folder, telegram, readers)


async def _watched(telegram: Telegram, pid: int, port: int, readers: int) -> dict[str, float]:
    numbers, process = count(1), psutil.Process(pid)
    await telegram.introduced.wait()
    writers = [asyncio.create_task(write(telegram, port, 1 + n, numbers)) for n in range(WRITERS)]
    megabytes = [process.memory_info().rss / 1e6]
    await asyncio.sleep(QUIET)
    began = time.monotonic()
    for stretch, wanted in (("reminders", readers // 2), ("slowed", readers)):
        telegram.stretch = stretch
        await _until(telegram, wanted)
        megabytes.append(process.memory_info().rss / 1e6)
        telegram.stretch = "idle"
        if stretch == "reminders":
            await asyncio.sleep(max(0.0, began + MINUTE + drain(readers) - time.monotonic()))
    took = telegram.last - began
    await asyncio.sleep(QUIET / 2)
    for each in writers:
        each.cancel()
    await asyncio.gather(*writers, return_exceptions=True)
    names = ("start", "middle", "end")
    return {f"memory_mb_{name}": value for name, value in zip(names, megabytes, strict=True)} | {"storm_seconds": took}


async def _until(telegram: Telegram, wanted: int) -> None:
    """So many have arrived, or nothing comes any more."""
    began = time.monotonic()
    while telegram.reminded.total() < wanted and time.monotonic() - max(telegram.last, began + MINUTE) < QUIET:
        await asyncio.sleep(0.2)


def _ends(folder: Path, telegram: Telegram, readers: int) -> dict[str, float]:
    database = Database.open(f"sqlite:///{folder / 'inleku.db'}")
    states = {state: number for (_, state), number in database.perform_now(dead_letters.counts).items()}
    database.close()
    waits = {name: sorted(each) for name, each in telegram.waits.items()}
    figures = {f"{name}_p50_ms": 1000 * statistics.median(each) for name, each in waits.items()}
    figures |= {f"{name}_p99_ms": 1000 * each[int(0.99 * len(each))] for name, each in waits.items()}
    figures |= {f"{name}_answers": len(each) for name, each in waits.items()}
    figures |= {f"{name}_p99_vs_idle": figures[f"{name}_p99_ms"] / figures["idle_p99_ms"] for name in waits}
    ended = states.get("sent", 0) + states.get("dropped", 0) + states.get("dead", 0)
    counted = {"reminders": readers, "reminders_sent": states.get("sent", 0), "reminders_ended": ended}
    twice = sum(number - 1 for number in telegram.reminded.values())
    return {**figures, **counted, "reminders_sent_twice": twice, "slowed_down": telegram.slowed}


def run(folder: Path, readers: int, rate: int) -> dict[str, float]:
    """The figures of one storm."""
    sys.stdout.write(f"{readers} reminders, {rate} a second at most\n")
    sys.stdout.flush()
    return asyncio.run(storm(folder, readers, rate))
