"""A reminder wakes a closed browser: encrypted, signed, without a word of content, and never in free time."""

import asyncio
import json
import logging
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from py_vapid import Vapid

from bot.browsers import BrowserBook
from bot.carriers import WebCarrier
from bot.clock import now
from bot.delivery import Delivery, Outcome, Parcel
from bot.dispatcher import Dispatcher
from bot.exchange import Notice, Past, Reply
from bot.gateways.web import Hub
from bot.planner import Planner
from bot.push import Pusher
from bot.retention import NOTHING_OPEN
from bot.vapid import is_private_key, new_private_key, public_key
from dialogs.events import Said
from storage import conversations, reminders
from storage.addresses import Keyring
from storage.database import Database
from tests.bot.talk import KEYRING, KNOWLEDGE, Talk
from tests.push_service import Browser, PushService, claims, push_service

SESSION = "a-random-token-of-the-web-chat"
KEY = new_private_key()
CONTACT = "mailto:lernen@example.org"
MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


async def in_time() -> bool:
    return True


@dataclass
class Closed:
    """A person whose web chat is closed, and who wants to be woken."""

    person: Talk
    browser: Browser
    browsers: BrowserBook
    hub: Hub

    @property
    def carrier(self) -> WebCarrier:
        return WebCarrier(self.hub, self.browsers, Pusher(KEY, CONTACT), self.person.clock)

    async def allow(self, address: str = SESSION, browser: Browser | None = None) -> bool:
        browser = browser or self.browser
        return await self.browsers.add("web", address, browser.endpoint, browser.subscription)

    async def wakes(self, address: str = SESSION) -> bool:
        return await self.browsers.subscription("web", address) is not None

    async def carry(self, minutes: float = 90, address: str = SESSION) -> Outcome:
        """A reminder that is worth something for so long."""
        until = self.person.clock() + timedelta(minutes=minutes)
        past = Past(7, "", None, False, Reply(7, "de"), Notice("Lernbegleiter", "Neue Nachricht", until))
        return await self.carrier.carry(Parcel(address, past, 2, until, in_time))

    async def ring(self) -> None:
        """What is due goes out until the first push arrives or a week is over."""
        clock, database = self.person.clock, self.person.database
        delivery = Delivery(database, KNOWLEDGE, KEYRING, clock, {"web": self.carrier})
        while clock.moment < MONDAY + timedelta(days=7):
            await Planner(database, KNOWLEDGE, clock).plan()
            await Dispatcher(database, KNOWLEDGE, clock).dispatch()
            if await delivery.deliver():
                return
            clock.moment += timedelta(minutes=30)


def _closed(database: Database, service: PushService) -> Closed:
    person = Talk(database, SESSION, "web")
    person.clock.moment = MONDAY
    browser = Browser(f"{service.address}/wp/secret-endpoint-of-a-person")
    return Closed(person.join(), browser, BrowserBook(database, KEYRING, person.clock, KEY), Hub())


@pytest.fixture
async def closed(database: Database, service: PushService) -> Closed:
    made = _closed(database, service)
    assert await made.allow()
    return made


async def test_reminder_reaches_a_closed_page_in_working_time(closed: Closed, service: PushService) -> None:
    await closed.ring()
    (arrived,) = service.arrived
    shown = closed.browser.read(arrived.body)
    assert shown["title"] == "Lernbegleiter"
    assert re.fullmatch(r"🔔 (Neue Lern-Einheit|Neuer Baustein), \d+ Minuten. Passt es jetzt\?", shown["body"])
    assert (shown["lang"], shown["dir"]) == ("de", "ltr")
    assert set(shown) == {"title", "body", "lang", "dir"}
    assert arrived.path == "/wp/secret-endpoint-of-a-person"


async def test_headers_say_low_urgency_one_topic_and_no_longer_than_paid_time(
    closed: Closed, service: PushService
) -> None:
    await closed.ring()
    headers = service.arrived[0].headers
    assert (headers["urgency"], headers["topic"], headers["content-encoding"]) == ("low", "reminder", "aes128gcm")
    # Crews of the assembly work 8 hours; a push may wait no longer than their shift lasts.
    assert 0 < int(headers["ttl"]) < 8 * 3600


async def test_lifetime_ends_with_the_reminder(closed: Closed, service: PushService) -> None:
    assert await closed.carry(minutes=1.5) == Outcome("sent")
    assert service.arrived[0].headers["ttl"] == "90"
    assert await closed.carry(minutes=0) == Outcome("dropped", reason="too late")
    assert len(service.arrived) == 1


async def test_signature_is_the_programs_own(closed: Closed, service: PushService) -> None:
    await closed.carry()
    authorization = service.arrived[0].headers["authorization"]
    assert Vapid.verify(authorization)
    assert authorization.endswith(f"k={public_key(KEY)}")
    said = claims(authorization)
    assert (said["aud"], said["sub"]) == (service.address, CONTACT)
    assert timedelta() < datetime.fromtimestamp(said["exp"], UTC) - now() < timedelta(hours=24)


