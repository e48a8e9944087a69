"""A Bot API server for tests: real HTTP, every call checked, people who write, tap and read."""

from tests.telegram.person import Person
from tests.telegram.server import Server

__all__ = ["Person", "Server"]
