"""Notices, installing and the page without a connection, in a real browser. Pictures go to var/screenshots."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from bot.carriers import payload
from bot.clock import now
from bot.exchange import Notice
from tests.gateways.web.browser import with_profile
from tests.gateways.web.chat import picture, say
from tests.gateways.web.fake_turns import CODE
from tests.gateways.web.phone import SUBSCRIPTION, can_be_woken, deliver, notices, settled
from tests.gateways.web.server import Served, served

NOTICE = payload(Notice("Lernbegleiter", "Neue Lern-Einheit, 3 Minuten", now()), "de").decode()


@pytest.fixture
def server() -> Iterator[Served]:
    with served() as server:
        yield server


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """A phone that can be woken."""
    can_be_woken(context)
    return context


@pytest.fixture
def page(server: Served, context: BrowserContext) -> Iterator[Page]:
    """The chat, joined, with the service worker at work."""
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Security" in message.text else None)
    join(page, server)
    expect(page.get_by_role("region", name="Hinweise auf diesem Gerät")).to_be_visible()
    yield page
    assert not complaints


def join(page: Page, server: Served) -> None:
    page.goto(f"{server.address}/join/{CODE}")
    page.get_by_role("button", name="Los geht's").click()
    expect(page.get_by_text("Wollen wir anfangen?")).to_be_visible()


def menu(page: Page) -> None:
    page.locator("#menu summary").click()


@pytest.mark.parametrize("context", [{}, {"color_scheme": "dark"}], indirect=True)
def test_offer_is_made_once_and_taken(page: Page, server: Served) -> None:
    offer = page.get_by_role("region", name="Hinweise auf diesem Gerät")
    expect(offer).to_be_visible()
    assert server.browsers.known == {}
    picture(page, "offer")
    offer.get_by_role("button", name="Ja, zeig es mir").click()
    expect(page.locator("#toast")).to_have_text("Gut. Du bekommst hier Hinweise.")
    expect(offer).to_be_hidden()
    assert [json.loads(known)["endpoint"] for known in server.browsers.known.values()] == [SUBSCRIPTION["endpoint"]]
    menu(page)
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    picture(page, "menu-switch")
    page.reload()
    page.wait_for_timeout(200)
    expect(offer).to_be_hidden()


def test_offer_is_refused_for_good(page: Page, server: Served) -> None:
    page.get_by_role("button", name="Nein, danke").click()
    page.reload()
    page.get_by_role("button", name="Ja, gern").click()
    expect(page.get_by_text("Was prüfst du")).to_be_visible()
    expect(page.locator("#offer")).to_be_hidden()
    assert server.browsers.known == {}


def test_switch_turns_notices_on_and_off(page: Page, server: Served) -> None:
    menu(page)
    switch = page.get_by_role("switch", name="Hinweise auf diesem Gerät")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_have_attribute("aria-checked", "true")
    assert len(server.browsers.known) == 1
    page.reload()
    menu(page)
    expect(switch).to_have_attribute("aria-checked", "true")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")
    assert server.browsers.known == {}


def test_server_that_cannot_keep_it_leaves_the_switch_off(page: Page, server: Served) -> None:
    server.browsers.unknown.add(server.turns.taken[-1].address)
    menu(page)
    switch = page.get_by_role("switch")
    switch.click()
    expect(page.locator("#toast")).to_have_text("Das hat nicht geklappt. Bitte versuch es später noch einmal.")
    expect(switch).to_have_attribute("aria-checked", "false")


def test_switch_is_known_to_the_server_again_after_a_new_key(page: Page, server: Served) -> None:
    menu(page)
    page.get_by_role("switch").click()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    server.browsers.known.clear()
    page.evaluate("localStorage.setItem('test.subscription', '[1, 2, 3]')")
    page.reload()
    menu(page)
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    assert len(server.browsers.known) == 1
    assert len(json.loads(page.evaluate("localStorage.getItem('test.subscription')"))) == 65


def test_leaving_takes_the_notices_along(page: Page, server: Served) -> None:
    menu(page)
    page.get_by_role("switch").click()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    deliver(page, NOTICE)
    assert notices(page, bool)
    page.get_by_role("button", name="Auf diesem Gerät abmelden").click()
    expect(page.get_by_label("Dein Code")).to_be_visible()
    page.wait_for_function("() => localStorage.length === 0")
    assert notices(page, lambda found: not found) == []
    assert server.browsers.known == {}


def test_push_is_shown_silently_and_replaces_the_one_before(page: Page) -> None:
    deliver(page, NOTICE.replace("3 Minuten", "2 Minuten"))
    deliver(page, NOTICE)
    shown = {"title": "Lernbegleiter", "body": "Neue Lern-Einheit, 3 Minuten", "lang": "de", "dir": "ltr"}
    found = notices(page, lambda found: any("3 Minuten" in each["body"] for each in found))
    assert found == [shown | {"silent": True, "tag": "reminder"}]


def test_push_without_words_shows_the_name_only(page: Page) -> None:
    deliver(page, "{")
    assert [(each["title"], each["body"]) for each in notices(page, bool)] == [("Lernbegleiter", "")]


OPENED = """
async (open) => {
  const done = [];
  clients.openWindow = async (url) => done.push(`open ${url}`);
  if (!open) clients.matchAll = async () => [];
  WindowClient.prototype.focus = async function () { done.push(`focus ${new URL(this.url).pathname}`); };
  const [notification] = await registration.getNotifications();
  const event = new NotificationEvent("notificationclick", { notification });
  const waiting = new Promise((resolve) => (event.waitUntil = (work) => work.then(resolve)));
  dispatchEvent(event);
  await waiting;
  return [...done, (await registration.getNotifications()).length];
}
"""


@pytest.mark.parametrize(("is_open", "done"), [(True, "focus /"), (False, "open /")])
def test_tap_on_a_notice_leads_to_the_chat(page: Page, is_open: bool, done: str) -> None:
    deliver(page, NOTICE)
    assert notices(page, bool)
    (worker,) = page.context.service_workers
    assert worker.evaluate(OPENED, is_open) == [done, 0]


def test_new_address_of_the_browser_is_told_without_a_page(page: Page, server: Served) -> None:
    (worker,) = page.context.service_workers
    worker.evaluate(
        """async (subscription) => {
          const event = Object.assign(new ExtendableEvent("pushsubscriptionchange"), { newSubscription: subscription });
          const waiting = new Promise((resolve) => (event.waitUntil = (work) => work.then(resolve)));
          dispatchEvent(event);
          await waiting;
        }""",
        SUBSCRIPTION | {"endpoint": "https://push.example.net/wp/2"},
    )
    (known,) = server.browsers.known.values()
    assert json.loads(known)["endpoint"] == "https://push.example.net/wp/2"


def test_looking_at_the_chat_clears_the_notice(page: Page) -> None:
    deliver(page, NOTICE)
    assert notices(page, bool)
    page.reload()
    assert notices(page, lambda found: not found) == []


@pytest.mark.parametrize("context", [{}, {"color_scheme": "dark"}], indirect=True)
def test_page_without_a_connection(page: Page, server: Served, context: BrowserContext) -> None:
    page.reload()
    context.set_offline(True)
    page.goto(server.address)
    expect(page.get_by_role("heading", name="Keine Verbindung")).to_be_visible()
    expect(page.get_by_text("Wollen wir anfangen?")).to_have_count(0)
    assert page.evaluate("document.querySelector('.mark').naturalWidth") > 0
    picture(page, "no-connection")
    context.set_offline(False)
    # The browser lets the page out before its worker at times: then it takes until the page looks again by itself.
    expect(page.get_by_text("Wollen wir anfangen?")).to_be_visible()


def test_page_without_a_server_speaks_the_last_language(page: Page, server: Served) -> None:
    say(page, "/sprache en")
    expect(page.locator("html[lang=en]")).to_be_attached()
    kept = "caches.match('/offline').then((kept) => kept.text())"
    assert settled(page, lambda: 'lang="en"' in page.evaluate(kept), bool)
    server.stop()
    page.goto(server.address)
    expect(page.locator("html[lang=en]")).to_be_attached()
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()


def test_nothing_personal_is_kept_on_the_device(page: Page) -> None:
    page.get_by_role("button", name="Ja, gern").click()
    expect(page.get_by_text("Was prüfst du")).to_be_visible()
    page.reload()
    page.wait_for_load_state("load")
    kept = page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
          }
          return found;
        }"""
    )
    assert "/offline" in kept
    assert all(path == "/offline" or path.startswith("/static/") for path in kept)


