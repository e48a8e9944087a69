"""What a killed process left behind is taken up again; what this process has in its hands is left alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.application import Application
from bot.person import encode
from bot.service import Service
from bot.settings import Settings
from dialogs.state import Profile, Record
from storage import learners, outbox
from storage.dead_letters import counts
from tests.storage.people import NOW, join, remind


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service.open(Settings(data_dir=tmp_path, clock_start=NOW))
    service.database.perform_now(lambda tx: join(tx, "a"))
    profile = encode(Profile("muster", None, "learner", NOW.date()))
    service.database.perform_now(lambda tx: learners.save(tx, "a", profile, encode(Record())))
    service.database.perform_now(lambda tx: remind(tx, "a"))
    yield service
    service.close()


async def test_message_that_is_just_being_sent_is_not_given_up(service: Service) -> None:
    [claimed] = service.database.perform_now(lambda tx: outbox.claim(tx, "web", service.clock(), 10))
    assert service.database.perform_now(lambda tx: outbox.begin(tx, claimed, service.clock()))
    give_back, _ = Application(service)._jobs()["leftovers"]
    await give_back()
    assert service.database.perform_now(counts) == {("web", "sending"): 1}
    service.database.perform_now(lambda tx: outbox.recover(tx, service.clock()))
    assert service.database.perform_now(counts) == {("web", "dropped"): 1}