async def test_open_page_gets_no_push(closed: Closed, service: PushService) -> None:
    async with closed.hub.listen(SESSION) as published:
        assert await closed.carry() == Outcome("sent")
        assert (await published.get()).turn == 7
    assert service.arrived == []


async def test_without_consent_nothing_is_pushed(database: Database, service: PushService) -> None:
    closed = _closed(database, service)
    assert await closed.carry() == Outcome("sent")
    assert service.arrived == []


@pytest.mark.parametrize("status", [404, 410])
async def test_browser_that_is_gone_is_forgotten(closed: Closed, service: PushService, status: int) -> None:
    service.answers = [(status, {})]
    assert await closed.carry() == Outcome("sent")
    assert not await closed.wakes()


async def test_answer_about_an_old_address_keeps_the_new_one(closed: Closed, service: PushService) -> None:
    await closed.allow(browser=Browser(f"{service.address}/new"))
    await closed.browsers.gone(closed.browser.subscription)
    assert await closed.wakes()


async def test_busy_push_service_is_asked_again_later(closed: Closed, service: PushService) -> None:
    service.answers = [(429, {"Retry-After": "120"}), (500, {}), (503, {"Retry-After": "99999999"})]
    later = [await closed.carry() for _ in range(3)]
    assert [(outcome.kind, outcome.after) for outcome in later] == [("retry", 120), ("retry", 60), ("retry", 3600)]
    service.answers = [(429, {"Retry-After": f"{now() + timedelta(minutes=10):%a, %d %b %Y %H:%M:%S GMT}"})]
    assert 540 < (await closed.carry()).after <= 600
    assert await closed.wakes()


async def test_push_service_that_does_not_answer(closed: Closed) -> None:
    await closed.allow(browser=Browser("http://127.0.0.1:9/nobody"))
    assert (await closed.carry()).kind == "retry"


async def test_slow_push_service_keeps_nobody_waiting(closed: Closed, service: PushService) -> None:
    service.delay = 0.5
    carrying = asyncio.ensure_future(closed.carry())
    longest = began = 0.0
    while not carrying.done():
        began = time.perf_counter()
        await asyncio.sleep(0.01)
        longest = max(longest, time.perf_counter() - began)
    assert await carrying == Outcome("sent")
    assert longest < 0.2


def test_nothing_of_it_is_loaded_before_the_first_push() -> None:
    heavy = {"aiohttp", "cryptography", "pywebpush", "requests"}
    code = f"import bot.application, bot.server, sys; sys.exit(', '.join({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, check=False).stderr.strip() == b""


async def test_redirect_is_not_followed(closed: Closed, service: PushService) -> None:
    service.answers = [(307, {"Location": f"{service.address}/inside"})]
    assert await closed.carry() == Outcome("failed", reason="push refused with status 307")
    assert [arrived.path for arrived in service.arrived] == ["/wp/secret-endpoint-of-a-person"]


async def test_keys_with_which_nothing_can_be_encrypted(closed: Closed, service: PushService) -> None:
    broken = json.loads(closed.browser.subscription)
    broken["keys"]["p256dh"] = "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    await closed.browsers.add("web", SESSION, closed.browser.endpoint, json.dumps(broken))
    assert await closed.carry() == Outcome("sent")
    assert not await closed.wakes()
    assert service.arrived == []


async def test_push_that_fails_leaves_the_reminder_in_the_history(closed: Closed, service: PushService) -> None:
    service.answers = [(400, {})] * 200
    await closed.ring()
    assert service.arrived
    last = (await closed.person.turns.history("web", SESSION))[-1]
    assert "Passt es jetzt?" in last.reply.messages[0].text


async def test_notice_speaks_the_persons_language(closed: Closed, service: PushService) -> None:
    closed.person.say("/sprache")
    closed.person.tap("English")
    await closed.ring()
    shown = closed.browser.read(service.arrived[0].body)
    assert (shown["title"], shown["lang"]) == ("Learning companion", "en")
    assert re.fullmatch(r"🔔 New (learning unit|building block), \d+ minutes. Is now a good time\?", shown["body"])


async def test_follow_up_says_only_that_there_is_one(closed: Closed, service: PushService) -> None:
    database, clock = closed.person.database, closed.person.clock
    block = next(each for each in KNOWLEDGE.library.blocks.values() if each.steps)
    item = f"block:{block.id}/{next(iter(block.steps))}"
    found = database.perform_now(lambda tx: conversations.find(tx, KEYRING.hashes("web", SESSION), "web", ""))
    assert found is not None
    due = MONDAY + timedelta(hours=4)
    database.perform_now(
        lambda tx: reminders.plan(tx, found.conversation, item, due, due + timedelta(days=1), "follow-up")
    )
    clock.moment = due
    await closed.ring()
    assert closed.browser.read(service.arrived[0].body)["body"] == "🔔 Kurze Frage an dich, 1 Minute. Passt es jetzt?"


