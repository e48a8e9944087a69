"""SQLite: one writer thread owns the connection and commits everything that has queued up at once."""

import sqlite3
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from storage.schema import HEAD, upgrade
from storage.statement import Insertion, Series, Statement
from storage.transaction import DatabaseError, Queued, Unavailable

MAX_BATCH = 512


class SqliteTransaction:
    """The connection as jobs see it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._execute = connection.execute
        self._execute_many = connection.executemany

    def all(self, statement: Statement, **values: Any) -> list[tuple[Any, ...]]:
        return self._execute(statement.sqlite, statement.parameters(values)).fetchall()

    def one(self, statement: Statement, **values: Any) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._execute(statement.sqlite, statement.parameters(values)).fetchone()
        return row

    def run(self, statement: Statement, **values: Any) -> int:
        return self._execute(statement.sqlite, statement.parameters(values)).rowcount

    def many(self, statement: Series, rows: Sequence[tuple[Any, ...]]) -> None:
        self._execute_many(statement.sqlite, rows)

    def insert(self, statement: Insertion, **values: Any) -> int:
        number = self._execute(statement.sqlite, statement.parameters(values)).lastrowid
        assert number is not None, "an INSERT has a row"
        return number

    def lock(self, statement: Statement, **values: Any) -> None:
        """BEGIN IMMEDIATE has locked everything already."""


class SqliteBackend:
    """Group commit without a waiting window: while one batch is being written, the next one queues up."""

    def __init__(self, path: Path) -> None:
        self._queue: SimpleQueue[list[Queued] | None] = SimpleQueue()
        self._connection = open_file(path)
        self._transaction = SqliteTransaction(self._connection)
        self._thread = threading.Thread(target=self._write, name="database-writer", daemon=True)
        self._thread.start()

    def submit(self, jobs: list[Queued]) -> None:
        self._queue.put(jobs)

    def close(self) -> None:
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _write(self) -> None:
        while (first := self._queue.get()) is not None:
            batch, ended = self._drain(first)
            for (_, done), (result, error) in zip(batch, self._commit_together(batch), strict=True):
                done(result, error)
            if ended:
                return

    def _drain(self, first: list[Queued]) -> tuple[list[Queued], bool]:
        batch = list(first)
        while len(batch) < MAX_BATCH:
            try:
                queued = self._queue.get_nowait()
            except Empty:
                break
            if queued is None:
                return batch, True
            batch.extend(queued)
        return batch, False

    def _commit_together(self, batch: list[Queued]) -> list[tuple[Any, BaseException | None]]:
        """All jobs in one transaction. If one fails, each runs again alone: jobs are functions of the transaction."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            outcome = self._run(batch)
            if isinstance(outcome, list):
                self._connection.execute("COMMIT")
                return [(result, None) for result in outcome]
        except sqlite3.Error as error:
            # Locked or full is the same for all of them: trying each alone would wait once for every job.
            self._roll_back()
            return [(None, Unavailable(type(error).__name__)) for _ in batch]
        self._roll_back()
        if len(batch) == 1:
            return [(None, outcome)]
        return [alone for queued in batch for alone in self._commit_together([queued])]

    def _run(self, batch: list[Queued]) -> list[Any] | BaseException:
        try:
            return [job(self._transaction) for job, _ in batch]
        except BaseException as error:
            # DatabaseError itself, not one of its kinds, is a damaged file.
            lost = isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError
            return Unavailable(type(error).__name__) if lost else error

    def _roll_back(self) -> None:
        # A rollback that fails must not end the thread: everybody would wait for ever. The next BEGIN fails instead.
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")


def open_file(path: Path) -> sqlite3.Connection:
    """A connection to a file with this program's schema. Raises DatabaseError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256, timeout=5
        )
    except (OSError, sqlite3.Error) as error:
        raise DatabaseError(f"{path} cannot be opened ({type(error).__name__}); {_REMEDY}") from None
    try:
        _prepare(connection, path)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise DatabaseError(f"{path} cannot be used: {error}; {_REMEDY}") from None
    except BaseException:
        connection.close()
        raise
    return connection


_REMEDY = "check that the file is a database of this program and that file and folder can be written"


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # FULL: what was answered survives a power cut, too; the group commit pays for one flush instead of many.
    # 32 MB of pages hold the due moments of 300,000 people: what is due now lies anywhere among them.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-32768"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")  # A database that cannot be written is found out now, not in a turn.
    connection.execute("ROLLBACK")
    if _revision(connection) != HEAD:
        upgrade(f"sqlite:///{path}")


def _revision(connection: sqlite3.Connection) -> str | None:
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        return None
    return str(row[0]) if row else None
