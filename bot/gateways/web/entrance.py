"""Coming in and going out: the start page, joining with a code, forgetting the session on this device."""

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.exchange import Browsers
from bot.gateways.web.body import read_form
from bot.gateways.web.guard import refuse_foreign
from bot.gateways.web.headers import dressed
from bot.gateways.web.session import begin_of, forget, prepare, remember, session_of
from bot.gateways.web.site import SOURCE, Site
from dialogs.events import Said

CODE_LIMIT = 64


class Entrance:
    """Handlers for /join, /join/{code} and /leave."""

    def __init__(self, site: Site, browsers: Browsers) -> None:
        self._site = site
        self._browsers = browsers

    def start(self, request: Request, code: str = "", taken: bool = False) -> Response:
        """The start page. ``taken``: somebody's chat is open on this device. Nothing is stored by looking at it."""
        language = self._site.asked_language(request)
        response = self._site.templates.page("start", language, code=code[:CODE_LIMIT], taken=taken)
        prepare(response, begin_of(request) or self._site.new_id(), self._site.settings)
        return response

    async def invited(self, request: Request) -> Response:
        """GET /join/{code}: the start page with the code filled in."""
        session = session_of(request)
        taken = bool(session) and await self._site.turns.joined(SOURCE, session)
        return self.start(request, request.path_params["code"], taken)

    async def join(self, request: Request) -> Response:
        """POST /join: the first turn of a conversation. ``fresh``: somebody else than the chat on this device."""
        refuse_foreign(request)
        form = await read_form(request)
        code = " ".join(form.fields.get("code", "").split())[:CODE_LIMIT]
        before = session_of(request)
        known = "" if "fresh" in form.fields else before
        if before and not known:
            await self._browsers.remove(SOURCE, before)  # What wakes this device is no longer for them.
        session = known or begin_of(request) or self._site.new_id()
        # Without a key of its own the same code, sent twice by an impatient thumb, is one event.
        key = self._site.new_id() if known else f"join {code}"
        await self._site.take(request, session, key, Said(f"/start {code}".strip()))
        response = RedirectResponse("/", 303)
        remember(response, session, self._site.settings)
        return dressed(response)

    async def leave(self, request: Request) -> Response:
        """POST /leave: for shared devices. The person stays, only this device forgets who it was."""
        refuse_foreign(request)
        # Afterwards, so that somebody can leave while nothing can be written.
        session = session_of(request)
        then = BackgroundTask(self._browsers.remove, SOURCE, session) if session else None
        response = RedirectResponse("/", 303, background=then)
        forget(response)
        return dressed(response)
