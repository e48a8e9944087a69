"""Updates that are brought: in order per chat, again until they are taken, and a method in the answer is executed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

import aiohttp

from tests.telegram.clock import Clock
from tests.telegram.refusal import Refusal
from tests.telegram.request import from_json, from_text

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE = 60
"""Seconds without an answer after which an update was not taken."""
MOST_CONNECTIONS = 40
LONGEST_RETRY_AFTER = 3600
Execute = Callable[[str, dict[str, Any]], Awaitable[None]]


class Trouble(Exception):
    """An update was not taken. ``retry_after``: seconds that the bot asks for; 0 when it asks for none."""

    def __init__(self, words: str, retry_after: float = 0) -> None:
        super().__init__(words)
        self.retry_after = retry_after


@dataclass
class LastError:
    """The last time that an update was not taken, in seconds since 1970, and why."""

    date: int
    message: str


class Webhook:
    """``again_after``: seconds until an update that was not taken comes again; each time twice as many, up to
    ``longest``. Both are short so that tests need not wait; Telegram begins with about one and ends with a minute.
    ``statuses`` are (update id, status) of all answers."""

    def __init__(self, execute: Execute, clock: Clock, again_after: float = 0.05, longest: float = 1.0) -> None:
        self.url, self.secret, self.max_connections = "", "", MOST_CONNECTIONS
        self.again_after, self.longest = again_after, longest
        self.statuses: list[tuple[int, int]] = []
        self.retries = 0
        self.last_error: LastError | None = None
        self._execute, self._clock = execute, clock
        self._waiting: dict[int, list[dict[str, Any]]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._under_way = 0
        self._ended = asyncio.Condition()
        self._session: aiohttp.ClientSession | None = None

    @property
    def waiting(self) -> list[dict[str, Any]]:
        """The updates that have not been taken."""
        return [update for waiting in self._waiting.values() for update in waiting]

    @property
    def pending(self) -> int:
        """How many they are."""
        return sum(map(len, self._waiting.values()))

    def add(self, chat_id: int, update: dict[str, Any]) -> None:
        """To be brought, after what that chat has waiting."""
        self._waiting.setdefault(chat_id, []).append(update)
        task = self._tasks.get(chat_id)
        if task is None or task.done():
            self._tasks[chat_id] = asyncio.create_task(self._bring(self._waiting[chat_id]))

    def take_back(self) -> list[dict[str, Any]]:
        """What has not been taken, in order; it is not brought any more."""
        left = [update for waiting in self._waiting.values() for update in waiting]
        self._waiting.clear()
        for task in self._tasks.values():
            task.cancel()
        self._tasks.clear()
        return sorted(left, key=lambda update: int(update["update_id"]))

    async def close(self) -> None:
        """Stops bringing."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._tasks.clear()
        if self._session is not None:
            await self._session.close()

    async def _bring(self, waiting: list[dict[str, Any]]) -> None:
        failures = 0
        while waiting:
            try:
                call = await self._connected(waiting[0])
            except Trouble as trouble:
                failures += 1
                self.retries += 1
                self.last_error = LastError(self._clock.date, str(trouble))
                growing = min(self.again_after * 2.0 ** (failures - 1), self.longest)
                await self._clock.sleep(trouble.retry_after or growing)
                continue
            failures = 0
            waiting.pop(0)
            if call is not None:
                await self._execute(*call)

    async def _connected(self, update: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
        """As soon as there is a free connection."""
        async with self._ended:
            await self._ended.wait_for(lambda: self._under_way < self.max_connections)
            self._under_way += 1
        try:
            return await self._posted(update)
        finally:
            self._under_way -= 1
            async with self._ended:
                self._ended.notify()

    async def _posted(self, update: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
        """The call in the answer, if there is one. Raises ``Trouble``."""
        try:
            return await self._clock.within(PATIENCE, self._post(update))
        except TimeoutError:
            raise Trouble("Read timeout expired") from None
        except aiohttp.ClientConnectorError:
            raise Trouble("Connection refused") from None
        except aiohttp.ClientError as error:
            raise Trouble(f"Connection lost: {type(error).__name__}") from None

    async def _post(self, update: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
        self._session = self._session or aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=None), connector=aiohttp.TCPConnector(limit=0)
        )
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        async with self._session.post(self.url, json=update, headers=headers, allow_redirects=False) as response:
            body = await response.text()
            self.statuses.append((update["update_id"], response.status))
            if not 200 <= response.status < 300:
                words = f"Wrong response from the webhook: {response.status} {_phrase(response.status)}"
                raise Trouble(words, _seconds(response.headers.get("Retry-After", "")))
            return _call(body, response.content_type)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""


def _seconds(retry_after: str) -> float:
    return float(min(int(retry_after), LONGEST_RETRY_AFTER)) if retry_after.isdigit() else 0.0


def _call(body: str, content_type: str) -> tuple[str, dict[str, Any]] | None:
    """The method that an answer names, with its parameters; anything else in an answer is passed over."""
    if content_type == "application/x-www-form-urlencoded":
        form = dict(parse_qsl(body, keep_blank_values=True))
        name = form.pop("method", "")
        return (name, {key: from_text(name, key, text) for key, text in form.items()}) if name else None
    try:
        found = from_json(body) if content_type == "application/json" else {}
    except Refusal:
        return None
    method = found.pop("method", None)
    return (method, found) if isinstance(method, str) else None
