"""What nobody waits for gives way to what somebody does, gets on all the same, and loses nothing."""

import asyncio
import time

import pytest

from storage import background
from storage.database import Database
from storage.transaction import Queued, Unavailable
from tests.storage.held import Held


class Ready(Held):
    """Finishes at once whatever comes over. ``sizes``: how many jobs came together."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes: list[int] = []

    def submit(self, jobs: list[Queued]) -> None:
        self.sizes.append(len(jobs))
        super().submit(jobs)
        self.finish()


async def turns(number: int = 20) -> None:
    """The loop goes round."""
    for _ in range(number):
        await asyncio.sleep(0)


async def test_job_in_the_background_begins_when_nobody_waits_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "PATIENCE", 60)
    backend = Held()
    database = Database(backend)
    person = asyncio.ensure_future(database.perform(lambda tx: "answer"))
    work = asyncio.ensure_future(database.perform(lambda tx: "done", urgent=False))
    await turns()
    assert [len(batch) for batch in backend.batches] == [1]
    backend.finish()
    assert await person == "answer"
    async with asyncio.timeout(5):
        while not backend.batches:
            await asyncio.sleep(0.001)
    backend.finish()
    assert await work == "done"


async def test_result_of_the_background_waits_while_somebody_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "PATIENCE", 60)
    backend = Held()
    database = Database(backend)
    work = asyncio.ensure_future(database.perform(lambda tx: "done", urgent=False))
    await turns()
    (begun,), backend.batches = backend.batches, []
    person = asyncio.ensure_future(database.perform(lambda tx: "answer"))
    await turns()
    for job, done in begun:
        done(job(None), None)  # type: ignore[arg-type]
    await turns()
    assert not work.done()
    backend.finish()
    assert [await person, await work] == ["answer", "done"]


async def test_people_who_never_stop_writing_do_not_stop_the_background() -> None:
    backend = Held()
    database = Database(backend)
    person = asyncio.ensure_future(database.perform(lambda tx: "answer"))
    await turns()
    unanswered, backend.batches = backend.batches, []
    works = [asyncio.ensure_future(database.perform(lambda tx: "done", urgent=False)) for _ in range(3)]
    async with asyncio.timeout(5):
        while not all(work.done() for work in works):
            await asyncio.sleep(0.01)
            backend.finish()
    assert not person.done()
    backend.batches = unanswered
    backend.finish()
    assert await person == "answer"


async def test_results_come_back_one_for_each_turn_of_the_loop() -> None:
    database, together, most = Database(Ready()), 0, 0

    async def work() -> None:
        nonlocal together, most
        await database.perform(lambda tx: None, urgent=False)
        together += 1
        most = max(most, together)
        await asyncio.sleep(0)
        together -= 1

    await asyncio.gather(*(work() for _ in range(50)))
    assert most <= 2


async def test_many_jobs_go_over_at_once_that_take_little_time() -> None:
    backend = Ready()
    database = Database(backend)
    await asyncio.gather(*(database.perform(lambda tx: None, urgent=False) for _ in range(2 * background.MOST)))
    assert max(backend.sizes) == background.MOST


@pytest.mark.parametrize("people_write", [True, False])
async def test_jobs_that_take_long_are_performed_in_their_order_and_one_by_one_while_people_write(
    people_write: bool,
) -> None:
    backend, begun = Ready(), list[int]()
    database = Database(backend)
    if people_write:
        await database.perform(lambda tx: None)

    def work(number: int) -> None:
        begun.append(number)
        time.sleep(2 * background.STINT)

    await asyncio.gather(*(database.perform(lambda tx, n=n: work(n), urgent=False) for n in range(40)))  # type: ignore[misc]
    assert begun == [*range(40)]
    assert (max(backend.sizes) <= 2) == people_write


async def test_jobs_that_have_gone_over_are_put_off_when_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "PATIENCE", 60)
    backend, performed = Held(), list[int]()
    database = Database(backend)
    works = [database.perform(lambda tx, n=n: performed.append(n), urgent=False) for n in range(3)]  # type: ignore[misc]
    everything = asyncio.gather(*works)
    await turns()
    backend.finish()
    await turns()
    assert ([len(batch) for batch in backend.batches], performed) == ([2], [0])
    person = asyncio.ensure_future(database.perform(lambda tx: "answer"))
    await turns()
    (begun, asked), backend.batches = backend.batches, []
    results = [(done, job(None)) for job, done in begun]  # type: ignore[arg-type]
    for done, result in results:
        done(result, None)
    assert performed == [0, 1]
    backend.batches = [asked]
    backend.finish()
    assert await person == "answer"
    while not everything.done():
        await turns()
        backend.finish()
    assert performed == [0, 1, 2]


async def test_background_takes_half_of_the_time_while_people_write() -> None:
    database, seconds = Database(Ready()), 2 * background.STINT
    await database.perform(lambda tx: None)
    began = time.perf_counter()
    await asyncio.gather(*(database.perform(lambda tx: time.sleep(seconds), urgent=False) for _ in range(30)))
    assert time.perf_counter() - began > 1.8 * 30 * seconds


async def test_everybody_in_the_background_hears_when_the_database_has_closed() -> None:
    database = Database(Held())
    database.close()
    with pytest.raises(Unavailable):
        await database.perform(lambda tx: None, urgent=False)


@pytest.mark.parametrize("urgent", [True, False])
async def test_job_that_raises_raises_where_it_was_asked_for(database: Database, urgent: bool) -> None:
    with pytest.raises(ZeroDivisionError):
        await database.perform(lambda tx: 1 // 0, urgent=urgent)
    assert await database.perform(lambda tx: 1, urgent=urgent) == 1
