"""What a method is."""

from collections.abc import Awaitable, Callable
from typing import Any

from tests.telegram.bot import Bot

Given = dict[str, Any]
"""The parameters of a call, already checked."""
Result = Any
"""What is answered, as JSON."""
Effect = Callable[[Bot, Given], Awaitable[Result]]
"""Raises ``Refusal``."""
