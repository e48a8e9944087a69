"""Whoever holds a key is told that a version of the plan waits for it. When, the dispatcher decides."""

from collections.abc import Collection
from datetime import datetime, timedelta

import msgspec

from content.plan.approval import Party
from dialogs.agenda import KEY_WAITS
from dialogs.rules.choice import Kind
from storage import learners, reminders
from storage.transaction import Transaction

KEPT = timedelta(days=60)
"""How long the word waits for somebody who is away."""


class _Holder(msgspec.Struct):
    """Of a profile the role alone."""

    role: str = ""


_decode = msgspec.json.Decoder(_Holder).decode


def tell(tx: Transaction, company: str, parties: Collection[Party], at: datetime) -> None:
    """One row for everybody with the role of one of these parties; it replaces an older one that was not sent yet."""
    everybody = learners.profiles(tx, company) if parties else ()
    for person in [person for person, profile in everybody if _decode(profile).role in parties]:
        reminders.plan(tx, person, KEY_WAITS, at, at + KEPT, Kind.APPROVAL.value)
