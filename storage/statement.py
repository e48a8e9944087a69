"""Statements written in SQLAlchemy Core, compiled once for each dialect, executed on the driver itself."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Insert, bindparam, cast, func
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.types import TypeEngine

Row = Mapping[str, ColumnElement[Any]]


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


class Series(Statement):
    """A statement executed for many rows at once, each a tuple in the order of ``columns``.

    ``write`` gets the row as columns. SQLite executes the statement for each tuple; PostgreSQL, where each execution
    has its price, gets all of them as arrays and executes it once.
    """

    def __init__(self, write: Callable[[Row], ClauseElement], **columns: TypeEngine[Any]) -> None:
        core = write({name: bindparam(name, type_=kind) for name, kind in columns.items()})
        super().__init__(core)
        compiled = core.compile(dialect=sqlite.dialect(paramstyle="qmark"))
        assert isinstance(compiled, SQLCompiler)
        assert compiled.positiontup == [*columns], f"the values go in the order of {compiled.positiontup}"
        self.sqlite = str(compiled)
        self._core = write(_unnested(columns))
        self._names = tuple(columns)

    def arrays(self, rows: Sequence[tuple[Any, ...]]) -> dict[str, list[Any]]:
        """The values of PostgreSQL's one execution."""
        return dict(zip(self._names, map(list, zip(*rows, strict=True)), strict=True))


def _unnested(columns: dict[str, TypeEngine[Any]]) -> Row:
    arrays = (cast(bindparam(name), ARRAY(kind)) for name, kind in columns.items())
    return dict(func.unnest(*arrays).table_valued(*columns).render_derived().c.items())


class Insertion(Statement):
    """An INSERT of one row into a table that numbers its rows; executed with ``Transaction.insert``."""

    def __init__(self, core: Insert, number: ColumnElement[int]) -> None:
        super().__init__(core)
        # SQLite tells the number anyway, and RETURNING would cost it half as much again as the row.
        self._core = core.returning(number)
