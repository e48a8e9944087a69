"""The bridge between a loop and the threads of the database: nothing asked and nothing answered is lost on the way."""

import asyncio
import threading
from collections import deque
from functools import partial
from typing import Any

import pytest

from storage.bridge import Bridge
from storage.database import Database
from storage.transaction import Transaction, Unavailable
from tests.storage.held import Held


class Paused(deque[Any]):
    """Results on their way; the second one is put aside until ``go``, as a thread may be stopped at any point."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.stopped = threading.Event()

    def append(self, result: Any) -> None:
        if self:
            self.stopped.set()
            self.go.wait(0.5)
        super().append(result)


def _number(number: int, tx: Transaction) -> int:
    return number


async def until_handed_over(backend: Held, jobs: int) -> None:
    """The bridge waits while requests keep coming in."""
    async with asyncio.timeout(3):
        while sum(map(len, backend.batches)) < jobs:
            await asyncio.sleep(0)


async def test_first_request_goes_over_at_once_and_those_of_the_same_tick_together() -> None:
    backend = Held()
    database = Database(backend)
    asked = [asyncio.ensure_future(database.perform(partial(_number, n))) for n in range(5)]
    await until_handed_over(backend, 5)
    assert [len(batch) for batch in backend.batches] == [1, 4]
    backend.finish()
    assert await asyncio.gather(*asked) == [0, 1, 2, 3, 4]


async def test_result_that_comes_while_others_are_delivered_arrives() -> None:
    backend = Held()
    bridge = Bridge(asyncio.get_running_loop(), backend.submit)
    bridge._answered = results = Paused()
    arrived: list[Any] = []
    for n in range(2):
        bridge.request(partial(_number, n), lambda result, error: arrived.append(result))
    await until_handed_over(backend, 2)
    thread = threading.Thread(target=backend.finish)
    thread.start()
    await asyncio.to_thread(results.stopped.wait, 3)  # Never, where the first was delivered already.
    async with asyncio.timeout(3):
        while len(arrived) < 2:
            await asyncio.sleep(0.01)
    thread.join()
    assert arrived == [0, 1]


async def test_callback_that_fails_keeps_nobody_else_waiting(caplog: pytest.LogCaptureFixture) -> None:
    backend = Held()
    database = Database(backend)

    def fail(result: Any, error: BaseException | None) -> None:
        raise ValueError("words of a person")

    database.request(lambda tx: None, fail)
    asked = asyncio.ensure_future(database.perform(lambda tx: 1))
    await until_handed_over(backend, 2)
    backend.finish()
    assert await asked == 1
    assert "ValueError" in caplog.text
    assert "words of a person" not in caplog.text


async def test_everybody_hears_when_the_database_has_closed() -> None:
    database = Database(Held())
    asked = [asyncio.ensure_future(database.perform(lambda tx: None)) for _ in range(2)]
    database.close()
    results = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(result) for result in results] == [Unavailable, Unavailable]
