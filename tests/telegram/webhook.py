"""Updates that are brought: in order per chat, again until they are taken, and a method in the answer is executed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
Execute = Callable[[str, dict[str, Any]], Awaitable[Any]]


class Webhook:
    """``again_after`` are seconds until an update that was not taken comes again."""

    def __init__(self, execute: Execute, again_after: float = 0.05) -> None:
        self.url, self.secret = "", ""
        self.again_after = again_after
        self.statuses: list[tuple[int, int]] = []
        self.retries = 0
        self._execute = execute
        self._waiting: dict[int, list[dict[str, Any]]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None

    @property
    def pending(self) -> int:
        """How many updates have not been taken."""
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
        self._session = self._session or aiohttp.ClientSession()
        while waiting:
            if await self._taken(self._session, waiting[0]):
                waiting.pop(0)
            else:
                self.retries += 1
                await asyncio.sleep(self.again_after)

    async def _taken(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> bool:
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers) as response:
                body = await response.read()
                self.statuses.append((update["update_id"], response.status))
                if not 200 <= response.status < 300:
                    return False
                if body:
                    call = await response.json()
                    await self._execute(call.pop("method"), call)
                return True
        except aiohttp.ClientError:
            return False
