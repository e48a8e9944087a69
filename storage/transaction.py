"""What a job may do with the database, and how it can fail."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from storage.statement import Insertion, Series, Statement

T = TypeVar("T")
Job = Callable[["Transaction"], T]
Done = Callable[[Any, BaseException | None], None]
Queued = tuple[Job[Any], Done]


class DatabaseError(Exception):
    """The database cannot be opened; the text names it and says what to do."""


class Unavailable(Exception):
    """The database cannot be read or written just now; the same job may work later."""


class Transaction(Protocol):
    """What a job may do. Rows are tuples in the order of the statement's columns."""

    def all(self, statement: Statement, **values: Any) -> list[tuple[Any, ...]]: ...

    def one(self, statement: Statement, **values: Any) -> tuple[Any, ...] | None: ...

    def run(self, statement: Statement, **values: Any) -> int:
        """Executes and gives the number of rows that changed."""

    def many(self, statement: Series, rows: Sequence[tuple[Any, ...]]) -> None:
        """Executes once for each row of values."""

    def insert(self, statement: Insertion, **values: Any) -> int:
        """Adds a row and gives its number."""

    def lock(self, statement: Statement, **values: Any) -> None:
        """Waits until no other transaction holds these rows: what is read after it is what that one left.

        Nothing to do where one writer does everything.
        """


class Backend(Protocol):
    """How jobs are executed and committed."""

    def submit(self, jobs: list[Queued]) -> None:
        """Take the jobs; ``done(result, error)`` of each is called on a thread of the backend after its commit."""

    def close(self) -> None: ...
