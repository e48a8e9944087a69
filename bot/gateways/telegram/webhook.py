"""Updates by webhook: whole requests in, whole responses out, since every turn of every person passes through here."""

import asyncio
import hmac
import logging
from collections.abc import Callable, Coroutine

import msgspec

from bot.exchange import Begin, Reply
from bot.gateways.telegram.call import Call
from bot.gateways.telegram.method import calls
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.update import Unreadable, Update, decode, inbound

log = logging.getLogger("inleku.telegram")

SECRET_HEADER = b"x-telegram-bot-api-secret-token"
Respond = Callable[[int, bytes], None]
"""Status and a JSON body."""
_encode = msgspec.json.Encoder().encode


class Webhook:
    """Answers with the reply itself where one call is enough. ``unavailable`` makes Telegram send the update again."""

    max_body = 1 << 20
    """Bytes; an update with the longest message has far less."""

    def __init__(
        self, begin: Begin, source: str, secret: str, sender: Sender, unavailable: type[Exception], company: str = ""
    ) -> None:
        self._begin, self._source, self._sender, self._unavailable = begin, source, sender, unavailable
        self._secret, self._company = secret.encode(), company
        self._unanswered: dict[int, Respond] = {}
        self._background: set[asyncio.Task[object]] = set()

    def receive(self, method: str, headers: list[tuple[bytes, bytes]], body: bytes, respond: Respond) -> None:
        """One request; header names in lower case. ``respond`` is called once, now or after the turn's commit."""
        if method != "POST":
            return respond(405, b"")
        if not self._knows_secret(headers):
            log.warning("webhook: an update without the right secret was refused")
            return respond(401, b"")
        try:
            update = decode(body)
        except Unreadable:
            log.warning("webhook: an update that is no valid JSON of the expected shape was refused")
            return respond(400, b"")
        event = inbound(update, self._source, self._company)
        if event is None:
            return respond(200, b"")
        known = self._unanswered.get(update.update_id)
        self._unanswered[update.update_id] = respond
        if known is not None:  # Telegram has lost patience while the reply is on its way; it gets the answer here.
            return known(503, b"")
        self._begin(event, lambda reply, error: self._answer(update, reply, error))

    def _knows_secret(self, headers: list[tuple[bytes, bytes]]) -> bool:
        given = next((value for name, value in headers if name == SECRET_HEADER), b"")
        return hmac.compare_digest(given, self._secret)

    def _respond(self, update: Update, status: int, body: bytes = b"") -> None:
        self._unanswered.pop(update.update_id)(status, body)

    def _answer(self, update: Update, reply: Reply, error: BaseException | None) -> None:
        if error is not None:
            return self._respond(update, self._status(error))
        wanted = [self._sender.pictures.named(call) for call in calls(reply, update)]
        needed = [call for call in wanted if not call.cosmetic]
        for call in wanted:
            if call.cosmetic:
                self._start(self._sender.reply(call))
        if not needed:
            return self._respond(update, 200)
        if len(needed) == 1 and needed[0].is_plain and self._sender.takes(needed[0]):
            return self._respond(update, 200, _encode({"method": needed[0].method, **needed[0].parameters}))
        return self._start(self._send(update, needed))

    def _status(self, error: BaseException) -> int:
        if isinstance(error, self._unavailable):
            log.warning("webhook: the database is unavailable; Telegram will send the update again")
            return 503
        log.error("webhook: a turn failed with %s; Telegram will send the update again", type(error).__name__)
        return 500

    def _start(self, sending: Coroutine[None, None, object]) -> None:
        task: asyncio.Task[object] = asyncio.get_running_loop().create_task(sending)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _send(self, update: Update, needed: list[Call]) -> None:
        """The update is confirmed when all is sent: until then it comes again, also to a process that starts anew."""
        try:
            for call in needed:
                if not await self._sender.reply(call):
                    break  # What follows would be refused as well.
        except BaseException as error:
            self._respond(update, self._status(error))
            if not isinstance(error, Exception):
                raise
        else:
            self._respond(update, 200)
