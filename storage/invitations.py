"""What does a code stand for, and how often may it still be used?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import bindparam, insert, or_, select, update

from storage.statement import Statement
from storage.tables import invitation
from storage.transaction import Transaction

P = bindparam


@dataclass(frozen=True, slots=True)
class Row:
    """An invitation as stored."""

    id: str
    company: str
    group: str | None
    role: str
    uses_left: int
    expires_at: datetime | None


_create = Statement(
    insert(invitation).values(
        id=P("id"),
        code_hash=P("code_hash"),
        company=P("company"),
        group_id=P("group_id"),
        role=P("role"),
        uses_left=P("uses"),
        expires_at=P("expires_at"),
    )
)
_find = Statement(
    select(
        invitation.c.id,
        invitation.c.company,
        invitation.c.group_id,
        invitation.c.role,
        invitation.c.uses_left,
        invitation.c.expires_at,
    ).where(invitation.c.code_hash == P("code_hash"))
)
_use = Statement(
    update(invitation)
    .where(
        invitation.c.id == P("wanted"),
        invitation.c.uses_left > 0,
        or_(invitation.c.expires_at.is_(None), invitation.c.expires_at > P("now")),
    )
    .values(uses_left=invitation.c.uses_left - 1)
)


def create(
    tx: Transaction,
    invitation: str,
    code_hash: bytes,
    company: str,
    group: str | None,
    role: str,
    uses: int,
    expires_at: datetime | None,
) -> None:
    """A new invitation."""
    until = int(expires_at.timestamp()) if expires_at else None
    tx.run(
        _create,
        id=invitation,
        code_hash=code_hash,
        company=company,
        group_id=group,
        role=role,
        uses=uses,
        expires_at=until,
    )


def find(tx: Transaction, hashes: tuple[bytes, ...]) -> Row | None:
    """The invitation of a code, whether or not it still works."""
    for code_hash in hashes:
        row = tx.one(_find, code_hash=code_hash)
        if row is not None:
            expires = datetime.fromtimestamp(row[5], UTC) if row[5] is not None else None
            return Row(row[0], row[1], row[2], row[3], row[4], expires)
    return None


def use(tx: Transaction, invitation: str, now: datetime) -> bool:
    """Takes one use; False when none is left or the invitation has expired."""
    return tx.run(_use, wanted=invitation, now=int(now.timestamp())) == 1
