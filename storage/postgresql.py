"""PostgreSQL: every job in a transaction of its own, on a few threads; row locks keep one conversation in order."""

import threading
from collections.abc import Sequence
from queue import SimpleQueue
from typing import Any

import psycopg

from storage.schema import HEAD, upgrade
from storage.statement import Insertion, Series, Statement
from storage.transaction import DatabaseError, Job, Queued, Unavailable

THREADS = 4
TRIES = 5
Connection = psycopg.Connection[tuple[Any, ...]]


class PostgresqlTransaction:
    """The connection as jobs see it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _execute(self, statement: Statement, values: dict[str, Any]) -> psycopg.Cursor[tuple[Any, ...]]:
        return self._connection.execute(statement.postgresql.encode(), statement.parameters(values))

    def all(self, statement: Statement, **values: Any) -> list[tuple[Any, ...]]:
        return self._execute(statement, values).fetchall()

    def one(self, statement: Statement, **values: Any) -> tuple[Any, ...] | None:
        return self._execute(statement, values).fetchone()

    def run(self, statement: Statement, **values: Any) -> int:
        return self._execute(statement, values).rowcount

    def many(self, statement: Series, rows: Sequence[tuple[Any, ...]]) -> None:
        self._execute(statement, statement.arrays(rows))

    def insert(self, statement: Insertion, **values: Any) -> int:
        row = self._execute(statement, values).fetchone()
        assert row is not None, "an INSERT with RETURNING has a row"
        return int(row[0])

    def lock(self, statement: Statement, **values: Any) -> None:
        self._execute(statement, values)


class PostgresqlBackend:
    """A few threads, each with a connection that is renewed when it breaks."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("postgres://", "postgresql://", 1)
        self._queue: SimpleQueue[Queued | None] = SimpleQueue()
        _prepare(self._url)
        self._threads = [threading.Thread(target=self._work, name=f"database-{n}", daemon=True) for n in range(THREADS)]
        for thread in self._threads:
            thread.start()

    def submit(self, jobs: list[Queued]) -> None:
        for queued in jobs:
            self._queue.put(queued)

    def close(self) -> None:
        for _ in self._threads:
            self._queue.put(None)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        connection: Connection | None = None
        while (queued := self._queue.get()) is not None:
            job, done = queued
            connection, result, error = self._perform(connection, job)
            done(result, error)
        if connection is not None:
            connection.close()

    def _perform(
        self, connection: Connection | None, job: Job[Any]
    ) -> tuple[Connection | None, Any, BaseException | None]:
        """Runs the job until it commits. Conflicts with other transactions and lost connections are tried again."""
        failure: BaseException = Unavailable("no connection")
        for _ in range(TRIES):
            try:
                if connection is None or connection.closed:
                    connection = psycopg.connect(self._url)
                with connection.transaction():
                    result = job(PostgresqlTransaction(connection))
                return connection, result, None
            except (psycopg.OperationalError, psycopg.errors.UniqueViolation) as error:
                # A unique violation is another process that took the same update first: the next try finds its turn.
                failure = Unavailable(type(error).__name__)
            except BaseException as error:
                return connection, None, error
        return connection, None, failure


def _prepare(url: str) -> None:
    try:
        with psycopg.connect(url) as connection:
            revision = _revision(connection)
    except psycopg.Error as error:
        raise DatabaseError(
            f"PostgreSQL cannot be reached ({type(error).__name__}); check INLEKU_DATABASE_URL and that the server runs"
        ) from None
    if revision != HEAD:
        upgrade(url)


def _revision(connection: Connection) -> str | None:
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except psycopg.errors.UndefinedTable:
        connection.rollback()
        return None
    return str(row[0]) if row else None
