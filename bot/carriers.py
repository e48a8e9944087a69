"""How reminders leave the process by gateways that need no service of their own."""

import logging
from dataclasses import dataclass

import msgspec

from bot.browsers import BrowserBook
from bot.clock import Clock
from bot.delivery import Outcome, Parcel
from bot.exchange import Notice
from bot.gateways.web import Hub, direction
from bot.push import Pusher
from storage.outbox import TOO_LATE

log = logging.getLogger(__name__)
WEB = "web"

ROOM = 100


@dataclass(frozen=True, slots=True)
class WebCarrier:
    """To an open page at once; a closed one is woken by a push, if the person wants that on that device.

    Without one the reminder is found in the history, where it stands in any case.
    """

    hub: Hub
    browsers: BrowserBook
    pusher: Pusher
    clock: Clock
    room: int = ROOM

    async def carry(self, parcel: Parcel) -> Outcome:
        if not await parcel.begin():
            return Outcome("late")
        past = parcel.past
        if self.hub.publish(parcel.address, past) or past.notice is None:
            return Outcome("sent")
        subscription = await self.browsers.subscription(WEB, parcel.address)
        return await self._wake(subscription, past.notice, past.reply.language) if subscription else Outcome("sent")

    async def _wake(self, subscription: str, notice: Notice, language: str) -> Outcome:
        lifetime = notice.until - self.clock()
        if lifetime.total_seconds() < 1:
            return Outcome("dropped", reason=TOO_LATE)
        answer = await self.pusher.push(subscription, payload(notice, language), lifetime)
        if answer.accepted:
            return Outcome("sent")
        if answer.gone:
            await self.browsers.gone(subscription)
            return Outcome("sent")
        log.warning("a push service answered with status %d", answer.status)
        if answer.busy:
            return Outcome("retry", answer.pause, "push service busy")
        return Outcome("failed", reason=f"push refused with status {answer.status}")


def payload(notice: Notice, language: str) -> bytes:
    """What the service worker gets: JSON, so that it can show the notice without asking anybody."""
    shown = {"title": notice.title, "body": notice.words, "lang": language, "dir": direction(language)}
    return msgspec.json.encode(shown)


@dataclass(frozen=True, slots=True)
class ConsoleCarrier:
    """The console reads the history by itself."""

    room: int = ROOM

    async def carry(self, parcel: Parcel) -> Outcome:
        return Outcome("sent" if await parcel.begin() else "late")
