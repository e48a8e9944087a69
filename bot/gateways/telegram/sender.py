"""Calls to the Bot API through aiogram, at the pace that Telegram allows."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteWebhook,
    EditMessageReplyMarkup,
    EditMessageText,
    GetMe,
    SendDocument,
    SendMessage,
    SetMyCommands,
    SetWebhook,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile

from bot.delivery import Outcome
from bot.gateways.telegram.method import OWN_DATA_NAME, Call

log = logging.getLogger("inleku.telegram")

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    "answerCallbackQuery": AnswerCallbackQuery,
    "deleteWebhook": DeleteWebhook,
    "editMessageReplyMarkup": EditMessageReplyMarkup,
    "editMessageText": EditMessageText,
    "getMe": GetMe,
    "sendDocument": SendDocument,
    "sendMessage": SendMessage,
    "setMyCommands": SetMyCommands,
    "setWebhook": SetWebhook,
}
CallFailed = TelegramAPIError
"""What a call raises when Telegram refuses it or cannot be reached."""
A_SECOND = 1.0
MOST_IN_A_SECOND = 29
"""One less than Telegram's 30: its clock and ours do not tick together."""
NETWORK_PAUSE = 5.0


class Sender:
    """One bot's way out. ``monotonic`` gives seconds, for the pace."""

    def __init__(self, token: str, api: str, monotonic: Callable[[], float]) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api, is_local=False))
        self._bot = Bot(token, session=session)
        self._monotonic = monotonic
        self._done: deque[float] = deque(maxlen=MOST_IN_A_SECOND)
        self._turn = asyncio.Lock()

    async def call(self, call: Call) -> Any:
        """Makes the call and gives Telegram's result. Raises aiogram's TelegramAPIError."""
        parameters = dict(call.parameters)
        if call.document is not None:
            parameters["document"] = BufferedInputFile(call.document, OWN_DATA_NAME)
        await self._pace()
        try:
            return await self._bot(METHODS[call.method](**parameters))
        finally:
            self._done.append(self._monotonic())

    async def call_quietly(self, call: Call) -> None:
        """Makes a cosmetic call: that a message is gone or unchanged matters to nobody."""
        try:
            await self.call(call)
        except TelegramAPIError as error:
            log.debug("%s: %s", call.method, type(error).__name__)

    async def deliver(self, call: Call) -> Outcome:
        """Makes the call for a reminder and says how it ended."""
        try:
            await self.call(call)
        except TelegramRetryAfter as error:
            return Outcome("retry", float(error.retry_after))
        except TelegramForbiddenError:
            return Outcome("blocked", reason="blocked or deactivated")
        except TelegramBadRequest as error:
            gone = "chat not found" in error.message
            return Outcome("blocked" if gone else "failed", reason="chat not found" if gone else "bad request")
        except TelegramServerError:
            return Outcome("retry", NETWORK_PAUSE)
        except TelegramNetworkError:
            # Nobody knows whether it arrived; a reminder is not sent twice.
            return Outcome("failed", reason="ambiguous")
        return Outcome("sent")

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._bot.session.close()

    async def _pace(self) -> None:
        """No call starts before the 29th last one was over for a second: never more in any second."""
        async with self._turn:
            if len(self._done) == MOST_IN_A_SECOND:
                wait = self._done[0] + A_SECOND - self._monotonic()
                if wait > 0:
                    await asyncio.sleep(wait)
