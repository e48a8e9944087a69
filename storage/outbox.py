"""Which messages are on their way, that nobody is waiting for?

waiting → claimed (a process has taken it up) → sending (the call begins) → sent, dropped (the log says why) or dead
(an operator decides). Whoever finds a row ``claimed`` by a process that has died knows that nothing was sent;
``sending`` is ambiguous.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import and_, bindparam, delete, insert, or_, select, update

from dialogs.rules.delivery import KINDS
from storage import reminders
from storage.statement import Statement
from storage.tables import channel, conversation, learner, outbox, turn
from storage.transaction import Transaction

P = bindparam
STATES = ("waiting", "claimed", "sending", "sent", "dropped", "dead")
TOO_LATE = "too late"
OUT_OF_FORCE = "no plan in force"
"""Why something that needs a plan is dropped without one."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row claimed for sending. ``said`` is its turn's message, ``state`` where the person's dialog stands,
    ``address`` is sealed, ``channel`` its hash."""

    id: int
    conversation: str
    state: bytes
    channel: bytes
    address: bytes
    turn: int
    said: bytes
    kind: str
    attempts: int
    until: int
    company: str | None

    @property
    def not_after(self) -> datetime:
        """After that it makes no sense any more."""
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
        kind=P("kind"),
        priority=P("priority"),
        attempts=0,
        state="waiting",
        reason="",
    )
)
_ready = Statement(
    select(
        outbox.c.id,
        outbox.c.conversation,
        conversation.c.state,
        outbox.c.channel,
        channel.c.address,
        outbox.c.turn,
        turn.c.said,
        outbox.c.kind,
        outbox.c.attempts,
        outbox.c.not_after,
        learner.c.company,
    )
    .join(channel, channel.c.address_hash == outbox.c.channel)
    .join(conversation, conversation.c.id == outbox.c.conversation)
    .join(turn, turn.c.id == outbox.c.turn)
    .outerjoin(learner, learner.c.id == outbox.c.conversation)
    # What is too late has just been dropped. Were it asked for again, a database could look at all that waits.
    .where(outbox.c.source == P("source"), outbox.c.state == "waiting", outbox.c.not_before <= P("now"))
    .order_by(outbox.c.priority, outbox.c.id)
    .limit(P("most"))
)
_claim = Statement(
    update(outbox)
    .where(outbox.c.id == P("wanted"), outbox.c.state == "waiting")
    .values(state="claimed", claimed_at=P("now"))
)
# The person may have deleted everything meanwhile, and SQLite gives a number that has become free to the next row.
_own = and_(outbox.c.id == P("wanted"), outbox.c.conversation == P("person"))
_begin = Statement(
    update(outbox)
    .where(_own, outbox.c.state == "claimed", outbox.c.not_after >= P("now"))
    .values(state="sending", attempts=outbox.c.attempts + 1, claimed_at=P("now"))
)
# What the end of a plan has dropped stays so, whoever had it in hand.
_kept = and_(_own, outbox.c.reason != OUT_OF_FORCE)
_settle = Statement(update(outbox).where(_kept).values(state=P("outcome"), reason=P("why")))
# Whoever has given it back meanwhile, or has it now, sees to it.
_late = Statement(update(outbox).where(_kept, outbox.c.state == "claimed").values(state="dropped", reason=TOO_LATE))
_again = Statement(update(outbox).where(_kept).values(state="waiting", not_before=P("later"), reason=P("why")))
_expired = Statement(
    update(outbox)
    .where(outbox.c.state == "waiting", outbox.c.not_after < P("now"))
    .values(state="dropped", reason=TOO_LATE)
    .returning(outbox.c.conversation)
)
_left = or_(outbox.c.claimed_at.is_(None), outbox.c.claimed_at <= P("before"))
_unclaim = Statement(update(outbox).where(outbox.c.state == "claimed", _left).values(state="waiting"))
_repeats = or_(*(outbox.c.kind == name for name, kind in KINDS.items() if kind.repeats))
_repeat = Statement(update(outbox).where(outbox.c.state == "sending", _left, _repeats).values(state="waiting"))
_ambiguous = Statement(
    update(outbox)
    .where(outbox.c.state == "sending", _left)
    .values(state="dropped", reason="ambiguous")
    .returning(outbox.c.conversation, outbox.c.not_before)
)
_planned = or_(*(outbox.c.kind == name for name, kind in KINDS.items() if kind.planned))
_stopped = Statement(
    update(outbox)
    .where(
        outbox.c.conversation.in_(select(learner.c.id).where(learner.c.company == P("wanted"))),
        or_(outbox.c.state == "waiting", outbox.c.state == "claimed"),
        _planned,
    )
    .values(state="dropped", reason=OUT_OF_FORCE)
    .returning(outbox.c.conversation)
)
# The state as an expression: SQLite would otherwise take its index, and go through all that waits.
_unreachable = Statement(
    update(outbox)
    .where(outbox.c.channel == P("wanted"), outbox.c.state.concat("") == "waiting")
    .values(state="dropped", reason="blocked")
    .returning(outbox.c.conversation)
)
# Each state by itself, in the order of the index.
_any = or_(*(and_(outbox.c.state == name, outbox.c.not_after < P("before")) for name in STATES))
_old = select(outbox.c.id).where(_any).limit(P("most"))
_forget = Statement(delete(outbox).where(outbox.c.id.in_(_old)))


def put(tx: Transaction, turn: int, conversation: str, not_after: datetime, now: datetime, kind: str = "nudge") -> bool:
    """Hand a turn over to the channel that the person used last; False when none can be reached."""
    recipient = tx.one(_recipient, wanted=conversation)
    if recipient is None:
        return False
    moments = {"not_before": int(now.timestamp()), "not_after": int(not_after.timestamp())}
    place = {"channel": recipient[0], "source": recipient[1]}
    tx.run(_put, turn=turn, conversation=conversation, kind=kind, priority=KINDS[kind].priority, **place, **moments)
    return True


def claim(tx: Transaction, source: str, now: datetime, limit: int) -> list[Waiting]:
    """Rows for one gateway, taken up by the caller. What has become too old is dropped, and the log says so."""
    moment = int(now.timestamp())
    for (person,) in tx.all(_expired, now=moment):
        reminders.log(tx, person, "delivery", "", now, "dropped", TOO_LATE)
    rows = [Waiting(*row) for row in tx.all(_ready, source=source, now=moment, most=limit)]
    return [row for row in rows if tx.run(_claim, wanted=row.id, now=moment) == 1]


def begin(tx: Transaction, row: Waiting, now: datetime) -> bool:
    """The call for a claimed row begins now; False when it must not: too late, or somebody else has it."""
    return tx.run(_begin, wanted=row.id, person=row.conversation, now=int(now.timestamp())) == 1


def settle(tx: Transaction, row: Waiting, outcome: str, reason: str = "") -> bool:
    """A row is ``sent``, ``dropped`` or ``dead``; False when it is gone, because the person has deleted everything."""
    return tx.run(_settle, wanted=row.id, person=row.conversation, outcome=outcome, why=reason) == 1


def late(tx: Transaction, row: Waiting) -> bool:
    """A claimed row whose call was not begun is dropped; False when it is not the caller's any more."""
    return tx.run(_late, wanted=row.id, person=row.conversation) == 1


