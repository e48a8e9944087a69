"""The alarm clock: APScheduler wakes planner, dispatcher and clean-up. What is due stands in the database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import now

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[object]]
MANY = 1000


def start(jobs: Mapping[str, tuple[Job, float]], overlapping: Collection[str] = ()) -> AsyncIOScheduler:
    """Start running each job every so many seconds, beginning at once; never twice at once, but for those in
    ``overlapping``, which see to it themselves that they get in nobody's way."""
    # APScheduler reports every run at INFO, and at WARNING each one that waits for the one before; what happened stands
    # in the delivery log.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # A run that comes late, because the process was busy, is still wanted: some come once an hour only.
    scheduler = AsyncIOScheduler(timezone="UTC", job_defaults={"misfire_grace_time": None, "coalesce": True})
    for name, (job, seconds) in jobs.items():
        # The first run is now: what fell due while the process was down does not wait an interval longer.
        most = MANY if name in overlapping else 1
        scheduler.add_job(
            _guarded, "interval", (name, job), seconds=seconds, id=name, max_instances=most, next_run_time=now()
        )
    scheduler.start()
    return scheduler


async def _guarded(name: str, job: Job) -> None:
    try:
        await job()
    except asyncio.CancelledError:  # The program ends; APScheduler would print a stack trace.
        log.debug("job %s ends with the program", name)
    except Exception as error:  # One failing run must not end the alarm clock
        log.error("job %s failed: %s; it runs again at its next time", name, type(error).__name__)