async def test_switching_off_erasing_and_a_new_browser(closed: Closed, service: PushService) -> None:
    await closed.browsers.remove("web", SESSION)
    assert not await closed.wakes()
    await closed.allow()
    await closed.allow(browser=Browser(f"{service.address}/new"))
    await closed.carry()
    assert [arrived.path for arrived in service.arrived] == ["/new"], "one browser for each web chat"
    closed.person.say("/loeschen")
    closed.person.tap("Ja")
    assert _rows(closed.person.database) == 0


async def test_same_browser_in_the_hands_of_somebody_else(closed: Closed) -> None:
    other = Talk(closed.person.database, "another-token", "web", closed.person.clock).join()
    assert await closed.allow(other.address)
    assert await closed.wakes(other.address)
    assert not await closed.wakes(SESSION)


async def test_nobody_there_wakes_nobody(closed: Closed) -> None:
    assert not await closed.allow("an-unknown-token")


async def test_browser_goes_with_the_web_chat_to_another_person(database: Database, service: PushService) -> None:
    """Somebody looks at the start of a chat, says yes to notices, and then goes on as a person who already learns."""
    telegram = Talk(database).join()
    web = Talk(database, SESSION, "web", telegram.clock)
    web.say("Hallo")
    closed = Closed(web, Browser(f"{service.address}/web"), BrowserBook(database, KEYRING, web.clock, KEY), Hub())
    assert await closed.allow()
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", telegram.say("/geraet"))
    assert code
    assert "Du bist schon dabei." in web.say(code.group())
    assert await closed.wakes()
    later = (telegram.clock() + timedelta(days=31)).date()
    database.perform_now(lambda tx: conversations.forget_idle(tx, "", later, NOTHING_OPEN, 10))
    assert await closed.wakes(), "the conversation that was left is forgotten, the browser belongs to the person now"
    telegram.say("/loeschen")
    telegram.tap("Ja")
    assert _rows(database) == 0


async def test_browser_is_found_after_the_keys_have_changed(database: Database, service: PushService) -> None:
    closed = _closed(database, service)
    await closed.allow()
    both = Keyring(["a newer secret that only the tests know", "a secret that only the tests know"])
    changed = BrowserBook(database, both, closed.person.clock, KEY)
    assert await changed.subscription("web", SESSION) is not None
    old, new = both.hashes("web", SESSION)[1], both.hashes("web", SESSION)[0]

    def take_over(tx: Any) -> None:
        found = conversations.find(tx, (old,), "web", "")
        assert found is not None
        conversations.prefer(tx, found.conversation, old, new)

    database.perform_now(take_over)
    assert await changed.subscription("web", SESSION) is not None
    assert await changed.add("web", SESSION, closed.browser.endpoint, closed.browser.subscription)
    assert _rows(database) == 1
    await changed.gone(closed.browser.subscription)
    assert _rows(database) == 0


async def test_nothing_private_in_the_payload_the_log_or_the_database(
    tmp_path: Path, migrated_file: Path, service: PushService, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "private.db"
    path.write_bytes(migrated_file.read_bytes())
    database = Database.open(f"sqlite:///{path}")
    closed = _closed(database, service)
    await closed.allow()
    service.answers = [(500, {}), (400, {})]
    await closed.carry()
    await closed.carry()
    await closed.ring()
    shown = (await closed.person.turns.history("web", SESSION))[-1].reply.messages[0].text
    title = shown.splitlines()[-1]
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        rows = "\n".join(connection.iterdump())
    sent = service.arrived[-1]
    secrets = [title, shown, closed.browser.endpoint, "secret-endpoint", SESSION, "127.0.0.1"]
    payload = json.dumps(closed.browser.read(sent.body), ensure_ascii=False)
    for place in (payload, json.dumps(sent.headers).replace(sent.headers["host"], ""), rows, caplog.text):
        assert title and not [secret for secret in secrets if secret in place]
    assert "a push service answered with status 500" in caplog.text


async def test_own_data_say_that_a_browser_is_woken(closed: Closed) -> None:
    own = closed.person.take(Said("/meine-daten")).own_data
    assert own is not None
    assert json.loads(own)["browsers"] == [{"added_at": int(MONDAY.timestamp()), "address": "encrypted"}]


def test_private_keys() -> None:
    assert is_private_key(KEY) and new_private_key() != KEY
    assert len(public_key(KEY)) == 87 and public_key(KEY).startswith("B")
    for wrong in ("", "short", "A" * 43, "_" * 43, KEY[:-1], KEY + "A", "ü" * 43):
        assert not is_private_key(wrong)


def _rows(database: Database) -> int:
    from sqlalchemy import func, select

    from storage.statement import Statement
    from storage.tables import push_subscription

    row = database.perform_now(lambda tx: tx.one(Statement(select(func.count()).select_from(push_subscription))))
    assert row is not None
    return int(row[0])
