"""Anything as an update or as a request: what Telegram could send is taken, the rest refused, and nothing breaks."""

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count, pairwise
from math import inf
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import monotonic
from bot.direct import Headers, Respond
from bot.gateways.telegram.limiter import MANY_CHATS, Limiter, Limits
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.webhook import Webhook
from storage.database import Database
from storage.transaction import Unavailable
from tests.bot.talk import Talk
from tests.bot.test_turns import rows
from tests.gateways.telegram.listening import listening
from tests.telegram import Server
from tests.telegram.random_calls import update_contents
from tests.telegram.rules import KINDS_OF_UPDATES

SECRET = "a-secret"
HEADERS: Headers = [(b"x-telegram-bot-api-secret-token", SECRET.encode())]
CHATS = st.sampled_from([7, 8, 2**52, -7, -1001234567890])
KINDS_OF_CHATS = st.sampled_from(["private", "private", "group", "supergroup", "channel"])
ODD = st.sampled_from(
    ["\x00", "\u202eabc\u202c", "\u200f\u2067", "🛠" * 2048, "a" * 4096, "\ufffd", "/start \x00", "\ufdfa", "\u200b"]
)
WORDS = st.one_of(st.text(max_size=80), ODD)
NAMES = st.sampled_from(
    ["update_id", "message", "callback_query", "my_chat_member", "chat", "from", "id", "type", "text", "data", "poll"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)
BROKEN = [
    b"",
    b"null",
    b"[" * 200_000,
    b'{"a":' * 200_000,
    b"\xff\xfe",
    b'{"update_id":1',
    b'{"update_id":1}x',
    b'{"update_id":"1"}',
    b'{"update_id":1.5}',
    b'{"update_id":1,"update_id":"x"}',
    b'{"update_id":1,"message":[]}',
    b'{"update_id":1,"message":{"message_id":1,"chat":{"id":7}}}',
    b'{"update_id":1,"message":{"message_id":1,"chat":{"id":"7","type":"private"}}}',
    b'{"update_id":1,"message":{"message_id":1,"chat":{"id":7,"type":"private"},"text":"\xc3"}}',
    rb'{"update_id":1,"message":{"message_id":1,"chat":{"id":7,"type":"private"},"text":"\ud800"}}',
    b'{"update_id":1,"callback_query":{"id":"1"}}',
    b'{"update_id":1,"my_chat_member":{"chat":{"id":7,"type":"private"}}}',
]
"""What Telegram never sends."""
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass
class Bot:
    """A webhook with real turns, and a loop to ask it on."""

    runner: asyncio.Runner
    server: Server
    webhook: Webhook
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def status(self, body: bytes) -> int:
        """Of the answer to one request, when all is sent."""
        return self.runner.run(self._status(body))

    async def _status(self, body: bytes) -> int:
        answered: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self.webhook.receive("POST", HEADERS, body, lambda status, _: answered.set_result(status))
        async with asyncio.timeout(10):
            status = await answered
            while self.webhook._background:
                await asyncio.sleep(0)
        return status


@contextmanager
def fuzzed(database: Database) -> Iterator[Bot]:
    """At the end every call of it was allowed, and nothing waits in it."""
    with asyncio.Runner() as runner:
        server = Server(second_opinion=False)
        runner.run(server.start())
        for chat in (7, 8, 2**52):
            server.person(chat)
        sender = Sender(server.token, server.url, monotonic, Limits(0))
        bot = Bot(runner, server, Webhook(Talk(database).turns.begin, "telegram:123", SECRET, sender, Unavailable))
        yield bot
        runner.run(sender.close())
        runner.run(server.close())
    assert (bot.webhook._unanswered, bot.webhook._background) == ({}, set())
    assert server.violations == []


@pytest.fixture
def bot(database: Database, url: str) -> Iterator[Bot]:
    """At the end there are no more rows than its updates gave reason for."""
    with fuzzed(database) as running:
        yield running
    most, found = next(running.numbers), {name: len(all_) for name, all_ in rows(url).items()}
    assert found["turn"] <= most
    assert found["conversation"] <= 5
    assert sum(found.values()) <= most + 20


def placed(content: Any, chat: int, kind: str) -> None:
    """All chats in it become this one."""
    for name, value in content.items() if isinstance(content, dict) else enumerate(content):
        if name == "chat" and isinstance(value, dict):
            value |= {"id": chat, "type": kind}
        elif isinstance(value, dict | list):
            placed(value, chat, kind)


def message(number: int, chat: int, kind: str, text: str) -> dict[str, Any]:
    """A message as it comes from an app."""
    place = {"message_id": 2**31 - 1, "date": 2**40, "chat": {"id": chat, "type": kind}}
    return {"update_id": number, "message": {**place, "from": {"id": 2**53 - 1, "is_bot": False}, "text": text}}


def test_update_of_every_kind_is_taken(bot: Bot) -> None:
    contents = st.sampled_from(sorted(KINDS_OF_UPDATES)).flatmap(
        lambda kind: st.tuples(st.just(kind), update_contents(kind))
    )

    @settings(quick, max_examples=100)
    @given(contents, CHATS, KINDS_OF_CHATS)
    def check(made: tuple[str, Any], chat: int, kind: str) -> None:
        placed(made[1], chat, kind)
        assert bot.status(json.dumps({"update_id": next(bot.numbers), made[0]: made[1]}).encode()) == 200

    check()


def test_any_words_are_taken(bot: Bot) -> None:
    @quick
    @given(WORDS, CHATS, KINDS_OF_CHATS)
    def check(words: str, chat: int, kind: str) -> None:
        body = json.dumps(message(next(bot.numbers), chat, kind, words), ensure_ascii=False).encode()
        assert bot.status(body) == 200

    check()


def test_any_token_of_a_button_is_taken(bot: Bot) -> None:
    @quick
    @given(st.text(max_size=64) | st.from_regex(r"[0-9a-f]{1,3}:[a-z]{1,9}|/[a-z]{1,9} .*", fullmatch=True), CHATS)
    def check(token: str, chat: int) -> None:
        number = next(bot.numbers)
        under = message(number, chat, "private", "?")["message"]
        tap = {"id": str(number), "from": {"id": chat, "is_bot": False}, "message": under, "data": token}
        assert bot.status(json.dumps({"update_id": number, "callback_query": tap}).encode()) == 200

    check()


def test_anything_else_is_refused_or_passed_over(bot: Bot) -> None:
    @quick
    @given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
    def check(body: bytes) -> None:
        assert bot.status(body) in (200, 400)

    check()


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_what_telegram_never_sends_is_refused(body: bytes, tmp_path: Path) -> None:
    database = Database.open(f"sqlite:///{tmp_path / 'inleku.db'}")
    with fuzzed(database) as bot:
        assert bot.status(body) == 400
    database.close()


def test_of_a_field_that_is_there_twice_one_counts(bot: Bot) -> None:
    body = json.dumps(message(next(bot.numbers), 7, "private", "eins"))
    assert bot.status(body.replace('"text": "eins"', '"text": "eins", "text": "zwei"').encode()) == 200


@pytest.mark.parametrize("number", [-1, 0, 2**53, 2**63, 2**70])
def test_numbers_beyond_all_measure_break_nothing(bot: Bot, number: int) -> None:
    assert bot.status(json.dumps(message(number, number, "private", "eins")).encode()) in (200, 400)


def test_limiter_does_not_grow_with_the_number_of_chats() -> None:
    limiter = Limiter(Limits(1))
    for chat in range(MANY_CHATS + 500):
        limiter.pause(chat, 2.0 * chat, 1.0)
        limiter.enter(chat)
        limiter.leave(chat, 2.0 * chat)
    assert len(limiter._chat_free_at) <= MANY_CHATS + 1
    assert len(limiter._slowed) <= 2


# -- requests, byte by byte ------------------------------------------------------------------------------------------


@dataclass
class Echo:
    """Answers with the body."""

    max_body: int = 1000

    def receive(self, method: str, headers: Headers, body: bytes, respond: Respond) -> None:
        respond(200, body or b"-")


@dataclass(frozen=True, slots=True)
class Sent:
    """One request: its body, and whether it goes in chunks."""

    body: bytes
    in_chunks: bool

    @property
    def raw(self) -> bytes:
        head = b"POST /hook HTTP/1.1\r\nHost: x\r\n"
        if not self.in_chunks:
            return b"%sContent-Length: %d\r\n\r\n%s" % (head, len(self.body), self.body)
        chunks = [self.body[n : n + 7] for n in range(0, len(self.body), 7)]
        packed = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
        return head + b"Transfer-Encoding: chunked\r\n\r\n" + packed + b"0\r\n\r\n"


requests = st.lists(st.builds(Sent, st.binary(max_size=60), st.booleans()), min_size=1, max_size=8)


async def ask(raw: bytes, cuts: list[int], ends: bool, wanted: int = 0) -> list[tuple[int, bytes]]:
    """Status and body of all responses to bytes that come in pieces; ``ends``: the client says no more then. It waits
    a little, or for as many as are wanted."""
    async with listening(Echo()) as url:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(url.split(":")[2].split("/")[0]))
        places = [0, *sorted(cut % (len(raw) + 1) for cut in cuts), len(raw)]
        for start, end in pairwise(places):
            writer.write(raw[start:end])
            await asyncio.sleep(0)
        if ends:
            writer.write_eof()
        answer = b""
        with suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(10 if wanted else 0.2):
                while len(bodies(answer)) < (wanted or inf) and (piece := await reader.read(65536)):
                    answer += piece
        writer.transport.abort()
        await asyncio.sleep(0.02)  # The other side hears of it.
    return bodies(answer)


