"""``python -m bench planning``: everybody's next moment, for many people on SQLite, next to one job for each person.

Each round measures all sizes and peers in turn; figures are medians, in microseconds of one person unless named
otherwise. Peers keep one job for each person: APScheduler in its SQLAlchemy store on SQLite (as durable as ours),
and the JobQueue of python-telegram-bot, which keeps them in memory.
"""

import argparse
import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from telegram.ext import Application, ContextTypes

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
LATER = timedelta(days=3)
FAR = datetime(2099, 1, 1, tzinfo=UTC)
"""For peers, which look at the clock of the computer: nothing of theirs is due while it is measured."""
SIZES, MILLION = (10_000, 100_000), 1_000_000
PEER_JOBS = 2_000
BATCH = 5_000
Found = dict[str, list[float]]


def main(arguments: list[str]) -> dict[str, float]:
    """All figures."""
    parser = argparse.ArgumentParser(prog="python -m bench planning", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds (default 3)")
    parser.add_argument(
        "--million", action="store_true", help="a million people as well; takes minutes and 2 GB of disk"
    )
    options = parser.parse_args(arguments)
    sizes = (*SIZES, MILLION) if options.million else SIZES
    knowledge, found = Knowledge.read(), Found()
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir="var") as folder,
        _companies(Path(folder), knowledge, sizes) as companies,
    ):
        for _ in range(options.rounds):
            for size, database in companies.items():
                _round(knowledge, database, size, found)
            _apscheduler(Path(folder), found)
            asyncio.run(_job_queue(found))
    figures = {name: statistics.median(values) for name, values in found.items()}
    return {**figures, **_ratios(figures, sizes)}


def _ratios(figures: dict[str, float], sizes: tuple[int, ...]) -> dict[str, float]:
    small, large = sizes[0], sizes[-1]
    return {
        f"redate_{large}_vs_{small}": figures[f"redate_{large}"] / figures[f"redate_{small}"],
        f"change_{large}_vs_{small}": figures[f"change_{large}"] / figures[f"change_{small}"],
        "rows_per_second_redated": 1e6 / figures[f"redate_{SIZES[-1]}"],
        "plan_change_of_100000_seconds": figures["change_100000"] / 10,
        "apscheduler_vs_redate": figures["apscheduler_redate"] / figures[f"redate_{small}"],
        "job_queue_vs_redate": figures["job_queue_redate"] / figures[f"redate_{small}"],
        "memory_mb_at_most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }


@contextmanager
def _companies(folder: Path, knowledge: Knowledge, sizes: tuple[int, ...]) -> Iterator[dict[int, Database]]:
    """A database for each size, with its people."""
    databases = {size: Database.open(f"sqlite:///{folder / f'{size}.db'}") for size in sizes}
    company = knowledge.companies["muster"]
    for size, database in databases.items():
        people = enumerate(profiles(Wanted(company, size, 1, 1, date(2026, 11, 2))))
        while page := [each for _, each in zip(range(BATCH), people, strict=False)]:
            database.perform_now(partial(_enrol, people=[(number, encode(me)) for number, me in page]))
    try:
        yield databases
    finally:
        for database in databases.values():
            database.close()


def _enrol(tx: Transaction, people: list[tuple[int, bytes]]) -> None:
    for number, profile in people:
        name = f"{number * 2654435761 % 2**32:08x}-{number}"  # In no order, like random ids.
        conversations.begin(tx, name, NOTHING_OPEN, name.encode(), "web", b"sealed", date(2026, 11, 2))
        learners.create(tx, name, "muster", None, profile, encode(Record()))


def _round(knowledge: Knowledge, database: Database, size: int, found: Found) -> None:
    """A plan change with everybody's row pending, then everybody's row due and set anew."""
    company = knowledge.companies["muster"]
    changed = company.model_copy(update={"about": f"{company.about} {time.monotonic_ns()}"})
    planner = Planner(database, replace(knowledge, companies={"muster": changed}), lambda: NOW)
    _timed(found, f"change_{size}", size, lambda: asyncio.run(planner.plan()))
    _timed(found, f"redate_{size}", size, lambda: _redate(database))


def _redate(database: Database) -> int:
    """Select what is due, claim it and set the next moment, in batches, each committed."""
    now, done = NOW + timedelta(days=60), 0
    while count := database.perform_now(lambda tx: _batch(tx, now)):
        done += count
    return done


def _batch(tx: Transaction, now: datetime) -> int:
    claimed = reminders.claim(tx, now, BATCH)
    reminders.set_regular(tx, [(due.learner, due.id, due.at + timedelta(days=100)) for due in claimed], 1)
    return len(claimed)


def _apscheduler(folder: Path, found: Found) -> None:
    """One job for each person in a store on SQLite."""
    scheduler = BackgroundScheduler(timezone=UTC)
    store = SQLAlchemyJobStore(url=f"sqlite:///{folder / f'jobs-{time.monotonic_ns()}.db'}")
    scheduler.add_jobstore(store)
    scheduler.start(paused=True)

    def plan() -> None:
        for number in range(PEER_JOBS):
            scheduler.add_job(_nothing, "date", run_date=FAR, id=str(number), args=(number,))

    def redate() -> None:
        for job in store.get_due_jobs(FAR):
            job._modify(next_run_time=FAR + LATER)
            store.update_job(job)

    _timed(found, "apscheduler_plan", PEER_JOBS, plan)
    _timed(found, "apscheduler_redate", PEER_JOBS, redate)
    scheduler.remove_all_jobs()
    scheduler.shutdown(wait=False)


def _nothing(number: int) -> None:
    """What the job of a peer does."""


async def _job_queue(found: Found) -> None:
    """One job for each person in the memory of python-telegram-bot."""
    queue = Application.builder().token("1:bench").build().job_queue
    assert queue is not None, "installed with its extra"
    queue.scheduler.start(paused=True)
    far = datetime.now(UTC) + LATER

    def plan() -> None:
        for number in range(PEER_JOBS):
            queue.run_once(_no_message, far, name=str(number), chat_id=number)

    def redate() -> None:
        for job in queue.jobs():
            job.schedule_removal()
            queue.run_once(_no_message, far, name=job.name, chat_id=job.chat_id)

    _timed(found, "job_queue_plan", PEER_JOBS, plan)
    _timed(found, "job_queue_redate", PEER_JOBS, redate)
    queue.scheduler.shutdown(wait=False)


async def _no_message(context: ContextTypes.DEFAULT_TYPE) -> None:
    """What the job of a peer does."""


def _timed(found: Found, name: str, people: int, work: Callable[[], object]) -> None:
    began, used = time.perf_counter(), time.process_time()
    work()
    found.setdefault(name, []).append((time.perf_counter() - began) / people * 1e6)
    found.setdefault(f"{name}_cpu", []).append((time.process_time() - used) / people * 1e6)


def show(figures: dict[str, float]) -> None:
    """The table."""
    for name, value in sorted(figures.items()):
        sys.stdout.write(f"{name:<34}{value:>12,.2f}\n")
