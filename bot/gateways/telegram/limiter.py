"""Which call may begin when, so that Telegram's limits hold at its side. Knows no clock and waits for nobody.

A call holds one of ``per_second`` places from its beginning until a second after its end. Whenever in between Telegram
counts it, no more than ``per_second`` calls fall into any second: call k begins no sooner than a second after the end
of call k − per_second. A token bucket would let twice as many through in the second after it has filled up.

All moments are seconds on one steady clock.
"""

from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

A_SECOND = 1.0
MANY_CHATS = 4096
"""So many remembered chats are looked through for those whose second has passed."""
IN_A_ROW = 3
"""So many chats slowed down one after the other mean the bot. Among thousands of reminders two in a row are chance."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram allows a bot: messages in any second (1,000 with paid broadcasts; 0: no limit, for a Bot API server
    of one's own) and seconds between two messages to one chat."""

    per_second: int = 30
    per_chat: float = 1.0


class Limiter:
    """The places of one bot. ``chat`` is None for a call that is no new message, such as an edit."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._free_at = [-inf] * limits.per_second
        self._chat_free_at: dict[int, float] = {}
        self._slowed: dict[int, float] = {}
        self._in_a_row: set[int] = set()
        """Chats slowed down since a call has last worked; no more than it takes to know that it is the bot."""
        self._paused_until = -inf

    def opens(self, chat: int | None) -> float:
        """When a call may begin at the earliest; infinite while it depends on calls that have not ended."""
        own = self._chat_free_at.get(chat, -inf) if chat is not None else -inf
        if not self._limits.per_second:
            return max(self._paused_until, own)
        return max(self._free_at[0] if self._free_at else inf, self._paused_until, own)

    @property
    def opens_for_anybody(self) -> float:
        """Before that, no call may begin to whatever chat."""
        return self.opens(None)

    def enter(self, chat: int | None) -> None:
        """A call takes a place; it must not begin before the place opens."""
        if self._limits.per_second:
            heappop(self._free_at)
            if chat is not None:
                self._chat_free_at[chat] = inf

    def leave(self, chat: int | None, ended: float) -> None:
        """The call has ended, or will have by then."""
        if not self._limits.per_second:
            return
        heappush(self._free_at, ended + A_SECOND)
        if chat is not None:
            self._chat_free_at[chat] = max(ended + self._limits.per_chat, self._slowed.get(chat, -inf))
            self._forget(ended)

    def pause(self, chat: int, now: float, seconds: float) -> None:
        """Telegram has asked for patience. It does not say whether it means the chat or the bot: when it slows one chat
        down after the other, and nothing works in between, it is the bot."""
        until = now + seconds
        self._slowed = {each: moment for each, moment in self._slowed.items() if moment > now}
        self._slowed[chat] = until
        if len(self._in_a_row) < IN_A_ROW:
            self._in_a_row.add(chat)
        if len(self._in_a_row) == IN_A_ROW:
            self._paused_until = max(self._paused_until, until)
        self._chat_free_at[chat] = max(self._chat_free_at.get(chat, until), until)

    def worked(self) -> None:
        """A call has worked, so whatever was slowed down is slowed down alone."""
        self._in_a_row.clear()

    def _forget(self, now: float) -> None:
        if len(self._chat_free_at) > MANY_CHATS:
            self._chat_free_at = {chat: free for chat, free in self._chat_free_at.items() if free > now}
