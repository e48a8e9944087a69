"""Logging in with a link from the chat, and out again."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.gateways.web.guard import refuse_foreign
from bot.gateways.web.headers import dressed
from bot.gateways.web.visiting import COOKIE, MAY, Visiting, cookie_of, refuse_forged


class Login:
    """Handlers for /login, /login/{link} and /logout."""

    def __init__(self, visiting: Visiting) -> None:
        self._visiting = visiting

    async def home(self, request: Request) -> Response:
        """GET /login: the pages of this person, or how to get a link."""
        visitor = await self._visiting.visitor(request)
        return self._visiting.page(request, "login", visitor, state="home" if visitor else "ask")

    async def invited(self, request: Request) -> Response:
        """GET /login/{link}: a button. The link works on: messengers open links to show what is behind them."""
        works = await self._visiting.sessions.works(request.path_params["link"])
        return self._offer(request) if works else self._gone(request)

    async def enter(self, request: Request) -> Response:
        """POST /login/{link}: logged in, and the link is used up."""
        refuse_foreign(request)
        response = dressed(RedirectResponse("/login", 303))
        cookie = self._visiting.remember(response)
        if not await self._visiting.sessions.begin(request.path_params["link"], cookie, cookie_of(request)):
            return self._gone(request)
        visitor = await self._visiting.sessions.visitor(cookie)
        if visitor is not None and visitor.role in MAY["plan"]:
            response.headers["location"] = "/plan"
        return response

    async def leave(self, request: Request) -> Response:
        """POST /logout"""
        await refuse_forged(request)
        await self._visiting.sessions.end(cookie_of(request))
        response = RedirectResponse("/login", 303)
        response.delete_cookie(COOKIE, path="/")
        return dressed(response)

    def _offer(self, request: Request) -> Response:
        return self._visiting.page(request, "login", None, state="link")

    def _gone(self, request: Request) -> Response:
        return self._visiting.page(request, "login", None, 410, state="gone")
