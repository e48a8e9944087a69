"""Calls as tests look at them."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it came. ``at`` is in seconds; ``in_answer``: as the answer to an update."""

    method: str
    parameters: dict[str, Any]
    at: float
    in_answer: bool = False
