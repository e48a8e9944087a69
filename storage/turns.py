"""Which events were taken, and what was answered? Inbox, stored reply and history in one."""

from datetime import datetime

from sqlalchemy import String, bindparam, cast, delete, exists, false, insert, select, update

from storage.statement import Insertion, Statement
from storage.tables import outbox, turn
from storage.transaction import Transaction

P = bindparam
_record = Insertion(
    insert(turn).values(
        source=P("source"),
        key=P("key"),
        conversation=P("conversation"),
        at=P("at"),
        heard=P("heard"),
        said=P("said"),
        answered=false(),
    ),
    turn.c.id,
)
_since = Statement(
    select(turn.c.id, turn.c.at, turn.c.heard, turn.c.said)
    .where(turn.c.conversation == P("conversation"), turn.c.id > P("after"))
    .order_by(turn.c.id.desc())
    .limit(P("most"))
)
_free = Statement(
    update(turn)
    .where(turn.c.source == P("from_"), turn.c.key == P("update"))
    .values(key=turn.c.key + "/" + cast(turn.c.id, String))
)
_move = Statement(update(turn).where(turn.c.conversation == P("old")).values(conversation=P("wanted")))
_answered = Statement(update(turn).where(turn.c.source == P("from_"), turn.c.key == P("update")).values(answered=True))
_old = select(turn.c.id).where(turn.c.at < P("before"), ~exists().where(outbox.c.turn == turn.c.id)).limit(P("most"))
_forget = Statement(delete(turn).where(turn.c.id.in_(_old)))


def record(tx: Transaction, source: str, key: str, conversation: str, at: int, heard: bytes | None, said: bytes) -> int:
    """Writes a turn down and gives its number. ``at`` in unix seconds."""
    return tx.insert(_record, source=source, key=key, conversation=conversation, at=at, heard=heard, said=said)


def free(tx: Transaction, source: str, key: str) -> None:
    """A turn gives up its key: after a week of silence Telegram numbers updates anew, from any number on."""
    tx.run(_free, from_=source, update=key)


def move(tx: Transaction, old: str, conversation: str) -> None:
    """A person's turns at another address become part of their conversation: their updates may come again."""
    tx.run(_move, old=old, wanted=conversation)


def answered(tx: Transaction, source: str, key: str) -> None:
    """All of the reply has been sent; the same event again needs none."""
    tx.run(_answered, from_=source, update=key)


def since(tx: Transaction, conversation: str, after: int, limit: int) -> list[tuple[int, int, bytes | None, bytes]]:
    """The last turns (number, at, heard, said) with a number above ``after``, oldest first."""
    rows = tx.all(_since, conversation=conversation, after=after, most=limit)
    return [(row[0], row[1], row[2], row[3]) for row in reversed(rows)]


def forget(tx: Transaction, before: datetime, most: int) -> int:
    """Deletes turns older than that, but for those whose message stands in the outbox; gives how many, not more than
    ``most``."""
    return tx.run(_forget, before=int(before.timestamp()), most=most)
