"""The table: what must hold, what was counted, and what is only said."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.invitations import MANY
from tests.chaos import findings
from tests.chaos.kills import Kill
from tests.chaos.records import Records, reminded
from tests.chaos.twin import Twin
from tests.chaos.watch import Seen
from tests.telegram import Bot
from tests.telegram.rates import MESSAGES

ENDS = {"sent", "dropped", "dead"}
MOST = 30
"""Messages in any second."""
PATIENCE = 60
"""Seconds of the program's clock until somebody looks after what is due."""
LEAST = 1.0
"""Seconds between two messages in a chat."""


@dataclass(frozen=True, slots=True)
class Row:
    """``holds`` is None where nothing must hold."""

    what: str
    value: str
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What was seen from the outside."""

    by_webhook: bool
    bot: Bot
    seen: list[Seen]
    kills: list[Kill]
    broken: Counter[int]
    settled: bool


def table(told: Told, records: Records, twin: Twin, now: int) -> list[Row]:
    """All rows; ``now`` by the program's clock, in unix seconds."""
    kills = Counter(kill.moment for kill in told.kills)
    return [
        Row("way", "webhook" if told.by_webhook else "polling"),
        Row("kills", f"{len(told.kills)}: {', '.join(kills)}"),
        Row("came to rest", "yes" if told.settled else "no", told.settled),
        *_people(records, twin),
        *_replies(findings.replies(told.seen, twin, told.kills, told.broken), told.seen, twin),
        *_nudges(findings.nudges(told.seen, records), records, twin, now),
        *_limits(told.bot, told.seen),
    ]


def _none(what: str, found: Iterable[object]) -> Row:
    listed = list(found)
    more = f" ({', '.join(map(str, listed[:5]))})" if listed else ""
    return Row(what, f"{len(listed)}{more}", not listed)


def _people(records: Records, twin: Twin) -> list[Row]:
    wanted = sum(each.said is not None for each in twin.expected.values())
    used = MANY - records.uses_left
    planned = sum(1 for state in records.states.values() if state[1] is not None)
    enrolled = sum(who.startswith("00000000-0000-4000-8000") for who in records.states)
    return [
        Row("updates caused by people", str(len(twin.expected)), len(twin.expected) > 0),
        Row("turns wanted of them", str(wanted), wanted > 0),
        _none("turns lost", findings.lost(records, twin)),
        _none("turns applied otherwise than once", findings.changed(records, twin)),
        _none("people who stand elsewhere than they should", twin.moved_apart),
        Row("turns out of order", str(findings.out_of_order(records)), findings.out_of_order(records) == 0),
        Row("people who joined; uses of the code", f"{planned - enrolled}; {used}", planned - enrolled == used),
    ]


def _replies(count: findings.Count, seen: list[Seen], twin: Twin) -> list[Row]:
    twice, unexplained = count.twice, count.twice - count.in_danger
    taps, answered = findings.taps(seen, twin)
    return [
        Row("reply messages wanted; sent", f"{count.wanted.total()}; {count.done.total()}", count.done.total() > 0),
        Row("of these sent as a picture", str(sum(e.done and e.call.method == "sendPhoto" for e in seen))),
        _none("replies missing", count.missing),
        _none("replies missing that change a message", findings.edits_missing(seen, twin)),
        Row("replies that Telegram lost in a response", str(count.lost_in_responses)),
        Row("replies to people who had blocked the bot", str(((count.wanted - count.done) & count.blocked).total())),
        Row("replies sent twice; were in danger of it", f"{twice.total()}; {count.in_danger.total()}"),
        _none("replies sent twice without need", unexplained),
        Row("taps; answered", f"{taps}; {answered}"),
    ]


def _nudges(count: findings.Count, records: Records, twin: Twin, now: int) -> list[Row]:
    states = Counter(state for _, state, _ in records.outbox)
    reasons = Counter(reason for _, state, reason in records.outbox if state != "sent")
    late = now - PATIENCE
    left = [each.number for each in records.due if each.state == "planned" and (each.claimed_at or each.at < late)]
    logged = sum(often for kind, outcome, _, often in records.log if kind == "delivery" and outcome in ENDS)
    said = [each for many in reminded(records).values() for each in many]
    ended = sum(count for state, count in states.items() if state != "sent")
    return [
        Row("reminders handed over; sent", f"{len(records.outbox)}; {states['sent']}", states["sent"] > 0),
        Row("reminders dropped or dead, by reason", ", ".join(f"{n} {why}" for why, n in reasons.items()) or "0"),
        Row("of these at a regular moment", str(sum(each.is_regular for each in said))),
        _none("reminders that are others than they should be", findings.reworded(records, twin)),
        _none("reminders without an end", (each for each in records.outbox if each[1] not in ENDS)),
        _none("reminders that end without a reason", (e for e in records.outbox if e[1] != "sent" and not e[2])),
        Row("of these in the delivery log", f"{logged} of {ended}", logged >= ended),
        _none("reminders overdue and not settled", left),
        _none("reminders sent twice", count.twice),
        _none("reminders called sent that did not arrive", count.missing),
    ]


def _limits(bot: Bot, seen: list[Seen]) -> list[Row]:
    within = {id(each.call) for each in seen}
    refused = [call.method for call in bot.calls if call.method in MESSAGES and id(call) not in within]
    window, gap = bot.longest_window(), bot.shortest_gap()
    return [
        Row("most messages in a second", str(window), window <= MOST),
        Row("fewest seconds between two in a chat", f"{gap:.3f}", gap >= LEAST),
        _none("calls refused as too fast", refused),
        _none("calls that the Bot API does not allow", bot.violations),
    ]