def again(tx: Transaction, row: Waiting, not_before: datetime, reason: str = "") -> None:
    """Try once more, not before then."""
    tx.run(_again, wanted=row.id, person=row.conversation, later=int(not_before.timestamp()), why=reason)


def drop_for(tx: Transaction, channel: bytes, now: datetime) -> None:
    """The account is blocked or gone: what waits for it is not sent, and the log says so."""
    for (person,) in tx.all(_unreachable, wanted=channel):
        reminders.log(tx, person, "delivery", "", now, "dropped", "blocked")


def stop(tx: Transaction, company: str, now: datetime) -> None:
    """The company's plan has ended: what was queued under it and is not being sent yet is dropped, as the log says."""
    for (person,) in tx.all(_stopped, wanted=company):
        reminders.log(tx, person, "delivery", "", now, "dropped", OUT_OF_FORCE)


def recover(tx: Transaction, before: datetime) -> None:
    """Rows that a killed process had taken up by then. What it had not begun to send goes back; of the rest nobody
    knows whether it arrived: it is sent again or given up as its kind wants it.

    The log names the moment from which they were to be sent.
    """
    moment = int(before.timestamp())
    tx.run(_unclaim, before=moment)
    tx.run(_repeat, before=moment)
    for person, not_before in tx.all(_ambiguous, before=moment):
        at = datetime.fromtimestamp(not_before, UTC)
        reminders.log(tx, person, "delivery", "", at, "dropped", "ambiguous")


def forget(tx: Transaction, before: datetime, most: int) -> int:
    """Deletes rows whose time was over by then, whatever became of them; gives how many, not more than ``most``."""
    return tx.run(_forget, before=int(before.timestamp()), most=most)
