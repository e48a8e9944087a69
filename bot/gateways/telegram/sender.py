"""Calls to the Bot API through aiogram, at the pace that Telegram allows."""

import logging
from collections.abc import Awaitable, Callable
from math import inf
from typing import Any

import aiohttp
import stamina
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
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
from bot.gateways.telegram.limiter import Limits
from bot.gateways.telegram.pace import REPLY, Pace
from bot.gateways.telegram.pictures import Draw, Pictures, no_drawing

log = logging.getLogger("inleku.telegram")
# The library's own log of retries would hold what a failed call says: a chat id, at times a text.
stamina.instrumentation.set_on_retry_hooks([])

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
SlowDown = TelegramRetryAfter
"""What a call raises that may be made again after ``retry_after`` seconds."""
PASSING = (TelegramRetryAfter, TelegramServerError, TelegramNetworkError, RestartingTelegram)
"""What a call raises that may work later; all else would be refused again."""
NETWORK_PAUSE = 5.0
LONGEST_PAUSE = 30.0
COSMETIC_TRIES = 3
CALM = 60.0
"""Seconds without trouble after which replies travel in the webhook's response again."""


class Sender:
    """One bot's way out. ``monotonic`` gives seconds, for the pace; ``draw`` what the drawings look like."""

    def __init__(
        self,
        token: str,
        api: str,
        monotonic: Callable[[], float],
        limits: Limits = Limits(),  # noqa: B008  A frozen value.
        draw: Draw = no_drawing,
    ) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(api, is_local=False))
        self._bot = Bot(token, session=session)
        self._monotonic = monotonic
        self._pace = Pace(monotonic, limits)
        self._troubled_at = -inf
        self.pictures = Pictures(draw)

    def takes(self, call: Call) -> bool:
        """Whether the call may travel in a webhook's response right now; then it counts as made.

        Nobody hears whether such a call worked, so it is not left to chance while Telegram is in trouble.
        """
        return self._monotonic() - self._troubled_at > CALM and self._pace.takes(_chat(call))

    async def call(self, call: Call) -> Any:
        """Makes the call once, as soon as it may be made, and gives Telegram's result. Raises ``CallFailed``."""
        if not _is_limited(call):
            return await self._request(call)
        async with self._pace.place(_chat(call), REPLY) as opens:
            await self._pace.until(opens)
            return await self._request(call)

    async def reply(self, call: Call) -> bool:
        """Makes the call until it has worked, or is refused for good (False): somebody is waiting for it."""
        tries = COSMETIC_TRIES if call.cosmetic else None
        try:
            async for attempt in stamina.retry_context(
                _pause, attempts=tries, timeout=None, wait_initial=0.5, wait_max=LONGEST_PAUSE
            ):
                with attempt:
                    await self.call(call)
            return True
        except CallFailed as error:
            if _is_so_already(error):
                return True
            if isinstance(error, TelegramBadRequest) and call.instead:
                return all([await self.reply(each) for each in call.instead])
            # Of a cosmetic call it matters to nobody that the message is gone.
            log.log(logging.DEBUG if call.cosmetic else logging.WARNING, "%s: %s", call.method, type(error).__name__)
            return False

    async def deliver(self, call: Call, priority: int, begin: Callable[[], Awaitable[bool]]) -> Outcome:
        """Makes the call for a message that nobody is waiting for, and says how it ended.

        ``begin`` is asked right before it, once there is room: False when it is too late by then.
        """
        try:
            async with self._pace.place(_chat(call), priority) as opens:
                if not await begin():
                    return Outcome("late")
                await self._pace.until(opens)
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
            self._troubled_at = self._monotonic()
            log.warning("%s: the answer is not from the Bot API", call.method)
            # A gateway in between speaks HTML when it fails. Its words may hold anything: they go no further.
            raise TelegramServerError(method, "the answer is not from the Bot API") from None
        except PASSING as error:
            self._troubled_at = self._monotonic()
            log.warning("%s: %s", call.method, type(error).__name__)
            if isinstance(error, SlowDown) and "chat_id" in parameters:
                self._pace.pause(parameters["chat_id"], error.retry_after)
            raise
        if _is_limited(call):
            self._pace.worked()
        if ready.picture:
            self.pictures.learn(ready.picture, result)
        return result


def _is_limited(call: Call) -> bool:
    return call.method.startswith(("send", "edit"))


def _chat(call: Call) -> int | None:
    """Whose second a call takes; an edit is no new message."""
    return call.parameters["chat_id"] if call.method.startswith("send") else None


def _is_so_already(error: TelegramAPIError) -> bool:
    """An edit that is made again, since nobody knows whether it was made, is refused; what follows it is not."""
    return isinstance(error, TelegramBadRequest) and "message is not modified" in error.message


def _pause(error: Exception) -> bool | float:
    return float(error.retry_after) if isinstance(error, SlowDown) else isinstance(error, PASSING)


def _outcome(error: TelegramAPIError) -> Outcome:
    if isinstance(error, TelegramRetryAfter):
        return Outcome("retry", float(error.retry_after), "too many requests")
    if isinstance(error, TelegramForbiddenError):
        return Outcome("blocked", reason="blocked or deactivated")
    if isinstance(error, TelegramBadRequest):
        gone = "chat not found" in error.message
        return Outcome("blocked" if gone else "failed", reason="chat not found" if gone else "bad request")
    # Telegram could not be reached at all, or says itself that it failed: nothing was sent.
    if isinstance(error, TelegramServerError | RestartingTelegram) or isinstance(
        error.__cause__, aiohttp.ClientConnectorError
    ):
        return Outcome("retry", NETWORK_PAUSE, "not reached")
    # Otherwise nobody knows whether it arrived.
    if isinstance(error, TelegramNetworkError):
        return Outcome("ambiguous", reason="ambiguous")
    return Outcome("failed", reason="refused")
