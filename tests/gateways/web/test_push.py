"""A page says that its browser may be woken: who may say so, for which push services, and for how long it holds."""

import json
from typing import Any

import pytest

from bot.gateways.web import Hub
from bot.gateways.web.endpoint import is_acceptable
from tests.gateways.web.client import Client
from tests.gateways.web.conftest import web_app
from tests.gateways.web.fake_browsers import FakeBrowsers
from tests.gateways.web.fake_turns import CODE, FakeTurns
from tests.gateways.web.phone import SUBSCRIPTION
from tests.push_service import Browser


def allow(client: Client, subscription: dict[str, Any] | None = None, **options: Any) -> int:
    return client.post("/push", json=subscription or SUBSCRIPTION, **options).status_code


def test_switching_on_and_off(member: Client, browsers: FakeBrowsers) -> None:
    assert allow(member) == 204
    (known,) = browsers.known.values()
    assert json.loads(known) == {key: SUBSCRIPTION[key] for key in ("endpoint", "keys")}
    assert member.delete("/push").status_code == 204
    assert browsers.known == {}


def test_real_registration_is_taken(member: Client, browsers: FakeBrowsers) -> None:
    assert allow(member, json.loads(Browser("https://updates.push.example.com/wpush/v2/gAAA").subscription)) == 204
    assert len(browsers.known) == 1


def test_page_knows_the_programs_key(member: Client, browsers: FakeBrowsers) -> None:
    assert f'data-key="{browsers.public_key}"' in member.get("/").text


def test_whether_somebody_learns_here(client: Client, turns: FakeTurns) -> None:
    assert client.get("/push").json() == {"joined": False}
    client.post("/join", data={"code": "FALSCH"})
    assert client.get("/push").json() == {"joined": False}
    client.post("/join", data={"code": CODE})
    assert client.get("/push").json() == {"joined": True}


def test_without_a_session(client: Client, browsers: FakeBrowsers) -> None:
    assert allow(client) == 401
    assert client.delete("/push").status_code == 401


def test_session_that_nobody_has(member: Client, turns: FakeTurns, browsers: FakeBrowsers) -> None:
    browsers.unknown.add(turns.taken[-1].address)
    assert allow(member) == 401


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://other.example"}])
def test_other_sites_are_refused(member: Client, browsers: FakeBrowsers, headers: dict[str, str]) -> None:
    assert allow(member, headers=headers) == 403
    assert allow(member) == 204
    assert member.delete("/push", headers=headers).status_code == 403
    assert len(browsers.known) == 1


def test_form_is_refused(member: Client, browsers: FakeBrowsers) -> None:
    body = json.dumps(SUBSCRIPTION)
    assert member.post("/push", content=body, headers={"Content-Type": "text/plain"}).status_code == 400
    assert browsers.known == {}


KEYS = SUBSCRIPTION["keys"]


