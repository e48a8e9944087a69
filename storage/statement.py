"""Statements written in SQLAlchemy Core, compiled once for each dialect, executed on the driver itself."""

from typing import Any

from sqlalchemy import ColumnElement, Insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.elements import ClauseElement


class Statement:
    """A Core statement whose bind parameters are given by name at each execution."""

    def __init__(self, core: ClauseElement) -> None:
        self._core = core
        compiled = core.compile(dialect=sqlite.dialect(paramstyle="named"))
        self.sqlite = str(compiled)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._postgresql: str | None = None

    @property
    def postgresql(self) -> str:
        """The text for psycopg; made when first asked for, so that its driver is loaded only where it is used."""
        if self._postgresql is None:
            self._postgresql = self._for_psycopg("pyformat")
        return self._postgresql

    def _for_psycopg(self, style: str) -> str:
        from sqlalchemy.dialects.postgresql import psycopg

        dialect: Dialect = psycopg.dialect(paramstyle=style)  # type: ignore[no-untyped-call]
        return str(self._core.compile(dialect=dialect))

    def parameters(self, given: dict[str, Any]) -> dict[str, Any]:
        """The given values and those that stand in the statement itself."""
        return {**self._fixed, **given} if self._fixed else given


class Series(Statement):
    """A Core statement executed for many rows at once, each a tuple of its values in the order of ``names``.

    Tuples, because a dictionary for each row costs about half as much again as the row itself.
    """

    def __init__(self, core: ClauseElement, names: tuple[str, ...]) -> None:
        super().__init__(core)
        compiled = core.compile(dialect=sqlite.dialect(paramstyle="qmark"))
        if tuple(compiled.positiontup or ()) != names:
            raise ValueError(f"the statement takes its values as {compiled.positiontup}")
        self.sqlite = str(compiled)

    @property
    def postgresql(self) -> str:
        """The text for psycopg, with places instead of names."""
        if self._postgresql is None:
            self._postgresql = self._for_psycopg("format")
        return self._postgresql


class Insertion(Statement):
    """An INSERT of one row into a table that numbers its rows; executed with ``Transaction.insert``."""

    def __init__(self, core: Insert, number: ColumnElement[int]) -> None:
        super().__init__(core)
        # SQLite tells the number anyway, and RETURNING would cost it half as much again as the row.
        self._core = core.returning(number)
