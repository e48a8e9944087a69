"""One way to the database for everybody: a job gets a transaction; its result is there after the commit."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import column, select, table

from storage.background import Background
from storage.bridge import Bridge
from storage.schema import HEAD
from storage.statement import Statement
from storage.transaction import Backend, Job, Queued, T
from storage.transaction import Unavailable as Unavailable

_revision = Statement(select(column("version_num")).select_from(table("alembic_version")))


class Database:
    """An open database whose schema is this program's."""

    def __init__(self, backend: Backend, is_shared: bool = False) -> None:
        self._backend = backend
        self.is_shared = is_shared
        """Whether other processes of this program may be at work on it."""
        self._lock = threading.Lock()
        self._closed = False
        self._lanes: WeakKeyDictionary[asyncio.AbstractEventLoop, tuple[Bridge, Background]] = WeakKeyDictionary()

    @classmethod
    def open(cls, url: str) -> "Database":
        """Opens and migrates. Raises DatabaseError."""
        if url.startswith("sqlite:///"):
            from storage.sqlite import SqliteBackend

            return cls(SqliteBackend(Path(url.removeprefix("sqlite:///"))))
        from storage.postgresql import PostgresqlBackend

        return cls(PostgresqlBackend(url), is_shared=True)

    def request(self, job: Job[T], done: Callable[[T, BaseException | None], None]) -> None:
        """Perform the job; ``done(result, error)`` is called on the running loop after the commit."""
        self._of(asyncio.get_running_loop())[0].request(job, done)

    async def perform(self, job: Job[T], urgent: bool = True) -> T:
        """The job's result, after its commit. Raises what the job raised, or Unavailable.

        What is not ``urgent``, since nobody waits for it, gives way to what is.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        people, background = self._of(loop)
        (people if urgent else background).request(job, partial(_settle, future))
        return await future

    def _of(self, loop: asyncio.AbstractEventLoop) -> tuple[Bridge, Background]:
        lanes = self._lanes.get(loop)
        if lanes is None:
            people = Bridge(loop, self.submit)
            lanes = self._lanes[loop] = people, Background(loop, people, Bridge(loop, self.submit))
        return lanes

    def perform_now(self, job: Job[T]) -> T:
        """The same for callers without an event loop."""
        future: Future[T] = Future()
        self.submit([(job, partial(_settle, future))])
        return future.result()

    def submit(self, jobs: list[Queued]) -> None:
        """``done(result, error)`` of each is called on a database thread after its commit. Raises Unavailable."""
        with self._lock:  # Nothing is queued behind the end, where nobody would take it.
            if self._closed:
                raise Unavailable("the database is closed")
            self._backend.submit(jobs)

    def is_ready(self) -> bool:
        """Whether the database answers and its schema is still this program's."""
        try:
            return self.perform_now(lambda tx: tx.one(_revision)) == (HEAD,)
        except Exception:
            return False

    def close(self) -> None:
        """Finishes what was taken and closes the connections."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._backend.close()


def _settle(future: "asyncio.Future[T] | Future[T]", result: T, error: BaseException | None) -> None:
    if future.done():  # Whoever asked has gone.
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
