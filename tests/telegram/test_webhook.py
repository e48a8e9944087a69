"""The webhook: order, redelivery, answers, and what is told about failures."""

import asyncio
from itertools import pairwise
from typing import Any

from aiohttp import web

from tests.telegram import Clock, Server
from tests.telegram.calling import result
from tests.telegram.listener import listening


def failing(*statuses: int, **headers: str) -> Any:
    """Answers with these statuses first, then with success."""
    left = list(statuses)

    async def answer(update: dict[str, Any]) -> web.Response:
        return web.Response(status=left.pop(0), headers=headers) if left else web.Response()

    return answer


async def failures(api: Server, count: int) -> None:
    """Waits until so many tries have failed, and the server waits before the next."""
    while api.webhook.retries < count:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.02)


async def test_updates_of_one_chat_come_in_order_and_those_of_others_meanwhile(api: Server) -> None:
    free = asyncio.Event()

    async def answer(update: dict[str, Any]) -> web.Response:
        if update["message"]["chat"]["id"] == 7:
            await free.wait()
        return web.Response()

    async with listening(answer) as bot:
        await result(api, "setWebhook", url=bot.url, secret_token="a-secret")
        api.person(7).say("eins")
        api.person(7).say("zwei")
        await bot.came(1)
        api.person(8).say("drei")
        await bot.came(2)
        assert bot.numbers == [101, 103]
        free.set()
        await bot.came(3)
    assert (bot.numbers, set(bot.headers)) == ([101, 103, 102], {"a-secret"})


async def test_no_more_connections_than_wanted_are_open(api: Server) -> None:
    async def answer(update: dict[str, Any]) -> web.Response:
        await asyncio.sleep(0.02)
        return web.Response()

    async with listening(answer) as bot:
        await result(api, "setWebhook", url=bot.url, max_connections=3)
        for chat_id in range(1, 13):
            api.person(chat_id).say("eins")
        await bot.came(12)
    assert bot.most == 3


async def test_update_that_was_not_taken_comes_again_with_the_same_number(api: Server) -> None:
    async with listening(failing(503, 302, 500)) as bot:
        await result(api, "setWebhook", url=bot.url)
        api.person(7).say("eins")
        api.person(7).say("zwei")
        await bot.came(5)
        info = await result(api, "getWebhookInfo")
    assert bot.numbers == [101, 101, 101, 101, 102]
    assert api.webhook.retries == 3
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert 0 <= api.clock.date - info["last_error_date"] <= 60
    assert info["max_connections"] == 40


async def test_pauses_grow(api: Server) -> None:
    api.webhook.again_after, moments = 0.02, list[float]()

    async def answer(update: dict[str, Any]) -> web.Response:
        moments.append(api.clock.now)
        return web.Response(status=500)

    async with listening(answer) as bot:
        await result(api, "setWebhook", url=bot.url)
        api.person(7).say("eins")
        await bot.came(5)
        await result(api, "deleteWebhook")
    pauses = [after - before for before, after in pairwise(moments)]
    assert all(pause >= 0.02 * 2**n for n, pause in enumerate(pauses))


async def test_retry_after_is_obeyed() -> None:
    clock = Clock(speed=0)
    async with Server(clock=clock) as api, listening(failing(429, **{"Retry-After": "20"})) as bot:
        await result(api, "setWebhook", url=bot.url)
        api.person(7).say("eins")
        await failures(api, 1)
        clock.advance(19)
        await asyncio.sleep(0.05)
        assert bot.numbers == [101]
        clock.advance(2)
        await bot.came(2)


async def test_silence_of_a_minute_is_a_failure() -> None:
    clock, never = Clock(speed=0), asyncio.Event()

    async def answer(update: dict[str, Any]) -> web.Response:
        await never.wait()
        return web.Response()

    async with Server(clock=clock) as api, listening(answer) as bot:
        await result(api, "setWebhook", url=bot.url)
        api.person(7).say("eins")
        await bot.came(1)
        clock.advance(61)
        await failures(api, 1)
        clock.advance(1)
        await bot.came(2)
        assert (await result(api, "getWebhookInfo"))["last_error_message"] == "Read timeout expired"
        never.set()


async def test_connection_that_breaks_off_is_a_failure(api: Server) -> None:
    async def answer(update: dict[str, Any]) -> web.Response:
        if len(bot.updates) == 1:
            raise ConnectionResetError
        return web.Response()

    async with listening(answer) as bot:
        await result(api, "setWebhook", url=bot.url)
        api.person(7).say("eins")
        await bot.came(2)
    assert bot.numbers == [101, 101]
    assert api.webhook.last_error is not None
    assert api.webhook.last_error.message == "Connection lost: ServerDisconnectedError"


async def test_nobody_who_listens_is_told_and_waited_for(api: Server) -> None:
    await result(api, "setWebhook", url="http://127.0.0.1:1/")
    api.person(7).say("eins")
    while api.webhook.last_error is None:
        await asyncio.sleep(0.01)
    info = await result(api, "getWebhookInfo")
    assert (info["pending_update_count"], info["last_error_message"]) == (1, "Connection refused")
    async with listening() as bot:
        await result(api, "setWebhook", url=bot.url)
        await bot.came(1)
    assert bot.numbers == [101]
    assert "last_error_message" not in await result(api, "getWebhookInfo")


async def test_method_in_the_answer_is_executed_and_nobody_hears_of_a_mistake(api: Server) -> None:
    answers = [
        {"method": "sendMessage", "chat_id": 7, "text": "Hallo"},
        {"method": "sendMessage", "chat_id": 7, "text": ""},
        {"method": "sendMassage"},
    ]

    async def answer(update: dict[str, Any]) -> web.Response:
        return web.json_response(answers.pop(0))

    async with listening(answer) as bot:
        await result(api, "setWebhook", url=bot.url)
        for words in ("eins", "zwei", "drei"):
            api.person(7).say(words)
        await bot.came(3)
        while len(api.violations) < 2:
            await asyncio.sleep(0.01)
    assert api.person(7).heard == ["Hallo"]
    assert [call.in_answer for call in api.calls if call.method == "sendMessage"] == [True, True]
    assert api.violations == ["sendMessage.text: message text is empty", "there is no method sendMassage"]
    assert api.longest_window() == 1


async def test_method_in_the_answer_may_be_a_form(api: Server) -> None:
    async def answer(update: dict[str, Any]) -> web.Response:
        body = "method=sendMessage&chat_id=7&text=Hallo+du&disable_notification=true"
        return web.Response(text=body, content_type="application/x-www-form-urlencoded")

    async with listening(answer) as bot:
        await result(api, "setWebhook", url=bot.url)
        api.person(7).say("eins")
        shown = await api.person(7).wait_for("Hallo du")
    assert (shown.silent, api.violations) == (True, [])


async def test_updates_that_waited_to_be_fetched_are_brought_and_given_back(api: Server) -> None:
    api.person(7).say("eins")
    await result(api, "setWebhook", url="http://127.0.0.1:1/")
    await result(api, "deleteWebhook")
    assert [update["update_id"] for update in await result(api, "getUpdates")] == [101]
