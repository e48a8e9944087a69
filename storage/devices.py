"""Whose code is this, with which somebody goes on from another device?"""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from storage.statement import Statement
from storage.tables import device_code
from storage.transaction import Transaction

P = bindparam
_issue = Statement(
    insert(device_code).values(conversation=P("conversation"), code_hash=P("code_hash"), expires_at=P("expires_at"))
)
_owner = Statement(
    select(device_code.c.conversation).where(
        device_code.c.code_hash == P("code_hash"), device_code.c.expires_at > P("now")
    )
)
_revoke = Statement(delete(device_code).where(device_code.c.conversation == P("wanted")))
_forget = Statement(delete(device_code).where(device_code.c.expires_at <= P("before")))


def issue(tx: Transaction, conversation: str, code_hash: bytes, expires_at: datetime) -> None:
    """The person's code from now on; an older one no longer works."""
    tx.run(_revoke, wanted=conversation)
    tx.run(_issue, conversation=conversation, code_hash=code_hash, expires_at=int(expires_at.timestamp()))


def take(tx: Transaction, hashes: tuple[bytes, ...], now: datetime) -> str | None:
    """The conversation of a code that works; it is used up by that."""
    for code_hash in hashes:
        row = tx.one(_owner, code_hash=code_hash, now=int(now.timestamp()))
        if row is not None and tx.run(_revoke, wanted=row[0]) == 1:
            return str(row[0])
    return None


def forget_expired(tx: Transaction, before: datetime) -> None:
    """Codes that stopped working by then."""
    tx.run(_forget, before=int(before.timestamp()))
