"""Which browsers may be woken for this person?"""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

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
_remove_channel = Statement(delete(push_subscription).where(push_subscription.c.channel == P("left")))
_of_channel = Statement(
    select(push_subscription.c.endpoint_hash, push_subscription.c.subscription).where(
        push_subscription.c.channel == P("opened")
    )
)
_move = Statement(
    update(push_subscription).where(push_subscription.c.channel == P("moved")).values(conversation=P("wanted"))
)
_readdress = Statement(
    update(push_subscription).where(push_subscription.c.channel == P("found")).values(channel=P("newest"))
)


def add(
    tx: Transaction, endpoint_hash: bytes, conversation: str, channel: bytes, sealed: bytes, added_at: datetime
) -> None:
    """The browser that the web chat ``channel`` was opened in may be woken.

    Replaces what was known of that browser, whoever used it before, and of that channel: it belongs to one browser.
    """
    remove(tx, endpoint_hash)
    remove_channel(tx, channel)
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


def remove_channel(tx: Transaction, channel: bytes) -> None:
    """Nothing wakes the browser of that web chat any more."""
    tx.run(_remove_channel, left=channel)


def of_channel(tx: Transaction, channel: bytes) -> tuple[bytes, bytes] | None:
    """(hash of the endpoint, sealed subscription) of the browser of that web chat."""
    row = tx.one(_of_channel, opened=channel)
    return (row[0], row[1]) if row else None


def move(tx: Transaction, channel: bytes, conversation: str) -> None:
    """The web chat leads to another conversation now, and the browser goes with it."""
    tx.run(_move, moved=channel, wanted=conversation)


def readdress(tx: Transaction, found: bytes, newest: bytes) -> None:
    """The hash of the web chat is the one of a newer key now."""
    tx.run(_readdress, found=found, newest=newest)
