"""What all handlers of the web chat share."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from starlette.requests import Request

from bot.exchange import Inbound, Past, Reply, Turns
from bot.gateways.web.hub import Hub
from bot.gateways.web.language import best_match
from bot.gateways.web.settings import WebSettings
from bot.gateways.web.templates import Templates
from dialogs.events import Event

SOURCE = "web"
HISTORY = 50
"""So many turns a page shows again; with all their words they stay under 60 KB."""


@dataclass(frozen=True, slots=True)
class Site:
    """The wiring of one web chat. ``new_id`` gives a random token."""

    turns: Turns
    settings: WebSettings
    new_id: Callable[[], str]
    hub: Hub
    templates: Templates
    languages: tuple[str, ...]

    async def history(self, session: str, after: int = 0) -> tuple[Past, ...]:
        """The last turns of the person with that session."""
        return await self.turns.history(SOURCE, session, after, HISTORY)

    async def take(self, request: Request, session: str, key: str, event: Event) -> Reply:
        """One turn. The key is made unique over all people: two of them may well send the same."""
        unique = sha256(f"{session}{key}".encode()).hexdigest()
        return await self.turns.take(Inbound(SOURCE, unique, session, event, self.asked_language(request)))

    def asked_language(self, request: Request) -> str:
        """The language that the browser asks for."""
        return best_match(request.headers.get("accept-language", ""), self.languages)

    def spoken_language(self, request: Request, history: tuple[Past, ...]) -> str:
        """The language of the conversation; of the browser before there is one."""
        spoken = history[-1].reply.language if history else ""
        return spoken if spoken in self.languages else self.asked_language(request)
