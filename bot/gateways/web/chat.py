"""The conversation itself: the page, what people say and tap, and their own data as a file."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.exchange import Browsers
from bot.gateways.web.body import is_json, read_form, read_json
from bot.gateways.web.entrance import Entrance
from bot.gateways.web.guard import refuse_foreign
from bot.gateways.web.headers import dressed
from bot.gateways.web.session import remember, session_of
from bot.gateways.web.site import HISTORY, SOURCE, Site
from bot.gateways.web.view import bubbles
from bot.gateways.web.wire import reply_json
from dialogs.events import Said


class Chat:
    """Handlers for /, /chat and /chat/data.json."""

    def __init__(self, site: Site, entrance: Entrance, browsers: Browsers) -> None:
        self._site = site
        self._entrance = entrance
        self._browsers = browsers

    async def home(self, request: Request) -> Response:
        """GET /: the chat as it was left, or the start page."""
        session = session_of(request)
        history = await self._site.history(session) if session else ()
        if not history and not (session and await self._site.turns.joined(SOURCE, session)):
            return self._entrance.start(request)
        language = self._site.spoken_language(request, history)
        response = self._site.templates.page(
            "chat",
            language,
            bubbles=bubbles(history, from_start=len(history) < HISTORY),
            last=history[-1].turn if history else 0,
            key=self._site.new_id(),
            push_key=self._browsers.public_key,
        )
        remember(response, session, self._site.settings)
        return response

    async def take(self, request: Request) -> Response:
        """POST /chat: JSON from the script, or a form from a page without it."""
        refuse_foreign(request)
        return await (self._take_json(request) if is_json(request) else self._take_form(request))

    async def data(self, request: Request) -> Response:
        """GET /chat/data.json: everything stored about the person, as a file."""
        session = session_of(request)
        if not session:
            raise HTTPException(401)
        reply = await self._site.take(request, session, self._site.new_id(), Said("/meine-daten"))
        if reply.own_data is None:
            raise HTTPException(404)
        headers = {"Content-Disposition": 'attachment; filename="meine-daten.json"'}
        return dressed(Response(reply.own_data, headers=headers, media_type="application/json"))

    async def _take_json(self, request: Request) -> Response:
        session, sent = session_of(request), await read_json(request)
        event = sent.event()
        if not session:
            raise HTTPException(401)
        reply = await self._site.take(request, session, sent.key, event)
        return dressed(Response(reply_json(reply), media_type="application/json"))

    async def _take_form(self, request: Request) -> Response:
        session, sent = session_of(request), (await read_form(request)).sent()
        event = sent.event()
        if session:
            await self._site.take(request, session, sent.key, event)
        return dressed(RedirectResponse("/", 303))
