"""The count: what happened to every update, reply and reminder, from the outside and from the database."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from bot.gateways.telegram.call import Call
from bot.gateways.telegram.message import message_calls
from bot.recording import replay
from bot.rendering import reply
from tests.chaos.kills import Kill
from tests.chaos.records import Records
from tests.chaos.setting import KNOWLEDGE, SOURCE, language
from tests.chaos.twin import Twin
from tests.chaos.watch import Seen
from tests.telegram.rates import MESSAGES

EDITS, TAP = ("editMessageText", "editMessageCaption"), "callback_query_id"
WORDS = ("text", "caption", "phone_number")
Key = tuple[int, str]
"""A chat, and all of a message."""


def key(parameters: dict[str, Any]) -> Key:
    """The same for the same words with the same buttons in the same chat, whether they stand alone or under a picture:
    which picture it is, and whether it was drawn or named, does not matter. A contact has a number for words."""
    markup = json.dumps(parameters.get("reply_markup"), sort_keys=True)
    words = next((parameters[name] for name in WORDS if name in parameters), None)
    return int(parameters["chat_id"]), f"{words} {markup}"


def is_new(method: str) -> bool:
    """Whether the call is a message of its own, in words, as a picture, a contact or a file."""
    return method in MESSAGES and method.startswith("send")


@dataclass
class Count:
    """How often each message should have been sent, and was. ``in_danger``: how often it may have been sent again, as
    nobody heard that it had arrived; ``blocked``: refused, since the person had blocked the bot; ``left``: lost by
    Telegram in a response."""

    wanted: Counter[Key] = field(default_factory=Counter)
    done: Counter[Key] = field(default_factory=Counter)
    in_danger: Counter[Key] = field(default_factory=Counter)
    blocked: Counter[Key] = field(default_factory=Counter)
    left: Counter[Key] = field(default_factory=Counter)

    @property
    def twice(self) -> Counter[Key]:
        """Sent more often than wanted."""
        return self.done - self.wanted

    @property
    def missing(self) -> Counter[Key]:
        """Never sent, though nobody had blocked the bot and Telegram had not lost it."""
        return self.wanted - self.done - self.blocked - self.left

    @property
    def lost_in_responses(self) -> int:
        """Never sent, since Telegram lost the response."""
        return ((self.wanted - self.done - self.blocked) & self.left).total()


def replies(seen: list[Seen], twin: Twin, kills: list[Kill], broken: Counter[int]) -> Count:
    """Of all messages that somebody waited for."""
    count, first_life = Count(), dict[Key, int]()
    for each in seen:
        if is_new(each.call.method) and not each.is_nudge:
            _note(count, each)
            if each.done:
                first_life.setdefault(key(each.call.parameters), each.life)
    for expected in twin.expected.values():
        sent = [key(call.parameters) for call in expected.calls if is_new(call.method)]
        count.wanted.update(sent)
        # What follows a refused message is not tried.
        first = next((n for n, message in enumerate(sent) if count.blocked[message]), len(sent))
        count.blocked.update(sent[first + 1 :])
        # Whoever dies, or is not heard, before the update is confirmed gets the update again, and answers it again.
        for message in sent:
            died = (life for life, kill in enumerate(kills, 1) if expected.update in kill.unconfirmed)
            again = sum(first_life.get(message, life + 1) <= life for life in died)
            count.in_danger[message] += again + (broken[expected.update] if message in first_life else 0)
    return count


def nudges(seen: list[Seen], records: Records) -> Count:
    """Of all reminders that went to the outbox; those that were dropped need not have arrived."""
    count, said = Count(), {each.number: each for each in records.turns}
    chats = {who: chat for chat, who in records.chats.items()}
    for each in seen:
        if each.is_nudge:
            _note(count, each)
    for number, state, _ in records.outbox:
        chat = chats[said[number].conversation]
        sent = [key(call.parameters) for call in _nudge(said[number].said, number, chat)]
        count.wanted.update(sent)
        if state != "sent":
            count.blocked.update(sent)
    return count


def _note(count: Count, seen: Seen) -> None:
    sent = key(seen.call.parameters)
    count.done[sent] += seen.done
    count.blocked[sent] += seen.refused == 403
    count.in_danger[sent] += seen.done and not seen.answered
    count.left[sent] += seen.call.in_answer and not seen.done


def _nudge(said: bytes, number: int, chat: int) -> list[Call]:
    effects = replay(said, KNOWLEDGE.phrasebook)
    shown = reply(effects, KNOWLEDGE.catalogue(language(chat)), number, "")
    return [call for message in shown.messages for call in message_calls(message, chat, silent=True)]


def lost(records: Records, twin: Twin) -> list[int]:
    """Updates that should have left a turn and have none."""
    taken = {each.key for each in records.turns if each.source == SOURCE}
    return [number for number, each in twin.expected.items() if each.said is not None and str(number) not in taken]


def changed(records: Records, twin: Twin) -> list[int]:
    """Updates whose turn went otherwise than when each update is applied once and in order."""
    turns = {int(each.key): each.said for each in records.turns if each.source == SOURCE}
    known = {number: each for number, each in twin.expected.items() if number in turns}
    return [number for number, each in known.items() if each.said != turns[number]]


def reworded(records: Records, twin: Twin) -> list[int]:
    """Turns with a reminder that the twin does not give at the same moment, or words otherwise."""
    said = {each.number: each.said for each in records.turns}
    return [number for number, wanted in twin.reminders.items() if said[number] != wanted]


def out_of_order(records: Records) -> int:
    """Turns of a person that come before one of an earlier update."""
    newest: dict[str, int] = {}
    wrong = 0
    for each in records.turns:
        if each.source == SOURCE:
            wrong += int(each.key) < newest.get(each.conversation, 0)
            newest[each.conversation] = int(each.key)
    return wrong


def edits_missing(seen: list[Seen], twin: Twin) -> list[int]:
    """Updates whose reply changes a message, which nobody ever did."""
    edits = [each for each in seen if each.call.method in EDITS]
    made = {key(each.call.parameters) for each in edits if each.done or each.refused or each.call.in_answer}
    wanted = [
        (each.update, key(call.parameters))
        for each in twin.expected.values()
        for call in each.calls
        if call.method in EDITS and not call.cosmetic
    ]
    return [update for update, edit in wanted if edit not in made]


def taps(seen: list[Seen], twin: Twin) -> tuple[int, int]:
    """How many there were, and to how many of them the wheel on the button has stopped."""
    wanted = {call.parameters.get(TAP) for each in twin.expected.values() for call in each.calls} - {None}
    answered = {each.call.parameters.get(TAP) for each in seen if each.done}
    return len(wanted), len(wanted & answered)


def taps_not_answered_once(seen: list[Seen], twin: Twin, kills: list[Kill], again: Counter[int]) -> list[int]:
    """Updates whose tap was never answered, or more often than lost answers and updates that came again explain."""
    answers = [each for each in seen if each.call.method == "answerCallbackQuery"]
    wrong = []
    for update, expected in twin.expected.items():
        for call in expected.calls:
            if call.method == "answerCallbackQuery":
                own = [each for each in answers if each.call.parameters[TAP] == call.parameters[TAP]]
                done = sum(each.done for each in own)
                lost = sum(each.done and not each.answered for each in own)
                most = 1 + lost + again[update] + sum(update in kill.unconfirmed for kill in kills)
                too_old = any(each.refused for each in own)
                wrong += [update] if done > most or not (done or too_old) else []
    return wrong
