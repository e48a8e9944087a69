"""Peer: python-telegram-bot's ConversationHandler with one SQLModel transaction per update.

Updates come in through a small Starlette application, as in the library's custom webhook example, and are processed
before the answer. To the peer's benefit, its bot talks to a stub within the process: it pays for building the call, but
not for sending it. As with our server, the answer is durable: SQLite with WAL and synchronous FULL.
"""

import contextlib
import hmac
import json
import sys
from collections.abc import AsyncIterator
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
from telegram.request import BaseRequest, RequestData

TOKEN = "123456:bench-token"
SECRET = "bench-secret"
CARD, QUESTION = range(2)
ME = {"id": 123456, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
SENT = {"message_id": 1, "date": 1700000000, "chat": {"id": 1, "type": "private"}, "text": "…"}


class Chat(SQLModel, table=True):
    """Where a conversation stands."""

    id: int = Field(primary_key=True)
    state: int = 0


class Turn(SQLModel, table=True):
    """What was said in an update."""

    update_id: int = Field(primary_key=True)
    chat_id: int = Field(index=True)
    said: str


class StubRequest(BaseRequest):
    """A Bot API that is always there and always content."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        result = ME if url.endswith("/getMe") else SENT
        return 200, json.dumps({"ok": True, "result": result}).encode()


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


def application(path: str) -> Starlette:
    """The bot behind Starlette."""
    bot = Application.builder().token(TOKEN).request(StubRequest()).get_updates_request(StubRequest()).updater(None)
    program = bot.build()
    program.add_handler(Unit(database(path)).handler())

    async def webhook(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get("x-telegram-bot-api-secret-token", ""), SECRET):
            return Response(status_code=401)
        await program.process_update(Update.de_json(await request.json(), program.bot))
        return Response(b'{"done":"sendMessage"}', media_type="application/json")

    async def ready(request: Request) -> Response:
        return Response()

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with program:
            yield

    routes = [Route("/webhook", webhook, methods=["POST"]), Route("/readyz", ready)]
    return Starlette(routes=routes, lifespan=lifespan)


if __name__ == "__main__":
    uvicorn.run(application(sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
