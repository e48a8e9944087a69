"""What a call of the Bot API gives or raises, whatever is at the other end."""

import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import msgspec
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.gateways.telegram.call import Call, Upload
from bot.gateways.telegram.client import (
    CallFailed,
    Client,
    NoAnswer,
    NotReached,
    Refused,
    ServerTrouble,
    SlowDown,
    read,
)
from tests.telegram import Server
from tests.telegram.schema import File

TOKEN = "123:a-token-that-nobody-may-see"
PNG = b"\x89PNG\r\n\x1a\n"
HELLO = Call("sendMessage", {"chat_id": 7, "text": "Grüße 🙂"})
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def client_at(api: str, token: str = TOKEN) -> AsyncIterator[Client]:
    client = Client(token, api)
    try:
        yield client
    finally:
        await client.close()


@asynccontextmanager
async def client_of(answer: Answer) -> AsyncIterator[Client]:
    """A client whose calls all get this answer."""
    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    async with TestServer(app) as server, client_at(str(server.make_url("/"))) as client:
        yield client


def says(status: int, body: str) -> Answer:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status, text=body)

    return answer


async def hangs_up(request: web.Request) -> web.Response:
    """Takes the call, and breaks the connection off."""
    await request.read()
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def failure(answer: Answer) -> CallFailed:
    async with client_of(answer) as client:
        with pytest.raises(CallFailed) as raised:
            await client.make(HELLO)
    return raised.value


async def test_call_without_a_file_is_json_and_gives_its_result() -> None:
    async with Server() as api:
        api.person(7)
        async with client_at(api.url, api.token) as client:
            result = await client.make(HELLO)
    assert msgspec.json.decode(result)["text"] == "Grüße 🙂"
    assert api.violations == []


async def test_file_travels_beside_words_numbers_and_buttons() -> None:
    keyboard = {"inline_keyboard": [[{"text": "Los", "callback_data": "1"}]]}
    parameters = {"chat_id": 7, "caption": "Grüße 🙂", "disable_notification": True, "reply_markup": keyboard}
    async with Server() as api:
        person = api.person(7)
        async with client_at(api.url, api.token) as client:
            await client.make(Call("sendPhoto", parameters, upload=Upload("photo", "öl.png", PNG)))
        (made,) = api.made("sendPhoto")
        assert made["photo"] == File("öl.png", PNG)
        assert person.screen[0].text.endswith("Grüße 🙂")
        assert person.screen[0].labels == ["Los"]
    assert api.violations == []


async def test_call_after_the_end_of_its_bot_is_made_all_the_same() -> None:
    async with Server() as api, client_at(api.url, api.token) as client:
        api.person(7)
        await client.make(HELLO)
        await client.close()
        await client.make(HELLO)
        assert len(api.made("sendMessage")) == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413])
async def test_refusal_says_its_status_and_reason(status: int) -> None:
    error = await failure(says(status, f'{{"ok":false,"error_code":{status},"description":"No, thank you"}}'))
    assert isinstance(error, Refused)
    assert (error.status, error.reason) == (status, "No, thank you")


async def test_refusal_without_a_code_has_that_of_http() -> None:
    error = await failure(says(403, '{"ok":false,"description":"Forbidden"}'))
    assert isinstance(error, Refused)
    assert error.status == 403


async def test_patience_is_asked_for_in_seconds() -> None:
    error = await failure(says(429, '{"ok":false,"error_code":429,"parameters":{"retry_after":7}}'))
    assert isinstance(error, SlowDown)
    assert error.retry_after == 7


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, '{"ok":false,"error_code":500,"description":"Internal Server Error"}'),
        (502, "<html><h1>Bad Gateway</h1></html>"),
        (200, "<html><h1>Log in to the WiFi of the plant</h1></html>"),
        (200, ""),
        (200, '{"ok":"yes"}'),
        (200, "[" * 100_000),
    ],
)
async def test_trouble_of_a_server_and_what_is_no_bot_api_pass(status: int, body: str) -> None:
    assert isinstance(await failure(says(status, body)), ServerTrouble)


async def test_connection_that_breaks_off_leaves_open_whether_it_was_done() -> None:
    assert isinstance(await failure(hangs_up), NoAnswer)


async def test_nobody_at_that_address_means_nothing_was_done() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # Nobody listens there.
        async with client_at(f"http://127.0.0.1:{taken.getsockname()[1]}") as client:
            with pytest.raises(NotReached):
                await client.make(HELLO)


@pytest.mark.parametrize("answer", [says(400, '{"ok":false,"description":"Grüße"}'), says(502, TOKEN), hangs_up])
async def test_error_holds_neither_token_nor_words(answer: Answer) -> None:
    error = await failure(answer)
    assert str(error) == ""
    assert error.__suppress_context__ or error.__context__ is None


def test_result_of_another_kind_is_trouble() -> None:
    with pytest.raises(ServerTrouble):
        read(msgspec.Raw(b"true"), dict)
