"""What is due for whom, and what became of it?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from storage.statement import Statement
from storage.tables import delivery, due
from storage.transaction import Transaction

P = bindparam


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed reminder."""

    id: int
    learner: str
    item: str
    at: datetime
    not_after: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the delivery log about a reminder."""

    id: int
    learner: str
    item: str
    at: datetime
    outcome: str
    reason: str


_plan = Statement(
    insert(due).values(
        learner=P("learner"),
        item=P("item"),
        at=P("at"),
        not_after=P("not_after"),
        reason=P("reason"),
        week=P("week"),
        version=0,
        state="planned",
    )
)
_taken = Statement(select(due.c.week, due.c.item).where(due.c.learner == P("wanted"), due.c.week.is_not(None)))
_pending = Statement(select(due.c.id, due.c.item).where(due.c.learner == P("wanted"), due.c.state == "planned"))
_ripe = Statement(
    select(
        due.c.id,
        due.c.learner,
        due.c.item,
        due.c.at,
        due.c.not_after,
        due.c.reason,
    )
    .where(due.c.state == "planned", due.c.at <= P("now"))
    .order_by(due.c.at)
    .limit(P("most"))
)
_claim = Statement(
    update(due).where(due.c.id == P("wanted"), due.c.state == "planned").values(state="claimed", claimed_at=P("now"))
)
_settle = Statement(update(due).where(due.c.id == P("wanted")).values(state=P("outcome")))
_move = Statement(update(due).where(due.c.id == P("wanted")).values(state="planned", at=P("later")))
_release = Statement(
    update(due)
    .where(due.c.state == "claimed", or_(due.c.claimed_at.is_(None), due.c.claimed_at <= P("before")))
    .values(state="planned")
)
_log = Statement(
    insert(delivery).values(
        learner=P("learner"), kind=P("kind"), item=P("item"), at=P("at"), outcome=P("outcome"), reason=P("reason")
    )
)
_next = Statement(select(func.min(due.c.at)).where(due.c.state == "planned"))
_logged = Statement(
    select(delivery.c.id, delivery.c.learner, delivery.c.item, delivery.c.at, delivery.c.outcome, delivery.c.reason)
    .where(delivery.c.id > P("after"), delivery.c.kind == "reminder")
    .order_by(delivery.c.id)
)
_forget_log = Statement(delete(delivery).where(delivery.c.at < P("before")))
_pushes = Statement(
    select(delivery.c.at).where(
        delivery.c.learner == P("wanted"),
        delivery.c.kind == "reminder",
        delivery.c.outcome == "sent",
        delivery.c.reason != "wish",
        delivery.c.at >= P("since"),
    )
)


def plan(
    tx: Transaction, learner: str, item: str, at: datetime, not_after: datetime, reason: str, week: str | None
) -> None:
    """Come back with this item; replaces what was pending for it. ``week`` such as 2026-W48 for what the plan asks."""
    for number, pending in tx.all(_pending, wanted=learner):
        if pending == item:
            tx.run(_settle, wanted=number, outcome="dropped")
    moments = {"at": int(at.timestamp()), "not_after": int(not_after.timestamp())}
    tx.run(_plan, learner=learner, item=item, reason=reason, week=week, **moments)


def taken(tx: Transaction, learner: str) -> set[tuple[str, str]]:
    """(week, item) of everything that was planned for the person out of the plan, whatever became of it."""
    return {(row[0], row[1]) for row in tx.all(_taken, wanted=learner)}


def pending(tx: Transaction, learner: str) -> list[str]:
    """The items that are still to come."""
    return [row[1] for row in tx.all(_pending, wanted=learner)]


def claim(tx: Transaction, now: datetime, limit: int) -> list[Due]:
    """Reminders whose time has come, now in the hands of the caller. Nobody else gets them."""
    moment = int(now.timestamp())
    rows = tx.all(_ripe, now=moment, most=limit)
    return [
        Due(number, learner, item, _moment(at), _moment(not_after), reason)
        for number, learner, item, at, not_after, reason in rows
        if tx.run(_claim, wanted=number, now=moment) == 1
    ]


def settle(tx: Transaction, number: int, outcome: str) -> None:
    """A claimed reminder is ``done`` or ``dropped``."""
    tx.run(_settle, wanted=number, outcome=outcome)


def move(tx: Transaction, number: int, at: datetime) -> None:
    """A claimed reminder waits until later."""
    tx.run(_move, wanted=number, later=int(at.timestamp()))


def drop_pending(tx: Transaction, learner: str, item: str | None = None) -> list[str]:
    """Drops what is pending, or only that item; gives the items that were."""
    rows = [row for row in tx.all(_pending, wanted=learner) if item in (None, row[1])]
    for number, _ in rows:
        tx.run(_settle, wanted=number, outcome="dropped")
    return [row[1] for row in rows]


def release_claimed(tx: Transaction, before: datetime) -> int:
    """Gives back what a killed process had claimed by then; settling and sending are one transaction, none is lost."""
    return tx.run(_release, before=int(before.timestamp()))


def log(tx: Transaction, learner: str, kind: str, item: str, at: datetime, outcome: str, reason: str) -> None:
    """A line in the delivery log."""
    tx.run(_log, learner=learner, kind=kind, item=item, at=int(at.timestamp()), outcome=outcome, reason=reason)


def next_due(tx: Transaction) -> datetime | None:
    """When the next planned reminder is due; it may be overdue already."""
    row = tx.one(_next)
    return _moment(row[0]) if row is not None and row[0] is not None else None


def logged_since(tx: Transaction, after: int) -> list[Logged]:
    """Lines about reminders with a number above ``after``, oldest first."""
    rows = tx.all(_logged, after=after)
    return [Logged(n, who, item, _moment(at), outcome, why) for n, who, item, at, outcome, why in rows]


def forget_log(tx: Transaction, before: datetime) -> None:
    """Lines older than that."""
    tx.run(_forget_log, before=int(before.timestamp()))


def pushes(tx: Transaction, learner: str, since: datetime) -> list[datetime]:
    """When the person was reminded since then, but for what they asked for themselves."""
    return [_moment(row[0]) for row in tx.all(_pushes, wanted=learner, since=int(since.timestamp()))]


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
