"""Peer: a plain aiogram webhook echo that stores nothing.

As in the library's own example of an echo bot behind a webhook, the answer is a call of the Bot API. Without the port
of a Bot API as second argument it travels in the webhook's response instead, the cheapest way that the library has.
"""

import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

TOKEN = "123456:bench-token"
SECRET = "bench-secret"


async def echo_by_call(message: Message) -> None:
    """The same words, sent."""
    await message.send_copy(chat_id=message.chat.id)


async def echo_in_response(message: Message) -> SendMessage:
    """The same words; as the handler's result they travel in the response."""
    return message.answer(message.text or "…")


async def mark_done(request: web.Request, response: web.StreamResponse) -> None:
    """The load counts answers that send a message; here it has been sent already."""
    response.headers["X-Done"] = "sendMessage"


async def ready(request: web.Request) -> web.Response:
    """The server answers."""
    return web.Response()


def application(api: str | None) -> web.Application:
    """The echo behind aiohttp; each update is handled before it is answered, so that answers can be counted."""
    server = TelegramAPIServer.from_base(f"http://127.0.0.1:{api}") if api else None
    dispatcher, bot = Dispatcher(), Bot(TOKEN, AiohttpSession(api=server) if server else None)
    dispatcher.message.register(echo_by_call if api else echo_in_response)
    app = web.Application()
    if api:
        app.on_response_prepare.append(mark_done)
    app.router.add_get("/readyz", ready)
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET).register(app, "/webhook")
    setup_application(app, dispatcher, bot=bot)
    return app


if __name__ == "__main__":
    port, *api = sys.argv[1:]
    web.run_app(application(api[0] if api else None), host="127.0.0.1", port=int(port), access_log=None, print=None)
