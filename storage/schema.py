"""Bringing a database to this schema: ``python -m storage.schema`` migrates the one named on standard input."""

import subprocess
import sys
from pathlib import Path

from storage.transaction import DatabaseError

HEAD = "0011"
"""The newest revision. Known without Alembic, so that a start that has nothing to do does not load it."""
SCRIPTS = Path(__file__).parent / "migrations"
_NEWER = 3


def upgrade(url: str) -> None:
    """Runs the migrations. DatabaseError when the database is of a newer program, or when they fail.

    In a process of its own: Alembic's memory goes with it. The address travels by standard input, where no list of
    processes shows it.
    """
    done = subprocess.run(
        [sys.executable, "-m", "storage.schema"], check=False, input=url.encode(), capture_output=True
    )
    if done.returncode == _NEWER:
        raise DatabaseError(
            "the database is newer than this program; start the newer program, or restore a backup from before"
        )
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise DatabaseError(f"the database could not be migrated ({' '.join(reason)}); nothing was changed")


def _upgrade(url: str) -> int:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["url"] = url
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        if "Can't locate revision" in str(error):
            return _NEWER
        raise
    return 0


if __name__ == "__main__":
    sys.exit(_upgrade(sys.stdin.read()))
