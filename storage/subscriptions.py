"""Which browsers may be woken for this person?"""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from storage.statement import Statement
from storage.tables import push_subscription
from storage.transaction import Transaction

P = bindparam
_add = Statement(
    insert(push_subscription).values(
        endpoint_hash=P("endpoint_hash"),
        conversation=P("conversation"),
        channel=P("channel"),
        subscription=P("subscription"),
        added_at=P("added_at"),
    )
)
_remove = Statement(delete(push_subscription).where(push_subscription.c.endpoint_hash == P("wanted")))
_of_channel = Statement(
    select(push_subscription.c.endpoint_hash, push_subscription.c.subscription).where(
        push_subscription.c.channel == P("channel")
    )
)


def add(
    tx: Transaction, endpoint_hash: bytes, conversation: str, channel: bytes, sealed: bytes, added_at: datetime
) -> None:
    """The browser that the web chat ``channel`` was opened in may be woken; replaces what was known of it."""
    remove(tx, endpoint_hash)
    tx.run(
        _add,
        endpoint_hash=endpoint_hash,
        conversation=conversation,
        channel=channel,
        subscription=sealed,
        added_at=int(added_at.timestamp()),
    )


def remove(tx: Transaction, endpoint_hash: bytes) -> bool:
    """Not any more; False when it was not known."""
    return tx.run(_remove, wanted=endpoint_hash) == 1


def of_channel(tx: Transaction, channel: bytes) -> list[tuple[bytes, bytes]]:
    """(hash of the endpoint, sealed subscription) of every browser of that web chat."""
    return [(row[0], row[1]) for row in tx.all(_of_channel, channel=channel)]
