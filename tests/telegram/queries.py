"""Taps that wait for an answer."""

from dataclasses import dataclass, field

from tests.telegram.clock import Clock
from tests.telegram.refusal import bad_request

OLDEST = 60.0
"""Seconds after which a tap cannot be answered any more; the Bot API keeps its number to itself."""


@dataclass(frozen=True, slots=True)
class Toast:
    """What is shown on a tap; ``alert``: in a window that must be closed."""

    text: str
    alert: bool = False


@dataclass
class Query:
    """A tap. ``answered``: the wheel on the button no longer turns."""

    chat_id: int
    at: float
    answered: bool = False
    toasts: list[Toast] = field(default_factory=list)


class Queries:
    """``oldest`` are seconds; a test may set them."""

    def __init__(self, clock: Clock) -> None:
        self.oldest = OLDEST
        self.all: dict[str, Query] = {}
        self._clock = clock

    def ask(self, chat_id: int) -> str:
        """The id of a new one."""
        number = str(4_000_000_000_000_000_000 + len(self.all) + 1)
        self.all[number] = Query(chat_id, self._clock.now)
        return number

    def answer(self, number: str, text: str, alert: bool) -> None:
        """Raises ``Refusal`` for one that is unknown or too old."""
        query = self.all.get(number)
        if query is None or self._clock.now - query.at > self.oldest:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answered = True
        if text:
            query.toasts.append(Toast(text, alert))

    def toasts(self, chat_id: int) -> list[Toast]:
        """All that was shown to a person on taps."""
        return [toast for query in self.all.values() if query.chat_id == chat_id for toast in query.toasts]
