"""Which versions of a company's plan are there, and what have the two parties said about them?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, func, insert, select

from content.plan.approval import Act, Party
from storage.plan_tables import approval, plan_version
from storage.statement import Statement
from storage.transaction import Transaction

P = bindparam
NOTHING = (0, 0)
"""The extent when nothing is stored."""


@dataclass(frozen=True, slots=True)
class Version:
    """A stored version; ``number`` counts a company's versions from 1."""

    number: int
    company: str
    hash: str
    imported_at: datetime


_add = Statement(
    insert(plan_version).values(company=P("company"), hash=P("hash"), plan=P("plan"), imported_at=P("imported_at"))
)
_of_company = Statement(
    select(plan_version.c.hash, plan_version.c.imported_at)
    .where(plan_version.c.company == P("company"))
    .order_by(plan_version.c.id)
)
_body = Statement(
    select(plan_version.c.plan).where(plan_version.c.company == P("company"), plan_version.c.hash == P("hash"))
)
_companies = Statement(select(plan_version.c.company).distinct().order_by(plan_version.c.company))
_extent = Statement(
    select(
        select(func.count()).select_from(plan_version).scalar_subquery(),
        select(func.count()).select_from(approval).scalar_subquery(),
    )
)
_act = Statement(
    insert(approval).values(
        company=P("company"), version=P("version"), party=P("party"), approves=P("approves"), at=P("at")
    )
)
_acts = Statement(
    select(approval.c.party, approval.c.version, approval.c.approves, approval.c.at)
    .where(approval.c.company == P("company"))
    .order_by(approval.c.id)
)


def add(tx: Transaction, company: str, version: str, body: bytes, at: datetime) -> bool:
    """A new version; False when it is there already."""
    if tx.one(_body, company=company, hash=version) is not None:
        return False
    tx.run(_add, company=company, hash=version, plan=body, imported_at=int(at.timestamp()))
    return True


def versions(tx: Transaction, company: str) -> list[Version]:
    """All versions of a company, the oldest first."""
    rows = enumerate(tx.all(_of_company, company=company), 1)
    return [Version(number, company, row[0], datetime.fromtimestamp(row[1], UTC)) for number, row in rows]


def body(tx: Transaction, company: str, version: str) -> bytes | None:
    """The canonical form of a version; None when there is no such version."""
    row = tx.one(_body, company=company, hash=version)
    return None if row is None else bytes(row[0])


def companies(tx: Transaction) -> list[str]:
    """The companies that have a plan."""
    return [row[0] for row in tx.all(_companies)]


def extent(tx: Transaction) -> tuple[int, int]:
    """How many versions and acts there are. Rows are only added, so that it changes with everything that happens."""
    row = tx.one(_extent)
    assert row is not None, "counting gives a row"
    return int(row[0]), int(row[1])


def act(tx: Transaction, company: str, done: Act) -> None:
    """A party approves or withdraws."""
    at = int(done.at.timestamp())
    tx.run(_act, company=company, version=done.version, party=done.party, approves=done.approves, at=at)


def acts(tx: Transaction, company: str) -> list[Act]:
    """What the parties have done, the oldest first."""
    return [_read(*row) for row in tx.all(_acts, company=company)]


def _read(party: Party, version: str, approves: bool, at: int) -> Act:
    return Act(party, version, bool(approves), datetime.fromtimestamp(at, UTC))
