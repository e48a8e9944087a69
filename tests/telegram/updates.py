"""Updates that wait to be fetched."""

import asyncio
from typing import Any

from tests.telegram.refusal import Refusal

MOST_AT_ONCE = 100
FIRST_NUMBER = 101


class Updates:
    """Kept until a greater offset confirms them."""

    def __init__(self) -> None:
        self.pending: list[dict[str, Any]] = []
        self.allowed: list[str] = []
        self._number = FIRST_NUMBER - 1
        self._changed = asyncio.Event()
        self._waiting = 0

    def number(self, content: dict[str, Any]) -> dict[str, Any]:
        """The update with its number."""
        self._number += 1
        return {"update_id": self._number, **content}

    def wanted(self, update: dict[str, Any]) -> bool:
        """Whether the bot asked for this kind."""
        return not self.allowed or bool(update.keys() & set(self.allowed))

    def add(self, update: dict[str, Any]) -> None:
        """To be fetched."""
        self.pending.append(update)
        self._changed.set()

    async def get(self, call: dict[str, Any]) -> list[dict[str, Any]]:
        """What is pending from the offset on; waits for it up to the timeout. A newer call ends an older one."""
        self.allowed = call.get("allowed_updates", self.allowed)
        offset = call.get("offset", 0)
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        self._waiting += 1
        mine = self._waiting
        self._changed.set()
        await self._some(call.get("timeout", 0), mine)
        return self.pending[: call.get("limit", MOST_AT_ONCE)]

    async def _some(self, seconds: float, mine: int) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not self.pending:
                    self._changed.clear()
                    await self._changed.wait()
                    if self._waiting != mine:
                        raise Refusal(409, "Conflict: terminated by other getUpdates request")
        except TimeoutError:
            return
