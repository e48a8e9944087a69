"""The webhook as Telegram meets it: who may post, what is answered, and what is never logged."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from bot.clock import monotonic
from bot.gateways.telegram.limiter import Limits
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.webhook import Webhook
from storage.database import Database
from storage.transaction import Unavailable
from tests.bot.talk import Talk
from tests.gateways.telegram.listening import listening

SECRET = "a-secret"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@asynccontextmanager
async def webhook(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the webhook; nothing listens where its other calls go."""
    sender = Sender("123:test-token", "http://127.0.0.1:1", monotonic, Limits(per_second=0))
    receiver = Webhook(Talk(database).turns.begin, "telegram:123", SECRET, sender, Unavailable)
    async with listening(receiver) as url, httpx.AsyncClient(base_url=url.removesuffix("/hook")) as client:
        yield client
    await sender.close()


def update(number: int, words: str) -> bytes:
    chat = {"id": 99887766, "type": "private"}
    said = {"message_id": number, "chat": chat, "from": {"language_code": "de"}, "text": words}
    return json.dumps({"update_id": number, "message": said}).encode()


async def test_reply_travels_in_the_response_and_is_repeated_for_the_same_update(database: Database) -> None:
    start = f"/start {Talk(database).code()}"
    async with webhook(database) as client:
        first = await client.post("/hook", content=update(1, start), headers=HEADERS)
        again = await client.post("/hook", content=update(1, start), headers=HEADERS)
    assert first.status_code == 200
    assert first.json()["method"] == "sendMessage"
    assert first.json()["chat_id"] == 99887766
    assert "Deutsch" in str(first.json()["reply_markup"])
    assert again.json() == first.json()


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}])
async def test_update_without_the_secret_is_refused(database: Database, headers: dict[str, str]) -> None:
    async with webhook(database) as client:
        assert (await client.post("/hook", content=update(1, "Hallo"), headers=headers)).status_code == 401


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"update_id": "x"}', b"\xff\xfe", b'{"message": {}}', b'{"update_id": 1, "x": ' + b"[" * 9999],
)
async def test_malformed_update_is_refused(database: Database, body: bytes) -> None:
    async with webhook(database) as client:
        assert (await client.post("/hook", content=body, headers=HEADERS)).status_code == 400


async def test_other_methods_and_too_large_bodies_are_refused(database: Database) -> None:
    async with webhook(database) as client:
        assert (await client.get("/hook", headers=HEADERS)).status_code == 405
        assert (await client.post("/hook", content=b"x" * (Webhook.max_body + 1), headers=HEADERS)).status_code == 413


async def test_update_from_a_group_is_accepted_and_ignored(database: Database) -> None:
    body = json.dumps({"update_id": 1, "message": {"message_id": 1, "chat": {"id": -1, "type": "group"}, "text": "a"}})
    async with webhook(database) as client:
        response = await client.post("/hook", content=body, headers=HEADERS)
    assert (response.status_code, response.content) == (200, b"")


async def test_closed_database_asks_telegram_to_come_again(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with webhook(database) as client:
        database.close()
        response = await client.post("/hook", content=update(1, "Zwirbeldachs"), headers=HEADERS)
    assert response.status_code == 503
    assert "unavailable" in caplog.text


async def test_log_holds_no_words_no_address_and_no_secret(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    async with webhook(database) as client:
        for body in (update(1, "Zwirbeldachs"), b'{"update_id": "Zwirbeldachs"}', b"Zwirbeldachs"):
            await client.post("/hook", content=body, headers=HEADERS)
        await client.post("/hook", content=update(2, "Zwirbeldachs"), headers={})
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("inleku"))
    assert ours
    for never in ("Zwirbeldachs", "99887766", SECRET, "test-token"):
        assert never not in caplog.text
