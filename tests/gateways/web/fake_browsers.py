"""Browsers that may be woken, in memory, behind the protocol that the real ones have."""

from dataclasses import dataclass, field

from bot.vapid import public_key

PRIVATE_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE"
"""The number 1: a key that is always the same."""


@dataclass
class FakeBrowsers:
    """``bot.exchange.Browsers``; ``known`` are subscriptions by address. Nobody is at an address in ``unknown``."""

    known: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    @property
    def public_key(self) -> str:
        """See ``bot.exchange.Browsers.public_key``."""
        return public_key(PRIVATE_KEY)

    async def add(self, source: str, address: str, endpoint: str, subscription: str) -> bool:
        """See ``bot.exchange.Browsers.add``."""
        if address in self.unknown:
            return False
        self.known[address] = subscription
        return True

    async def remove(self, source: str, address: str) -> None:
        """See ``bot.exchange.Browsers.remove``."""
        self.known.pop(address, None)
