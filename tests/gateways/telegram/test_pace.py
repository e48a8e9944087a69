"""Telegram's limits hold whatever the load, and replies overtake reminders."""

import asyncio
import time

from bot.gateways.telegram.call import Call
from bot.gateways.telegram.pace import MOST_IN_A_SECOND, Pace
from bot.gateways.telegram.sender import Sender
from tests.telegram import Server


def message(chat_id: int) -> Call:
    return Call("sendMessage", {"chat_id": chat_id, "text": "a"})


def most_in_a_second(moments: list[float]) -> int:
    """The greatest number of moments within any second."""
    return max(sum(start <= other < start + 1 for other in moments) for start in moments)


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


async def test_reminders_to_one_chat_are_a_second_apart_and_others_are_not() -> None:
    pace = Pace(time.monotonic)
    began = time.monotonic()
    moments = []
    for chat_id in (1, 2, 3, 1):
        async with pace.reminder_slot(chat_id):
            moments.append(time.monotonic() - began)
    assert moments[2] < 0.5
    assert moments[3] - moments[0] >= 1


async def test_reply_overtakes_waiting_reminders() -> None:
    pace, order = Pace(time.monotonic), []

    async def remind(chat_id: int) -> None:
        async with pace.reminder_slot(chat_id):
            order.append("reminder")

    async def reply() -> None:
        async with pace.slot():
            order.append("reply")

    reminders = [asyncio.create_task(remind(chat_id)) for chat_id in range(MOST_IN_A_SECOND + 10)]
    await asyncio.sleep(0.05)
    await asyncio.gather(reply(), *reminders)
    # One reminder has been waiting in front already.
    assert order.index("reply") <= MOST_IN_A_SECOND + 1


async def test_cancelled_call_gives_its_place_back() -> None:
    pace = Pace(time.monotonic)
    for _ in range(MOST_IN_A_SECOND):
        async with pace.slot():
            pass

    async def call() -> None:
        async with pace.slot():
            pass

    waiting = [asyncio.create_task(call()) for _ in range(MOST_IN_A_SECOND + 5)]
    await asyncio.sleep(0.01)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    async with asyncio.timeout(3):
        await asyncio.gather(*(call() for _ in range(MOST_IN_A_SECOND)))
