"""What the pages for plan and approval share: who looks, what that role may see, and forms that only they can send."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.gateways.web.body import read_form
from bot.gateways.web.errors import Refusal
from bot.gateways.web.guard import refuse_foreign
from bot.gateways.web.language import best_match
from bot.gateways.web.settings import WebSettings
from bot.gateways.web.templates import Templates
from bot.visits import Sessions, Visitor

COOKIE = "inleku_pages"
"""Whoever has this value is logged in."""
MAX_AGE = 12 * 60 * 60
PARTIES = ("employer", "works-council")
MAY: Mapping[str, tuple[str, ...]] = {"plan": ("consultant", *PARTIES), "audit": PARTIES}
"""Which roles see which page."""


@dataclass(frozen=True, slots=True)
class Visiting:
    """The wiring of the pages."""

    sessions: Sessions
    settings: WebSettings
    templates: Templates
    languages: tuple[str, ...]

    async def visitor(self, request: Request) -> Visitor | None:
        """Who that is; None when nobody is logged in."""
        cookie = cookie_of(request)
        return await self.sessions.visitor(cookie) if cookie else None

    async def admit(self, request: Request, page: str) -> Visitor:
        """Who that is: 401 for nobody, 403 for a role that does not see this page."""
        visitor = await self.visitor(request)
        if visitor is None:
            raise Refusal(401, "login")
        if visitor.role not in MAY[page]:
            raise Refusal(403, "role")
        return visitor

    def page(self, request: Request, name: str, visitor: Visitor | None, status: int = 200, **values: Any) -> Response:
        """The page for that person."""
        may = [page for page, roles in MAY.items() if visitor is not None and visitor.role in roles]
        role = visitor.role if visitor else ""
        language = best_match(request.headers.get("accept-language", ""), self.languages)
        return self.templates.page(name, language, status, role=role, may=may, seal=seal(cookie_of(request)), **values)

    def remember(self, response: Response) -> str:
        """Log this browser in; gives the cookie's value."""
        cookie = secrets.token_urlsafe(32)
        secure = self.settings.secure_cookie
        response.set_cookie(COOKIE, cookie, max_age=MAX_AGE, path="/", secure=secure, httponly=True, samesite="lax")
        return cookie


def cookie_of(request: Request) -> str:
    """The session's token, "" without one."""
    value = request.cookies.get(COOKIE, "")
    return value if 16 <= len(value) <= 100 and value.isascii() else ""


def seal(cookie: str) -> str:
    """What a form of this session carries. Nobody finds it without the cookie, nor the cookie from it."""
    return sha256(f"form {cookie}".encode()).hexdigest() if cookie else ""


async def refuse_forged(request: Request) -> None:
    """403 for a form from another site, or that was not made for this session."""
    refuse_foreign(request)
    sent = (await read_form(request)).fields.get("seal", "")
    if not hmac.compare_digest(sent.encode(), seal(cookie_of(request)).encode()) or not sent:
        raise Refusal(403, "form")
