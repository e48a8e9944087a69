"""What is stored. No table has a column for a name, a number, an e-mail address, or anybody's words."""

from sqlalchemy import BigInteger, Index, Table, UniqueConstraint, text
from sqlmodel import Field, SQLModel

Moment = BigInteger
"""Unix seconds, beyond 2038."""


REGULAR = "regular"


class Invitation(SQLModel, table=True):
    """A code to join with, as a keyed hash only."""

    id: str = Field(primary_key=True)
    code_hash: bytes = Field(unique=True)
    company: str
    group_id: str | None = None
    role: str
    uses_left: int
    expires_at: int | None = Field(default=None, sa_type=Moment)


class Conversation(SQLModel, table=True):
    """Where a dialog stands: steps and numbers, no sentences. Exists from the first contact on."""

    id: str = Field(primary_key=True)
    state: bytes
    touched: str = Field(index=True)
    """ISO date, no time: when to forget an idle conversation."""


class Learner(SQLModel, table=True):
    """A person who has joined, under a random id: profile and record as JSON, read by their own dialogs only."""

    # In this order the planner pages through a company without sorting all of it for each page.
    __table_args__ = (Index("ix_learner_company_id", "company", "id"),)

    id: str = Field(primary_key=True, foreign_key="conversation.id")
    company: str
    group_id: str | None = None
    profile: bytes
    record: bytes


class Channel(SQLModel, table=True):
    """An address of a person in a messenger: found by its keyed hash, readable only with the keys."""

    address_hash: bytes = Field(primary_key=True)
    conversation: str = Field(foreign_key="conversation.id", index=True)
    source: str
    address: bytes
    reachable: bool = True
    preferred: bool = True
    """Used last; reminders go there."""


class DeviceCode(SQLModel, table=True):
    """The newest code with which a person goes on from another device, as a keyed hash only."""

    conversation: str = Field(primary_key=True, foreign_key="conversation.id")
    code_hash: bytes = Field(unique=True)
    expires_at: int = Field(sa_type=Moment)


class Turn(SQLModel, table=True):
    """An event that was taken, what was answered as references to texts, and whether there were own words."""

    __table_args__ = (
        UniqueConstraint("source", "key"),
        Index("ix_turn_conversation_id", "conversation", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    source: str
    key: str
    conversation: str = Field(foreign_key="conversation.id")
    at: int = Field(sa_type=Moment, index=True)
    heard: bytes | None = None
    said: bytes
    answered: bool = False
    """Whether all of the reply has been sent, where the messenger would bring the event again after an end of the
    process."""


class Due(SQLModel, table=True):
    """A moment to look at a person: planned, or asleep while nothing may be sent to them.

    ``item`` is what they or their dialogs asked for, or ``REGULAR`` for the one row of their next regular moment, at
    which what to send is chosen. What is done with is deleted.
    """

    __table_args__ = (
        Index("ix_due_at", "at", sqlite_where=text("state = 'planned'"), postgresql_where=text("state = 'planned'")),
        Index(
            "ux_due_regular",
            "learner",
            unique=True,
            sqlite_where=text("item = 'regular'"),
            postgresql_where=text("item = 'regular'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    learner: str = Field(foreign_key="learner.id", index=True)
    item: str
    at: int = Field(sa_type=Moment)
    not_after: int = Field(sa_type=Moment)
    reason: str
    version: int = 0
    """Of the plan that it was dated under; a regular row of an older version is stale."""
    state: str = "planned"
    claimed_at: int | None = Field(default=None, sa_type=Moment)
    """By a process that may have died since; not part of the state, so that a claim moves nothing in the index."""


class ScheduleVersion(SQLModel, table=True):
    """How often what a company's reminders depend on (plan, agreement, calendar) has changed."""

    company: str = Field(primary_key=True)
    version: int
    fingerprint: str


class Outbox(SQLModel, table=True):
    """A message on its way, see ``storage.outbox``. What it says stands in its turn."""

    __table_args__ = (
        Index("ix_outbox_queue", "source", "state", "priority", "id"),
        Index("ix_outbox_state_not_after", "state", "not_after"),
    )

    id: int | None = Field(default=None, primary_key=True)
    turn: int = Field(foreign_key="turn.id", index=True)
    conversation: str = Field(foreign_key="conversation.id", index=True)
    channel: bytes = Field(index=True)
    source: str
    not_before: int = Field(sa_type=Moment)
    not_after: int = Field(sa_type=Moment)
    kind: str = "nudge"
    priority: int = 2
    """Lower goes first, see ``dialogs.rules.delivery``."""
    attempts: int = 0
    state: str = "waiting"
    reason: str = ""
    """Why it is dropped or dead; for the operator."""
    claimed_at: int | None = Field(default=None, sa_type=Moment)


class Bot(SQLModel, table=True):
    """A bot of a messenger, for one company or for all (""). ``token`` is sealed like an address; without it, the
    settings hold it."""

    source: str = Field(primary_key=True)
    company: str
    token: bytes | None = None
    handle: str = ""
    """The bot's user name, once it has run."""
    per_second: int = 30
    added_at: int = Field(sa_type=Moment)


class PushSubscription(SQLModel, table=True):
    """Where a browser may be woken: found by the keyed hash of its endpoint, readable only with the keys."""

    endpoint_hash: bytes = Field(primary_key=True)
    conversation: str = Field(foreign_key="conversation.id", index=True)
    channel: bytes = Field(index=True)
    subscription: bytes
    added_at: int = Field(sa_type=Moment)


class Offer(SQLModel, table=True):
    """What a multiplier offers to groups, see ``dialogs.offers``; forgotten some days after it. Whose account made it
    is kept nowhere."""

    # A number is never given twice: people's records say of which they have heard.
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    company: str
    host: str
    """The mark of a published contact's name."""
    block: str
    groups: str
    starts_at: int = Field(sa_type=Moment)
    called_off: bool = False


class Delivery(SQLModel, table=True):
    """Log of what became of reminders, for 14 days: no bodies."""

    id: int | None = Field(default=None, primary_key=True)
    learner: str = Field(index=True)
    kind: str
    item: str
    at: int = Field(sa_type=Moment, index=True)
    outcome: str
    reason: str


def _core(model: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


# The same tables for SQLAlchemy Core, in which the statements are written.
invitation, conversation, learner, channel = _core(Invitation), _core(Conversation), _core(Learner), _core(Channel)
turn, due, outbox, delivery = _core(Turn), _core(Due), _core(Outbox), _core(Delivery)
schedule_version, offer = _core(ScheduleVersion), _core(Offer)
device_code, bot, push_subscription = _core(DeviceCode), _core(Bot), _core(PushSubscription)