def test_can_be_installed(browser: Browser, server: Served, tmp_path: Path) -> None:
    with with_profile(browser, tmp_path) as context:
        page = context.new_page()
        page.goto(server.address)
        session = context.new_cdp_session(page)
        assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        assert session.send("Page.getAppManifest")["errors"] == []


def test_entry_to_install_appears_where_the_browser_offers_it(page: Page) -> None:
    menu(page)
    entry = page.get_by_role("button", name="Als App installieren")
    expect(entry).to_be_hidden()
    page.evaluate(
        """() => {
          const event = new Event("beforeinstallprompt", { cancelable: true });
          event.prompt = async () => (window.asked = true);
          dispatchEvent(event);
        }"""
    )
    entry.click()
    expect(entry).to_be_hidden()
    assert page.evaluate("window.asked")


def test_telephone_that_wakes_only_installed_pages_says_so(server: Served, context: BrowserContext) -> None:
    context.add_init_script(
        "delete window.PushManager; Object.defineProperty(navigator, 'standalone', { value: false })"
    )
    page = context.new_page()
    join(page, server)
    menu(page)
    expect(page.get_by_text("Hinweise auf dem iPhone: erst")).to_be_visible()
    expect(page.get_by_role("switch")).to_be_hidden()
    picture(page, "menu-iphone")


