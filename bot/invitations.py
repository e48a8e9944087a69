"""Codes with which people join: made for paper and thumbs, kept only as keyed hashes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from content.model import Company
from dialogs.world import Invitation, Refused
from storage import invitations
from storage.addresses import Keyring
from storage.transaction import Transaction

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0 and O, no 1 and I, which look alike on a poster."""
LENGTH = 8
"""Characters of a code: 40 bits, out of reach for guessing through a chat."""
ROLES = ("learner", "multiplier", "consultant", "employer", "works-council", "operator")
MANY = 10_000
"""Uses of a group code, which hangs on a wall."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an invitation shall be for."""

    company: str
    role: str
    group: str | None = None
    uses: int = 1
    expires_at: datetime | None = None


class InvitationError(ValueError):
    """The company, group or role does not exist; the text names those that do."""


def new_code() -> str:
    """A fresh code such as K7QM-2F4X."""
    return printed("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def printed(code: str) -> str:
    """The code as it stands on paper, however it was typed."""
    letters = normal(code)
    return f"{letters[:4]}-{letters[4:]}"


def normal(code: str) -> str:
    """The code as it is hashed: capitals and digits only, however it was typed. "" when it cannot be one."""
    letters = "".join(c for c in code[:40].upper() if c.isascii() and c.isalnum())
    return letters if len(letters) == LENGTH else ""


def check(wanted: Wanted, companies: Mapping[str, Company]) -> None:
    """Raises InvitationError naming what exists instead."""
    company = companies.get(wanted.company)
    if company is None:
        raise InvitationError(f"there is no company {wanted.company!r}; known: {', '.join(companies)}")
    groups = [group.id for group in company.groups]
    if wanted.group is not None and wanted.group not in groups:
        raise InvitationError(f"{company.id} has no group {wanted.group!r}; known: {', '.join(groups)}")
    if wanted.role not in ROLES:
        raise InvitationError(f"there is no role {wanted.role!r}; known: {', '.join(ROLES)}")


def create(tx: Transaction, keyring: Keyring, wanted: Wanted, new_id: str, code: str) -> None:
    """Store the invitation under the hash of its code."""
    hashed = keyring.code_hashes(normal(code))[0]
    invitations.create(tx, new_id, hashed, wanted.company, wanted.group, wanted.role, wanted.uses, wanted.expires_at)


def look_up(
    tx: Transaction, keyring: Keyring, code: str, now: datetime, companies: Mapping[str, Company]
) -> Invitation | Refused:
    """What a code stands for, or why it does not work."""
    letters = normal(code)
    row = invitations.find(tx, keyring.code_hashes(letters)) if letters else None
    if row is None or row.company not in companies:
        return Refused("unknown")
    if row.expires_at is not None and row.expires_at <= now:
        return Refused("expired")
    if row.uses_left <= 0:
        return Refused("used")
    return Invitation(row.id, row.company, row.role, row.group)
