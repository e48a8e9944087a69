"""Headers, files, and what people see when something goes wrong."""

import pytest

from bot.gateways.web.language import best_match, direction
from tests.gateways.web.client import Client
from tests.gateways.web.fake_turns import FakeTurns


def test_every_answer_has_the_headers(member: Client) -> None:
    for path in ("/", "/join/X", "/chat/data.json", "/nirgends", "/icon.svg", "/manifest.webmanifest"):
        headers = member.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_pages_hold_nothing_inline_and_nothing_foreign(member: Client, client: Client) -> None:
    for page in (member.get("/").text, client.get("/join/X").text):
        assert "style=" not in page and "<style" not in page and "http://" not in page and "https://" not in page
        assert all(' src="/static/' in part for part in page.split("<script")[1:])


def test_files_are_cached_by_content(client: Client) -> None:
    address = client.get("/").text.split('href="/static/')[1].split('"')[0]
    file = client.get(f"/static/{address}")
    assert file.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in file.headers["cache-control"]
    assert client.get("/icon.svg", headers={"If-None-Match": file.headers["etag"]}).status_code == 304
    assert client.get("/static/old/base.css").headers["cache-control"] == "no-cache"
    assert client.get("/static/old/..%2Fbase.html").status_code == 404


def test_database_gone(member: Client, turns: FakeTurns) -> None:
    turns.down = True
    answer = member.post("/chat", json={"key": "a", "text": "Hallo"})
    assert answer.status_code == 503
    assert answer.json()["message"].startswith("Ich kann gerade nichts speichern.")
    assert member.post("/chat", data={"key": "a", "text": "x"}, headers={"Accept": "text/html"}).status_code == 503


def test_unknown_page_speaks_the_browsers_language(client: Client) -> None:
    answer = client.get("/nirgends", headers={"Accept": "text/html", "Accept-Language": "en"})
    assert answer.status_code == 404
    assert "No such page." in answer.text


def test_bug_shows_no_stack_trace(member: Client, turns: FakeTurns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "history", None)
    answer = member.get("/", headers={"Accept": "text/html"})
    assert answer.status_code == 500
    assert "schiefgegangen" in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "de"),
        ("en-US,en;q=0.9", "en"),
        ("fr,ar;q=0.5,en;q=0.7", "en"),
        ("xx;q=oops, ar", "ar"),
        ("en;q=0, *", "de"),
    ],
)
def test_best_match(accept: str, language: str) -> None:
    assert best_match(accept, ("de", "en", "ar")) == language


def test_direction() -> None:
    assert [direction(name) for name in ("de", "ar", "fa-IR", "he", "ur")] == ["ltr", "rtl", "rtl", "rtl", "rtl"]
