"""Updates by webhook: whole requests in, whole responses out, since every turn of every person passes through here."""

import asyncio
import hmac
import logging
from collections.abc import Callable, Coroutine

import msgspec

from bot.exchange import Begin, Reply
from bot.gateways.telegram.call import Call
from bot.gateways.telegram.method import calls
from bot.gateways.telegram.sender import Refused, Sender
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

    def __init__(self, begin: Begin, source: str, secret: str, sender: Sender, unavailable: type[Exception]) -> None:
        self._begin, self._source, self._sender, self._unavailable = begin, source, sender, unavailable
        self._secret = secret.encode()
        self._background: set[asyncio.Task[None]] = set()

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
        event = inbound(update, self._source)
        if event is None:
            return respond(200, b"")
        self._begin(event, lambda reply, error: self._answer(update, reply, error, respond))

    def _knows_secret(self, headers: list[tuple[bytes, bytes]]) -> bool:
        given = next((value for name, value in headers if name == SECRET_HEADER), b"")
        return hmac.compare_digest(given, self._secret)

    def _answer(self, update: Update, reply: Reply, error: BaseException | None, respond: Respond) -> None:
        if error is not None:
            return respond(self._status(error), b"")
        wanted = [self._sender.pictures.named(call) for call in calls(reply, update)]
        if len(wanted) == 1 and not wanted[0].cosmetic and wanted[0].is_plain:
            return respond(200, _in_response(wanted[0]))
        self._start(self._send(wanted, respond))

    def _status(self, error: BaseException) -> int:
        if isinstance(error, self._unavailable):
            log.warning("webhook: the database is unavailable; Telegram will send the update again")
            return 503
        log.error("webhook: a turn failed with %s; Telegram will send the update again", type(error).__name__)
        return 500

    def _start(self, sending: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(sending)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _send(self, wanted: list[Call], respond: Respond) -> None:
        """Cosmetic calls go their own way; of the others the last travels in the response, those before it first."""
        for call in (call for call in wanted if call.cosmetic):
            self._start(self._sender.call_quietly(call))
        needed = [call for call in wanted if not call.cosmetic]
        last = needed.pop() if needed and needed[-1].is_plain else None
        try:
            for call in needed:
                await self._sender.call(call)
        except Refused as error:
            # The same update again would end the same way.
            log.warning("webhook: a call was refused with %s", type(error).__name__)
            return respond(200, b"")
        except Exception as error:
            return respond(self._status(error), b"")
        respond(200, _in_response(last) if last else b"")


def _in_response(call: Call) -> bytes:
    return _encode({"method": call.method, **call.parameters})
