"""A crowd in a database: ``python -m bench.crowd enrol URL SIZE`` once, then ``… round URL SIZE NUMBER`` for each.

Each is a process of its own, so that its peak memory is that of this crowd only. Each round is in a week of its own,
since whoever got something has less room in that week. A round prints its figures as JSON:
microseconds of one person, and processor time of this process as ``…_cpu``.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.dispatcher import Dispatcher
from bot.knowledge import Knowledge
from bot.person import encode
from bot.planner import Planner
from bot.retention import NOTHING_OPEN
from bot.synthetic import Wanted, profiles
from dialogs.state import Record
from storage import conversations, learners, reminders
from storage.database import Database
from storage.transaction import Transaction

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
JOINED = date(2026, 11, 2)
BATCH = 5_000
DISPATCHED = 1_000
"""So many get something in one round: the first of the morning."""
Figures = dict[str, float]


def enrol(database: Database, size: int) -> None:
    """Everybody in the demo company, under ids in no order."""
    company = Knowledge.read().companies["muster"]
    people = enumerate(profiles(Wanted(company, size, 1, 1, JOINED)))
    while page := [each for _, each in zip(range(BATCH), people, strict=False)]:
        database.perform_now(partial(_enrol, people=[(number, encode(me)) for number, me in page]))


def _enrol(tx: Transaction, people: list[tuple[int, bytes]]) -> None:
    for number, profile in people:
        name = f"{number * 2654435761 % 2**32:08x}-0000-4000-8000-{number:012}"
        conversations.begin(tx, name, NOTHING_OPEN, name.encode(), "web", b"sealed", JOINED)
        learners.create(tx, name, "muster", None, profile, encode(Record()))


@dataclass(slots=True)
class Round:
    """A plan change with everybody's row pending, the first of the morning dispatched, everybody's row set anew."""

    database: Database
    knowledge: Knowledge
    size: int
    now: datetime

    def run(self) -> Figures:
        """All figures of one round."""
        planner = Planner(self.database, self.knowledge, lambda: self.now)
        figures = timed("change", lambda: asyncio.run(planner.plan()))
        figures |= timed("dispatch", lambda: asyncio.run(self._dispatch()))
        figures |= timed("redate", self._redate)
        return figures | {"memory_mb": peak_memory()}

    async def _dispatch(self) -> int:
        """From one moment with something due to the next; each finds about as many people, however large the crowd."""
        dispatcher, sent = Dispatcher(self.database, self.knowledge, lambda: self.now), 0
        while sent < DISPATCHED and (following := await self._next_due()) is not None:
            self.now = following + timedelta(minutes=10_000 / self.size)
            sent += await dispatcher.dispatch()
        return sent

    async def _next_due(self) -> datetime | None:
        return await self.database.perform(reminders.next_due, urgent=False)

    def _redate(self) -> int:
        """Select what is due, claim it and set the next moment, in batches, each committed."""
        now, done = self.now + timedelta(days=60), 0
        while count := self.database.perform_now(partial(_batch, now=now)):
            done += count
        return done


def _batch(tx: Transaction, now: datetime) -> int:
    claimed = reminders.claim(tx, now, BATCH)
    reminders.set_regular(tx, [(due.learner, due.id, due.at + timedelta(days=100)) for due in claimed], 1)
    return len(claimed)


def timed(name: str, work: Callable[[], int]) -> Figures:
    """Microseconds of each of the people that the work says it was for."""
    began, used = time.perf_counter(), time.process_time()
    people = work()
    elapsed, cpu = time.perf_counter() - began, time.process_time() - used
    return {name: elapsed / people * 1e6, f"{name}_cpu": cpu / people * 1e6}


def peak_memory() -> float:
    """Of this process, in millions of bytes; getrusage would give that of the process that started it, if larger."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / 1e6


def changed() -> Knowledge:
    """What the program knows, with a company that is not as it was in any round before."""
    knowledge = Knowledge.read()
    company = knowledge.companies["muster"]
    other = company.model_copy(update={"about": f"{company.about} {time.time_ns()}"})
    return replace(knowledge, companies={"muster": other})


def main() -> None:
    """One of the two."""
    what, url, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
    database = Database.open(url)
    try:
        if what == "enrol":
            enrol(database, size)
        else:
            now = NOW + timedelta(weeks=int(sys.argv[4]))
            sys.stdout.write(json.dumps(Round(database, changed(), size, now).run()))
    finally:
        database.close()


if __name__ == "__main__":
    main()
