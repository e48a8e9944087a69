"""Links from the chat to the pages, and who is logged in there; only keyed hashes of both are kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.person import decode_profile
from bot.visits import Visitor
from dialogs.flows.login import MINUTES, ROLES
from storage import logins
from storage.addresses import Keyring
from storage.database import Database
from storage.transaction import Transaction

LASTS = timedelta(hours=12)
"""A working day; afterwards it takes a new link."""


def issue(tx: Transaction, keyring: Keyring, person: str, now: datetime) -> str:
    """The token of a new link for the person; an older one no longer works."""
    token = secrets.token_urlsafe(32)
    logins.issue(tx, person, keyring.hashes("login", token)[0], now + timedelta(minutes=MINUTES))
    return token


@dataclass(frozen=True)
class SessionBook:
    """``bot.visits.Sessions`` on the database."""

    database: Database
    keyring: Keyring
    clock: Clock

    async def works(self, link: str) -> bool:
        """See ``bot.visits.Sessions.works``."""
        now = self.clock()
        return await self.database.perform(lambda tx: self._owner(tx, link, now)) is not None

    async def begin(self, link: str, cookie: str, before: str) -> bool:
        """See ``bot.visits.Sessions.begin``."""
        now = self.clock()

        def write(tx: Transaction) -> bool:
            found = self._owner(tx, link, now)
            if found is None or not logins.use(tx, self.keyring.hashes("login", link)):
                return False
            if before:
                logins.end(tx, self._hashes(before))
            person, visitor = found
            until = now + LASTS
            logins.begin(tx, self._hashes(cookie)[0], person, visitor.company, visitor.role, until)
            return True

        return await self.database.perform(write)

    async def visitor(self, cookie: str) -> Visitor | None:
        """See ``bot.visits.Sessions.visitor``."""
        now = self.clock()
        row = await self.database.perform(lambda tx: logins.here(tx, self._hashes(cookie), now))
        if row is None:
            return None
        company, role, profile = row
        # Whoever has another role or workplace by now has to come anew, and gets what that role may see.
        return Visitor(company, role) if _visitor(profile) == Visitor(company, role) else None

    async def end(self, cookie: str) -> None:
        """See ``bot.visits.Sessions.end``."""
        await self.database.perform(lambda tx: logins.end(tx, self._hashes(cookie)))

    def _owner(self, tx: Transaction, link: str, now: datetime) -> tuple[str, Visitor] | None:
        found = logins.owner(tx, self.keyring.hashes("login", link), now)
        visitor = _visitor(found[1]) if found else None
        return (found[0], visitor) if found and visitor else None

    def _hashes(self, cookie: str) -> tuple[bytes, ...]:
        return self.keyring.hashes("session", cookie)


def _visitor(profile: bytes) -> Visitor | None:
    person = decode_profile(profile)
    return Visitor(person.company, person.role) if person.role in ROLES else None
