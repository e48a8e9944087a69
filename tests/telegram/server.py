"""The server: one bot, real HTTP."""

import time
from typing import Any, Self

from aiohttp import web

from tests.telegram.call import Call
from tests.telegram.chat import Chat
from tests.telegram.methods import IN_CHATS
from tests.telegram.opinion import disagreements
from tests.telegram.person import Person
from tests.telegram.refusal import Refusal
from tests.telegram.request import parameters
from tests.telegram.schema import API, problems
from tests.telegram.updates import Updates
from tests.telegram.webhook import Webhook

TOKEN = "123:test-token"
ME = {"id": 123, "is_bot": True, "first_name": "Lernbegleiter", "username": "lernbegleiter_bot"}


class Server:
    """``violations`` are the calls that the Bot API does not allow; tests expect that there are none."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token, self.url = token, ""
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.updates = Updates()
        self.webhook = Webhook(self._execute_answer)
        self._chats: dict[int, Chat] = {}
        self._refusals: dict[str, list[Refusal]] = {}
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> None:
        """Listens; any free port when none is given."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def close(self) -> None:
        """Stops."""
        await self.webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def person(self, chat_id: int, language_code: str = "de") -> Person:
        """Somebody who can write to the bot, and whom it can write to."""
        chat = self._chats.setdefault(chat_id, Chat(chat_id))
        return Person(chat, language_code, self.push)

    def push(self, chat_id: int, content: dict[str, Any]) -> None:
        """Something happened; the bot gets it in its way."""
        update = self.updates.number(content)
        if self.webhook.url:
            self.webhook.add(chat_id, update)
        elif self.updates.wanted(update):
            self.updates.add(update)

    def refuse(self, method: str, *refusals: Refusal) -> None:
        """The next calls of the method fail like this, one after the other."""
        self._refusals.setdefault(method, []).extend(refusals)

    def made(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all calls of the method."""
        return [call.parameters for call in self.calls if call.method == method]

    async def _handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        try:
            if request.match_info["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            if method not in API["methods"]:
                self.violations.append(f"unknown method {method}")
                raise Refusal(404, "Not Found")
            result = await self._execute(Call(method, await parameters(request, method), time.monotonic()))
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.code)
        return web.json_response({"ok": True, "result": result})

    async def _execute_answer(self, method: str, given: dict[str, Any]) -> None:
        """Nobody hears of a refusal, as with the real one; ``violations`` keeps what was wrong."""
        if method not in API["methods"]:
            self.violations.append(f"unknown method {method}")
            return
        try:
            await self._execute(Call(method, given, time.monotonic(), in_answer=True))
        except Refusal:
            return

    async def _execute(self, call: Call) -> Any:
        self.calls.append(call)
        if wrong := problems(call.method, call.parameters):
            self.violations.extend(wrong)
            raise Refusal(400, f"Bad Request: {wrong[0]}")
        if waiting := self._refusals.get(call.method):
            raise waiting.pop(0)
        if call.method in IN_CHATS:
            chat = self._chat(call.parameters.get("chat_id"))
            message = chat.as_message(IN_CHATS[call.method](chat, call.parameters))
            self.violations.extend(disagreements(message))
            return message
        return await self._about_bot(call.method, call.parameters)

    async def _about_bot(self, method: str, given: dict[str, Any]) -> Any:
        if method == "getUpdates":
            if self.webhook.url:
                raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
            return await self.updates.get(given)
        if method == "getMe":
            return ME
        if method == "getWebhookInfo":
            pending = len(self.updates.pending) + self.webhook.pending
            return {"url": self.webhook.url, "has_custom_certificate": False, "pending_update_count": pending}
        if method in ("setWebhook", "deleteWebhook"):
            self._set_webhook(given)
        return True

    def _set_webhook(self, given: dict[str, Any]) -> None:
        self.webhook.url, self.webhook.secret = given.get("url", ""), given.get("secret_token", "")
        if given.get("drop_pending_updates"):
            self.updates.pending.clear()
        if not self.webhook.url:
            self.updates.pending.extend(self.webhook.take_back())
            return
        waiting, self.updates.pending = self.updates.pending, []
        for update in waiting:
            message = update.get("message") or update["callback_query"]["message"]
            self.webhook.add(message["chat"]["id"], update)

    def _chat(self, chat_id: Any) -> Chat:
        chat = self._chats.get(int(chat_id)) if str(chat_id).lstrip("-").isdigit() else None
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        return chat
