"""How often has what a company's reminders depend on changed?"""

from sqlalchemy import bindparam, insert, select, update

from storage.statement import Statement
from storage.tables import schedule_version
from storage.transaction import Transaction

P = bindparam
_current = Statement(
    select(schedule_version.c.version, schedule_version.c.fingerprint).where(schedule_version.c.company == P("wanted"))
)
_first = Statement(insert(schedule_version).values(company=P("company"), version=1, fingerprint=P("fingerprint")))
_bump = Statement(
    update(schedule_version)
    .where(schedule_version.c.company == P("wanted"), schedule_version.c.version == P("seen"))
    .values(version=P("newest"), fingerprint=P("found"))
)


def announce(tx: Transaction, company: str, fingerprint: str) -> int:
    """The version of what has this fingerprint: a new one when it is not that of the last announcement."""
    row = tx.one(_current, wanted=company)
    if row is None:
        tx.run(_first, company=company, fingerprint=fingerprint)
        return 1
    if row[1] != fingerprint:
        # Another process may have been faster; then it has said the same.
        tx.run(_bump, wanted=company, seen=row[0], newest=row[0] + 1, found=fingerprint)
        return int(row[0]) + 1
    return int(row[0])


def version(tx: Transaction, company: str) -> int:
    """The present version; 0 before anything was announced."""
    row = tx.one(_current, wanted=company)
    return int(row[0]) if row else 0
