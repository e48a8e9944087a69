"""The only module that knows what time it is."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""

monotonic: Callable[[], float] = time.monotonic
"""Seconds that never go back, for pacing."""


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def shifted(start: datetime, speed: float) -> Clock:
    """A clock that begins at ``start`` and runs ``speed`` times as fast, to try a working week in minutes."""
    began = time.monotonic()
    origin = start.astimezone(UTC)
    return lambda: origin + timedelta(seconds=(time.monotonic() - began) * speed)
