"""Coming in and going out."""

import pytest

from bot.gateways.web import Hub
from dialogs.events import Said
from tests.gateways.web.client import ADDRESS, Client
from tests.gateways.web.conftest import web_app
from tests.gateways.web.fake_turns import CODE, FakeTurns


def test_start_page_explains_itself(client: Client) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "Was sieht mein Betrieb von mir?" in page.text
    assert "ist ein Programm" in page.text
    assert "Muster-Antriebe" in page.text
    assert 'lang="de" dir="ltr"' in page.text


def test_opening_a_link_changes_nothing(client: Client, turns: FakeTurns) -> None:
    page = client.get(f"/join/{CODE}")
    assert f'value="{CODE}"' in page.text
    assert "Los geht&#39;s" in page.text
    assert not turns.taken
    assert "inleku_session" not in client.cookies


def test_code_in_a_link_is_text_and_no_markup(client: Client) -> None:
    assert "<script>x" not in client.get("/join/%22%3E%3Cscript%3Ex").text


def test_joining_sets_the_cookie_and_takes_the_first_turn(client: Client, turns: FakeTurns) -> None:
    answer = client.post("/join", data={"code": f" {CODE} "}, headers={"Accept-Language": "en-GB,en;q=0.8"})
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith("inleku_session="))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie and "Path=/" in cookie and "Max-Age=15552000" in cookie
    assert "Secure" not in cookie
    assert [inbound.event for inbound in turns.taken] == [Said(f"/start {CODE}")]
    assert (turns.taken[0].source, turns.taken[0].language) == ("web", "en")


def test_secure_cookie_when_told(turns: FakeTurns) -> None:
    answer = Client(web_app(turns, Hub(), secure_cookie=True)).post("/join", data={"code": CODE})
    assert "Secure" in answer.headers["set-cookie"]


def test_form_sent_twice_joins_once(client: Client, turns: FakeTurns) -> None:
    client.get("/")
    begin = {"Cookie": f"inleku_begin={client.cookies['inleku_begin']}"}
    client.cookies.clear()
    for _ in range(2):
        client.post("/join", data={"code": CODE}, headers=begin)
        client.cookies.clear()
    assert len(turns.taken) == 1


def test_wrong_code_can_be_corrected_in_the_chat(client: Client) -> None:
    client.post("/join", data={"code": "FALSCH"})
    assert "Diesen Code kenne ich nicht." in client.get("/").text


def test_second_person_at_the_same_device(member: Client, turns: FakeTurns) -> None:
    assert "schon ein Chat offen" in member.get(f"/join/{CODE}").text
    member.post("/join", data={"code": CODE, "fresh": "1"})
    assert len({inbound.address for inbound in turns.taken}) == 2


def test_leaving_forgets_the_session(member: Client) -> None:
    assert member.post("/leave").headers["location"] == "/"
    assert "inleku_session" not in member.cookies
    assert "Dein Code" in member.get("/").text


@pytest.mark.parametrize("path", ["/join", "/leave", "/chat"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://other.example"},
        {"Origin": "null"},
    ],
)
def test_other_sites_are_refused(member: Client, turns: FakeTurns, path: str, headers: dict[str, str]) -> None:
    before = len(turns.taken)
    assert member.post(path, data={"code": CODE, "key": "k", "text": "x"}, headers=headers).status_code == 403
    assert len(turns.taken) == before


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Origin": ADDRESS}])
def test_own_pages_are_accepted(client: Client, headers: dict[str, str]) -> None:
    assert client.post("/join", data={"code": CODE}, headers=headers).status_code == 303
