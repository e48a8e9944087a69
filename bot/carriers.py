"""How reminders leave the process by gateways that need no service of their own."""

from dataclasses import dataclass

from bot.delivery import Outcome, Parcel
from bot.gateways.web import Hub

ROOM = 100


@dataclass(frozen=True, slots=True)
class WebCarrier:
    """To an open page at once; a closed one finds the reminder in its history."""

    hub: Hub
    room: int = ROOM

    async def carry(self, parcel: Parcel) -> Outcome:
        if not await parcel.begin():
            return Outcome("late")
        self.hub.publish(parcel.address, parcel.past)
        return Outcome("sent")


@dataclass(frozen=True, slots=True)
class ConsoleCarrier:
    """The console reads the history by itself."""

    room: int = ROOM

    async def carry(self, parcel: Parcel) -> Outcome:
        return Outcome("sent" if await parcel.begin() else "late")
