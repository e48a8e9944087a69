"""Moving between devices and messengers by a one-time code; never by a telephone number or an e-mail address."""

from datetime import datetime, timedelta

from bot.exchange import Inbound
from bot.invitations import new_code, normal
from dialogs.flows.device import MINUTES
from storage import channels, devices, learners, turns
from storage.addresses import Keyring
from storage.conversations import Found
from storage.transaction import Transaction


def issue(tx: Transaction, keyring: Keyring, conversation: str, now: datetime) -> str:
    """A new code for the person; an older one no longer works."""
    code = new_code()
    devices.issue(tx, conversation, keyring.code_hashes(normal(code))[0], now + timedelta(minutes=MINUTES))
    return code


def arrive(
    tx: Transaction, keyring: Keyring, code: str | None, inbound: Inbound, found: Found | None, now: datetime
) -> bool:
    """With a code that works, the address of this event leads to its owner from now on; a company's own bot serves
    nobody else's people."""
    letters = normal(code or "")
    owner = devices.take(tx, keyring.code_hashes(letters), now) if letters else None
    if owner is None or inbound.company not in ("", learners.company_of(tx, owner)):
        return False
    if found is not None:
        turns.move(tx, found.conversation, owner)
        return channels.attach(tx, found.hash, owner)
    hashed = keyring.hashes(inbound.source, inbound.address)[0]
    channels.add(tx, owner, hashed, inbound.source, keyring.seal(inbound.address))
    return True
