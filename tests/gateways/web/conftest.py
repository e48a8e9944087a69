"""A web chat with a conversation that is always the same."""

from collections.abc import Iterator
from itertools import count

import pytest
from playwright.sync_api import Browser, BrowserContext
from starlette.applications import Starlette

from bot.gateways.web import Hub, WebSettings, exception_handlers, routes
from content.catalogue import Catalogue
from tests.gateways.web.browser import PATIENCE, chromium
from tests.gateways.web.client import Client
from tests.gateways.web.fake_browsers import FakeBrowsers
from tests.gateways.web.fake_turns import DatabaseGone, FakeTurns

LANGUAGES = ("de", "en", "ar")
ENGLISH = Catalogue(
    "en",
    {
        "Dein Code": "Your code",
        "Senden": "Send",
        "Diese Seite gibt es nicht.": "No such page.",
        "Keine Verbindung": "No connection",
    },
)


def catalogue_for(language: str) -> Catalogue:
    """A few English words, no Arabic ones."""
    return ENGLISH if language == "en" else Catalogue(language)


DRAWING = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><style>
rect { fill: #fff } path { stroke: #135; stroke-width: 9; fill: none }
@media (prefers-color-scheme: dark) { rect { fill: #123 } path { stroke: #cde } }
</style><rect width="300" height="200"/><path d="M20 60h260M60 60v90h40V60M140 60v60h30V60"/></svg>"""


def drawing(name: str) -> bytes:
    """Only one exists."""
    if name != "mess-schieber":
        raise KeyError(name)
    return DRAWING


def web_app(turns: FakeTurns, hub: Hub, secure_cookie: bool = False, browsers: FakeBrowsers | None = None) -> Starlette:
    """The gateway alone, as an application."""
    numbers = count(1)
    settings = WebSettings(secure_cookie, "Muster-Antriebe Leinetal GmbH")
    new_id = lambda: f"0123456789abcdef-{next(numbers)}"  # noqa: E731
    return Starlette(
        routes=routes(turns, browsers or FakeBrowsers(), settings, new_id, hub, catalogue_for, LANGUAGES, drawing),
        exception_handlers=exception_handlers(DatabaseGone, catalogue_for, LANGUAGES),
    )


@pytest.fixture
def turns() -> FakeTurns:
    return FakeTurns()


@pytest.fixture
def hub() -> Hub:
    return Hub()


@pytest.fixture
def browsers() -> FakeBrowsers:
    return FakeBrowsers()


@pytest.fixture
def client(turns: FakeTurns, hub: Hub, browsers: FakeBrowsers) -> Client:
    return Client(web_app(turns, hub, browsers=browsers))


@pytest.fixture
def member(client: Client) -> Client:
    """A client that has joined."""
    client.get("/")
    assert client.post("/join", data={"code": "K7QM-2F4X"}).status_code == 303
    return client


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone; other options by indirect parameters."""
    options = {"viewport": {"width": 390, "height": 844}, "locale": "de-DE", "has_touch": True}
    context = browser.new_context(**(options | getattr(request, "param", {})))
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()
