"""What must hold after every step, whatever has happened. Each function gives what is wrong; nothing is good."""

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.person import decode_profile, decode_record
from dialogs.codec import dump
from dialogs.rules.calendar import window_at
from dialogs.rules.nudges import BUDGET_PER_WEEK
from dialogs.world import working_time
from tests.chaos.records import Records, reminded
from tests.chaos.setting import KNOWLEDGE
from tests.chaos.watch import Seen
from tests.machine.bot import COMPANY
from tests.machine.surroundings import Sent, Surroundings

TAP, ANSWER = "callback_query_id", "answerCallbackQuery"
ZONE = ZoneInfo(COMPANY.time_zone)
TRIES = 3
"""Failures after which an answer that only stops a wheel is given up."""


def problems(around: Surroundings, records: Records) -> list[str]:
    """All of them, by name."""
    wrong = {
        "not in the Bot API": around.server.violations,
        "errors of the program": around.errors.said,
        "updates with two turns": repeated(records),
        "taps not answered once": taps(around),
        "reminders not sent once": not_once(around.sent, records),
        "more than one a day or three a week": over_budget(records),
        "sent to somebody who has blocked the bot": to_closed(around),
        "conversations that do not load": unreadable(records),
    }
    return [f"{name}: {found}" for name, found in wrong.items() if found]


def repeated(records: Records) -> list[tuple[str, str]]:
    """Each update, and each moment of a reminder, is one turn."""
    return [each for each, often in Counter((turn.source, turn.key) for turn in records.turns).items() if often > 1]


def taps(around: Surroundings) -> list[str]:
    """Once, or once more for each time that nobody heard the answer or the update came again; never only where the tap
    is too old by then or every try failed."""
    updates = {
        each["callback_query"]["id"]: int(each["update_id"])
        for each in around.updates.all
        if "callback_query" in each
    }  # fmt: skip
    answers: dict[str, list[Seen]] = {number: [] for number in updates}
    for seen in around.watch.seen:
        if seen.call.method == ANSWER:
            answers[seen.call.parameters[TAP]].append(seen)
    return [number for number, own in answers.items() if not _is_once(own, around.again[updates[number]])]


def _is_once(answers: list[Seen], again: int) -> bool:
    done = sum(each.done for each in answers)
    unheard = sum(each.done and not each.answered for each in answers)
    given_up = any(each.refused for each in answers) or len(answers) >= TRIES
    return done <= 1 + unheard + again and (done > 0 or given_up)


def not_once(sent: list[Sent], records: Records) -> list[int]:
    """Of each chat: as many reminders have come as rows of the outbox are sent; perhaps those of which nobody knows."""
    conversations = {turn.number: turn.conversation for turn in records.turns}
    chats = {who: chat for chat, who in records.chats.items()}
    rows = [(chats[conversations[turn]], state, reason) for turn, state, reason in records.outbox]
    certain = Counter(chat for chat, state, _ in rows if state == "sent")
    perhaps = certain + Counter(chat for chat, _, reason in rows if reason == "ambiguous")
    came = Counter(int(each.seen.call.parameters["chat_id"]) for each in sent)
    return [chat for chat in came | perhaps if not certain[chat] <= came[chat] <= perhaps[chat]]


def over_budget(records: Records) -> list[str]:
    """By the turns that were taken at regular moments, and by what the people's own records say."""
    wrong = []
    for who, each in reminded(records).items():
        turns = [datetime.fromtimestamp(one.turn.at, UTC) for one in each if one.is_regular and one.reachable]
        record = records.states[who][2]
        pushes = [push.at for push in decode_record(record).outreach.pushes] if record else []
        wrong += [who for moments in (turns, pushes) if _is_too_many(moments)]
    return wrong


def _is_too_many(moments: list[datetime]) -> bool:
    days = [moment.astimezone(ZONE).date() for moment in moments]
    weeks = Counter(day.isocalendar()[:2] for day in days)
    return len(set(days)) < len(days) or any(often > BUDGET_PER_WEEK for often in weeks.values())


def to_closed(around: Surroundings) -> list[str]:
    """No call at all once the bot knows."""
    return [
        f"{seen.call.method} in {chat}"
        for chat, before in around.closed.items()
        for seen in around.watch.seen[before:]
        if seen.call.method.startswith(("send", "edit")) and int(seen.call.parameters["chat_id"]) == chat
    ]


def unreadable(records: Records) -> list[str]:
    """What is stored is what the program would store if it had read it."""
    codec = KNOWLEDGE.codec
    return [who for who, (state, _, _) in records.states.items() if dump(codec.load(state)) != state]


def outside_paid_time(sent: list[Sent], before: Records) -> list[str]:
    """``before``: what was known about the people when these reminders came."""
    return [f"{each.seen.call.parameters['chat_id']} at {each.at}" for each in sent if not _is_open(each, before)]


def _is_open(sent: Sent, before: Records) -> bool:
    profile = before.states[before.chats[int(sent.seen.call.parameters["chat_id"])]][1]
    assert profile is not None, "reminders are for people who have joined"
    me, free = decode_profile(profile), KNOWLEDGE.free_days(sent.at.year)[COMPANY.id]
    working = working_time(COMPANY, me, free)
    return working is not None and not me.stopped and window_at(working, sent.at) is not None


def learned(records: Records) -> Counter[str]:
    """By person, how often they have finished a unit, answered an item or begun a block."""
    found: Counter[str] = Counter()
    for who, (_, _, record) in records.states.items():
        if record is not None:
            mine = decode_record(record)
            found[who] = sum(unit.times for unit in mine.units.values()) + len(mine.check_ins)
    return found
