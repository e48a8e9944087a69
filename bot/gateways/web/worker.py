"""What stays in the browser: the service worker, and the page that it shows without a connection."""

from starlette.requests import Request
from starlette.responses import Response

from bot.gateways.web.headers import dressed
from bot.gateways.web.language import best_match
from bot.gateways.web.site import Site
from bot.gateways.web.static import PAGES, Static


class Worker:
    """Handlers for /service-worker.js and /offline. Neither knows anything about anybody."""

    def __init__(self, site: Site, static: Static) -> None:
        self._site = site
        source = (PAGES / "service-worker.js").read_bytes()
        # The version changes with every file, and a worker with other bytes replaces the one before.
        self._script = f'const VERSION = "{static.version}";\n'.encode() + source

    async def script(self, request: Request) -> Response:
        """GET /service-worker.js: at the top, so that it is in charge of all pages."""
        return dressed(Response(self._script, media_type="text/javascript"), "no-cache")

    async def offline(self, request: Request) -> Response:
        """GET /offline: in ``?language=``, else in the one that the browser asks for."""
        wanted = request.query_params.get("language") or request.headers.get("accept-language", "")
        return self._site.templates.page("offline", best_match(wanted, self._site.languages))