def test_no_entry_without_a_secure_connection(server: Served, context: BrowserContext) -> None:
    context.add_init_script("delete Navigator.prototype.serviceWorker")
    page = context.new_page()
    page.goto(f"{server.address}/join/{CODE}")
    page.get_by_role("button", name="Los geht's").click()
    expect(page.get_by_text("Wollen wir anfangen?")).to_be_visible()
    menu(page)
    expect(page.get_by_role("button", name="Übersicht")).to_be_visible()
    expect(page.get_by_role("switch")).to_be_hidden()


def test_update_replaces_the_worker_and_what_it_kept(page: Page) -> None:
    page.evaluate("caches.open('inleku-older').then((cache) => cache.put('/offline', new Response('old')))")
    page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          await registration.unregister();
        }"""
    )
    page.reload()
    expect(page.get_by_text("Wollen wir anfangen?")).to_be_visible()
    (left,) = settled(page, lambda: page.evaluate("caches.keys()"), lambda names: len(names) == 1)
    assert left != "inleku-older"


@pytest.mark.parametrize("context", [{"viewport": {"width": 360, "height": 640}}], indirect=True)
def test_menu_fits_a_small_phone(page: Page) -> None:
    page.get_by_role("button", name="Nein, danke").click()
    menu(page)
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    picture(page, "menu-off")
    drawer = page.locator(".drawer").bounding_box()
    assert drawer is not None and drawer["y"] + drawer["height"] <= 640
    page.get_by_role("button", name="Auf diesem Gerät abmelden").scroll_into_view_if_needed()
    expect(page.get_by_text("Dein Lernstand wird nicht gelöscht")).to_be_visible()


def test_menu_from_right_to_left(page: Page) -> None:
    say(page, "/sprache ar")
    expect(page.locator("html[dir=rtl]")).to_be_attached()
    menu(page)
    page.get_by_role("switch").click()
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")
    picture(page, "menu-rtl")
