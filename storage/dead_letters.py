"""What could not be delivered, so that an operator has to look?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, func, select, update

from storage.statement import Statement
from storage.tables import outbox
from storage.transaction import Transaction

P = bindparam


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """Nothing about who would have got it."""

    id: int
    kind: str
    source: str
    reason: str
    attempts: int
    not_after: datetime


_all = Statement(
    select(outbox.c.id, outbox.c.kind, outbox.c.source, outbox.c.reason, outbox.c.attempts, outbox.c.not_after)
    .where(outbox.c.state == "dead")
    .order_by(outbox.c.id)
    .limit(P("most"))
)
_states = Statement(select(outbox.c.source, outbox.c.state, func.count()).group_by(outbox.c.source, outbox.c.state))
_retry = Statement(
    update(outbox)
    .where(outbox.c.id == P("wanted"), outbox.c.state == "dead", outbox.c.not_after > P("now"))
    .values(state="waiting", attempts=0, not_before=P("now"))
)


def dead_letters(tx: Transaction, limit: int = 1000) -> list[DeadLetter]:
    """The oldest first."""
    rows = tx.all(_all, most=limit)
    return [
        DeadLetter(n, kind, by, why, tries, datetime.fromtimestamp(at, UTC)) for n, kind, by, why, tries, at in rows
    ]


def counts(tx: Transaction) -> dict[tuple[str, str], int]:
    """How many messages there are by (source, state), for the last 30 days."""
    return {(source, state): number for source, state, number in tx.all(_states)}


def retry(tx: Transaction, number: int, now: datetime) -> bool:
    """Send it after all; False when it is not dead, or its time has passed: nothing arrives outside its window."""
    return tx.run(_retry, wanted=number, now=int(now.timestamp())) == 1
