"""The server started by hand, and its page in a browser."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.gateways.web.browser import chromium
from tests.telegram.calling import keys


@pytest.fixture
def api() -> Iterator[str]:
    """The address for calls of the bot."""
    command = [sys.executable, "-m", "tests.telegram", "--port", "0", "--token", "123:by-hand"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        settings = dict(each.split("=") for each in server.stdout.readline().split())
        yield f"{settings['INLEKU_TELEGRAM_API']}/bot{settings['INLEKU_TELEGRAM_TOKEN']}"
        server.kill()


@pytest.fixture
def page(api: str) -> Iterator[Page]:
    with chromium() as browser:
        shown = browser.new_page()
        shown.goto(api.partition("/bot")[0])
        yield shown


def call(api: str, method: str, **parameters: Any) -> Any:
    """The result of a call."""
    request = urllib.request.Request(
        f"{api}/{method}", json.dumps(parameters).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)["result"]


def test_developer_chats_with_a_bot_in_the_browser(api: str, page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.fill("#text", "Hallo <b>")
    page.press("#text", "Enter")
    expect(page.locator("article.own")).to_contain_text("Hallo <b>")
    call(api, "sendMessage", chat_id=7, text="<b>Passt</b> es?", parse_mode="HTML", reply_markup=keys("1:y"))
    expect(page.locator("article.bot b")).to_have_text("Passt")
    page.get_by_role("button", name="Ja").click()
    said, tapped = call(api, "getUpdates", timeout=5)
    assert (said["message"]["text"], tapped["callback_query"]["data"]) == ("Hallo <b>", "1:y")
    call(api, "answerCallbackQuery", callback_query_id=tapped["callback_query"]["id"], text="Danke")
    expect(page.locator("#toast")).to_have_text("Danke")
    call(api, "editMessageText", chat_id=7, message_id=2, text="Passt.")
    expect(page.locator("article.bot")).to_contain_text("edited")
    expect(page.get_by_role("button", name="Ja")).to_have_count(0)
    page.get_by_role("button", name="Block").click()
    expect(page.get_by_text("The bot is blocked.")).to_be_visible()
    assert errors == []
