"""The test server itself: it refuses what the Bot API refuses, or it would prove nothing."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.telegram import Server
from tests.telegram.refusal import too_many


@pytest.fixture
async def api() -> AsyncIterator[Server]:
    async with Server() as running:
        running.person(7)
        yield running


async def call(api: Server, method: str, **sent: Any) -> tuple[int, dict[str, Any]]:
    """The status and the answer."""
    async with aiohttp.ClientSession() as session, session.post(f"{api.url}/bot{api.token}/{method}", **sent) as answer:
        return answer.status, await answer.json()


def keys(*data: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Ja", "callback_data": each}] for each in data]}


WRONG: list[dict[str, Any]] = [
    {"chat_id": 7},
    {"chat_id": 7, "text": ""},
    {"chat_id": 7, "text": 3},
    {"chat_id": True, "text": "a"},
    {"chat_id": 7, "text": "a", "colour": "red"},
    {"chat_id": 7, "text": "🔔" * 2049},
    {"chat_id": 7, "text": "a", "disable_notification": 1},
    {"chat_id": 7, "text": "a", "reply_markup": keys("")},
    {"chat_id": 7, "text": "a", "reply_markup": keys("ä" * 33)},
    {"chat_id": 7, "text": "a", "reply_markup": keys(*["1"] * 101)},
    {"chat_id": 7, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "Ja"}]]}},
]


@pytest.mark.parametrize("parameters", WRONG)
async def test_call_that_breaks_a_rule_is_refused_and_remembered(api: Server, parameters: dict[str, Any]) -> None:
    status, answer = await call(api, "sendMessage", json=parameters)
    assert (status, answer["ok"]) == (400, False)
    assert api.violations


async def test_call_at_the_limits_is_taken_in_every_encoding(api: Server) -> None:
    full = {"chat_id": "7", "text": "🔔" * 2048}
    form = aiohttp.FormData(full, default_to_multipart=True)
    assert (await call(api, "sendMessage", json={**full, "reply_markup": keys(*["ä" * 32] * 100)}))[0] == 200
    assert (await call(api, "sendMessage", data=full))[0] == 200
    assert (await call(api, "sendMessage", data=form))[0] == 200
    assert (await call(api, "sendMessage", params={"chat_id": "7", "text": "a"}))[0] == 200
    assert api.violations == []


async def test_message_edited_to_the_same_words_is_not_modified(api: Server) -> None:
    await call(api, "sendMessage", json={"chat_id": 7, "text": "a"})
    edit = {"chat_id": 7, "message_id": 1, "text": "b"}
    assert (await call(api, "editMessageText", json=edit))[0] == 200
    status, answer = await call(api, "editMessageText", json=edit)
    assert status == 400
    assert "message is not modified" in answer["description"]


async def test_message_to_somebody_who_blocked_or_never_wrote_is_refused(api: Server) -> None:
    api.person(7).block()
    assert (await call(api, "sendMessage", json={"chat_id": 7, "text": "a"}))[0] == 403
    status, answer = await call(api, "sendMessage", json={"chat_id": 8, "text": "a"})
    assert (status, answer["description"]) == (400, "Bad Request: chat not found")


async def test_refusal_on_order_names_the_seconds_once(api: Server) -> None:
    api.refuse("sendMessage", too_many(7))
    status, answer = await call(api, "sendMessage", json={"chat_id": 7, "text": "a"})
    assert (status, answer["parameters"]) == (429, {"retry_after": 7})
    assert (await call(api, "sendMessage", json={"chat_id": 7, "text": "a"}))[0] == 200


async def test_update_waits_until_a_greater_offset_confirms_it(api: Server) -> None:
    api.person(7).say("eins")
    api.person(7).send_photo()
    (first, second) = (await call(api, "getUpdates", json={}))[1]["result"]
    assert (await call(api, "getUpdates", json={}))[1]["result"] == [first, second]
    left = (await call(api, "getUpdates", json={"offset": first["update_id"] + 1}))[1]["result"]
    assert left == [second]
    assert (await call(api, "getUpdates", json={"offset": second["update_id"] + 1}))[1]["result"] == []


async def test_fetching_while_a_webhook_is_set_is_a_conflict(api: Server) -> None:
    await call(api, "setWebhook", json={"url": "http://127.0.0.1:1/"})
    assert (await call(api, "getUpdates", json={}))[0] == 409
    assert (await call(api, "getWebhookInfo"))[1]["result"]["url"] == "http://127.0.0.1:1/"
    await call(api, "deleteWebhook")
    assert (await call(api, "getUpdates", json={}))[0] == 200
