"""People for the storage tests: a learner at an address, with a row in every table."""

from datetime import UTC, date, datetime, timedelta

from storage import conversations, devices, learners, logins, outbox, reminders, subscriptions, turns
from storage.database import Database
from storage.transaction import Transaction

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LATER = NOW + timedelta(hours=4)


def join(
    tx: Transaction, name: str, address_hash: bytes | None = None, sealed: bytes = b"sealed", source: str = "web"
) -> None:
    """A learner with that id, by the web chat; found by the name unless a hash is given."""
    conversations.begin(tx, name, b"0", address_hash or name.encode(), source, sealed, TODAY)
    learners.create(tx, name, "muster", None, b"{}", b"0")


def remind(tx: Transaction, name: str, key: str = "1", not_after: datetime = LATER) -> int:
    """A recorded turn that waits in the outbox; gives the turn's number."""
    number = turns.record(tx, "reminder", key, name, int(NOW.timestamp()), None, b"[]")
    assert outbox.put(tx, number, name, not_after, NOW)
    return number


def fill(tx: Transaction, name: str) -> None:
    """A learner about whom every table has a row."""
    join(tx, name)
    remind(tx, name, key=name)
    reminders.set_regular(tx, [(name, None, LATER)], 1)
    reminders.log(tx, name, "reminder", "unit", NOW, "sent", "plan")
    devices.issue(tx, name, name.encode(), LATER)
    subscriptions.add(tx, name.encode(), name, name.encode(), b"sealed", NOW)
    logins.issue(tx, name, name.encode(), LATER)
    logins.begin(tx, name.encode(), name, "muster", "employer", LATER)


def log_lines(database: Database) -> list[tuple[str, str]]:
    """(outcome, reason) of the delivery log about the learner "a"."""
    data = database.perform_now(lambda tx: learners.own_data(tx, "a"))
    return [(line["outcome"], line["reason"]) for line in data["deliveries"]]
