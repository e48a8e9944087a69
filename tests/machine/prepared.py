"""The database that every run begins with: made once, since to migrate takes longer than a run."""

import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from storage.database import Database
from tests.chaos import setting

SEED, CHATS, SECONDS = 4, 3, 60.0
"""A setting with somebody who has joined and somebody who has not."""
NAME = "inleku.db"


def url(folder: Path) -> str:
    """Of the database in that folder."""
    return f"sqlite:///{folder / NAME}"


def prepare(folder: Path) -> frozenset[int]:
    """Puts the database into the folder; gives the chats of those who have not joined."""
    content, strangers = _made()
    (folder / NAME).write_bytes(content)
    return strangers


@cache
def _made() -> tuple[bytes, frozenset[int]]:
    with tempfile.TemporaryDirectory(prefix="inleku-machine-") as name:
        with closing(Database.open(url(Path(name)))) as database:
            strangers = frozenset(setting.prepare(database, SEED, CHATS, SECONDS))
        return Path(name, NAME).read_bytes(), strangers
