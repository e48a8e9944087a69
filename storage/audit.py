"""What was changed, when, and in which order?"""

from datetime import datetime

from sqlalchemy import bindparam, insert, select

from content.plan.chain import Link, link
from storage.plan_tables import audit
from storage.statement import Statement
from storage.transaction import Transaction

P = bindparam
_COLUMNS = (audit.c.number, audit.c.company, audit.c.at, audit.c.kind, audit.c.detail, audit.c.previous, audit.c.hash)
_add = Statement(insert(audit).values({column.name: P(column.name) for column in _COLUMNS}))
_of_company = Statement(select(*_COLUMNS).where(audit.c.company == P("wanted")).order_by(audit.c.id))
_last = Statement(
    select(*_COLUMNS).where(audit.c.company == P("wanted")).order_by(audit.c.number.desc()).limit(1).with_for_update()
)
_companies = Statement(select(audit.c.company).distinct().order_by(audit.c.company))


def append(tx: Transaction, company: str, at: datetime, kind: str, detail: str) -> Link:
    """One more entry, which seals all before it. ``detail`` is JSON and names nobody."""
    row = tx.one(_last, wanted=company)
    added = link(company, int(at.timestamp()), kind, detail, Link(*row) if row else None)
    tx.run(
        _add,
        number=added.number,
        company=company,
        at=added.at,
        kind=kind,
        detail=detail,
        previous=added.previous,
        hash=added.hash,
    )
    return added


def links(tx: Transaction, company: str) -> list[Link]:
    """The whole log of a company, in the order in which it was written."""
    return [Link(*row) for row in tx.all(_of_company, wanted=company)]


def companies(tx: Transaction) -> list[str]:
    """The companies that have a log."""
    return [row[0] for row in tx.all(_companies)]
