"""Bringing a database to this program's schema."""

from pathlib import Path

from storage.transaction import DatabaseError

HEAD = "0001"
"""The newest revision. Known without Alembic, so that a start that has nothing to do does not load it."""
SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(url: str) -> None:
    """Runs the migrations. DatabaseError when the database is of a newer program."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["url"] = url
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        if "Can't locate revision" not in str(error):
            raise
        raise DatabaseError(
            "the database is newer than this program; start the newer program, or restore a backup from before"
        ) from None
