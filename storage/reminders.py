"""What is due for whom, and what became of it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Integer, String, bindparam, delete, func, insert, literal_column, null, or_, select, update

from storage import learners
from storage.statement import Series, Statement
from storage.tables import REGULAR, Moment, delivery, due, learner
from storage.transaction import Transaction

P = bindparam
PLANNED, ASLEEP = "planned", "asleep"
_OLDEST = attrgetter("at_second", "id")


class Due(NamedTuple):
    """A row as the database gives it: many are claimed at once, so that moments are made only where somebody looks."""

    id: int
    learner: str
    item: str
    at_second: int
    last_second: int
    reason: str
    version: int
    claimed_second: int | None = None

    @property
    def at(self) -> datetime:
        """When."""
        return _moment(self.at_second)

    @property
    def not_after(self) -> datetime:
        """Until when it still makes sense; the regular moment has no such end."""
        return _moment(self.last_second)


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


# Indexes over a part of the rows are found by the words in the statement itself: a parameter would make SQLite plan
# each execution anew, and PostgreSQL could not keep a plan at all.
_is_planned = due.c.state == literal_column(f"'{PLANNED}'")
_is_regular = due.c.item == literal_column(f"'{REGULAR}'")

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
_begin = Series(
    lambda row: insert(due).from_select(
        ["learner", "at", "version", "state", "item", "not_after", "reason"],
        select(*row.values(), literal_column(f"'{REGULAR}'"), literal_column("0"), literal_column("''")),
    ),
    who=String(),
    first=Moment(),
    newest=Integer(),
    status=String(),
)
_row = (due.c.id, due.c.learner, due.c.item, due.c.at, due.c.not_after, due.c.reason, due.c.version, due.c.claimed_at)
_held = Statement(select(due.c.id).where(due.c.id == P("wanted"), due.c.claimed_at == P("since")))
_pending = Statement(select(*_row).where(due.c.learner == P("wanted"), _is_planned, due.c.item != REGULAR))
_drop = Statement(delete(due).where(due.c.id == P("wanted")))
# One statement, so that of several processes each takes rows of its own.
_ripe = (
    select(due.c.id)
    .where(_is_planned, due.c.at <= P("now"), due.c.claimed_at.is_(None))
    .order_by(due.c.at)
    .limit(P("most"))
    .with_for_update(skip_locked=True)
)
_claim = Statement(
    update(due).where(due.c.id.in_(_ripe), due.c.claimed_at.is_(None)).values(claimed_at=P("now")).returning(*_row)
)
_move = Statement(update(due).where(due.c.id == P("wanted")).values(at=P("later"), claimed_at=null()))
_date = Series(
    lambda row: (
        update(due)
        .where(due.c.id == row["wanted"])
        .values(at=row["later"], version=row["newest"], state=row["status"], claimed_at=null())
    ),
    later=Moment(),
    newest=Integer(),
    status=String(),
    wanted=Integer(),
)
_regular = Statement(
    select(due.c.id, due.c.at, due.c.state, due.c.version).where(due.c.learner == P("wanted"), _is_regular)
)
# The second condition follows from the first; without it PostgreSQL reads all rows before the page, too.
_theirs = (due.c.learner == learner.c.id) & (due.c.learner > P("after"))
_stale = Statement(
    select(learner.c.id, learner.c.profile, learner.c.record, due.c.id)
    .select_from(learner.outerjoin(due, _theirs & _is_regular))
    .where(
        learner.c.company == P("company"),
        learner.c.id > P("after"),
        or_(due.c.id.is_(None), due.c.version < P("newest")),
    )
    .order_by(learner.c.id)
    .limit(P("most"))
)
# Whatever is claimed was due by then: it is found in the order in which it is due.
_release = Statement(
    update(due).where(_is_planned, due.c.at <= P("before"), due.c.claimed_at <= P("before")).values(claimed_at=null())
)
_log = Statement(
    insert(delivery).values(
        learner=P("learner"), kind=P("kind"), item=P("item"), at=P("at"), outcome=P("outcome"), reason=P("reason")
    )
)
_next = Statement(select(func.min(due.c.at)).where(_is_planned, due.c.claimed_at.is_(None)))
_logged = Statement(
    select(delivery.c.id, delivery.c.learner, delivery.c.item, delivery.c.at, delivery.c.outcome, delivery.c.reason)
    .where(delivery.c.id > P("after"), delivery.c.kind == "reminder")
    .order_by(delivery.c.id)
)
_old_log = select(delivery.c.id).where(delivery.c.at < P("before")).limit(P("most"))
_forget_log = Statement(delete(delivery).where(delivery.c.id.in_(_old_log)))
_forget_log_of = Statement(delete(delivery).where(delivery.c.at < P("before"), delivery.c.learner.in_(learners.page)))


def plan(tx: Transaction, learner: str, item: str, at: datetime, not_after: datetime, reason: str) -> None:
    """Come back with this item; replaces what was pending for it."""
    drop_pending(tx, learner, item)
    moments = {"at": int(at.timestamp()), "not_after": int(not_after.timestamp())}
    tx.run(_plan, learner=learner, item=item, reason=reason, version=0, status=PLANNED, **moments)


def pending(tx: Transaction, learner: str) -> list[Due]:
    """What was asked for and is still to come."""
    return [Due(*row) for row in tx.all(_pending, wanted=learner)]


def claim(tx: Transaction, now: datetime, limit: int) -> list[Due]:
    """What is due, now in the hands of the caller, the oldest first. Nobody else gets it."""
    rows = tx.all(_claim, now=int(now.timestamp()), most=limit)
    return sorted(map(Due._make, rows), key=_OLDEST)


def is_held(tx: Transaction, row: Due) -> bool:
    """Whether a claimed row is still in the hands of whoever claimed it; asked under the lock of the conversation."""
    return tx.one(_held, wanted=row.id, since=row.claimed_second) is not None


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
    dated = [(person, number, *_dated(at)) for person, number, at in moments]
    known = [(at, version, state, number) for _, number, at, state in dated if number is not None]
    new = [(who, at, version, state) for who, number, at, state in dated if number is None]
    if known:
        tx.many(_date, known)
    if new:
        tx.many(_begin, new)


def _dated(at: datetime | None) -> tuple[int, str]:
    return (int(at.timestamp()), PLANNED) if at else (0, ASLEEP)


def stale(
    tx: Transaction, company: str, version: int, after: str, limit: int
) -> list[tuple[str, bytes, bytes, int | None]]:
    """People of a company without a regular moment of this version: (id, profile, record, number of the row if any).

    In the order of the random ids, beginning behind ``after``.
    """
    rows = tx.all(_stale, company=company, newest=version, after=after, most=limit)
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def release_claimed(tx: Transaction, before: datetime) -> int:
    """Gives back what was claimed by then; whoever claimed it and is alive all the same finds out, see ``is_held``."""
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


def forget_log(tx: Transaction, before: datetime, most: int) -> int:
    """Deletes lines older than that; gives how many, not more than ``most``."""
    return tx.run(_forget_log, before=int(before.timestamp()), most=most)


def forget_log_of(tx: Transaction, after: str, company: str, before: datetime, most: int) -> str | None:
    """The same for lines about ``most`` learners of one company behind the id ``after``; gives the last id, or None at
    the end."""
    tx.run(_forget_log_of, company=company, after=after, most=most, before=int(before.timestamp()))
    return learners.page_end(tx, company, after, most)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