def bodies(answer: bytes) -> list[tuple[int, bytes]]:
    """Status and body of each response."""
    found = []
    while answer:
        head, _, answer = answer.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        size = int(length[1]) if length else len(answer)
        if size > len(answer):
            break
        found.append((int(head.split()[1]), answer[:size]))
        answer = answer[size:]
    return found


@settings(quick, max_examples=20)
@given(requests, st.lists(st.integers(0, 10_000), max_size=12))
def test_requests_in_any_pieces_are_answered_in_order(sent: list[Sent], cuts: list[int]) -> None:
    raw = b"".join(each.raw for each in sent)
    assert asyncio.run(ask(raw, cuts, False, len(sent))) == [(200, each.body or b"-") for each in sent]


@settings(quick, max_examples=20)
@given(st.binary(max_size=40), st.integers(1, 50), st.booleans())
def test_body_that_is_shorter_than_it_says_is_never_taken(body: bytes, more: int, ends: bool) -> None:
    raw = b"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s" % (len(body) + more, body)
    assert [status for status, _ in asyncio.run(ask(raw, [], ends)) if status < 400] == []


@settings(quick, max_examples=30)
@given(st.binary(max_size=80), st.sampled_from([b"", b"POST /hook HTTP/1.1\r\nHost: x\r\n"]))
def test_noise_on_the_line_is_no_request(noise: bytes, before: bytes) -> None:
    answered = asyncio.run(ask(before + noise, [], True))
    assert all(status in (200, 400, 404) for status, _ in answered)


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: -1\r\n",
        b"Content-Length: five\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: chunked\r\nX: \x00\r\n",
    ],
)
async def test_contradictory_length_is_refused(head: bytes) -> None:
    raw = b"POST /hook HTTP/1.1\r\nHost: x\r\n" + head + b"\r\nzzzzz\r\n0\r\n\r\n"
    assert [status for status, _ in await ask(raw, [], True) if status < 400] == []
