"""What have the multipliers of a company offered?"""

from datetime import UTC, datetime

from sqlalchemy import bindparam, delete, false, func, insert, select, true, update

from dialogs.offers import Offer
from storage.statement import Statement
from storage.tables import offer
from storage.transaction import Transaction

P = bindparam
BETWEEN = " "
"""Stands between the ids of groups, which hold no blanks."""
NOTHING = (0, 0)
"""The extent when there are none."""
_add = Statement(
    insert(offer).values(
        company=P("company"),
        host=P("host"),
        block=P("block"),
        groups=P("groups"),
        starts_at=P("starts_at"),
        called_off=false(),
    )
)
_is_theirs = offer.c.id == P("wanted"), offer.c.company == P("owner")
_call_off = Statement(update(offer).where(*_is_theirs).values(called_off=true()))
_all = Statement(
    select(
        offer.c.company, offer.c.host, offer.c.block, offer.c.groups, offer.c.starts_at, offer.c.id, offer.c.called_off
    ).order_by(offer.c.id)
)
_extent = Statement(
    select(
        select(func.max(offer.c.id)).scalar_subquery(),
        select(func.count()).select_from(offer).where(offer.c.called_off).scalar_subquery(),
    )
)
_forget = Statement(delete(offer).where(offer.c.starts_at < P("before")))


def add(tx: Transaction, company: str, made: Offer) -> None:
    """A new one; it gets its number here."""
    tx.run(
        _add,
        company=company,
        host=made.host,
        block=made.block,
        groups=BETWEEN.join(made.groups),
        starts_at=int(made.starts_at.timestamp()),
    )


def call_off(tx: Transaction, company: str, number: int) -> None:
    """It does not take place."""
    tx.run(_call_off, wanted=number, owner=company)


def by_company(tx: Transaction) -> dict[str, tuple[Offer, ...]]:
    """All of them, the oldest first."""
    found: dict[str, tuple[Offer, ...]] = {}
    for company, host, block, groups, starts_at, number, called_off in tx.all(_all):
        starts = datetime.fromtimestamp(starts_at, UTC)
        made = Offer(host, block, tuple(groups.split(BETWEEN)), starts, number, bool(called_off))
        found[company] = (*found.get(company, ()), made)
    return found


def extent(tx: Transaction) -> tuple[int, int]:
    """Changes with everything that is offered or called off."""
    row = tx.one(_extent)
    assert row is not None, "counting gives a row"
    return int(row[0] or 0), int(row[1])


def forget(tx: Transaction, before: datetime) -> None:
    """Those that began before then."""
    tx.run(_forget, before=int(before.timestamp()))
