"""The addresses of the pages for plan and approval."""

from collections.abc import Callable

from starlette.routing import BaseRoute, Route

from bot.gateways.web.audit import Audit
from bot.gateways.web.login import Login
from bot.gateways.web.plans import Plans
from bot.gateways.web.settings import WebSettings
from bot.gateways.web.static import Static
from bot.gateways.web.templates import Templates
from bot.gateways.web.visiting import Visiting
from bot.visits import Board, Sessions
from content.catalogue import Catalogue


def pages(
    sessions: Sessions,
    board: Callable[[], Board],
    settings: WebSettings,
    catalogue_for: Callable[[str], Catalogue],
    languages: tuple[str, ...],
) -> list[BaseRoute]:
    """All routes for people with a role in the company. ``board`` is asked for when somebody looks at a plan."""
    templates = Templates(catalogue_for, Static(), settings.company_name)
    visiting = Visiting(sessions, settings, templates, languages)
    login, plans = Login(visiting), Plans(visiting, board)
    return [
        Route("/login", login.home),
        Route("/login/{link}", login.invited),
        Route("/login/{link}", login.enter, methods=["POST"]),
        Route("/logout", login.leave, methods=["POST"]),
        Route("/plan", plans.all),
        Route("/plan/{version}", plans.one),
        Route("/plan/{version}/{act}", plans.ask),
        Route("/plan/{version}/{act}", plans.decide, methods=["POST"]),
        Route("/audit", Audit(visiting, board).show),
    ]
