"""The alarm clock: APScheduler wakes planner, dispatcher and clean-up. What is due stands in the database."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[object]]


def start(jobs: Mapping[str, tuple[Job, float]]) -> AsyncIOScheduler:
    """Start running each job every so many seconds, never twice at once, beginning at once."""
    # APScheduler reports every run at INFO, and at WARNING that a long run is not begun twice, which is meant so.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(timezone="UTC")
    for name, (job, seconds) in jobs.items():
        scheduler.add_job(_guarded, "interval", (name, job), seconds=seconds, id=name, max_instances=1, coalesce=True)
        # Without a trigger it runs now: what fell due while the process was down does not wait an interval longer.
        scheduler.add_job(_guarded, args=(name, job))
    scheduler.start()
    return scheduler


async def _guarded(name: str, job: Job) -> None:
    try:
        await job()
    except Exception as error:  # One failing run must not end the alarm clock
        log.error("job %s failed: %s; it runs again at its next time", name, type(error).__name__)
