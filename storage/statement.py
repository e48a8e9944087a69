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
            from sqlalchemy.dialects.postgresql import psycopg

            dialect: Dialect = psycopg.dialect()  # type: ignore[no-untyped-call]
            self._postgresql = str(self._core.compile(dialect=dialect))
        return self._postgresql

    def parameters(self, given: dict[str, Any]) -> dict[str, Any]:
        """The given values and those that stand in the statement itself."""
        return {**self._fixed, **given} if self._fixed else given


class Insertion(Statement):
    """An INSERT of one row into a table that numbers its rows; executed with ``Transaction.insert``."""

    def __init__(self, core: Insert, number: ColumnElement[int]) -> None:
        super().__init__(core)
        # SQLite tells the number anyway, and RETURNING would cost it half as much again as the row.
        self._core = core.returning(number)
