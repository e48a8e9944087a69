"""Which reminders are on their way?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, insert, or_, select, update

from storage import reminders
from storage.statement import Statement
from storage.tables import channel, outbox, turn
from storage.transaction import Transaction

P = bindparam


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row claimed for sending. ``said`` is its turn's message, ``address`` is sealed, ``channel`` its hash."""

    id: int
    conversation: str
    channel: bytes
    address: bytes
    turn: int
    said: bytes
    attempts: int
    until: int

    @property
    def not_after(self) -> datetime:
        return datetime.fromtimestamp(self.until, UTC)


_recipient = Statement(
    select(channel.c.address_hash, channel.c.source).where(
        channel.c.conversation == P("wanted"), channel.c.preferred, channel.c.reachable
    )
)
_put = Statement(
    insert(outbox).values(
        turn=P("turn"),
        conversation=P("conversation"),
        channel=P("channel"),
        source=P("source"),
        not_before=P("not_before"),
        not_after=P("not_after"),
        kind="nudge",
        priority=1,
        attempts=0,
        state="waiting",
        reason="",
    )
)
_ready = Statement(
    select(
        outbox.c.id,
        outbox.c.conversation,
        outbox.c.channel,
        channel.c.address,
        outbox.c.turn,
        turn.c.said,
        outbox.c.attempts,
        outbox.c.not_after,
    )
    .join(channel, channel.c.address_hash == outbox.c.channel)
    .join(turn, turn.c.id == outbox.c.turn)
    .where(
        outbox.c.state == "waiting",
        outbox.c.source == P("source"),
        outbox.c.not_before <= P("now"),
        outbox.c.not_after >= P("now"),
    )
    .order_by(outbox.c.id)
    .limit(P("most"))
)
_claim = Statement(
    update(outbox)
    .where(outbox.c.id == P("wanted"), outbox.c.state == "waiting")
    .values(state="sending", attempts=outbox.c.attempts + 1, claimed_at=P("now"))
)
_settle = Statement(update(outbox).where(outbox.c.id == P("wanted")).values(state=P("outcome")))
_again = Statement(update(outbox).where(outbox.c.id == P("wanted")).values(state="waiting", not_before=P("later")))
_dropped = (outbox.c.conversation, outbox.c.not_before)
_ambiguous = Statement(
    update(outbox)
    .where(outbox.c.state == "sending", or_(outbox.c.claimed_at.is_(None), outbox.c.claimed_at <= P("before")))
    .values(state="dropped")
    .returning(*_dropped)
)
_expired = Statement(
    update(outbox)
    .where(outbox.c.state == "waiting", outbox.c.not_after < P("now"))
    .values(state="dropped")
    .returning(*_dropped)
)
_unreachable = Statement(update(channel).where(channel.c.address_hash == P("wanted")).values(reachable=False))


def put(tx: Transaction, turn: int, conversation: str, not_after: datetime, now: datetime) -> bool:
    """Hand a turn over to the channel that the person used last; False when none can be reached."""
    recipient = tx.one(_recipient, wanted=conversation)
    if recipient is None:
        return False
    moments = {"not_before": int(now.timestamp()), "not_after": int(not_after.timestamp())}
    tx.run(_put, turn=turn, conversation=conversation, channel=recipient[0], source=recipient[1], **moments)
    return True


def claim(tx: Transaction, source: str, now: datetime, limit: int) -> list[Waiting]:
    """Rows for one gateway, marked as being sent. What has become too old is dropped, and the log says so."""
    moment = int(now.timestamp())
    for conversation, _ in tx.all(_expired, now=moment):
        reminders.log(tx, conversation, "delivery", "", now, "dropped", "too late")
    rows = [Waiting(*row) for row in tx.all(_ready, source=source, now=moment, most=limit)]
    return [row for row in rows if tx.run(_claim, wanted=row.id, now=moment) == 1]


def settle(tx: Transaction, number: int, outcome: str) -> None:
    """A row is ``sent`` or ``dropped``."""
    tx.run(_settle, wanted=number, outcome=outcome)


def again(tx: Transaction, number: int, not_before: datetime) -> None:
    """Try once more, not before then."""
    tx.run(_again, wanted=number, later=int(not_before.timestamp()))


def unreachable(tx: Transaction, channel: bytes) -> None:
    """The account is blocked or gone; writing to us makes it reachable again."""
    tx.run(_unreachable, wanted=channel)


def abandon_ambiguous(tx: Transaction, before: datetime) -> int:
    """Rows that a killed process was sending by then: nobody knows whether they arrived, so they are not sent twice.

    The log names the moment from which they were to be sent.
    """
    rows = tx.all(_ambiguous, before=int(before.timestamp()))
    for conversation, not_before in rows:
        at = datetime.fromtimestamp(not_before, UTC)
        reminders.log(tx, conversation, "delivery", "", at, "dropped", "ambiguous")
    return len(rows)
