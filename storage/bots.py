"""Which bots serve which company?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from storage.statement import Statement
from storage.tables import bot
from storage.transaction import Transaction

P = bindparam


@dataclass(frozen=True, slots=True)
class Bot:
    """``company`` "" is all. ``token`` is sealed, or None: the settings hold it. ``handle`` is "" until it has run."""

    source: str
    company: str
    token: bytes | None
    handle: str
    per_second: int


_columns = (bot.c.source, bot.c.company, bot.c.token, bot.c.handle, bot.c.per_second)
_add = Statement(
    insert(bot).values(
        source=P("source"),
        company=P("company"),
        token=P("token"),
        handle=P("handle"),
        per_second=P("per_second"),
        added_at=P("added_at"),
    )
)
_all = Statement(select(*_columns).order_by(bot.c.added_at, bot.c.source))
_rename = Statement(update(bot).where(bot.c.source == P("wanted")).values(handle=P("new_handle")))
_remove = Statement(delete(bot).where(bot.c.source == P("wanted")))


def add(tx: Transaction, new: Bot, added_at: datetime) -> None:
    """This bot from now on; replaces what was known of it."""
    remove(tx, new.source)
    tx.run(
        _add,
        source=new.source,
        company=new.company,
        token=new.token,
        handle=new.handle,
        per_second=new.per_second,
        added_at=int(added_at.timestamp()),
    )


def rename(tx: Transaction, source: str, handle: str) -> bool:
    """The user name under which people find it; False when the bot is not known."""
    return tx.run(_rename, wanted=source, new_handle=handle) == 1


def remove(tx: Transaction, source: str) -> bool:
    """Not any more; False when it was not known."""
    return tx.run(_remove, wanted=source) == 1


def known(tx: Transaction) -> list[Bot]:
    """All bots, in the order in which they were added."""
    return [Bot(*row) for row in tx.all(_all)]
