"""What every shell needs: settings, content, keys and the database, opened once and wired by hand."""

import logging
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import uuid4

from bot.clock import Clock, now, shifted
from bot.invitations import Wanted, check, create, new_code
from bot.knowledge import Knowledge
from bot.reading import Files, read
from bot.settings import Settings
from bot.speech import FOLDER, Recordings
from bot.turns import TurnTaker
from bot.vapid import is_private_key, new_private_key
from storage import key_file
from storage.addresses import Keyring
from storage.database import Database
from storage.transaction import DatabaseError

KEYS_FILE = "keys"
VAPID_FILE = "vapid-key"
log = logging.getLogger("inleku")


def new_id() -> str:
    """A random id that says nothing about anybody."""
    return str(uuid4())


def new_key() -> str:
    """A secret for addresses and codes."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Service:
    """The open parts of the program. Whoever opens it closes it."""

    settings: Settings
    knowledge: Knowledge
    keyring: Keyring
    database: Database
    clock: Clock
    turns: TurnTaker

    @classmethod
    def open(cls, settings: Settings, files: Files | None = None) -> "Service":
        """Raises ``ContentError`` or ``DatabaseError``, each of which says what, where and what to do."""
        knowledge = Knowledge.of(files or read())
        database = Database.open(settings.database)
        database.perform_now(knowledge.refresh)
        keyring = _keyring(settings)
        clock = shifted(settings.clock_start or now(), settings.clock_speed) if _moved(settings) else now
        recorded = Recordings(settings.data_dir / FOLDER).find
        turns = TurnTaker(database, knowledge, keyring, clock, new_id, recorded, settings.address)
        return cls(settings, knowledge, keyring, database, clock, turns)

    @classmethod
    @contextmanager
    def opened(cls, settings: Settings) -> Iterator["Service"]:
        """For as long as the ``with`` lasts."""
        service = cls.open(settings)
        try:
            yield service
        finally:
            service.close()

    def close(self) -> None:
        """Finish what is queued and let go of the database."""
        self.database.close()

    def invite(self, wanted: Wanted) -> str:
        """A new code for what is wanted; ``InvitationError`` when that does not exist."""
        check(wanted, self.knowledge.companies)
        code = new_code()
        self.database.perform_now(lambda tx: create(tx, self.keyring, wanted, new_id(), code))
        return code


def vapid_key(settings: Settings) -> str:
    """The private key for Web Push: set, or kept in the data folder, where it is made once."""
    if settings.vapid_key:
        return settings.vapid_key
    path = settings.data_dir / VAPID_FILE
    key = key_file.read_or_create(path, new_private_key)[0]
    if not is_private_key(key):
        raise DatabaseError(f"{path} holds no private key for Web Push; restore it, or delete it to get a new one")
    return key


def _keyring(settings: Settings) -> Keyring:
    if settings.keys:
        return Keyring(settings.keys)
    return Keyring.read_or_create(settings.data_dir / KEYS_FILE, new_key)


def _moved(settings: Settings) -> bool:
    return settings.clock_start is not None or settings.clock_speed != 1.0


def report(line: str) -> None:
    """Tell the person at the terminal."""
    sys.stderr.write(f"{line}\n")
