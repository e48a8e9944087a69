"""Peer: python-telegram-bot's ConversationHandler with one SQLModel transaction per update.

Updates come in through a small Starlette application, as in the library's custom webhook example, and are processed
before the answer. To the peer's benefit, its bot talks to a stub within the process: it pays for building the call, but
not for sending it. With the port of a Bot API as third argument it really sends it, as the library has to in practice:
it cannot answer in the webhook's response. As with our server, the answer is durable: SQLite with WAL and synchronous
FULL, committed before the 200.
"""

import contextlib
import hmac
import sys
from collections.abc import AsyncIterator
from contextvars import ContextVar
from typing import Any

import uvicorn
from sqlalchemy import Engine, event
from sqlmodel import Field, Session, SQLModel, create_engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes, ConversationHandler, MessageHandler, filters

from bench.ptb_stub import StubRequest

TOKEN = "123456:bench-token"
SECRET = "bench-secret"
CARD, QUESTION = range(2)


answered: ContextVar[bool] = ContextVar("answered", default=False)
"""Whether a handler took this request's update: an update that fell through must not count as a turn."""


class Chat(SQLModel, table=True):
    """Where a conversation stands."""

    id: int = Field(primary_key=True)
    state: int = 0


class Turn(SQLModel, table=True):
    """What was said in an update."""

    update_id: int = Field(primary_key=True)
    chat_id: int = Field(index=True)
    said: str


class Unit:
    """A unit of two steps as handlers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def begin(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        return await self._turn(update, CARD, "A card. Write 1 to go on.")

    async def card(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        return await self._turn(update, QUESTION, "A question. Write 1 or 2.")

    async def question(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        return await self._turn(update, CARD, "Correct. The next card follows. Write 1 to go on.")

    async def _turn(self, update: Update, state: int, said: str) -> int:
        assert update.message is not None
        with Session(self._engine) as session:
            chat = session.get(Chat, update.message.chat_id) or Chat(id=update.message.chat_id)
            chat.state = state
            session.add(chat)
            session.add(Turn(update_id=update.update_id, chat_id=update.message.chat_id, said=said))
            session.commit()
        await update.message.reply_text(said)
        answered.set(True)
        return state

    def handler(self) -> "ConversationHandler[ContextTypes.DEFAULT_TYPE]":
        """The table of states."""
        text = filters.TEXT & ~filters.COMMAND
        return ConversationHandler(
            entry_points=[CommandHandler("start", self.begin)],
            states={CARD: [MessageHandler(text, self.card)], QUESTION: [MessageHandler(text, self.question)]},
            fallbacks=[],
            allow_reentry=True,
        )


def database(path: str) -> Engine:
    """A file as durable as ours."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    SQLModel.metadata.create_all(engine)
    return engine


def program_of(api: str | None) -> "Application[Any, Any, Any, Any, Any, Any]":
    """The library's application, with the Bot API on that port or the stub."""
    builder = Application.builder().token(TOKEN).updater(None)
    if api:
        return builder.base_url(f"http://127.0.0.1:{api}/bot").build()
    return builder.request(StubRequest()).get_updates_request(StubRequest()).build()


def application(path: str, api: str | None = None) -> Starlette:
    """The bot behind Starlette."""
    program = program_of(api)
    program.add_handler(Unit(database(path)).handler())

    async def webhook(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get("x-telegram-bot-api-secret-token", ""), SECRET):
            return Response(status_code=401)
        await program.process_update(Update.de_json(await request.json(), program.bot))
        done = b'{"done":"sendMessage"}' if answered.get() else b"{}"
        return Response(done, media_type="application/json")

    async def ready(request: Request) -> Response:
        return Response()

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with program:
            yield

    routes = [Route("/webhook", webhook, methods=["POST"]), Route("/readyz", ready)]
    return Starlette(routes=routes, lifespan=lifespan)


if __name__ == "__main__":
    uvicorn.run(application(*sys.argv[2:4]), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
