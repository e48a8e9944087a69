"""A chat in the terminal, with the same dialogs as everywhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

from bot.exchange import Attached, CalendarFile, CardFile, Drawing, Inbound, Past, Reply
from dialogs.events import Event, Said, Tapped

SOURCE = "console"
Take = Callable[[Inbound], Reply]
History = Callable[[int], tuple[Past, ...]]


@dataclass(slots=True)
class Console:
    """One sitting at a terminal. ``address`` finds the person again, ``sitting`` makes the keys of its turns unique."""

    take: Take
    history: History
    address: str
    sitting: str
    language: str = ""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    tokens: tuple[str, ...] = ()
    seen: int = 0

    def open(self) -> Iterator[str]:
        """What was said before, or a greeting."""
        past = self.history(0)
        if not past:
            yield from self.answer("/start")
            return
        for each in past[-3:]:
            yield from self.show(each.reply)
        yield from self.answer("/weiter")

    def answer(self, line: str) -> Iterator[str]:
        """What the companion says to a typed line; a number taps the button with that number."""
        key = f"{self.sitting}-{next(self.numbers)}"
        reply = self.take(Inbound(SOURCE, key, self.address, self._event(line), self.language))
        yield from self.news(reply.turn)
        yield from self.show(reply)

    def news(self, but: int = 0) -> Iterator[str]:
        """Reminders that arrived since the last look; ``but`` is a turn that is shown anyway."""
        for each in self.history(self.seen) if self.seen else ():
            if each.turn != but:
                yield from self.show(each.reply)

    def show(self, reply: Reply) -> Iterator[str]:
        """The reply as lines of text, its buttons numbered."""
        self.seen = max(self.seen, reply.turn)
        if reply.chosen:
            yield f"  ➤ {reply.chosen}"
        if reply.toast:
            yield f"  ({reply.toast})"
        for message in reply.messages:
            yield ""
            yield from message.text.splitlines()
            for each in message.attachments:
                yield from self._attached(each)
            if message.buttons:
                self.tokens = tuple(token for _, token in message.buttons)
                yield from (f"  [{number}] {label}" for number, (label, _) in enumerate(message.buttons, start=1))
        if reply.own_data is not None:
            yield reply.own_data.decode()

    @staticmethod
    def _attached(each: Attached) -> Iterator[str]:
        yield each.caption if isinstance(each, Drawing) else each.label
        if isinstance(each, CardFile | CalendarFile):
            yield each.content.decode()

    def _event(self, line: str) -> Event:
        if line.isascii() and line.isdigit() and 0 < int(line[:3]) <= len(self.tokens):
            return Tapped(self.tokens[int(line[:3]) - 1])
        return Said(line)
