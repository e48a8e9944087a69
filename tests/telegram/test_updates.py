"""Long polling: what is fetched, what is confirmed, and who gets it."""

import asyncio

from tests.telegram import Clock, Server
from tests.telegram.calling import arrived, call, refusal, result


async def numbers(api: Server, **parameters: object) -> list[int]:
    return [update["update_id"] for update in await result(api, "getUpdates", **parameters)]


async def test_update_waits_until_a_greater_offset_confirms_it(api: Server) -> None:
    api.person(7).say("eins")
    api.person(7).send_photo()
    assert await numbers(api) == [101, 102]
    assert await numbers(api, limit=1) == [101]
    assert await numbers(api, offset=102) == [102]
    assert await numbers(api, offset=103) == []
    assert await numbers(api) == []


async def test_negative_offset_keeps_the_newest_and_forgets_the_rest(api: Server) -> None:
    for words in ("eins", "zwei", "drei"):
        api.person(7).say(words)
    assert await numbers(api, offset=-1) == [103]
    assert await numbers(api) == [103]


async def test_long_poll_ends_with_the_first_update(api: Server) -> None:
    fetching = asyncio.create_task(numbers(api, timeout=50))
    await arrived(api, "getUpdates")
    assert not fetching.done()
    api.person(7).say("eins")
    assert await fetching == [101]


async def test_long_poll_never_lasts_longer_than_fifty_seconds() -> None:
    clock = Clock(speed=0)
    async with Server(clock=clock) as api:
        fetching = asyncio.create_task(numbers(api, timeout=300))
        await arrived(api, "getUpdates")
        clock.advance(49)
        await asyncio.sleep(0.05)
        assert not fetching.done()
        clock.advance(2)
        assert await fetching == []


async def test_newer_poller_ends_the_older_one(api: Server) -> None:
    older = asyncio.create_task(call(api, "getUpdates", json={"timeout": 50}))
    await arrived(api, "getUpdates")
    newer = asyncio.create_task(numbers(api, timeout=50))
    status, answer = await older
    assert status == 409
    assert "terminated by other getUpdates request" in answer["description"]
    api.person(7).say("eins")
    assert await newer == [101]


async def test_webhook_ends_a_poller_and_keeps_others_out(api: Server) -> None:
    polling = asyncio.create_task(call(api, "getUpdates", json={"timeout": 50}))
    await arrived(api, "getUpdates")
    await result(api, "setWebhook", url="http://127.0.0.1:1/")
    assert (await polling)[0] == 409
    status, words = await refusal(api, "getUpdates")
    assert (status, "webhook is active" in words) == (409, True)
    await result(api, "deleteWebhook")
    assert await numbers(api) == []


async def test_wanted_kinds_are_remembered_until_others_are_asked_for(api: Server) -> None:
    person = api.person(7)
    await result(api, "getUpdates", allowed_updates=["message"])
    person.block()
    person.unblock()
    assert await numbers(api) == []
    await result(api, "getUpdates", allowed_updates=[])
    person.block()
    [update] = await result(api, "getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_kinds_that_must_be_asked_for_do_not_come_by_default(api: Server) -> None:
    api.push(7, {"chat_member": {}})
    assert await numbers(api) == []
    await result(api, "getUpdates", allowed_updates=["chat_member"])
    api.push(7, {"chat_member": {}})
    assert await numbers(api) == [101]


async def test_pending_updates_can_be_dropped(api: Server) -> None:
    api.person(7).say("eins")
    assert (await result(api, "getWebhookInfo"))["pending_update_count"] == 1
    await result(api, "deleteWebhook", drop_pending_updates=True)
    assert await numbers(api) == []
