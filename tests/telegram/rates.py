"""How many messages a bot sends: what it may, and what it did."""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tests.telegram.refusal import too_many
from tests.telegram.schema import METHODS

A_SECOND = 1.0
_RESULTS = {"Message", "MessageId", "Array of Message", "Array of MessageId"}
MESSAGES = {
    name
    for name, method in METHODS.items()
    if name.startswith(("send", "copy", "forward", "edit")) and _RESULTS & set(method["returns"])
}
"""The methods that count."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``per_second``: messages of a bot in any second. ``per_chat``: new messages in any second and chat."""

    per_second: int = 30
    per_chat: float = 1.0


@dataclass
class Rates:
    """Counts every message that was asked for, also a refused one. ``limits`` None: nothing is refused."""

    limits: Limits | None = None
    moments: list[float] = field(default_factory=list)
    taken: list[float] = field(default_factory=list)
    chats: dict[Any, list[float]] = field(default_factory=dict)
    taken_in_chats: dict[Any, list[float]] = field(default_factory=dict)

    def take(self, method: str, call: dict[str, Any], at: float) -> None:
        """A call came. Raises ``Refusal`` when it is one too many; such a call uses nothing up."""
        if method not in MESSAGES:
            return
        count = (
            len(call.get("media") or call.get("message_ids") or "1") if method.endswith(("Group", "Messages")) else 1
        )
        chat = None if method.startswith("edit") else str(call.get("chat_id"))
        self._note(self.moments, self.chats, chat, count, at)
        if self.limits is not None:
            if (wait := self._wait(self.limits, chat, count, at)) > 0:
                raise too_many(wait)
            self._note(self.taken, self.taken_in_chats, chat, count, at)

    def longest_window(self) -> int:
        """The largest number of messages within any second, its end not included."""
        return max((bisect_left(self.moments, at + A_SECOND) - n for n, at in enumerate(self.moments)), default=0)

    def shortest_gap(self) -> float:
        """The fewest seconds between two new messages in the same chat; infinite when there are no two."""
        gaps = (after - before for chat in self.chats.values() for before, after in pairwise(chat))
        return min(gaps, default=float("inf"))

    @staticmethod
    def _note(moments: list[float], chats: dict[Any, list[float]], chat: Any, count: int, at: float) -> None:
        for _ in range(count):
            insort(moments, at)
        if chat is not None:
            insort(chats.setdefault(chat, []), at)

    def _wait(self, limits: Limits, chat: Any, count: int, at: float) -> float:
        """Seconds until there is room."""
        within = self.taken[bisect_right(self.taken, at - A_SECOND) :]
        over = len(within) + count - limits.per_second
        room = within[min(over, len(within)) - 1] + A_SECOND - at if over > 0 and within else 0.0
        own = self.taken_in_chats.get(chat, [])
        least = A_SECOND / limits.per_chat
        return max(room, own[-1] + least - at if own else 0.0)
