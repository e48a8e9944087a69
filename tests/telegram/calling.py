"""Plain calls, without any library in between."""

import asyncio
from typing import Any

import aiohttp

from tests.telegram.bot import Bot
from tests.telegram.server import Server

Answer = tuple[int, dict[str, Any]]


async def call(api: Server, method: str, bot: Bot | None = None, /, **sent: Any) -> Answer:
    """The status and the answer; ``sent``: json, data or params."""
    token = (bot or api).token
    async with aiohttp.ClientSession() as session, session.post(f"{api.url}/bot{token}/{method}", **sent) as answer:
        return answer.status, await answer.json()


async def result(api: Server, method: str, bot: Bot | None = None, /, **parameters: Any) -> Any:
    """The result of a call that must not be refused."""
    status, answer = await call(api, method, bot, json=parameters)
    assert status == 200, answer
    return answer["result"]


async def refusal(api: Server, method: str, bot: Bot | None = None, /, **parameters: Any) -> tuple[int, str]:
    """The code and the words of a call that must be refused."""
    status, answer = await call(api, method, bot, json=parameters)
    assert (status, answer["ok"]) == (answer["error_code"], False)
    return status, answer["description"]


async def arrived(api: Server, method: str, count: int = 1) -> None:
    """Waits until so many calls of the method have come, and until the server waits for something in them."""
    while len(api.made(method)) < count:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.02)


def keys(*data: str) -> dict[str, Any]:
    """A keyboard of buttons with these tokens."""
    return {"inline_keyboard": [[{"text": "Ja", "callback_data": each}] for each in data]}
