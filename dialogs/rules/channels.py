"""In which messengers the companion may begin by itself."""

from collections.abc import Collection
from typing import get_args

from content.model import Channel

KNOWN: frozenset[str] = frozenset(get_args(Channel))


def may_begin(source: str, channels: Collection[str]) -> bool:
    """Whether reminders may go to that source (``web``, ``telegram:<bot id>``).

    Others than those a company can choose from, such as the console, are for trying out and stay free.
    """
    messenger = source.partition(":")[0]
    return messenger not in KNOWN or messenger in channels
