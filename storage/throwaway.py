"""A database for one thread and one run, such as a simulation: nothing is flushed, and it is gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.database import Database
from storage.sqlite import SqliteTransaction, open_file
from storage.transaction import Job, T

CACHE_KIB = 256 * 1024


class Throwaway(Database):
    """The real tables and statements; a job runs at once where it is asked for, without a thread or a commit."""

    def __init__(self, path: Path) -> None:
        self._connection = open_file(path)
        # Whoever throws it away needs neither a journal nor a disk that has it all.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{CACHE_KIB}", "locking_mode=EXCLUSIVE"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN")
        self._transaction = SqliteTransaction(self._connection)
        self.is_shared = False

    async def perform(self, job: Job[T], urgent: bool = True) -> T:
        """The job's result. What it raises ends the run: there is no going back."""
        return job(self._transaction)

    def perform_now(self, job: Job[T]) -> T:
        return job(self._transaction)

    def close(self) -> None:
        self._connection.close()


@contextmanager
def throwaway() -> Iterator[Database]:
    """One that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="inleku-") as folder:
        database = Throwaway(Path(folder) / "throwaway.db")
        try:
            yield database
        finally:
            database.close()
