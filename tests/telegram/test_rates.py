"""How many messages are sent, and what happens when they are too many."""

import asyncio

from tests.telegram import Clock, Limits, Server
from tests.telegram.calling import call, refusal, result
from tests.telegram.rates import Rates


def messages(rates: Rates, *moments: float, chat_id: int = 7, method: str = "sendMessage") -> None:
    for at in moments:
        rates.take(method, {"chat_id": chat_id}, at)


def test_longest_window_is_half_open_and_counts_edits_too() -> None:
    rates = Rates()
    messages(rates, 0.0, 0.5, 0.9)
    messages(rates, 1.0, method="editMessageText")
    messages(rates, 1.2, method="sendChatAction")
    assert rates.longest_window() == 3
    rates.take("copyMessages", {"chat_id": 7, "message_ids": [1, 2]}, 1.1)
    assert rates.longest_window() == 5


def test_shortest_gap_looks_at_new_messages_of_each_chat() -> None:
    rates = Rates()
    assert rates.shortest_gap() == float("inf")
    messages(rates, 5.0, 6.5, 9.0)
    messages(rates, 5.5, 8.0, chat_id=8)
    messages(rates, 6.6, method="editMessageText")
    assert rates.shortest_gap() == 1.5


async def test_without_limits_nothing_is_refused_and_everything_counted(api: Server) -> None:
    await asyncio.gather(*(result(api, "sendMessage", chat_id=7, text="a") for _ in range(40)))
    assert len(api.person(7).heard) == 40
    assert 1 < api.longest_window() <= 40
    assert api.shortest_gap() < 1


async def test_message_beyond_the_limits_must_wait() -> None:
    clock = Clock(speed=0)
    async with Server(clock=clock, limits=Limits(per_second=3, per_chat=1.0)) as api:
        for chat_id in (1, 2, 3, 4):
            api.person(chat_id)
        for chat_id in (1, 2):
            await result(api, "sendMessage", chat_id=chat_id, text="a")
        status, answer = await call(api, "sendMessage", json={"chat_id": 1, "text": "b"})
        assert (status, answer["parameters"]["retry_after"]) == (429, 1)
        await result(api, "editMessageText", chat_id=1, message_id=1, text="c")
        assert (await refusal(api, "sendMessage", chat_id=3, text="a"))[0] == 429
        assert (await refusal(api, "editMessageText", chat_id=2, message_id=1, text="c"))[0] == 429
        assert await result(api, "getMe")
        clock.advance(1)
        await result(api, "sendMessage", chat_id=1, text="b")
    assert (api.person(1).heard, api.person(3).heard) == (["c", "b"], [])
    assert api.longest_window() == 6
