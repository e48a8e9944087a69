"""Who may open the pages with a link, and who is logged in there?"""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from storage.login_tables import login, session
from storage.statement import Statement
from storage.tables import learner
from storage.transaction import Transaction

P = bindparam
_issue = Statement(insert(login).values(learner=P("learner"), token_hash=P("token_hash"), expires_at=P("expires_at")))
_owner = Statement(
    select(login.c.learner, learner.c.profile)
    .join(learner, learner.c.id == login.c.learner)
    .where(login.c.token_hash == P("token_hash"), login.c.expires_at > P("now"))
)
_revoke = Statement(delete(login).where(login.c.learner == P("wanted")))
_use = Statement(delete(login).where(login.c.token_hash == P("token_hash")))
_begin = Statement(
    insert(session).values(
        cookie_hash=P("cookie_hash"),
        company=P("company"),
        role=P("role"),
        learner=P("learner"),
        expires_at=P("expires_at"),
    )
)
_here = Statement(
    select(session.c.company, session.c.role, learner.c.profile)
    .join(learner, learner.c.id == session.c.learner)
    .where(session.c.cookie_hash == P("cookie_hash"), session.c.expires_at > P("now"))
)
_end = Statement(delete(session).where(session.c.cookie_hash == P("cookie_hash")))
_forget_links = Statement(delete(login).where(login.c.expires_at <= P("before")))
_forget_sessions = Statement(delete(session).where(session.c.expires_at <= P("before")))


def issue(tx: Transaction, person: str, token_hash: bytes, expires_at: datetime) -> None:
    """The person's link from now on; an older one no longer works."""
    tx.run(_revoke, wanted=person)
    tx.run(_issue, learner=person, token_hash=token_hash, expires_at=int(expires_at.timestamp()))


def owner(tx: Transaction, hashes: tuple[bytes, ...], now: datetime) -> tuple[str, bytes] | None:
    """(learner, profile) of a link that works; it still works afterwards."""
    for each in hashes:
        row = tx.one(_owner, token_hash=each, now=int(now.timestamp()))
        if row is not None:
            return str(row[0]), bytes(row[1])
    return None


def use(tx: Transaction, hashes: tuple[bytes, ...]) -> bool:
    """The link works no longer; False when somebody was faster."""
    return any(tx.run(_use, token_hash=each) == 1 for each in hashes)


def begin(tx: Transaction, cookie_hash: bytes, person: str, company: str, role: str, expires_at: datetime) -> None:
    """The person is logged in."""
    at = int(expires_at.timestamp())
    tx.run(_begin, cookie_hash=cookie_hash, company=company, role=role, learner=person, expires_at=at)


def here(tx: Transaction, hashes: tuple[bytes, ...], now: datetime) -> tuple[str, str, bytes] | None:
    """(company, role, profile as it is now) of whoever has that cookie."""
    for each in hashes:
        row = tx.one(_here, cookie_hash=each, now=int(now.timestamp()))
        if row is not None:
            return str(row[0]), str(row[1]), bytes(row[2])
    return None


def end(tx: Transaction, hashes: tuple[bytes, ...]) -> None:
    """Nobody is logged in with that cookie any more."""
    for each in hashes:
        tx.run(_end, cookie_hash=each)


def forget_expired(tx: Transaction, before: datetime) -> None:
    """Links and sessions that stopped working by then."""
    for statement in (_forget_links, _forget_sessions):
        tx.run(statement, before=int(before.timestamp()))
