"""Reading aloud in a real browser, with voices of the test: what is read, in which order, and when it stops."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.gateways.web.browser import PATIENCE
from tests.gateways.web.chat import picture
from tests.gateways.web.fake_turns import CODE
from tests.gateways.web.server import served

VOICES = """
const spoken = (window.spoken = []);
const pending = [];
const voices = (window.voices = %s);
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  getVoices: () => voices,
  speak: (utterance) => { spoken.push([utterance.lang, utterance.text]); pending.push(utterance); },
  cancel: () => { spoken.push(["", "stop"]); pending.length = 0; },
  finish: () => { for (const each of pending.splice(0)) each.dispatchEvent(new Event("end")); },
}) });
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; this.addEventListener("end", () => this.onend?.()); }
};
"""
GERMAN = '[{lang: "de-DE", localService: true, default: false}]'


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE")
    context.set_default_timeout(PATIENCE)
    context.add_init_script(VOICES % getattr(request, "param", GERMAN))
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    with served() as server:
        page, complaints = context.new_page(), list[str]()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{server.address}/join/{CODE}")
        page.get_by_role("button", name="Los geht's").click()
        expect(page.get_by_text("Wollen wir anfangen?")).to_be_visible()
        page.wait_for_load_state("load")
        yield page
        assert not complaints


def spoken(page: Page) -> list[str]:
    """What was said since the last time it was stopped."""
    said: list[list[str]] = page.evaluate("window.spoken")
    last = max((index for index, (_, words) in enumerate(said) if words == "stop"), default=-1)
    return [words for _, words in said[last + 1 :]]


def test_message_is_read_with_its_answers_and_stops_on_the_second_tap(page: Page) -> None:
    button = page.get_by_role("button", name="Vorlesen", exact=True).last
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    words = spoken(page)
    assert "Wollen wir anfangen?" in words
    assert words[-2:] == ["Ja, gern", "Lieber später"]
    picture(page, "read-aloud")
    box = button.bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= 48
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert spoken(page) == []


def test_button_is_released_when_everything_is_read(page: Page) -> None:
    button = page.get_by_role("button", name="Vorlesen", exact=True).last
    button.click()
    page.evaluate("window.speechSynthesis.finish()")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_new_messages_are_read_on_this_device_until_switched_off(page: Page) -> None:
    page.locator("#menu summary").click()
    page.get_by_role("button", name="Neues gleich vorlesen").click()
    page.reload()
    page.get_by_role("button", name="Ja, gern").click()
    expect(page.get_by_text("Was prüfst du vor dem Start?")).to_be_visible()
    page.wait_for_function("window.spoken.some(([, words]) => words.includes('Was prüfst du'))")
    assert "Öl nachfüllen und den Stand ablesen" in spoken(page)
    page.locator("#menu summary").click()
    page.get_by_role("button", name="Neues gleich vorlesen").click()
    assert spoken(page) == []
    assert page.evaluate("localStorage.getItem('read-aloud')") is None


@pytest.mark.parametrize(
    "context", ["[]", '[{lang: "pl-PL", localService: true}, {lang: "de-DE", localService: false}]'], indirect=True
)
def test_without_a_voice_of_this_device_for_the_language_there_is_no_button(page: Page) -> None:
    expect(page.locator(".speak")).to_have_count(0)
    page.locator("#menu summary").click()
    expect(page.get_by_role("button", name="Neues gleich vorlesen")).to_be_hidden()


@pytest.mark.parametrize("context", ["[]"], indirect=True)
def test_voice_that_is_found_late_brings_the_buttons(page: Page) -> None:
    page.evaluate("""() => {
      window.voices.push({lang: "de_DE", localService: true});
      window.speechSynthesis.dispatchEvent(new Event("voiceschanged"));
    }""")
    expect(page.locator(".speak").first).to_be_visible()
