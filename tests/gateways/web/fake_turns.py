"""A small conversation that always goes the same way, behind the protocol that real turns have."""

from dataclasses import dataclass, field

from bot.exchange import CardFile, Drawing, Inbound, Message, Past, Reach, Reply
from dialogs.events import Said, Tapped, command_of

CODE = "K7QM-2F4X"
WELCOME = Message("Willkommen!\nWollen wir anfangen?", (("👍 Ja, gern", "1:yes"), ("Lieber später", "/pause")))
DONE = Message("Genau.\n\nWas nimmst du dir vor? Schreib es in einem Satz.")
MENU = Message("Das kann ich für dich tun.", (("📘 Lernen", "/lernen"), ("⏸ Pause", "/pause")))
REMINDER = Message("Hast du gerade drei Minuten?", (("Jetzt", "/lernen"), ("Nächste Schicht", "/pause")))
OWN_DATA = b'{"units": 1}'
ARABIC = Message("مرحبا! هل نبدأ التعلّم الآن؟", (("نعم، بكل سرور", "/lernen"), ("لاحقًا", "/pause")))
DRAWING = Drawing("mess-schieber", "Ein Mess-Schieber um ein Rohr", "[Bild: Ein Mess-Schieber um ein Rohr]")
CARD = CardFile(
    "🪪 Ayşe Demirtaş", "ayşe-demirtaş.vcf", "text/vcard", "BEGIN:VCARD\r\nFN:Ayşe".encode(), "Ayşe", "4711"
)
PAGES = Message("Öffne diesen Link:\n\nhttp://127.0.0.1:1/login/AbC_9-x\n\nZeig ihn niemandem.")
BROUGHT = Message("Was zeigt er?", (("12 mm", "/lernen"),), attachments=(DRAWING, CARD))


class DatabaseGone(Exception):
    """Stands for ``storage.database.Unavailable``."""


@dataclass
class FakeTurns:
    """``bot.exchange.Turns`` in memory. ``down``: the next turns fail."""

    down: bool = False
    taken: list[Inbound] = field(default_factory=list)
    answers: dict[str, Reply] = field(default_factory=dict)
    talks: dict[str, list[Past]] = field(default_factory=dict)
    ticked: set[str] = field(default_factory=set)
    learners: set[str] = field(default_factory=set)
    language: str = "de"

    async def take(self, inbound: Inbound) -> Reply:
        """See ``bot.exchange.Turns.take``."""
        if self.down:
            raise DatabaseGone
        if inbound.key in self.answers:
            return self.answers[inbound.key]
        self.taken.append(inbound)
        reply = self._reply(inbound)
        self.answers[inbound.key] = reply
        self._record(inbound.address, reply, isinstance(inbound.event, Said))
        return reply

    async def answered(self, inbound: Inbound) -> None:
        """See ``bot.exchange.Turns.answered``."""
        self.answers[inbound.key] = Reply(self.answers[inbound.key].turn, self.language, answered=True)

    async def history(self, source: str, address: str, after: int = 0, limit: int = 50) -> tuple[Past, ...]:
        """See ``bot.exchange.Turns.history``."""
        return tuple(past for past in self.talks.get(address, []) if past.turn > after)[-limit:]

    async def joined(self, source: str, address: str) -> bool:
        """See ``bot.exchange.Turns.joined``."""
        return address in self.learners

    def remind(self, address: str) -> Past:
        """A reminder, as the delivery commits it."""
        return self._record(address, Reply(self._next(address), self.language, (REMINDER,)), own_words=False)

    def _record(self, address: str, reply: Reply, own_words: bool) -> Past:
        kept = Reply(reply.turn, reply.language, reply.messages, reply.chosen, reply.toast)
        past = Past(reply.turn, "2026-11-23T06:30:00+00:00", reply.chosen, own_words, kept)
        self.talks.setdefault(address, []).append(past)
        return past

    def _next(self, address: str) -> int:
        return len(self.talks.get(address, ())) + 1

    def _reply(self, inbound: Inbound) -> Reply:
        assert not isinstance(inbound.event, Reach), "nobody blocks a page"
        number, command = self._next(inbound.address), command_of(inbound.event)
        if command is not None:
            return self._command(number, inbound.address, *command)
        if isinstance(inbound.event, Tapped):
            return self._tap(number, inbound.event.token)
        words = inbound.event.words if isinstance(inbound.event, Said) else ""
        answer = "Das ist zu lang für mich." if len(words) > 1000 else "Guter Plan. Ich frage dich bald danach."
        return Reply(number, self.language, (Message(answer), MENU))

    def _command(self, number: int, address: str, name: str, argument: str) -> Reply:
        if name == "start":
            if argument != CODE:
                return Reply(number, self.language, (Message("Diesen Code kenne ich nicht."),))
            self.learners.add(address)
            return Reply(number, self.language, (WELCOME,))
        if name == "meine-daten":
            return Reply(number, self.language, (Message("Hier sind deine Daten."),), own_data=OWN_DATA)
        if name == "bild":
            return Reply(number, self.language, (BROUGHT,))
        if name == "login":
            return Reply(number, self.language, (PAGES,))
        if name == "sprache":
            self.language = argument
            return Reply(number, argument, (ARABIC,))
        return Reply(number, self.language, (MENU,))

    def _tap(self, number: int, token: str) -> Reply:
        if token == "1:yes":
            self.ticked.clear()
            return Reply(number, self.language, (self._question(replace=False),), chosen="👍 Ja, gern")
        if token in ("2:oil", "2:air"):
            self.ticked ^= {token}
            return Reply(number, self.language, (self._question(replace=True),))
        if token == "2:done":
            return Reply(number, self.language, (DONE,), chosen="Fertig", toast="Gespeichert")
        return Reply(number, self.language, (Message("Dieser Knopf gehört zu einer früheren Frage."), MENU))

    def _question(self, replace: bool) -> Message:
        options = (("Öl nachfüllen und den Stand ablesen", "2:oil"), ("Druckluft prüfen", "2:air"))
        boxes = tuple((f"{'☑' if token in self.ticked else '☐'} {label}", token) for label, token in options)
        text = "Was prüfst du vor dem Start?\nDu kannst mehrere wählen."
        return Message(text, (*boxes, ("Fertig", "2:done")), replace)
