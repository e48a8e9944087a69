"""Who learns here, and what is stored about one person?"""

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import bindparam, insert, select, update

from storage.login_tables import session
from storage.statement import Statement
from storage.tables import channel, conversation, delivery, due, learner, outbox, push_subscription, turn
from storage.transaction import Transaction

P = bindparam
PAGE = 1000
"""Profiles in memory at once."""
_create = Statement(
    insert(learner).values(
        id=P("id"), company=P("company"), group_id=P("group_id"), profile=P("profile"), record=P("record")
    )
)
_save = Statement(update(learner).where(learner.c.id == P("wanted")).values(profile=P("profile"), record=P("record")))
_learner = Statement(select(learner.c.profile, learner.c.record).where(learner.c.id == P("wanted")))
page = (
    select(learner.c.id)
    .where(learner.c.company == P("company"), learner.c.id > P("after"))
    .order_by(learner.c.id)
    .limit(P("most"))
)
"""Ids of ``most`` learners of a company behind the id ``after``, for statements about a page of them."""
_page = Statement(page)
_profiles = Statement(page.add_columns(learner.c.profile))
_company = Statement(select(learner.c.company).where(learner.c.id == P("wanted")))
_channels = Statement(select(channel.c.source).where(channel.c.conversation == P("wanted")))
_dialog = Statement(select(conversation.c.state, conversation.c.touched).where(conversation.c.id == P("wanted")))
_turns = Statement(
    select(turn.c.at, turn.c.source, turn.c.heard, turn.c.said)
    .where(turn.c.conversation == P("wanted"))
    .order_by(turn.c.id)
)
_browsers = Statement(select(push_subscription.c.added_at).where(push_subscription.c.conversation == P("wanted")))
_pages = Statement(select(session.c.role, session.c.expires_at).where(session.c.learner == P("wanted")))
_due = Statement(
    select(due.c.item, due.c.at, due.c.not_after, due.c.reason, due.c.state).where(due.c.learner == P("wanted"))
)
_outbox = Statement(
    select(outbox.c.source, outbox.c.not_before, outbox.c.not_after, outbox.c.attempts, outbox.c.state).where(
        outbox.c.conversation == P("wanted")
    )
)
_delivered = Statement(
    select(delivery.c.kind, delivery.c.item, delivery.c.at, delivery.c.outcome, delivery.c.reason).where(
        delivery.c.learner == P("wanted")
    )
)


def create(tx: Transaction, learner: str, company: str, group: str | None, profile: bytes, record: bytes) -> None:
    """A conversation's person has joined."""
    tx.run(_create, id=learner, company=company, group_id=group, profile=profile, record=record)


def save(tx: Transaction, learner: str, profile: bytes, record: bytes) -> None:
    """The person's profile and record as they are now."""
    tx.run(_save, wanted=learner, profile=profile, record=record)


def page_end(tx: Transaction, company: str, after: str, most: int) -> str | None:
    """The last id of such a page, where the next one begins; None when there is none."""
    rows = tx.all(_page, company=company, after=after, most=most)
    return rows[-1][0] if len(rows) == most else None


def company_of(tx: Transaction, learner: str) -> str | None:
    """Where the person works; None before they have joined."""
    row = tx.one(_company, wanted=learner)
    return row[0] if row else None


def profiles(tx: Transaction, company: str) -> Iterator[tuple[str, bytes]]:
    """(id, profile) of everybody in a company, read in pages."""
    after = ""
    while rows := tx.all(_profiles, company=company, after=after, most=PAGE):
        yield from ((row[0], row[1]) for row in rows)
        after = rows[-1][0]


def own_data(tx: Transaction, learner: str) -> dict[str, Any]:
    """Everything that is stored about one person, for that person. Times in unix seconds."""
    profile, record = tx.one(_learner, wanted=learner) or (None, None)
    state, touched = tx.one(_dialog, wanted=learner) or (None, None)
    return {
        "id": learner,
        "profile": _readable(profile),
        "record": _readable(record),
        "dialog": {"state": _readable(state), "touched": touched},
        "channels": [{"source": source, "address": "encrypted"} for (source,) in tx.all(_channels, wanted=learner)],
        "browsers": [{"added_at": at, "address": "encrypted"} for (at,) in tx.all(_browsers, wanted=learner)],
        "pages": [_named("role expires_at", row) for row in tx.all(_pages, wanted=learner)],
        "turns": [
            {"at": at, "source": source, "heard": _readable(heard), "said": _readable(said)}
            for at, source, heard, said in tx.all(_turns, wanted=learner)
        ],
        "reminders": [_named("item at not_after reason state", row) for row in tx.all(_due, wanted=learner)],
        "outbox": [
            _named("source not_before not_after attempts state", row) for row in tx.all(_outbox, wanted=learner)
        ],
        "deliveries": [_named("kind item at outcome reason", row) for row in tx.all(_delivered, wanted=learner)],
    }


def _readable(stored: bytes | None) -> Any:
    return msgspec.json.decode(stored) if stored is not None else None


def _named(names: str, row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(names.split(), row, strict=True))
