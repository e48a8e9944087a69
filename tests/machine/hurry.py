"""An event loop whose seconds are shorter: what the program waits for passes faster, and in the same order."""

import asyncio
import selectors
from time import monotonic

SPEED = 20.0
"""Seconds of the loop in a real one."""


class _Selector(selectors.DefaultSelector):
    """``passed``: seconds of the loop."""

    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """The loop asks in its own seconds."""
        if not timeout or timeout < 0:
            return super().select(timeout)
        began = monotonic()
        events = super().select(timeout / SPEED)
        self.passed += min((monotonic() - began) * SPEED, timeout) if events else timeout
        return events


class HurriedLoop(asyncio.SelectorEventLoop):
    """``time`` gives seconds, ``SPEED`` of which pass in a real one, but only while the loop waits: on a busy computer,
    and between two steps, nobody loses patience."""

    def __init__(self) -> None:
        self._own = _Selector()
        super().__init__(self._own)

    def time(self) -> float:
        """Also for the limiter, which must agree with the loop on how long a second is."""
        return self._own.passed
