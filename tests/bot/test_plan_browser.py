"""Both parties read and approve a plan in a real browser. Pictures go to var/screenshots."""

import asyncio
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect

from storage.database import Database
from tests.bot.office import Office, changed, link, office, site
from tests.gateways.web.browser import PATIENCE, chromium

PHONE, DESK = (390, 844), (1280, 800)
SCREENSHOTS = Path("var/screenshots")


@contextmanager
def served(people: Office) -> Iterator[str]:
    """The address of the pages on a real port."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(site(people.database, people.clock), log_level="error", ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def people(migrated_file: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copy(migrated_file, tmp_path / "test.db")
    database = Database.open(f"sqlite:///{tmp_path / 'test.db'}")
    yield office(database)
    database.close()


@pytest.fixture
def address(people: Office) -> Iterator[str]:
    with served(people) as address:
        yield address


def visitor(
    browser: Browser, size: tuple[int, int], scheme: str = "light", script: bool = False, language: str = "de-DE"
) -> BrowserContext:
    """A browser of one person; without scripts unless wanted."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        locale=language,
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
    )
    context.set_default_timeout(PATIENCE)
    return context


def enter(context: BrowserContext, people: Office, address: str, role: str) -> Page:
    page = context.new_page()
    page.goto(address + link(people.chat(role).say("/login")))
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("heading", name="Plan: alle Fassungen")).to_be_visible()
    return page


def picture(page: Page, name: str) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def approve(page: Page) -> None:
    page.get_by_role("link", name="Diese Fassung freigeben").click()
    page.get_by_role("button", name="Ja, freigeben").click()


def test_plan_is_active_only_when_both_have_approved(people: Office, address: str, browser: Browser) -> None:
    council = enter(visitor(browser, DESK), people, address, "works-council")
    council.get_by_role("link", name="Fassung 1").click()
    expect(council.get_by_text("BV 2026/07 Lernbegleiter (Muster)")).to_be_visible()
    expect(council.get_by_text("Nicht aktiv")).to_be_visible()
    approve(council)
    expect(council.get_by_text("Nicht aktiv")).to_be_visible()
    expect(council.get_by_role("link", name="Freigabe zurückziehen")).to_be_visible()

    employer = enter(visitor(browser, PHONE), people, address, "employer")
    expect(employer.get_by_text("Es fehlt: Arbeitgeber")).to_be_visible()
    employer.get_by_role("link", name="Fassung 1").click()
    employer.get_by_role("link", name="Diese Fassung freigeben").click()
    expect(employer.get_by_text("Der Betriebsrat hat sie schon freigegeben: Sie gilt dann sofort.")).to_be_visible()
    employer.get_by_role("button", name="Ja, freigeben").click()
    expect(employer.get_by_text("Beide Seiten haben diese Fassung freigegeben.")).to_be_visible()
    council.reload()
    expect(council.get_by_text("Beide Seiten haben diese Fassung freigegeben.")).to_be_visible()

    council.get_by_role("link", name="Freigabe zurückziehen").click()
    council.get_by_role("button", name="Ja, zurückziehen").click()
    expect(council.get_by_text("Nicht aktiv")).to_be_visible()
    council.get_by_role("link", name="Protokoll").click()
    expect(council.get_by_text("Kein Eintrag wurde geändert, entfernt oder eingefügt.")).to_be_visible()
    expect(council.get_by_text("keine Fassung mehr aktiv")).to_be_visible()


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [
        (PHONE, "light", "de"),
        (PHONE, "dark", "de"),
        (DESK, "light", "de"),
        (DESK, "dark", "de"),
        (PHONE, "light", "ar"),
    ],
)
def test_pages_fit_the_screen(
    people: Office, address: str, browser: Browser, size: tuple[int, int], scheme: str, language: str
) -> None:
    council = enter(visitor(browser, size), people, address, "works-council")
    for party in (council, enter(visitor(browser, DESK), people, address, "employer")):
        party.get_by_role("link", name="Fassung 1").click()
        approve(party)
    version = people.store(changed())[:12]
    # Scripts only for measuring: the pages have none.
    context = visitor(browser, size, scheme, script=True, language=language)
    context.add_cookies(council.context.cookies())  # type: ignore[arg-type]  # What comes out goes in.
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    for name, path in (
        ("login", "/login"),
        ("plans", "/plan"),
        ("plan", f"/plan/{version}"),
        ("decide", f"/plan/{version}/approve"),
        ("audit", "/audit"),
    ):
        page.goto(address + path)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, (path, overflow)
        small = page.evaluate(
            "[...document.querySelectorAll('button, a.action, nav a, summary')]"
            ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.textContent)"
        )
        assert not small, (path, small)
        picture(page, f"{name}-{size[0]}-{scheme}-{language}")
    assert not complaints
