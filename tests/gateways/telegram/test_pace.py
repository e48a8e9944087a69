"""Calls wait for their place: replies first, nobody for ever, and no place is lost."""

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import count

from bot.gateways.telegram.call import Call
from bot.gateways.telegram.limiter import Limits
from bot.gateways.telegram.pace import Pace
from bot.gateways.telegram.sender import Sender
from tests.telegram import Server

FEW = Limits(per_second=5)
REPLY, NUDGE = 0, 2


def message(chat_id: int) -> Call:
    return Call("sendMessage", {"chat_id": chat_id, "text": "a"})


def most_in_a_second(moments: list[float]) -> int:
    """The greatest number of moments within any second."""
    return max(sum(start <= other < start + 1 for other in moments) for start in moments)


async def enter(pace: Pace, chat: int | None, priority: int, then: Callable[[], None]) -> None:
    async with pace.place(chat, priority) as opens:
        await pace.until(opens)
        then()


async def test_hundred_calls_at_once_never_exceed_the_limit() -> None:
    async with Server() as api:
        for chat_id in range(70):
            api.person(chat_id)
        sender = Sender(api.token, api.url, time.monotonic)
        await asyncio.gather(*(sender.call(message(chat_id)) for chat_id in range(70)))
        await sender.close()
    moments = [call.at for call in api.calls]
    assert len(moments) == 70
    assert most_in_a_second(moments) <= 30


async def test_messages_to_one_chat_are_a_second_apart_and_others_do_not_wait() -> None:
    pace, moments, began = Pace(time.monotonic), [], time.monotonic()
    for chat in (1, 2, 3, 1):
        await enter(pace, chat, NUDGE, lambda: moments.append(time.monotonic() - began))
    assert moments[2] < 0.5
    assert moments[3] - moments[0] >= 1


async def test_waiting_for_one_chat_holds_no_place_from_others() -> None:
    pace, order = Pace(time.monotonic, FEW), list[int]()
    waiting = [asyncio.create_task(enter(pace, 1, NUDGE, lambda: order.append(1))) for _ in range(3)]
    await asyncio.sleep(0.01)
    await asyncio.gather(*(enter(pace, chat, NUDGE, lambda chat=chat: order.append(chat)) for chat in (2, 3, 4)))  # type: ignore[misc]
    assert order == [1, 2, 3, 4]
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


async def test_reply_overtakes_all_waiting_reminders() -> None:
    pace, order = Pace(time.monotonic, FEW), list[str]()

    async def let_in(chat: int, priority: int, name: str) -> None:
        async with pace.place(chat, priority) as opens:
            order.append(name)
            await pace.until(opens)

    reminders = [asyncio.create_task(let_in(chat, NUDGE, "reminder")) for chat in range(2 * 5)]
    await asyncio.sleep(0)  # All reminders are in the queue.
    await asyncio.gather(let_in(99, REPLY, "reply"), *reminders)
    assert order.index("reply") == 1


async def test_reply_among_reminders_without_end_waits_for_no_more_than_the_next_place() -> None:
    limits = Limits(per_second=30)
    pace, reminded, waits = Pace(time.monotonic, limits), list[float](), list[float]()

    async def remind(chats: Iterator[int]) -> None:
        for chat in chats:
            await enter(pace, chat, NUDGE, lambda: reminded.append(time.monotonic()))

    chats = iter(range(100, 10_000))
    reminding = [asyncio.create_task(remind(chats)) for _ in range(60)]
    await asyncio.sleep(1.2)
    for chat in range(12):
        began = time.monotonic()
        await enter(pace, chat, REPLY, lambda began=began: waits.append(time.monotonic() - began))  # type: ignore[misc]
        await asyncio.sleep(0.11)
    for task in reminding:
        task.cancel()
    await asyncio.gather(*reminding, return_exceptions=True)
    assert statistics.median(waits) < 0.1
    assert most_in_a_second(reminded) <= 30
    assert len(reminded) > 50


async def test_while_people_write_reminders_without_end_leave_places_open() -> None:
    pace, chats = Pace(time.monotonic, Limits(per_second=50)), count(100)

    async def remind() -> None:
        while True:
            await enter(pace, next(chats), NUDGE, lambda: None)

    reminding = [asyncio.create_task(remind()) for _ in range(100)]
    await asyncio.sleep(1.2)  # All places of a second are taken.
    await enter(pace, 1, REPLY, lambda: None)
    await asyncio.sleep(1.2)
    assert [pace.takes(chat) for chat in (2, 3, 4)] == [True, True, True]
    for task in reminding:
        task.cancel()
    await asyncio.gather(*reminding, return_exceptions=True)


async def test_reply_travels_in_a_response_past_waiting_reminders() -> None:
    pace = Pace(time.monotonic, FEW)
    await enter(pace, 1, NUDGE, lambda: None)
    waiting = asyncio.create_task(enter(pace, 1, NUDGE, lambda: None))
    await asyncio.sleep(0.01)
    assert pace.takes(2)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)


async def test_cancelled_call_gives_its_place_back() -> None:
    pace, done = Pace(time.monotonic, FEW), list[int]()
    await asyncio.gather(*(enter(pace, None, REPLY, lambda: None) for _ in range(5)))
    waiting = [asyncio.create_task(enter(pace, None, REPLY, lambda: None)) for _ in range(8)]
    await asyncio.sleep(0.01)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    async with asyncio.timeout(3):
        await asyncio.gather(*(enter(pace, None, REPLY, lambda: done.append(1)) for _ in range(5)))
    assert len(done) == 5


async def test_message_in_a_response_takes_its_place_like_any_other() -> None:
    pace = Pace(time.monotonic, FEW)
    assert [pace.takes(chat) for chat in (1, 2, 3, 4, 4, 5, 6)] == [True, True, True, True, False, True, False]


async def test_nothing_travels_in_a_response_past_those_who_wait() -> None:
    pace = Pace(time.monotonic, FEW)
    await enter(pace, 1, REPLY, lambda: None)
    waiting = asyncio.create_task(enter(pace, 1, REPLY, lambda: None))
    await asyncio.sleep(0.01)
    assert not pace.takes(2)
    await waiting


async def test_pause_that_telegram_asks_for_is_obeyed() -> None:
    pace, began = Pace(time.monotonic), time.monotonic()
    pace.pause(1, 0.5)
    assert not pace.takes(1)
    await enter(pace, 1, REPLY, lambda: None)
    assert time.monotonic() - began >= 0.5
