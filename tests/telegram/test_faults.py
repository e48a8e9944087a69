"""What goes wrong on purpose."""

import asyncio

import aiohttp
import pytest

from tests.telegram import Clock, Server
from tests.telegram.calling import arrived, call, refusal, result
from tests.telegram.faults import EVERY, BadGateway, Dropped, Faults, Refused, Silent, Slow
from tests.telegram.refusal import Refusal, blocked, too_many

MESSAGE = {"chat_id": 7, "text": "a"}


async def test_faults_of_a_recipient_leave_the_others_alone(api: Server) -> None:
    api.person(8)
    api.faults.add("sendMessage", Refused(blocked()), chat_id=8)
    await result(api, "sendMessage", **MESSAGE)
    for _ in range(2):
        assert (await refusal(api, "sendMessage", chat_id=8, text="a"))[0] == 403
    api.faults.clear()
    await result(api, "sendMessage", chat_id=8, text="a")


async def test_faults_once_come_one_after_the_other(api: Server) -> None:
    api.faults.once("sendMessage", Refused(Refusal(500, "Internal Server Error")), Refused(too_many(3)))
    assert [(await call(api, "sendMessage", json=MESSAGE))[0] for _ in range(3)] == [500, 429, 200]
    assert api.person(7).heard == ["a"]


async def test_proxy_answers_in_html(api: Server) -> None:
    api.faults.once(EVERY, BadGateway())
    async with aiohttp.ClientSession() as session, session.get(f"{api.url}/bot{api.token}/getMe") as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")


@pytest.mark.parametrize(("done", "heard"), [(False, []), (True, ["a"])])
async def test_connection_is_lost_before_or_after_the_message_arrived(
    api: Server, done: bool, heard: list[str]
) -> None:
    api.faults.once("sendMessage", Dropped(done))
    with pytest.raises(aiohttp.ClientConnectionError):
        await call(api, "sendMessage", json=MESSAGE)
    assert api.person(7).heard == heard


@pytest.mark.parametrize(("done", "heard"), [(False, []), (True, ["a"])])
async def test_silence_lasts_until_the_bot_gives_up(api: Server, done: bool, heard: list[str]) -> None:
    api.faults.once("sendMessage", Silent(done))
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(call(api, "sendMessage", json=MESSAGE), 0.5)
    assert api.person(7).heard == heard


async def test_slow_answer_takes_its_time() -> None:
    clock = Clock(speed=0)
    async with Server(clock=clock) as api:
        person = api.person(7)
        api.faults.once("sendMessage", Slow(30))
        sending = asyncio.create_task(call(api, "sendMessage", json=MESSAGE))
        await arrived(api, "sendMessage")
        assert person.heard == []
        clock.advance(31)
        assert (await sending)[0] == 200
    assert person.heard == ["a"]


def test_probable_faults_are_the_same_for_the_same_seed() -> None:
    def happened(seed: int) -> list[bool]:
        faults = Faults()
        faults.reseed(seed)
        faults.add("sendMessage", Dropped(), probability=0.3)
        return [faults.next("sendMessage", 7) is not None for _ in range(1000)]

    assert happened(1) == happened(1) != happened(2)
    assert 250 < sum(happened(1)) < 350
