"""What the program's database says when all is over."""

from dataclasses import dataclass

from sqlalchemy import func, select

from storage.addresses import Keyring
from storage.database import Database
from storage.statement import Statement
from storage.tables import channel, conversation, delivery, due, invitation, learner, outbox, turn
from storage.transaction import Transaction

_turns = Statement(
    select(turn.c.id, turn.c.source, turn.c.key, turn.c.conversation, turn.c.at, turn.c.said).order_by(turn.c.id)
)
_addresses = Statement(select(channel.c.conversation, channel.c.address))
_states = Statement(
    select(conversation.c.id, conversation.c.state, learner.c.profile, learner.c.record).select_from(
        conversation.outerjoin(learner, learner.c.id == conversation.c.id)
    )
)
_outbox = Statement(select(outbox.c.turn, outbox.c.state, outbox.c.reason).order_by(outbox.c.id))
_due = Statement(select(due.c.id, due.c.state, due.c.at))
_log = Statement(
    select(delivery.c.kind, delivery.c.outcome, delivery.c.reason, func.count()).group_by(
        delivery.c.kind, delivery.c.outcome, delivery.c.reason
    )
)
_uses = Statement(select(func.sum(invitation.c.uses_left)).where(invitation.c.group_id.is_not(None)))
_joined = Statement(select(func.count()).select_from(learner))


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn: ``at`` in unix seconds."""

    number: int
    source: str
    key: str
    conversation: str
    at: int
    said: bytes


@dataclass(frozen=True, slots=True)
class Records:
    """``chats``: the conversation of each chat; ``states``: state, profile and record of each conversation; ``outbox``:
    (turn, state, reason); ``due``: (number, state, at); ``log``: (kind, outcome, reason, how often)."""

    turns: list[Taken]
    chats: dict[int, str]
    states: dict[str, tuple[bytes, bytes | None, bytes | None]]
    outbox: list[tuple[int, str, str]]
    due: list[tuple[int, str, int]]
    log: list[tuple[str, str, str, int]]
    uses_left: int
    joined: int


def read(database: Database, keyring: Keyring) -> Records:
    """All of it."""

    def everything(tx: Transaction) -> Records:
        return Records(
            [Taken(*row) for row in tx.all(_turns)],
            {int(keyring.open(address)): who for who, address in tx.all(_addresses)},
            {who: (state, profile, record) for who, state, profile, record in tx.all(_states)},
            [(number, state, reason) for number, state, reason in tx.all(_outbox)],
            [(number, state, at) for number, state, at in tx.all(_due)],
            [(kind, outcome, reason, often) for kind, outcome, reason, often in tx.all(_log)],
            (tx.one(_uses) or (0,))[0] or 0,
            (tx.one(_joined) or (0,))[0],
        )

    return database.perform_now(everything)
