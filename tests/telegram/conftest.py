"""A server with one person, for the tests of the server itself."""

from collections.abc import AsyncIterator

import pytest

from tests.telegram import Server


@pytest.fixture
async def api() -> AsyncIterator[Server]:
    """Person 7 has a chat with the bot."""
    async with Server() as running:
        running.person(7)
        yield running
