"""What the program's database says when all is over."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, select

from bot import settlement
from storage import reminders
from storage.addresses import Keyring
from storage.database import Database
from storage.reminders import Logged
from storage.statement import Statement
from storage.tables import REGULAR, channel, conversation, delivery, due, invitation, learner, outbox, turn
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
_due = Statement(select(due.c.id, due.c.item, due.c.state, due.c.claimed_at, due.c.at))
_log = Statement(
    select(delivery.c.kind, delivery.c.outcome, delivery.c.reason, func.count()).group_by(
        delivery.c.kind, delivery.c.outcome, delivery.c.reason
    )
)
UNREACHABLE = "no messenger can be reached"
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
class Reminded:
    """A reminder that became a turn: ``at``: the moment it was planned for, in unix seconds; ``item``: what was
    reminded of; ``is_regular``: it was chosen at a regular moment; ``reachable``: it was handed over."""

    turn: Taken
    at: int
    item: str
    is_regular: bool
    reachable: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of what is due, ``at`` in unix seconds."""

    number: int
    item: str
    state: str
    claimed_at: int | None
    at: int


@dataclass(frozen=True, slots=True)
class Records:
    """``chats``: the conversation of each chat; ``states``: state, profile and record of each conversation; ``outbox``:
    (turn, state, reason); ``log``: (kind, outcome, reason, how often); ``worded``: the log's lines about reminders that
    became turns, oldest first."""

    turns: list[Taken]
    chats: dict[int, str]
    states: dict[str, tuple[bytes, bytes | None, bytes | None]]
    outbox: list[tuple[int, str, str]]
    due: list[Waiting]
    log: list[tuple[str, str, str, int]]
    worded: list[Logged]
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
            [Waiting(*row) for row in tx.all(_due)],
            [(kind, outcome, reason, often) for kind, outcome, reason, often in tx.all(_log)],
            [line for line in reminders.logged_since(tx, 0) if line.outcome == "sent" or line.reason == UNREACHABLE],
            (tx.one(_uses) or (0,))[0] or 0,
            (tx.one(_joined) or (0,))[0],
        )

    return database.perform_now(everything)


def reminded(records: Records) -> dict[str, list[Reminded]]:
    """By conversation, in order. Turn and line of the log are one transaction, so the nth belongs to the nth."""
    regular = {each.number for each in records.due if each.item == REGULAR}
    lines: dict[str, list[Logged]] = defaultdict(list)
    for line in records.worded:
        lines[line.learner].append(line)
    turns: dict[str, list[Taken]] = defaultdict(list)
    for each in records.turns:
        if each.source == settlement.SOURCE:
            turns[each.conversation].append(each)
    return {
        who: [_reminded(turn, line, regular) for turn, line in zip(said, lines[who], strict=True)]
        for who, said in turns.items()
    }


def _reminded(turn: Taken, line: Logged, regular: set[int]) -> Reminded:
    row, at, _ = turn.key.split("-")
    return Reminded(turn, int(at), line.item, int(row) in regular, line.outcome == "sent")