@pytest.mark.parametrize(
    "subscription",
    [
        {},
        [],
        {"endpoint": SUBSCRIPTION["endpoint"]},
        SUBSCRIPTION | {"endpoint": 5},
        SUBSCRIPTION | {"endpoint": "https://push.example.net/" + "x" * 1500},
        SUBSCRIPTION | {"endpoint": "https://192.168.0.1/x"},
        SUBSCRIPTION | {"keys": {"p256dh": "B" + "A" * 86}},
        SUBSCRIPTION | {"keys": {"p256dh": "A" * 87, "auth": "A" * 22}},
        SUBSCRIPTION | {"keys": {"p256dh": "B" + "A" * 50, "auth": "A" * 22}},
        SUBSCRIPTION | {"keys": {"p256dh": "B" + "A" * 86, "auth": "A" * 21}},
        SUBSCRIPTION | {"keys": {"p256dh": "B" + "ü" * 86, "auth": "A" * 22}},
    ],
)
def test_malformed_subscription_is_refused(member: Client, browsers: FakeBrowsers, subscription: Any) -> None:
    answer = member.post("/push", content=json.dumps(subscription), headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json() == {"message": "Das konnte ich nicht lesen. Bitte versuch es noch einmal."}
    assert browsers.known == {}


def test_huge_subscription_is_refused(member: Client) -> None:
    assert allow(member, SUBSCRIPTION | {"more": "x" * 5000}) == 413


def test_leaving_forgets_the_browser(member: Client, browsers: FakeBrowsers) -> None:
    allow(member)
    member.post("/leave")
    assert browsers.known == {}


def test_next_person_on_the_device_does_not_get_the_notices_of_the_last(member: Client, browsers: FakeBrowsers) -> None:
    allow(member)
    member.post("/join", data={"code": CODE, "fresh": "1"})
    assert browsers.known == {}


def test_joining_again_keeps_the_browser(member: Client, browsers: FakeBrowsers) -> None:
    allow(member)
    member.post("/join", data={"code": CODE})
    assert len(browsers.known) == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:APA91",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAAA",
        "https://web.push.apple.com/QGuF",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAA%3d%3d",
        "https://push.example.net:443/x",
    ],
)
def test_public_push_service_is_taken(endpoint: str) -> None:
    assert is_acceptable(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "push.example.net/x",
        "http://push.example.net/x",
        "ftp://push.example.net/x",
        "https://push.example.net:8443/x",
        "https://push.example.net:0/x",
        "https://push.example.net:99999/x",
        "https://user@push.example.net/x",
        "https://user:password@push.example.net/x",
        "https://127.0.0.1/x",
        "https://10.0.0.5/x",
        "https://169.254.169.254/latest",
        "https://8.8.8.8/x",
        "https://2130706433/x",
        "https://0x7f.0.0.1/x",
        "https://127.1/x",
        "https://0177.0.0.0x1/x",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://[fd00::1]/x",
        "https://[/x",
        "https://localhost/x",
        "https://localhost./x",
        "https://db/x",
        "https://db.internal/x",
        "https://printer.local/x",
        "https://machine.corp/x",
        "https://router.home.arpa./x",
        "https://push.example.net\\@10.0.0.1/x",
        "https://push.example.net /x",
        "https://push.example.net/\n",
        "https://pusch.exämple.net/x",
        "https:///x",
        "https://push.example.net.123/x",
    ],
)
def test_address_that_could_lead_into_the_company_is_refused(endpoint: str) -> None:
    assert not is_acceptable(endpoint)


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:8080/x", "https://[::1]:9/x"])
def test_this_machine_is_taken_only_in_tests(endpoint: str) -> None:
    assert is_acceptable(endpoint, on_this_machine=True)
    assert not is_acceptable(endpoint)
    assert not is_acceptable("http://192.168.0.1/x", on_this_machine=True)


def test_service_worker_is_in_charge_of_all_pages_and_never_old(client: Client) -> None:
    answer = client.get("/service-worker.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    version = client.get("/").text.split('href="/static/')[1].split("/")[0]
    assert answer.text.startswith(f'const VERSION = "{version}";\n')


def test_policy_is_as_strict_as_before(client: Client) -> None:
    for path in ("/", "/offline", "/service-worker.js"):
        assert client.get(path).headers["content-security-policy"] == (
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
        )


@pytest.mark.parametrize(
    ("path", "accept", "language"),
    [("/offline", "en", "en"), ("/offline?language=ar", "en", "ar"), ("/offline?language=%22%3E", "en", "de")],
)
def test_page_without_a_connection_in_its_language(client: Client, path: str, accept: str, language: str) -> None:
    answer = client.get(path, headers={"Accept-Language": accept})
    assert answer.headers["cache-control"] == "no-store"
    assert f'<html lang="{language}"' in answer.text


def test_page_without_a_connection_says_nothing_about_anybody(member: Client) -> None:
    page = member.get("/offline")
    assert "Willkommen" not in page.text and "set-cookie" not in page.headers
    assert page.text == Client(web_app(FakeTurns(), Hub())).get("/offline").text


def test_icons_of_the_manifest_are_there(client: Client) -> None:
    icons = client.get("/manifest.webmanifest").json()["icons"]
    for icon in icons:
        answer = client.get(icon["src"])
        assert (answer.status_code, answer.headers["content-type"]) == (200, icon["type"])
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    assert client.get("/icons/base.css").status_code == 404
    assert client.get("/icons/none.png").status_code == 404
