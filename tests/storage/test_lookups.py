"""No statement of a turn, a reminder or a delivery reads a whole table: what costs nothing for ten people would cost
seconds for ten thousand, and all who write wait behind it."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import storage
from storage.sqlite import open_file
from storage.statement import Series, Statement

SMALL = {
    "audit._companies", "audit._of_company", "bots._all", "database._revision", "offers._all", "offers._extent",
    "plans._companies", "plans._extent",
}  # fmt: skip
"""Of tables that have a few rows for each company."""
SELDOM = {
    "dead_letters._all", "dead_letters._states", "devices._forget", "logins._forget_links", "logins._forget_sessions",
    "offers._forget",
}  # fmt: skip
"""Asked for by an operator, or once an hour; about what is forgotten after minutes or hours."""


class _Any(dict[str, Any]):
    def __missing__(self, name: str) -> int:
        return 1


def _statements() -> Iterator[tuple[str, Statement]]:
    for module in pkgutil.iter_modules(storage.__path__):
        for name, each in vars(importlib.import_module(f"storage.{module.name}")).items():
            if isinstance(each, Statement) and not isinstance(each, Series):
                yield f"{module.name}.{name}", each


def test_rows_are_found_by_an_index_and_in_its_order(tmp_path: Path) -> None:
    connection, slow = open_file(tmp_path / "a.db"), set()
    for name, statement in _statements():
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement.sqlite}", _Any())]
        if any(step.startswith("SCAN") or "TEMP B-TREE" in step for step in steps):
            slow.add(name)
    connection.close()
    assert slow == SMALL | SELDOM
