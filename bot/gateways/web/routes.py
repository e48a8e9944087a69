"""The addresses of the web chat."""

from collections.abc import Callable

from starlette.routing import BaseRoute, Route

from bot.exchange import Browsers, Turns
from bot.gateways.web.chat import Chat
from bot.gateways.web.entrance import Entrance
from bot.gateways.web.events import Events
from bot.gateways.web.hub import Hub
from bot.gateways.web.pictures import Pictures
from bot.gateways.web.push import Push
from bot.gateways.web.settings import WebSettings
from bot.gateways.web.site import Site
from bot.gateways.web.static import Static
from bot.gateways.web.templates import Templates
from bot.gateways.web.worker import Worker
from content.catalogue import Catalogue
from content.pictures import svg


def routes(
    turns: Turns,
    browsers: Browsers,
    settings: WebSettings,
    new_id: Callable[[], str],
    hub: Hub,
    catalogue_for: Callable[[str], Catalogue],
    languages: tuple[str, ...],
    drawing: Callable[[str], bytes] = svg,
) -> list[BaseRoute]:
    """All routes of the web chat. ``new_id`` gives tokens that nobody can guess, ``drawing`` the SVG of a name."""
    static = Static()
    site = Site(turns, settings, new_id, hub, Templates(catalogue_for, static, settings.company_name), languages)
    entrance = Entrance(site, browsers)
    chat = Chat(site, entrance, browsers)
    push, worker = Push(site, browsers), Worker(site, static)
    return [
        Route("/", chat.home),
        Route("/join", entrance.join, methods=["POST"]),
        Route("/join/{code}", entrance.invited),
        Route("/leave", entrance.leave, methods=["POST"]),
        Route("/chat", chat.take, methods=["POST"]),
        Route("/chat/data.json", chat.data),
        Route("/chat/events", Events(site).stream),
        Route("/push", push.joined),
        Route("/push", push.allow, methods=["POST"]),
        Route("/push", push.forbid, methods=["DELETE"]),
        Route("/service-worker.js", worker.script),
        Route("/offline", worker.offline),
        Route("/static/{version}/{name}", static.versioned),
        Route("/picture/{name}.svg", Pictures(drawing).show),
        Route("/manifest.webmanifest", static.manifest),
        Route("/icon.svg", static.icon),
        Route("/icons/{name}", static.picture),
    ]
