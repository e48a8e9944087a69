"""A Bot API server for tests: real HTTP, every call checked, people who write, tap and read."""

from tests.telegram.bot import Bot
from tests.telegram.clock import Clock
from tests.telegram.group import Group
from tests.telegram.person import Person
from tests.telegram.rates import Limits
from tests.telegram.server import Server

__all__ = ["Bot", "Clock", "Group", "Limits", "Person", "Server"]
