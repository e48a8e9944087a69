"""The server: real HTTP, one bot or several."""

import asyncio
from typing import Any, Self

from aiohttp import web

from tests.telegram.bot import Bot
from tests.telegram.call import Call
from tests.telegram.chat import Chat
from tests.telegram.clock import Clock
from tests.telegram.execution import execute, execute_answer, known
from tests.telegram.faults import Faults, Garbled, Lost, Silence
from tests.telegram.group import Group
from tests.telegram.page import Page
from tests.telegram.person import Person
from tests.telegram.rates import Limits
from tests.telegram.refusal import Refusal, bad_request, unauthorized
from tests.telegram.request import parameters
from tests.telegram.updates import Updates
from tests.telegram.user import User
from tests.telegram.webhook import Webhook

TOKEN = "123:test-token"
USERNAME = "lernbegleiter_bot"
LARGEST_REQUEST = 60 << 20
"""Bytes; a file may have 50 MB."""


class Server:
    """Speaks for its first bot, unless ``bot`` is asked for another one.

    ``limits``: what is refused when it is too fast; nothing by default. ``second_opinion``: python-telegram-bot reads
    every message and update, which takes one or two milliseconds for each; to be left out under load.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        clock: Clock | None = None,
        limits: Limits | None = None,
        second_opinion: bool = True,
    ) -> None:
        self.token, self.url = token, ""
        self.clock = clock or Clock()
        self.users: dict[int, User] = {}
        self.bots: dict[str, Bot] = {}
        self._limits, self._second_opinion = limits, second_opinion
        self._runner: web.AppRunner | None = None
        self._first = self.bot(token)

    def bot(self, token: str) -> Bot:
        """The bot with this token; a new one when there is none yet."""
        if token not in self.bots:
            username = USERNAME if not self.bots else f"lernbegleiter_{token.partition(':')[0]}_bot"
            self.bots[token] = Bot(
                token, username, self.users, self.clock, self._limits, self._second_opinion, execute_answer
            )
        return self.bots[token]

    def revoke(self, token: str) -> None:
        """The token is no longer good for anything."""
        del self.bots[token]

    async def start(self, port: int = 0) -> None:
        """Listens; any free port when none is given."""
        app = web.Application(client_max_size=LARGEST_REQUEST)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/files/{file_id}/{name}", self._file)
        app.router.add_routes(Page(self.bots).routes)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Stops."""
        await asyncio.gather(*(bot.webhook.close() for bot in self.bots.values()))
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        at, method = self.clock.now, request.match_info["method"]
        try:
            bot = self._authorized(request)
            known(bot, method)
            result = await execute(bot, Call(method, await parameters(request, method), at))
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.code)
        except Garbled as garbled:
            return web.Response(text=str(garbled), status=garbled.status, content_type="text/html")
        except Lost:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        except Silence:
            await asyncio.Event().wait()
            raise
        return web.json_response({"ok": True, "result": result})

    async def _file(self, request: web.Request) -> web.Response:
        try:
            file = self._authorized(request).files.all.get(request.match_info["file_id"])
            if file is None:
                raise bad_request("wrong file_id")
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.code)
        return web.Response(body=file.content)

    def _authorized(self, request: web.Request) -> Bot:
        bot = self.bots.get(request.match_info["token"])
        if bot is None:
            raise unauthorized()
        return bot

    @property
    def violations(self) -> list[str]:
        """What the Bot API does not allow, of all bots; tests expect that there is nothing."""
        return [each for bot in self.bots.values() for each in bot.violations]

    @property
    def calls(self) -> list[Call]:
        """All calls of the first bot."""
        return self._first.calls

    @property
    def updates(self) -> Updates:
        """Those that wait for the first bot."""
        return self._first.updates

    @property
    def webhook(self) -> Webhook:
        """That of the first bot."""
        return self._first.webhook

    @property
    def faults(self) -> Faults:
        """What goes wrong on purpose with the first bot."""
        return self._first.faults

    @property
    def chats(self) -> dict[int, Chat]:
        """Those of the first bot, by number."""
        return self._first.chats

    def person(self, chat_id: int, language_code: str = "", first_name: str = "") -> Person:
        """Somebody who can write to the first bot, and whom it can write to; at first German, and called Person."""
        return self._first.person(chat_id, language_code, first_name)

    def group(self, chat_id: int, title: str = "Gruppe") -> Group:
        """A group that the first bot is in."""
        return self._first.group(chat_id, title)

    def push(self, chat_id: int, content: dict[str, Any]) -> None:
        """Something happened; the first bot gets it in its way."""
        self._first.push(chat_id, content)

    def refuse(self, method: str, *refusals: Refusal) -> None:
        """The next calls of the method fail like this, one after the other."""
        self._first.refuse(method, *refusals)

    def made(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all calls of the method by the first bot."""
        return self._first.made(method)

    def longest_window(self) -> int:
        """The largest number of messages of the first bot within any second."""
        return self._first.longest_window()

    def shortest_gap(self) -> float:
        """The fewest seconds between two new messages of the first bot in the same chat."""
        return self._first.shortest_gap()
