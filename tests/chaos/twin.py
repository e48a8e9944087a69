"""The twin: a program to which nothing ever happens. It gets the same updates, once, in order, at the same times.

What it answers is what should have been answered; where its people stand is where they should stand.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from bot.gateways.telegram.method import Call, calls
from bot.gateways.telegram.update import decode, inbound
from bot.turns import TurnTaker
from storage import conversations, turns
from storage.database import Database
from storage.transaction import Transaction
from tests.chaos.records import Records
from tests.chaos.setting import KEYRING, KNOWLEDGE, SOURCE

State = tuple[bytes, bytes | None, bytes | None]
"""State, profile and record, as they are stored."""
NO_DATABASE = cast(Database, None)
"""A turn is a function of its transaction."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One update: ``turn``: what should be recorded (None: nothing), ``calls``: what it should be answered with."""

    update: int
    chat: int
    said: bytes | None
    calls: list[Call]


@dataclass(slots=True)
class Twin:
    """``moved_apart``: people who do not stand where they should; ``expected`` by update."""

    expected: dict[int, Expected] = field(default_factory=dict)
    moved_apart: list[int] = field(default_factory=list)


def live_again(database: Database, records: Records, updates: Iterable[dict[str, Any]]) -> Twin:
    """``database`` is as it was before the first update."""
    twin, taken = Twin(), {each.key: each.at for each in records.turns if each.source == SOURCE}
    chats: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for update in updates:
        chats[chat_of(update)].append(update)
    for chat, happened in chats.items():
        who = records.chats.get(chat, f"nobody in {chat}")
        lived, state = database.perform_now(_Life(chat, who, happened, taken).live)
        twin.expected.update({expected.update: expected for expected in lived})
        if state != records.states.get(who):
            twin.moved_apart.append(chat)
    return twin


def chat_of(update: dict[str, Any]) -> int:
    """Where it happened."""
    content = next(value for name, value in update.items() if name != "update_id")
    return int(content.get("message", content)["chat"]["id"])


@dataclass(frozen=True, slots=True)
class _Life:
    """All of a chat. ``taken``: the moments of the turns by their keys, in unix seconds."""

    chat: int
    who: str
    happened: list[dict[str, Any]]
    taken: dict[str, int]

    def live(self, tx: Transaction) -> tuple[list[Expected], State | None]:
        """What should come of each update, and where the person stands then."""
        moment, lived = min(self.taken.values(), default=0), []
        for one in self.happened:
            moment = self.taken.get(str(one["update_id"]), moment)
            lived.append(self._answered(tx, one, datetime.fromtimestamp(moment, UTC)))
        found = conversations.by_learner(tx, self.who)
        return lived, (found.state, found.profile, found.record) if found else None

    def _answered(self, tx: Transaction, one: dict[str, Any], now: datetime) -> Expected:
        update = decode(json.dumps(one).encode())
        event = inbound(update, SOURCE)
        assert event is not None, "people write in their own chats only"
        taker = TurnTaker(NO_DATABASE, KNOWLEDGE, KEYRING, lambda: now, lambda: self.who)
        reply = taker.turn(tx, event, now)
        rows = turns.since(tx, self.who, reply.turn - 1, 1) if reply.turn else []
        return Expected(update.update_id, self.chat, rows[0][3] if rows else None, calls(reply, update))
