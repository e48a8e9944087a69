"""The twin: a program to which nothing ever happens. It gets the same updates, once, in order, at the same times, and
between them its own reminders come due when those of the program did.

What it answers is what should have been answered; where its people stand is where they should stand.
"""

import json
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from msgspec.structs import replace

from bot.gateways.telegram.call import Call
from bot.gateways.telegram.method import calls
from bot.gateways.telegram.update import decode, inbound
from bot.person import decode_record, encode
from bot.settlement import Settlement
from bot.turns import TurnTaker
from storage import channels, conversations, reminders, turns
from storage.database import Database
from storage.reminders import Due
from storage.tables import REGULAR
from storage.transaction import Transaction
from tests.chaos.records import Records, Reminded, Taken, reminded
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
    """``moved_apart``: people who do not stand where they should; ``expected`` by update; ``reminders``: what the
    program's turns with a reminder should say, by their numbers."""

    expected: dict[int, Expected] = field(default_factory=dict)
    reminders: dict[int, bytes] = field(default_factory=dict)
    moved_apart: list[int] = field(default_factory=list)


def live_again(database: Database, records: Records, updates: Iterable[dict[str, Any]]) -> Twin:
    """``database`` is as it was before the first update."""
    twin, taken = Twin(), {each.key: each for each in records.turns if each.source == SOURCE}
    chats: dict[int, list[dict[str, Any]]] = defaultdict(list, {chat: [] for chat in records.chats})
    due = reminded(records)
    for update in updates:
        chats[chat_of(update)].append(update)
    for chat, happened in chats.items():
        who = records.chats.get(chat, f"nobody in {chat}")
        life = _Life(chat, who, happened, taken, deque(due.get(who, ())))
        state = database.perform_now(life.live)
        twin.expected.update({expected.update: expected for expected in life.lived})
        twin.reminders.update(life.reminded)
        if comparable(state) != comparable(records.states.get(who)):
            twin.moved_apart.append(chat)
    return twin


def chat_of(update: dict[str, Any]) -> int:
    """Where it happened."""
    content = next(value for name, value in update.items() if name != "update_id")
    return int(content.get("message", content)["chat"]["id"])


def comparable(state: State | None) -> State | None:
    """Without what the twin cannot know: it lives in whole seconds, as turns are dated, so its pushes are dated so as
    well; and which week was settled last is noted at regular moments that sent nothing, too. That loses nothing: the
    week is read at the turn of the week only, and no run is that long."""
    if state is None or state[2] is None:
        return state
    record = decode_record(state[2])
    pushes = tuple(replace(push, at=push.at.replace(microsecond=0)) for push in record.outreach.pushes)
    return state[0], state[1], encode(replace(record, outreach=replace(record.outreach, pushes=pushes, week="")))


@dataclass(slots=True)
class _Life:
    """All of a chat. ``taken``: the turns by their keys; ``due``: the reminders still to come, in order; what comes of
    them is ``reminded``, by number, and what comes of the updates ``lived``."""

    chat: int
    who: str
    happened: list[dict[str, Any]]
    taken: dict[str, Taken]
    due: deque[Reminded]
    lived: list[Expected] = field(default_factory=list)
    reminded: dict[int, bytes] = field(default_factory=dict)

    def live(self, tx: Transaction) -> State | None:
        """Where the person stands in the end."""
        moment = min((each.at for each in self.taken.values()), default=0)
        for one in self.happened:
            if turn := self.taken.get(str(one["update_id"])):
                moment = turn.at
                self._remind(tx, turn.number)
            self.lived.append(self._answered(tx, one, datetime.fromtimestamp(moment, UTC)))
        self._remind(tx, None)
        found = conversations.by_learner(tx, self.who)
        return (found.state, found.profile, found.record) if found else None

    def _remind(self, tx: Transaction, before: int | None) -> None:
        """All reminders that came before that turn of the program; None: all that are left."""
        while self.due and (before is None or self.due[0].turn.number < before):
            each = self.due.popleft()
            self.reminded[each.turn.number] = self._reminder(tx, each)

    def _reminder(self, tx: Transaction, each: Reminded) -> bytes:
        """What the twin says at that moment; nothing where nothing is due for it."""
        row, last = self._row(tx, each), turns.since(tx, self.who, 0, 1)
        if row is None:
            return b""
        channels.reach(tx, KEYRING.hashes(SOURCE, str(self.chat))[0], each.reachable)
        found = conversations.by_learner(tx, self.who)
        assert found is not None, "somebody has a row"
        Settlement(KNOWLEDGE, tx, row, found, datetime.fromtimestamp(each.turn.at, UTC)).settle()
        said = turns.since(tx, self.who, last[0][0] if last else 0, 1)
        return said[0][3] if said else b""

    def _row(self, tx: Transaction, each: Reminded) -> Due | None:
        if not each.is_regular:
            return next((row for row in reminders.pending(tx, self.who) if row.item == each.item), None)
        known = reminders.regular(tx, self.who)
        return Due(known.id, self.who, REGULAR, each.at, each.at, "", known.version) if known else None

    def _answered(self, tx: Transaction, one: dict[str, Any], now: datetime) -> Expected:
        update = decode(json.dumps(one).encode())
        event = inbound(update, SOURCE)
        assert event is not None, "people write in their own chats only"
        taker = TurnTaker(NO_DATABASE, KNOWLEDGE, KEYRING, lambda: now, lambda: self.who)
        reply = taker.turn(tx, event, now)
        rows = turns.since(tx, self.who, reply.turn - 1, 1) if reply.turn else []
        return Expected(update.update_id, self.chat, rows[0][3] if rows else None, calls(reply, update))
