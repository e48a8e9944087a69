"""Peer: a plain aiogram webhook that echoes in its response, as aiogram's documentation shows it. Stores nothing."""

import sys

from aiogram import Bot, Dispatcher
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

TOKEN = "123456:bench-token"
SECRET = "bench-secret"


async def echo(message: Message) -> SendMessage:
    """The same words; as the handler's result they travel in the response."""
    return message.answer(message.text or "…")


async def ready(request: web.Request) -> web.Response:
    """The server answers."""
    return web.Response()


def application() -> web.Application:
    """The echo behind aiohttp."""
    dispatcher, bot = Dispatcher(), Bot(TOKEN)
    dispatcher.message.register(echo)
    app = web.Application()
    app.router.add_get("/readyz", ready)
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET).register(app, "/webhook")
    setup_application(app, dispatcher, bot=bot)
    return app


if __name__ == "__main__":
    web.run_app(application(), host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
