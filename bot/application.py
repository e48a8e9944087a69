"""The running process as an ASGI application: gateways in front, alarm clock behind, one lifespan around both."""

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator, Mapping
from functools import cached_property

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot import scheduler
from bot.bots import Bots
from bot.browsers import BrowserBook
from bot.carriers import ConsoleCarrier, WebCarrier
from bot.delivery import Delivery
from bot.direct import Receiver
from bot.dispatcher import Dispatcher
from bot.gateways import web
from bot.leftovers import Leftovers
from bot.planner import Planner
from bot.push import Pusher
from bot.retention import Retention
from bot.service import Service, new_id, vapid_key
from bot.sessions import SessionBook
from bot.visits import Board
from storage.transaction import Unavailable

PLAN_EVERY = 600.0
DELIVER_EVERY = 15.0
BOTS_EVERY = 15.0
COMPANIES_EVERY = 3.0
"""Seconds after which an approval or a withdrawal has its effect in every process."""
GIVE_BACK_EVERY = 30.0
FORGET_EVERY = 3600.0
log = logging.getLogger("inleku")


class Application:
    """Pages and web chat as ASGI; ``receivers`` are the paths that are answered without it."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.hub = web.Hub()
        self.vapid_key = vapid_key(service.settings)
        self.browsers = BrowserBook(service.database, service.keyring, service.clock, self.vapid_key)
        self.leftovers = Leftovers(service.database, service.clock, service.settings.clock_speed)
        self.bots = Bots(service, {"web": self._web(), "console": ConsoleCarrier()})
        self.pages = Starlette(
            routes=[Route("/healthz", alive), Route("/readyz", self.ready), *self._chat()],
            exception_handlers=web.exception_handlers(
                Unavailable, service.knowledge.catalogue, service.knowledge.languages
            ),
            lifespan=self._lifespan,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.pages(scope, receive, send)

    @property
    def receivers(self) -> Mapping[bytes, Receiver]:
        """The webhooks of Telegram by their paths; changes while it runs."""
        return self.bots.receivers

    @cached_property
    def board(self) -> Board:
        """The stored plans; what reads them is loaded when somebody looks at one."""
        from bot.plan_board import PlanBoard
        from bot.plan_store import PlanStore

        service = self.service
        return PlanBoard(PlanStore(service.database), service.knowledge.library, service.clock)

    def _chat(self) -> list[web.BaseRoute]:
        settings, knowledge = self.service.settings, self.service.knowledge
        names = " · ".join(company.name for company in knowledge.companies.values())
        chat = web.WebSettings(secure_cookie=settings.address.startswith("https"), company_name=names)
        words = (knowledge.catalogue, knowledge.languages)
        sessions = SessionBook(self.service.database, self.service.keyring, self.service.clock)
        return [
            *web.routes(self.service.turns, self.browsers, chat, new_id, self.hub, *words),
            *web.pages(sessions, lambda: self.board, chat, *words),
        ]

    async def ready(self, request: Request) -> Response:
        """Database migrated and answering, content loaded."""
        ready = await asyncio.to_thread(self.service.database.is_ready) and bool(self.service.knowledge.library.units)
        return JSONResponse({"ready": ready}, 200 if ready else 503)

    @contextlib.asynccontextmanager
    async def _lifespan(self, app: Starlette) -> AsyncIterator[None]:
        service = self.service
        await self.leftovers.begin()
        # Asked now, beside the start, so that nobody's first turn waits for it.
        free_days = asyncio.create_task(asyncio.to_thread(service.knowledge.free_days, service.clock().year))
        await self.bots.refresh()
        background = scheduler.start(self._jobs(), overlapping=("deliver",))
        gc.collect()
        gc.freeze()  # Content and code stay for ever; looking through them again and again would cost every turn.
        try:
            yield
        finally:
            background.shutdown(wait=False)
            await free_days
            await self.bots.close()

    def _jobs(self) -> dict[str, tuple[scheduler.Job, float]]:
        service = self.service
        planner = Planner(service.database, service.knowledge, service.clock)
        dispatcher = Dispatcher(service.database, service.knowledge, service.clock)
        delivery = Delivery(service.database, service.knowledge, service.keyring, service.clock, self.bots.carriers)
        retention = Retention(service.database, service.knowledge.companies, service.clock)

        speed = service.settings.clock_speed
        often = max(0.5, DELIVER_EVERY / speed)
        return {
            "plan": (planner.plan, max(1.0, PLAN_EVERY / speed)),
            "dispatch": (dispatcher.dispatch, often),
            # Apart from dispatching: emptying a full outbox takes as long as the messenger's limits want it. A run
            # that is still at one gateway leaves the others to the next run.
            "deliver": (delivery.deliver, often),
            "companies": (planner.follow, COMPANIES_EVERY),
            "leftovers": (self.leftovers.give_back, GIVE_BACK_EVERY),
            "bots": (self.bots.refresh, BOTS_EVERY),
            "forget": (retention.forget, FORGET_EVERY),
        }

    def _web(self) -> WebCarrier:
        pusher = Pusher(self.vapid_key, self.service.settings.contact)
        return WebCarrier(self.hub, self.browsers, pusher, self.service.clock)


async def alive(request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"alive": True})
