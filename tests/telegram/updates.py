"""Updates that wait to be fetched."""

import asyncio
from typing import Any

from tests.telegram.clock import Clock
from tests.telegram.refusal import conflict

MOST_AT_ONCE = 100
LONGEST_WAIT = 50
"""Seconds; more is not waited, whatever is asked for."""
FIRST_NUMBER = 101
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
"""Kinds that only come when they are asked for."""


class Updates:
    """Kept until a greater offset confirms them. ``allowed``: the kinds asked for last; empty: the default."""

    def __init__(self, clock: Clock) -> None:
        self.pending: list[dict[str, Any]] = []
        self.allowed: list[str] = []
        self._clock = clock
        self._number = FIRST_NUMBER - 1
        self._changed = asyncio.Event()
        self._fetch = 0
        self._ended_by = ""

    def number(self, content: dict[str, Any]) -> dict[str, Any]:
        """The update with its number."""
        self._number += 1
        return {"update_id": self._number, **content}

    def wanted(self, content: dict[str, Any]) -> bool:
        """Whether the bot asked for this kind."""
        return bool(content.keys() & set(self.allowed) if self.allowed else content.keys() - NOT_BY_DEFAULT)

    def add(self, update: dict[str, Any]) -> None:
        """To be fetched."""
        self.pending.append(update)
        self._changed.set()

    def end(self, request: str) -> None:
        """Whoever is fetching is refused, because of another request."""
        self._fetch += 1
        self._ended_by = request
        self._changed.set()

    async def get(self, call: dict[str, Any]) -> list[dict[str, Any]]:
        """What is pending from the offset on; waits for it up to the timeout. A newer call ends an older one."""
        self.allowed = call.get("allowed_updates", self.allowed)
        offset = call.get("offset", 0)
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        self.end("other getUpdates request; make sure that only one bot instance is running")
        mine, seconds = self._fetch, min(call.get("timeout", 0), LONGEST_WAIT)
        if not self.pending and seconds > 0:
            await self._some(seconds, mine)
        return self.pending[: call.get("limit", MOST_AT_ONCE)]

    async def _some(self, seconds: float, mine: int) -> None:
        async def come() -> None:
            while self._fetch == mine and not self.pending:
                self._changed = asyncio.Event() if self._changed.is_set() else self._changed
                await self._changed.wait()

        try:
            await self._clock.within(seconds, come())
        except TimeoutError:
            return
        if self._fetch != mine:
            raise conflict(f"terminated by {self._ended_by}")
