"""What people say and tap, with scripts and without."""

import json

import pytest

from dialogs.events import Said, Tapped
from tests.gateways.web.client import Client
from tests.gateways.web.fake_turns import OWN_DATA, FakeTurns


def test_tap_is_answered_as_json(member: Client, turns: FakeTurns) -> None:
    answer = member.post("/chat", json={"key": "a", "token": "1:yes"})
    body = answer.json()
    assert turns.taken[-1].event == Tapped("1:yes")
    assert (body["turn"], body["chosen"], body["toast"], body["own_data"]) == (2, "👍 Ja, gern", None, False)
    assert body["messages"][0]["buttons"][-1] == ["Fertig", "2:done"]
    assert answer.headers["cache-control"] == "no-store"


def test_same_key_again_is_one_event(member: Client, turns: FakeTurns) -> None:
    answers = [member.post("/chat", json={"key": "a", "text": "Hallo"}).content for _ in range(2)]
    assert answers[0] == answers[1]
    assert [inbound.event for inbound in turns.taken].count(Said("Hallo")) == 1


def test_equal_keys_of_two_people_do_not_clash(member: Client, turns: FakeTurns) -> None:
    member.post("/chat", json={"key": "a", "text": "Hallo"})
    member.post("/join", data={"code": "K7QM-2F4X", "fresh": "1"})
    member.post("/chat", json={"key": "a", "text": "Hallo"})
    assert [inbound.event for inbound in turns.taken].count(Said("Hallo")) == 2


def test_long_text_is_passed_on_whole(member: Client, turns: FakeTurns) -> None:
    answer = member.post("/chat", json={"key": "a", "text": "ä" * 10_000})
    assert turns.taken[-1].event == Said("ä" * 10_000)
    assert "zu lang für mich" in answer.json()["messages"][0]["text"]


@pytest.mark.parametrize("text", ["😀👩‍🔧", "مرحبا", "a\u200bb", "<b>&amp;"])
def test_any_writing_is_passed_on(member: Client, turns: FakeTurns, text: str) -> None:
    assert member.post("/chat", json={"key": "a", "text": text}).status_code == 200
    assert member.post("/chat", data={"key": "b", "text": text}).status_code == 303
    assert [inbound.event for inbound in turns.taken][-2:] == [Said(text)] * 2


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"key": "a"}',
        '{"key": 1, "text": "x"}',
        '{"key": "", "text": "x"}',
        '{"key": "a", "text": "x", "token": "y"}',
        json.dumps({"key": "k" * 201, "text": "x"}),
        '{"key": "a", "text": "\\ud800"}',
        "\udcff",
    ],
)
def test_malformed_json_is_a_plain_sentence(member: Client, body: str) -> None:
    content = body.encode("utf-8", "surrogateescape")
    answer = member.post("/chat", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json() == {"message": "Das konnte ich nicht lesen. Bitte versuch es noch einmal."}


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_huge_body_is_refused(member: Client, kind: str) -> None:
    answer = member.post("/chat", content=b"x" * 70_000, headers={"Content-Type": kind})
    assert answer.status_code == 413


def test_without_a_session(client: Client) -> None:
    assert client.post("/chat", json={"key": "a", "text": "Hallo"}).status_code == 401
    assert client.post("/chat", data={"key": "a", "text": "Hallo"}).headers["location"] == "/"
    page = client.get("/chat/data.json", headers={"Accept": "text/html"})
    assert page.status_code == 401
    assert "gerade niemand angemeldet" in page.text


def test_page_without_scripts(member: Client, turns: FakeTurns) -> None:
    assert 'value="1:yes"' in member.get("/").text
    answer = member.post("/chat", data={"key": "x", "token": "1:yes"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Was prüfst du" in member.get("/").text
    member.post("/chat", data={"key": "x", "text": "Hallo"})
    assert turns.taken[-1].event == Said("Hallo"), "an old page has the same key and says something else"
    assert "Hallo" not in member.get("/").text
    assert "Deine eigenen Worte (nicht gespeichert)</p>" in member.get("/").text


def test_form_without_key_or_content(member: Client) -> None:
    assert member.post("/chat", data={"text": "Hallo"}).status_code == 400
    assert member.post("/chat", data={"key": "x"}).status_code == 400


def test_own_data_as_a_file(member: Client) -> None:
    assert member.post("/chat", json={"key": "a", "text": "/meine-daten"}).json()["own_data"] is True
    answer = member.get("/chat/data.json")
    assert answer.content == OWN_DATA
    assert answer.headers["content-disposition"] == 'attachment; filename="meine-daten.json"'


def test_page_speaks_the_language_of_the_conversation(member: Client) -> None:
    member.post("/chat", json={"key": "a", "text": "/sprache en"})
    assert 'aria-label="Send"' in member.get("/").text
    member.post("/chat", json={"key": "b", "text": "/sprache ar"})
    assert 'lang="ar" dir="rtl"' in member.get("/").text


def test_long_history_stays_small(member: Client) -> None:
    for number in range(80):
        member.post("/chat", json={"key": f"k{number}", "token": "1:yes" if number % 2 else "2:done"})
    page = member.get("/")
    assert 10_000 < len(page.content) < 60_000
