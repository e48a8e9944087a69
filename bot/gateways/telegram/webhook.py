"""Updates by webhook: a bare ASGI application, since every turn of every person passes through it."""

import asyncio
import hmac
import logging

import msgspec
from starlette.types import Receive, Scope, Send

from bot.exchange import Turns
from bot.gateways.telegram.method import Call, calls
from bot.gateways.telegram.sender import Refused, Sender
from bot.gateways.telegram.update import Unreadable, Update, decode, inbound

log = logging.getLogger("inleku.telegram")

SECRET_HEADER = b"x-telegram-bot-api-secret-token"
MAX_BODY = 1 << 20
"""Bytes; an update with the longest message has far less."""
_JSON = (b"content-type", b"application/json")
_EMPTY = [(b"content-length", b"0")]
_encode = msgspec.json.Encoder().encode


class Webhook:
    """Answers with the reply itself where one call is enough. ``unavailable`` makes Telegram send the update again."""

    def __init__(self, turns: Turns, source: str, secret: str, sender: Sender, unavailable: type[Exception]) -> None:
        self._turns, self._source, self._sender, self._unavailable = turns, source, sender, unavailable
        self._secret = secret.encode()
        self._background: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status, body = await self._respond(scope, receive)
        headers = [_JSON, (b"content-length", b"%d" % len(body))] if body else _EMPTY
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _respond(self, scope: Scope, receive: Receive) -> tuple[int, bytes]:
        if scope["method"] != "POST":
            return 405, b""
        if not self._knows_secret(scope):
            log.warning("webhook: an update without the right secret was refused")
            return 401, b""
        raw = await _body(receive)
        if raw is None:
            return 413, b""
        try:
            update = decode(raw)
        except Unreadable:
            log.warning("webhook: an update that is no valid JSON of the expected shape was refused")
            return 400, b""
        return await self._take(update)

    def _knows_secret(self, scope: Scope) -> bool:
        given = next((value for name, value in scope["headers"] if name == SECRET_HEADER), b"")
        return hmac.compare_digest(given, self._secret)

    async def _take(self, update: Update) -> tuple[int, bytes]:
        event = inbound(update, self._source)
        if event is None:
            return 200, b""
        try:
            reply = await self._turns.take(event)
            return 200, await self._answer(calls(reply, update))
        except self._unavailable:
            log.warning("webhook: the database is unavailable; Telegram will send the update again")
            return 503, b""
        except Exception as error:
            log.error("webhook: a turn failed with %s; Telegram will send the update again", type(error).__name__)
            return 500, b""

    async def _answer(self, wanted: list[Call]) -> bytes:
        """Cosmetic calls go their own way; of the others the last travels in the response, those before it first."""
        needed = []
        for call in wanted:
            if call.cosmetic:
                task = asyncio.get_running_loop().create_task(self._sender.call_quietly(call))
                self._background.add(task)
                task.add_done_callback(self._background.discard)
            else:
                needed.append(call)
        if not needed:
            return b""
        last = needed.pop() if needed[-1].document is None else None
        for call in needed:
            try:
                await self._sender.call(call)
            except Refused as error:
                # The same update again would end the same way.
                log.warning("webhook: %s was refused with %s", call.method, type(error).__name__)
                return b""
        return _encode({"method": last.method, **last.parameters}) if last else b""


async def _body(receive: Receive) -> bytes | None:
    """The request's body; None when it is too large."""
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= MAX_BODY:
        message = await receive()
        body += message.get("body", b"")
    return body if len(body) <= MAX_BODY else None
