"""What people do instead: one job for each person.

APScheduler keeps them in its SQLAlchemy store on SQLite, as durable as ours; the JobQueue of python-telegram-bot keeps
them in memory.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from telegram.ext import Application, ContextTypes

from bench.crowd import Figures, timed

JOBS = 2_000
LATER = timedelta(days=3)
FAR = datetime(2099, 1, 1, tzinfo=UTC)
"""They look at the clock of the computer: nothing of theirs is due while it is measured."""


def apscheduler(jobs: Path) -> Figures:
    """One job for each person in a store on SQLite, in that file."""
    scheduler = BackgroundScheduler(timezone=UTC)
    store = SQLAlchemyJobStore(url=f"sqlite:///{jobs}")
    scheduler.add_jobstore(store)
    scheduler.start(paused=True)

    def plan() -> int:
        for number in range(JOBS):
            scheduler.add_job(_nothing, "date", run_date=FAR, id=str(number), args=(number,))
        return JOBS

    def redate() -> int:
        for job in store.get_due_jobs(FAR):
            job._modify(next_run_time=FAR + LATER)
            store.update_job(job)
        return JOBS

    figures = timed("apscheduler_plan", plan) | timed("apscheduler_redate", redate)
    scheduler.remove_all_jobs()
    scheduler.shutdown(wait=False)
    return figures


def _nothing(number: int) -> None:
    """What the job of a peer does."""


async def job_queue() -> Figures:
    """One job for each person in the memory of python-telegram-bot."""
    queue = Application.builder().token("1:bench").build().job_queue
    assert queue is not None, "installed with its extra"
    queue.scheduler.start(paused=True)
    far = datetime.now(UTC) + LATER

    def plan() -> int:
        for number in range(JOBS):
            queue.run_once(_no_message, far, name=str(number), chat_id=number)
        return JOBS

    def redate() -> int:
        for job in queue.jobs():
            job.schedule_removal()
            queue.run_once(_no_message, far, name=job.name, chat_id=job.chat_id)
        return JOBS

    figures = timed("job_queue_plan", plan) | timed("job_queue_redate", redate)
    queue.scheduler.shutdown(wait=False)
    return figures


async def _no_message(context: ContextTypes.DEFAULT_TYPE) -> None:
    """What the job of a peer does."""
