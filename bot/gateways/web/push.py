"""Web Push on this device: the page says that its browser may be woken, or no longer."""

import base64
import binascii
from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.exchange import Browsers
from bot.gateways.web.body import is_json, read
from bot.gateways.web.endpoint import LIMIT, is_acceptable
from bot.gateways.web.guard import refuse_foreign
from bot.gateways.web.headers import dressed
from bot.gateways.web.session import session_of
from bot.gateways.web.site import SOURCE, Site

BODY_LIMIT = 4096
POINT, SECRET = 65, 16
"""Bytes of a browser's public key and of its secret (RFC 8291, 3.1 and 3.2)."""


class Keys(msgspec.Struct, frozen=True):
    """With what a push is encrypted, in base64url."""

    p256dh: Annotated[str, Meta(max_length=100)]
    auth: Annotated[str, Meta(max_length=40)]


class Subscription(msgspec.Struct, frozen=True):
    """What a browser's ``PushSubscription`` says of itself, without what nobody needs."""

    endpoint: Annotated[str, Meta(max_length=LIMIT)]
    keys: Keys


class Push:
    """Handler for /push."""

    def __init__(self, site: Site, browsers: Browsers) -> None:
        self._site = site
        self._browsers = browsers

    async def joined(self, request: Request) -> Response:
        """GET /push: whether somebody is learning here, who could be asked about notices."""
        session = session_of(request)
        joined = bool(session) and await self._site.turns.joined(SOURCE, session)
        return dressed(Response(msgspec.json.encode({"joined": joined}), media_type="application/json"))

    async def allow(self, request: Request) -> Response:
        """POST /push: wake this browser from now on."""
        session = self._allowed(request)
        subscription = _subscription(await read(request, BODY_LIMIT), self._site.settings.push_on_this_machine)
        words = msgspec.json.encode(subscription).decode()
        if not await self._browsers.add(SOURCE, session, subscription.endpoint, words):
            raise HTTPException(401)
        return dressed(Response(status_code=204))

    async def forbid(self, request: Request) -> Response:
        """DELETE /push: do not wake this browser any more."""
        await self._browsers.remove(SOURCE, self._allowed(request))
        return dressed(Response(status_code=204))

    def _allowed(self, request: Request) -> str:
        refuse_foreign(request)
        if request.method == "POST" and not is_json(request):
            raise HTTPException(400)
        session = session_of(request)
        if not session:
            raise HTTPException(401)
        return session


def _subscription(body: bytes, on_this_machine: bool) -> Subscription:
    try:
        found = msgspec.json.decode(body, type=Subscription)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise HTTPException(400) from error
    point, secret = _decoded(found.keys.p256dh), _decoded(found.keys.auth)
    if len(point) != POINT or point[0] != 4 or len(secret) != SECRET:
        raise HTTPException(400)
    if not is_acceptable(found.endpoint, on_this_machine):
        raise HTTPException(400)
    return found


def _decoded(text: str) -> bytes:
    """Base64url, with or without padding; nothing when it is none."""
    letters = text.rstrip("=")
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
