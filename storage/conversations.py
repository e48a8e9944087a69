"""Who is at this address, and where does their dialog stand?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, delete, exists, insert, select, update

from storage import channels, learners, subscriptions
from storage.login_tables import login, session
from storage.statement import Statement
from storage.tables import (
    channel,
    conversation,
    delivery,
    device_code,
    due,
    learner,
    outbox,
    push_subscription,
    turn,
)
from storage.transaction import Transaction

P = bindparam


@dataclass(frozen=True, slots=True)
class Repeated:
    """The turn that an update has already caused. ``answered``: all of its reply has been sent."""

    number: int
    said: bytes
    answered: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation; ``profile`` and ``record`` once the person has joined; ``preferred``: reminders
    go to this address, and it can be reached; ``hash`` the address was found by; ``repeated`` when this very update
    was taken before; ``key_taken`` when an update of somebody else had its key."""

    conversation: str
    state: bytes
    profile: bytes | None
    record: bytes | None
    preferred: bool
    hash: bytes
    repeated: Repeated | None = None
    key_taken: bool = False


_columns = (conversation.c.id, conversation.c.state, learner.c.profile, learner.c.record)
_with_learner = conversation.outerjoin(learner, learner.c.id == conversation.c.id)
# Locked by a statement of its own: one that waits for a row reads all other tables as they were before the wait.
_lock = Statement(
    select(conversation.c.id)
    .join(channel, channel.c.conversation == conversation.c.id)
    .where(channel.c.address_hash == P("hash"))
    .with_for_update(of=conversation)
)
_lock_id = Statement(select(conversation.c.id).where(conversation.c.id == P("id")).with_for_update())
_find = Statement(
    select(
        *_columns,
        and_(channel.c.preferred, channel.c.reachable),
        turn.c.id,
        turn.c.said,
        turn.c.answered,
        turn.c.conversation == conversation.c.id,
    )
    .select_from(
        _with_learner.join(channel, channel.c.conversation == conversation.c.id).outerjoin(
            turn, and_(turn.c.source == P("source"), turn.c.key == P("key"))
        )
    )
    .where(channel.c.address_hash == P("hash"))
)
_by_id = Statement(select(*_columns).select_from(_with_learner).where(conversation.c.id == P("id")))
_begin = Statement(insert(conversation).values(id=P("id"), state=P("state"), touched=P("touched")))
_save = Statement(
    update(conversation).where(conversation.c.id == P("wanted")).values(state=P("state"), touched=P("touched"))
)
_others = Statement(
    update(channel)
    .where(channel.c.conversation == P("wanted"), channel.c.address_hash != P("found"))
    .values(preferred=False)
)
_prefer = Statement(
    update(channel)
    .where(channel.c.address_hash == P("found"))
    .values(address_hash=P("newest"), preferred=True, reachable=True)
)
_readdress = Statement(update(outbox).where(outbox.c.channel == P("found")).values(channel=P("newest")))
_is_learner = exists().where(learner.c.id == conversation.c.id)
_page = Statement(
    select(conversation.c.id, conversation.c.touched, conversation.c.state != P("empty"), _is_learner)
    .where(conversation.c.id > P("after"))
    .order_by(conversation.c.id)
    .limit(P("most"))
)
# Looked at once more where it changes: a turn may have come in between.
_idle = Statement(
    update(conversation)
    .where(conversation.c.id == P("wanted"), conversation.c.touched < P("before"))
    .values(state=P("empty"))
)
_stranger = Statement(
    select(conversation.c.id)
    .where(conversation.c.id == P("wanted"), conversation.c.touched < P("before"), ~_is_learner)
    .with_for_update(of=conversation)
)
_idle_of = Statement(
    update(conversation)
    .where(
        conversation.c.touched < P("before"), conversation.c.state != P("empty"), conversation.c.id.in_(learners.page)
    )
    .values(state=P("empty"))
)
_erasing = tuple(
    Statement(delete(table).where(column == P("wanted")))
    for table, column in (
        (outbox, outbox.c.conversation),
        (turn, turn.c.conversation),
        (due, due.c.learner),
        (delivery, delivery.c.learner),
        (device_code, device_code.c.conversation),
        (push_subscription, push_subscription.c.conversation),
        (login, login.c.learner),
        (session, session.c.learner),
        (channel, channel.c.conversation),
        (learner, learner.c.id),
        (conversation, conversation.c.id),
    )
)


def find(tx: Transaction, hashes: tuple[bytes, ...], source: str, key: str) -> Found | None:
    """The conversation at an address, and what this update caused if it was taken before. Locks the row."""
    for address_hash in hashes:
        tx.lock(_lock, hash=address_hash)
        row = tx.one(_find, hash=address_hash, source=source, key=key)
        if row is not None:
            taken, own = row[5] is not None, bool(row[8])
            repeated = Repeated(row[5], row[6], bool(row[7])) if own else None
            return Found(row[0], row[1], row[2], row[3], bool(row[4]), address_hash, repeated, taken and not own)
    return None


def by_learner(tx: Transaction, conversation: str) -> Found | None:
    """The conversation with that id. Locks the row."""
    tx.lock(_lock_id, id=conversation)
    row = tx.one(_by_id, id=conversation)
    return Found(row[0], row[1], row[2], row[3], True, b"") if row else None


def begin(
    tx: Transaction, conversation: str, state: bytes, address_hash: bytes, source: str, sealed: bytes, today: date
) -> None:
    """A first contact."""
    tx.run(_begin, id=conversation, state=state, touched=today.isoformat())
    channels.add(tx, conversation, address_hash, source, sealed)


def save(tx: Transaction, conversation: str, state: bytes, today: date) -> None:
    """Where the dialog stands now."""
    tx.run(_save, wanted=conversation, state=state, touched=today.isoformat())


def prefer(tx: Transaction, conversation: str, found: bytes, newest: bytes) -> None:
    """Reminders go to this channel from now on; its hash becomes the one of the newest key."""
    tx.run(_others, wanted=conversation, found=found)
    tx.run(_prefer, found=found, newest=newest)
    if found != newest:
        tx.run(_readdress, found=found, newest=newest)
        subscriptions.readdress(tx, found, newest)


def erase(tx: Transaction, conversation: str) -> None:
    """Everything about the person."""
    for statement in _erasing:
        tx.run(statement, wanted=conversation)


def forget_idle(tx: Transaction, after: str, before: date, empty: bytes, most: int) -> str | None:
    """What is untouched since that day: the dialog state of learners becomes ``empty``, and what they learned stays;
    strangers leave no trace.

    Looks at ``most`` conversations behind the id ``after``; gives the last id, or None at the end.
    """
    day, rows = before.isoformat(), tx.all(_page, after=after, empty=empty, most=most)
    for person, touched, is_open, is_learner in rows:
        if touched >= day:
            continue
        if is_learner and is_open:
            tx.run(_idle, wanted=person, before=day, empty=empty)
        elif not is_learner and tx.one(_stranger, wanted=person, before=day):
            erase(tx, person)
    return rows[-1][0] if len(rows) == most else None


def forget_idle_of(tx: Transaction, after: str, company: str, before: date, empty: bytes, most: int) -> str | None:
    """The same for ``most`` learners of one company."""
    tx.run(_idle_of, company=company, after=after, most=most, before=before.isoformat(), empty=empty)
    return learners.page_end(tx, company, after, most)
