"""The page in a real browser, as a person uses it. Pictures go to var/screenshots."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from dialogs.events import Said
from tests.gateways.web.chat import picture, say
from tests.gateways.web.fake_turns import CODE, PAGES
from tests.gateways.web.phone import settled
from tests.gateways.web.server import Served, served


@pytest.fixture
def server() -> Iterator[Served]:
    with served() as server:
        yield server


@pytest.fixture
def page(server: Served, context: BrowserContext) -> Iterator[Page]:
    """The chat, joined. A page may complain about nothing but a lost connection."""
    page, complaints = context.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if "Security" in message.text else None)
    page.goto(f"{server.address}/join/{CODE}")
    picture(page, "start")
    page.get_by_role("button", name="Los geht's").click()
    expect(page.get_by_text("Wollen wir anfangen?")).to_be_visible()
    page.wait_for_load_state("load")
    yield page
    assert not complaints


@pytest.mark.parametrize(
    "context",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 360, "height": 640}},
        {"viewport": {"width": 1280, "height": 800}},
    ],
    indirect=True,
)
def test_conversation(page: Page) -> None:
    page.get_by_role("button", name="Ja, gern").click()
    oil = page.get_by_role("button", name="Öl nachfüllen")
    expect(oil).to_contain_text("☐")
    expect(page.get_by_role("button", name="Ja, gern")).to_have_count(0)
    oil.click()
    expect(oil).to_contain_text("☑")
    expect(page.get_by_text("Was prüfst du vor dem Start?")).to_have_count(1)
    picture(page, "question")
    page.get_by_role("button", name="Fertig").click()
    expect(page.locator("#toast")).to_have_text("Gespeichert")
    expect(oil).to_have_count(0)
    expect(page.locator("#typing")).to_be_hidden()
    say(page, "Morgen prüfe ich\nzuerst das Öl.")
    expect(page.get_by_text("Guter Plan.")).to_be_visible()
    picture(page, "talk")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = (
        "[...document.querySelectorAll('button, summary')].filter(b => b.offsetParent && b.offsetHeight < 48).length"
    )
    assert page.evaluate(small) == 0
    page.reload()
    expect(page.get_by_text("Deine eigenen Worte (nicht gespeichert)")).to_have_count(1)
    expect(page.get_by_text("zuerst das Öl")).to_have_count(0)
    expect(page.get_by_role("button", name="Lernen")).to_be_visible()
    page.locator("#menu summary").click()
    picture(page, "menu")


def test_offline_and_back(page: Page, context: BrowserContext, server: Served) -> None:
    context.set_offline(True)
    say(page, "Erst mal nur hier")
    expect(page.get_by_text("Keine Verbindung.")).to_be_visible()
    picture(page, "offline")
    context.set_offline(False)
    expect(page.get_by_text("Guter Plan.")).to_be_visible()
    expect(page.get_by_text("Keine Verbindung.")).to_be_hidden()
    assert [inbound.event for inbound in server.turns.taken].count(Said("Erst mal nur hier")) == 1


def test_answer_survives_a_reload_while_the_database_is_gone(page: Page, server: Served) -> None:
    server.turns.down = True
    say(page, "Bitte merken")
    expect(page.get_by_text("Keine Verbindung.")).to_be_visible()
    server.turns.down = False
    page.reload()
    expect(page.get_by_text("Guter Plan.")).to_have_count(1)
    expect(page.get_by_text("Bitte merken")).to_have_count(1)


def test_lost_answer_is_asked_for_with_the_same_key(page: Page, server: Served) -> None:
    lost = []

    def lose(route: object) -> None:
        lost.append(route.fetch())  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route("**/chat", lose, times=1)
    page.get_by_role("button", name="Ja, gern").click()
    expect(page.get_by_text("Was prüfst du")).to_have_count(1)
    assert len(lost) == 1
    assert len(server.turns.taken) == 2


def test_reminder_does_not_pull_away_a_reader(page: Page, server: Served) -> None:
    for number in range(6):
        say(page, f"Satz {number}")
        expect(page.get_by_text("Guter Plan.")).to_have_count(number + 1)
    page.locator("#scroll").evaluate("element => element.scrollTop = 0")
    server.remind()
    pill = page.get_by_role("button", name="Neue Nachricht")
    expect(pill).to_be_visible()
    picture(page, "pill")
    pill.click()
    expect(page.get_by_text("Hast du gerade drei Minuten?").last).to_be_in_viewport()
    expect(pill).to_be_hidden()


def test_restart_of_the_server_loses_and_doubles_nothing(context: BrowserContext) -> None:
    with served() as before:
        page = context.new_page()
        page.goto(f"{before.address}/join/{CODE}")
        page.get_by_role("button", name="Los geht's").click()
        reminders = page.get_by_text("Hast du gerade drei Minuten?")
        expect(page.get_by_text("Wollen wir anfangen?")).to_be_visible()
        before.remind()
        expect(reminders).to_have_count(1)
    before.turns.remind(before.turns.taken[-1].address)
    with served(before.turns, before.port) as after:
        expect(reminders).to_have_count(2)
        after.remind()
        expect(reminders).to_have_count(3)
        page.reload()
        expect(reminders).to_have_count(3)
        page.close()


def test_page_in_the_background_lets_go_and_catches_up(page: Page, server: Served) -> None:
    show = """(state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }"""
    address = server.turns.taken[-1].address

    def listens() -> bool:
        return address in server.hub._listeners

    assert settled(page, listens, bool)
    page.evaluate(show, "hidden")
    assert not settled(page, listens, lambda found: not found), "a page that lets go can be woken by a push"
    server.remind()
    page.wait_for_timeout(200)
    expect(page.get_by_text("Hast du gerade drei Minuten?")).to_have_count(0)
    page.evaluate(show, "visible")
    expect(page.get_by_text("Hast du gerade drei Minuten?")).to_have_count(1)
    assert settled(page, listens, bool)


def test_keyboard_only(page: Page) -> None:
    page.get_by_role("button", name="Ja, gern").focus()
    page.keyboard.press("Enter")
    first = page.get_by_role("button", name="Öl nachfüllen")
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(first).to_contain_text("☑")
    expect(first).to_be_focused()
    picture(page, "focus")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Was nimmst du dir vor?").locator("xpath=..")).to_be_focused()
    page.get_by_label("Deine Nachricht").focus()
    page.keyboard.type("Ein Satz")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Guter Plan.")).to_be_visible()
    expect(page.get_by_label("Deine Nachricht")).to_be_focused()


def test_right_to_left(page: Page) -> None:
    page.get_by_role("button", name="Ja, gern").click()
    say(page, "/sprache ar")
    expect(page.locator("html[dir=rtl]")).to_be_attached()
    expect(page.get_by_text("مرحبا").locator("xpath=..")).to_be_in_viewport()
    picture(page, "rtl")


def test_second_page_of_the_same_person(page: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(page.url)
    other.wait_for_load_state("load")
    page.get_by_role("button", name="Ja, gern").click()
    expect(page.get_by_text("Was prüfst du")).to_have_count(1)
    other.reload()
    other.get_by_role("button", name="Druckluft").click()
    expect(other.get_by_role("button", name="Druckluft")).to_contain_text("☑")
    other.close()


def test_own_data_and_leaving(page: Page) -> None:
    say(page, "/meine-daten")
    with page.expect_download() as download:
        page.get_by_role("link", name="Meine Daten als Datei laden").click()
    assert download.value.suggested_filename == "meine-daten.json"
    page.locator("#menu summary").click()
    page.get_by_role("button", name="Auf diesem Gerät abmelden").click()
    expect(page.get_by_label("Dein Code")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Dein Code")).to_be_visible()


@pytest.mark.parametrize("context", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts(server: Served, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(f"{server.address}/join/{CODE}")
    page.get_by_role("button", name="Los geht's").click()
    page.get_by_role("button", name="Ja, gern").click()
    page.get_by_role("button", name="Öl nachfüllen").click()
    page.get_by_role("button", name="Fertig").click()
    say(page, "Ohne Skript")
    expect(page.get_by_text("Guter Plan.")).to_be_visible()
    expect(page.get_by_text("nicht gespeichert")).to_have_count(1)


@pytest.mark.parametrize("context", [{}, {"color_scheme": "dark"}, {"java_script_enabled": False}], indirect=True)
def test_picture_is_shown_and_a_contact_can_be_saved(page: Page) -> None:
    say(page, "/bild")
    for _ in range(2):  # As it comes, and as it is found again.
        drawing = page.get_by_role("img", name="Ein Mess-Schieber um ein Rohr")
        expect(drawing).to_be_visible()
        assert drawing.evaluate("each => each.decode().then(() => each.naturalWidth)") > 0
        with page.expect_download() as saved:
            page.get_by_role("link", name="Ayşe Demirtaş").click()
        assert saved.value.suggested_filename == "ayşe-demirtaş.vcf"
        assert saved.value.path().read_bytes() == "BEGIN:VCARD\r\nFN:Ayşe".encode()
        picture(page, "attachments")
        page.reload()


def test_link_to_the_pages_can_be_tapped(page: Page) -> None:
    say(page, "/login")
    expect(page.get_by_role("link", name="http://127.0.0.1:1/login/AbC_9-x")).to_have_attribute(
        "href", "http://127.0.0.1:1/login/AbC_9-x"
    )
    expect(page.locator(".text").last).to_have_text(PAGES.text)
