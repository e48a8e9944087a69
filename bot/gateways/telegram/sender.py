"""Calls to the Bot API through aiogram, at the pace that Telegram allows."""

import logging
from collections.abc import Callable
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMyCommands,
    DeleteWebhook,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    GetMe,
    SendContact,
    SendDocument,
    SendMessage,
    SendPhoto,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    SetWebhook,
    TelegramMethod,
)
from aiogram.types import BufferedInputFile

from bot.delivery import Outcome
from bot.gateways.telegram.call import Call
from bot.gateways.telegram.pace import Pace
from bot.gateways.telegram.pictures import Draw, Pictures, no_drawing

log = logging.getLogger("inleku.telegram")

METHODS: dict[str, type[TelegramMethod[Any]]] = {
    "answerCallbackQuery": AnswerCallbackQuery,
    "deleteMyCommands": DeleteMyCommands,
    "deleteWebhook": DeleteWebhook,
    "editMessageCaption": EditMessageCaption,
    "editMessageReplyMarkup": EditMessageReplyMarkup,
    "editMessageText": EditMessageText,
    "getMe": GetMe,
    "sendContact": SendContact,
    "sendDocument": SendDocument,
    "sendMessage": SendMessage,
    "sendPhoto": SendPhoto,
    "setChatMenuButton": SetChatMenuButton,
    "setMyCommands": SetMyCommands,
    "setMyDescription": SetMyDescription,
    "setMyShortDescription": SetMyShortDescription,
    "setWebhook": SetWebhook,
}
CallFailed = TelegramAPIError
"""What a call raises when Telegram refuses it or cannot be reached."""
Refused = (TelegramForbiddenError, TelegramBadRequest, TelegramNotFound)
"""What a call raises that would be refused again."""
SlowDown = TelegramRetryAfter
"""What a call raises that may be made again after ``retry_after`` seconds."""
NETWORK_PAUSE = 5.0


class Sender:
    """One bot's way out. ``monotonic`` gives seconds, for the pace; ``draw`` what the drawings look like."""

    def __init__(self, token: str, api: str, monotonic: Callable[[], float], draw: Draw = no_drawing) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api, is_local=False))
        self._bot = Bot(token, session=session)
        self._pace = Pace(monotonic)
        self.pictures = Pictures(draw)

    async def call(self, call: Call) -> Any:
        """Makes the call and gives Telegram's result. Raises ``CallFailed``."""
        async with self._pace.slot():
            return await self._request(call)

    async def call_quietly(self, call: Call) -> None:
        """Makes a cosmetic call: that a message is gone or unchanged matters to nobody."""
        try:
            await self.call(call)
        except TelegramAPIError as error:
            log.debug("%s: %s", call.method, type(error).__name__)

    async def deliver(self, call: Call) -> Outcome:
        """Makes the call for a reminder and says how it ended."""
        try:
            async with self._pace.reminder_slot(call.parameters["chat_id"]):
                await self._request(call)
        except CallFailed as error:
            return _outcome(error)
        return Outcome("sent")

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._bot.session.close()

    async def _request(self, call: Call) -> Any:
        ready = await self.pictures.ready(call) if call.picture else call
        parameters = dict(ready.parameters)
        if ready.upload is not None:
            parameters[ready.upload.field] = BufferedInputFile(ready.upload.content, ready.upload.name)
        method = METHODS[ready.method](**parameters)
        try:
            result = await self._bot(method)
        except ClientDecodeError:
            # A gateway in between speaks HTML when it fails. Its words may hold anything: they go no further.
            raise TelegramServerError(method, "the answer is not from the Bot API") from None
        if ready.picture:
            self.pictures.learn(ready.picture, result)
        return result


def _outcome(error: TelegramAPIError) -> Outcome:
    if isinstance(error, TelegramRetryAfter):
        return Outcome("retry", float(error.retry_after))
    if isinstance(error, TelegramForbiddenError):
        return Outcome("blocked", reason="blocked or deactivated")
    if isinstance(error, TelegramBadRequest):
        gone = "chat not found" in error.message
        return Outcome("blocked" if gone else "failed", reason="chat not found" if gone else "bad request")
    # Telegram could not be reached at all: nothing was sent.
    if isinstance(error, TelegramServerError) or isinstance(error.__cause__, aiohttp.ClientConnectorError):
        return Outcome("retry", NETWORK_PAUSE)
    # Otherwise nobody knows whether it arrived; a reminder is not sent twice.
    ambiguous = isinstance(error, TelegramNetworkError)
    return Outcome("failed", reason="ambiguous" if ambiguous else "refused")
