"""How reminders leave the process by gateways that need no service of their own."""

from dataclasses import dataclass

from bot.delivery import Outcome
from bot.exchange import Past
from bot.gateways.web import Hub


@dataclass(frozen=True, slots=True)
class WebCarrier:
    """To an open page at once; a closed one finds the reminder in its history."""

    hub: Hub

    async def carry(self, address: str, past: Past) -> Outcome:
        self.hub.publish(address, past)
        return Outcome("sent")


class ConsoleCarrier:
    """The console reads the history by itself."""

    async def carry(self, address: str, past: Past) -> Outcome:
        return Outcome("sent")
