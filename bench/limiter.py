"""``python -m bench limiter``: what arrives at Telegram's side of a bot that has more to send than it may.

Ours, aiogram (which has no limiter) and python-telegram-bot with its own one, each for the same time, one after the
other: each has as many messages in hand as it can, to as many chats.
"""

import asyncio
import statistics
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bench.arrivals import Arrivals, noting
from bot.clock import monotonic
from bot.gateways.telegram.call import Call
from bot.gateways.telegram.sender import Sender

IN_HAND = 60
"""Messages that wait in front of a limiter; as many as our delivery keeps there."""
BURST = 5.0
"""Seconds for which a bot without a limiter is watched: longer would only warm the computer."""
Send = Callable[[int], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Figures:
    """``per_second``: over all of the time. ``window``: the most in any second."""

    per_second: float
    window: int


async def keep_sending(send: Send, seconds: float) -> None:
    """Each to another chat; what is in hand at the end is let go."""
    chats = count(1)

    async def one_after_the_other() -> None:
        while True:
            await send(next(chats))

    senders = [asyncio.create_task(one_after_the_other()) for _ in range(IN_HAND)]
    await asyncio.sleep(seconds)
    for each in senders:
        each.cancel()
    await asyncio.gather(*senders, return_exceptions=True)


async def ours(api: str, token: str, seconds: float) -> None:
    """The way of a reminder."""
    sender = Sender(token, api, monotonic)

    async def begin() -> bool:
        return True

    await keep_sending(
        lambda chat: sender.deliver(Call("sendMessage", {"chat_id": chat, "text": "?"}), 2, begin), seconds
    )
    await sender.close()


async def aiogram(api: str, token: str, seconds: float) -> None:
    """As its documentation shows it."""
    bot = Bot(token, AiohttpSession(api=TelegramAPIServer.from_base(api)))
    await keep_sending(lambda chat: bot.send_message(chat, "?"), seconds)
    await bot.session.close()


async def ptb(api: str, token: str, seconds: float) -> None:
    """With the limiter that comes with it, as it is set by default: 30 a second."""
    request = HTTPXRequest(connection_pool_size=IN_HAND)
    async with ExtBot(token, base_url=f"{api}/bot", request=request, rate_limiter=AIORateLimiter()) as bot:
        await keep_sending(lambda chat: bot.send_message(chat, "?"), seconds)


PEERS = {"ours": ours, "aiogram": aiogram, "ptb": ptb}


def measured(name: str, number: int, seconds: float, arrivals: Arrivals) -> Figures:
    """One of them, under a token of its own."""
    token, watched = f"{number}:{name}", min(seconds, BURST) if name == "aiogram" else seconds
    asyncio.run(PEERS[name](f"http://127.0.0.1:{arrivals.port}", token, watched))
    return Figures(arrivals.per_second(token, watched), arrivals.longest_window(token))


def run(seconds: float, rounds: int) -> dict[str, float]:
    """Medians of the rates and the longest windows of all rounds; a line for each measurement."""
    found: dict[str, list[Figures]] = {name: [] for name in PEERS}
    with noting() as arrivals:
        for number in range(1, rounds + 1):
            for name, figures in found.items():
                figures.append(measured(name, number, seconds, arrivals))
                sys.stdout.write(f"{name:<10}{figures[-1].per_second:>9.2f} a second, window {figures[-1].window}\n")
                sys.stdout.flush()
    rates = {f"{name}_per_second": statistics.median(each.per_second for each in all_) for name, all_ in found.items()}
    return rates | {f"{name}_longest_window": max(each.window for each in all_) for name, all_ in found.items()}
