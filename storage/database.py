"""One way to the database for everybody: a job gets a transaction; its result is there after the commit."""

import asyncio
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from sqlalchemy import column, select, table

from storage.schema import HEAD
from storage.statement import Statement
from storage.transaction import Backend, Done, Job, T
from storage.transaction import Unavailable as Unavailable

_revision = Statement(select(column("version_num")).select_from(table("alembic_version")))


class Database:
    """An open database whose schema is this program's."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._lock = threading.Lock()
        self._closed = False
        self._results: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], Any, BaseException | None]]] = {}

    @classmethod
    def open(cls, url: str) -> "Database":
        """Opens and migrates. Raises DatabaseError."""
        if url.startswith("sqlite:///"):
            from storage.sqlite import SqliteBackend

            return cls(SqliteBackend(Path(url.removeprefix("sqlite:///"))))
        from storage.postgresql import PostgresqlBackend

        return cls(PostgresqlBackend(url))

    async def perform(self, job: Job[T]) -> T:
        """The job's result, after its commit. Raises what the job raised, or Unavailable."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self.submit(job, lambda result, error: self._collect(loop, future, result, error))
        return await future

    def perform_now(self, job: Job[T]) -> T:
        """The same for callers without an event loop."""
        future: Future[T] = Future()

        def done(result: Any, error: BaseException | None) -> None:
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)

        self.submit(job, done)
        return future.result()

    def submit(self, job: Job[Any], done: Done) -> None:
        """``done(result, error)`` is called on a thread of the database after the commit. Raises Unavailable."""
        with self._lock:  # Nothing is queued behind the end, where nobody would take it.
            if self._closed:
                raise Unavailable("the database is closed")
            self._backend.submit(job, done)

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

    def _collect(
        self, loop: asyncio.AbstractEventLoop, future: asyncio.Future[Any], result: Any, error: BaseException | None
    ) -> None:
        # One wake-up of the loop brings the results of all jobs that were committed together.
        with self._lock:
            waiting = self._results.setdefault(loop, [])
            waiting.append((future, result, error))
            first = len(waiting) == 1
        if first:
            try:
                loop.call_soon_threadsafe(self._deliver, loop)
            except RuntimeError:  # The loop has closed: nobody waits any more.
                self._results.pop(loop, None)

    def _deliver(self, loop: asyncio.AbstractEventLoop) -> None:
        with self._lock:
            waiting = self._results.pop(loop, [])
        for future, result, error in waiting:
            if future.done():
                continue
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)
