"""People with a role in the company, their chats and their browsers, on a real database."""

import re
from dataclasses import dataclass, field
from itertools import count

from starlette.applications import Starlette
from starlette.routing import Route

from bot.clock import Clock as AnyClock
from bot.gateways.web import WebSettings, exception_handlers, pages
from bot.gateways.web.static import Static
from bot.plan_board import PlanBoard
from bot.plan_store import PlanStore
from bot.sessions import SessionBook
from content.plan.model import Plan
from storage.database import Database
from storage.transaction import Unavailable
from tests.bot.talk import KEYRING, KNOWLEDGE, Clock, Talk
from tests.content.plan.books import demo
from tests.gateways.web.client import Client

ADDRESSES = count(1)


def changed() -> Plan:
    """The demo plan with one rule and some weeks changed."""
    plan = demo()
    policy = plan.policy.model_copy(update={"pushes_per_week": 2})
    return plan.model_copy(update={"policy": policy, "entries": plan.entries[1:]})


def site(database: Database, clock: AnyClock, secure_cookie: bool = False) -> Starlette:
    """The pages alone, as an application."""
    board = PlanBoard(PlanStore(database), KNOWLEDGE.library, clock)
    sessions = SessionBook(database, KEYRING, clock)
    words = (KNOWLEDGE.catalogue, KNOWLEDGE.languages)
    static = Static()
    files = [
        Route("/static/{version}/{name}", static.versioned),
        Route("/icon.svg", static.icon),
        Route("/manifest.webmanifest", static.manifest),
    ]
    return Starlette(
        routes=[*pages(sessions, lambda: board, WebSettings(secure_cookie, "Muster"), *words), *files],
        exception_handlers=exception_handlers(Unavailable, *words),
    )


@dataclass
class Office:
    """One company's people."""

    database: Database
    clock: Clock = field(default_factory=Clock)
    secure_cookie: bool = False

    def store(self, plan: Plan) -> str:
        """A new version; gives its hash."""
        return PlanStore(self.database).add(plan, self.clock())[0].hash

    def chat(self, role: str) -> Talk:
        """Somebody who has joined with that role."""
        person = Talk(self.database, f"{role} {next(ADDRESSES)}", "telegram:123", self.clock)
        person.say(f"/start {person.code(role, 'montage')}")
        for label in ("Deutsch", "Weiter", "Weiter", "Ja, ich mache mit"):
            person.tap(label)
        return person

    def browser(self) -> Client:
        """A browser that nobody is logged in with."""
        return Client(site(self.database, self.clock, self.secure_cookie))

    def visit(self, role: str) -> Client:
        """The browser of somebody who has logged in with a link from the chat."""
        client = self.browser()
        assert client.post(link(self.chat(role).say("/login"))).status_code == 303
        return client


def office(database: Database) -> Office:
    """With one version stored."""
    made = Office(database)
    made.store(demo())
    return made


def link(words: str) -> str:
    """The path of the link in an answer."""
    found = re.search(r"/login/[\w-]{40,}", words)
    assert found, words
    return found.group()


def seal(page: str) -> str:
    """What the forms of a page carry."""
    found = re.search(r'name="seal" value="([0-9a-f]{64})"', page)
    assert found, page
    return found.group(1)


def decide(client: Client, version: str, act: str) -> int:
    """Ask, read, confirm; gives the status of the answer."""
    path = f"/plan/{version}/{act}"
    asked = client.get(path)
    if asked.status_code != 200:
        return asked.status_code
    return client.post(path, data={"seal": seal(asked.text)}).status_code
