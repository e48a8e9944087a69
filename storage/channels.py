"""Which conversation does an address lead to, and can it be reached?"""

from sqlalchemy import bindparam, insert, select, update

from storage import subscriptions
from storage.statement import Statement
from storage.tables import channel
from storage.transaction import Transaction

P = bindparam
_others = Statement(update(channel).where(channel.c.conversation == P("wanted")).values(preferred=False))
_add = Statement(
    insert(channel).values(
        address_hash=P("hash"),
        conversation=P("wanted"),
        source=P("source"),
        address=P("address"),
        reachable=True,
        preferred=True,
    )
)
_attach = Statement(
    update(channel)
    .where(channel.c.address_hash == P("moved"))
    .values(conversation=P("wanted"), preferred=True, reachable=True)
)
_preferred = Statement(select(channel.c.source).where(channel.c.conversation == P("wanted"), channel.c.preferred))
_reach = Statement(update(channel).where(channel.c.address_hash == P("wanted")).values(reachable=P("open")))


def add(tx: Transaction, conversation: str, address_hash: bytes, source: str, sealed: bytes) -> None:
    """A new address leads to the conversation, and reminders go there."""
    tx.run(_others, wanted=conversation)
    tx.run(_add, hash=address_hash, wanted=conversation, source=source, address=sealed)


def attach(tx: Transaction, address_hash: bytes, conversation: str) -> bool:
    """From now on the address leads to that conversation, and reminders go there; False when it is not known.

    The conversation it led to stays as it is: without an address it is forgotten when it has been idle long enough.
    """
    tx.run(_others, wanted=conversation)
    subscriptions.move(tx, address_hash, conversation)
    return tx.run(_attach, moved=address_hash, wanted=conversation) == 1


def preferred(tx: Transaction, conversation: str) -> str | None:
    """The source that the person used last, where reminders go; None when they have no address."""
    row = tx.one(_preferred, wanted=conversation)
    return row[0] if row else None


def reach(tx: Transaction, address_hash: bytes, is_open: bool) -> bool:
    """The account is blocked or gone, or has let us in again; False when the address is not known."""
    return tx.run(_reach, wanted=address_hash, open=is_open) == 1
