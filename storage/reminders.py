"""What is due for whom, and what became of it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, null, or_, select, update

from storage.statement import Statement
from storage.tables import REGULAR, delivery, due, learner
from storage.transaction import Transaction

P = bindparam
ASLEEP = "asleep"


@dataclass(frozen=True, slots=True)
class Due:
    """A row."""

    id: int
    learner: str
    item: str
    at: datetime
    not_after: datetime
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Regular:
    """The row of somebody's next regular moment; ``at`` is None while it is asleep."""

    id: int
    at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the delivery log about a reminder."""

    id: int
    learner: str
    item: str
    at: datetime
    outcome: str
    reason: str


_due = insert(due).values(
    learner=P("learner"),
    item=P("item"),
    at=P("at"),
    not_after=P("not_after"),
    reason=P("reason"),
    version=P("version"),
    state=P("status"),
)
_plan = Statement(_due)
_row = (due.c.id, due.c.learner, due.c.item, due.c.at, due.c.not_after, due.c.reason, due.c.version)
_pending = Statement(select(*_row).where(due.c.learner == P("wanted"), due.c.state == "planned", due.c.item != REGULAR))
_drop = Statement(delete(due).where(due.c.id == P("wanted")))
# One statement, so that of several processes each takes rows of its own.
_ripe = (
    select(due.c.id)
    .where(due.c.state == "planned", due.c.at <= P("now"), due.c.claimed_at.is_(None))
    .order_by(due.c.at)
    .limit(P("most"))
    .with_for_update(skip_locked=True)
)
_claim = Statement(
    update(due).where(due.c.id.in_(_ripe), due.c.claimed_at.is_(None)).values(claimed_at=P("now")).returning(*_row)
)
_move = Statement(update(due).where(due.c.id == P("wanted")).values(at=P("later"), claimed_at=null()))
_date = Statement(
    update(due)
    .where(due.c.id == P("wanted"))
    .values(state=P("status"), at=P("at"), not_after=P("at"), version=P("newest"), claimed_at=null())
)
_regular = Statement(
    select(due.c.id, due.c.at, due.c.state, due.c.version).where(due.c.learner == P("wanted"), due.c.item == REGULAR)
)
_stale = Statement(
    select(learner.c.id, learner.c.profile, learner.c.record, due.c.id)
    .select_from(learner.outerjoin(due, (due.c.learner == learner.c.id) & (due.c.item == REGULAR)))
    .where(
        learner.c.company == P("company"),
        learner.c.id > P("after"),
        or_(due.c.id.is_(None), due.c.version < P("newest")),
    )
    .order_by(learner.c.id)
    .limit(P("most"))
)
_release = Statement(update(due).where(due.c.claimed_at <= P("before")).values(claimed_at=null()))
_log = Statement(
    insert(delivery).values(
        learner=P("learner"), kind=P("kind"), item=P("item"), at=P("at"), outcome=P("outcome"), reason=P("reason")
    )
)
_next = Statement(select(func.min(due.c.at)).where(due.c.state == "planned", due.c.claimed_at.is_(None)))
_logged = Statement(
    select(delivery.c.id, delivery.c.learner, delivery.c.item, delivery.c.at, delivery.c.outcome, delivery.c.reason)
    .where(delivery.c.id > P("after"), delivery.c.kind == "reminder")
    .order_by(delivery.c.id)
)
_forget_log = Statement(delete(delivery).where(delivery.c.at < P("before")))
_forget_log_of = Statement(
    delete(delivery).where(
        delivery.c.at < P("before"),
        delivery.c.learner.in_(select(learner.c.id).where(learner.c.company == P("company"))),
    )
)


def plan(tx: Transaction, learner: str, item: str, at: datetime, not_after: datetime, reason: str) -> None:
    """Come back with this item; replaces what was pending for it."""
    drop_pending(tx, learner, item)
    moments = {"at": int(at.timestamp()), "not_after": int(not_after.timestamp())}
    tx.run(_plan, learner=learner, item=item, reason=reason, version=0, status="planned", **moments)


def pending(tx: Transaction, learner: str) -> list[Due]:
    """What was asked for and is still to come."""
    return [_due_of(row) for row in tx.all(_pending, wanted=learner)]


def claim(tx: Transaction, now: datetime, limit: int) -> list[Due]:
    """What is due, now in the hands of the caller, the oldest first. Nobody else gets it."""
    rows = tx.all(_claim, now=int(now.timestamp()), most=limit)
    return sorted((_due_of(row) for row in rows), key=lambda each: (each.at, each.id))


def settle(tx: Transaction, number: int) -> None:
    """Done with: the delivery log says what became of it."""
    tx.run(_drop, wanted=number)


def move(tx: Transaction, number: int, at: datetime) -> None:
    """A claimed reminder waits until later."""
    tx.run(_move, wanted=number, later=int(at.timestamp()))


def drop_pending(tx: Transaction, learner: str, item: str | None = None) -> list[str]:
    """Drops what is pending, or only that item; gives the items that were."""
    found = [each for each in pending(tx, learner) if item in (None, each.item)]
    for each in found:
        settle(tx, each.id)
    return [each.item for each in found]


def regular(tx: Transaction, learner: str) -> Regular | None:
    """The person's next regular moment; None when none was ever set."""
    row = tx.one(_regular, wanted=learner)
    return Regular(row[0], _moment(row[1]) if row[2] != ASLEEP else None, row[3]) if row else None


def set_regular(tx: Transaction, moments: Sequence[tuple[str, int | None, datetime | None]], version: int) -> None:
    """(learner, number of the row or None for a new one, next regular moment or None to sleep) of many people."""
    known = [_dated(at, {"wanted": number, "newest": version}) for _, number, at in moments if number is not None]
    new = [
        _dated(at, {"learner": person, "item": REGULAR, "not_after": 0, "reason": "", "version": version})
        for person, number, at in moments
        if number is None
    ]
    if known:
        tx.many(_date, known)
    if new:
        tx.many(_plan, new)


def _dated(at: datetime | None, row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "at": int(at.timestamp()) if at else 0, "status": "planned" if at else ASLEEP}


def stale(
    tx: Transaction, company: str, version: int, after: str, limit: int
) -> list[tuple[str, bytes, bytes, int | None]]:
    """People of a company without a regular moment of this version: (id, profile, record, number of the row if any).

    In the order of the random ids, beginning behind ``after``.
    """
    rows = tx.all(_stale, company=company, newest=version, after=after, most=limit)
    return [(row[0], row[1], row[2], row[3]) for row in rows]


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


def forget_log_of(tx: Transaction, company: str, before: datetime) -> None:
    """Lines older than that about people of one company."""
    tx.run(_forget_log_of, company=company, before=int(before.timestamp()))


def _due_of(row: tuple[Any, ...]) -> Due:
    number, learner_id, item, at, not_after, reason, version = row
    return Due(number, learner_id, item, _moment(at), _moment(not_after), reason, version)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
