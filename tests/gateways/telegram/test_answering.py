"""Long polling where something goes wrong: nobody waits for others, nothing is confirmed too early or sent twice."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress

import pytest
import stamina

from bot.clock import monotonic
from bot.exchange import Inbound, Message, Reply
from bot.gateways.telegram.polling import Polling
from bot.gateways.telegram.sender import Sender
from storage.transaction import Unavailable
from tests.gateways.telegram.fake_turns import FakeTurns
from tests.telegram import Server
from tests.telegram.refusal import Refusal, too_many


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    """What is tried again is tried again at once; only what the server asks for is waited for."""
    with stamina.set_testing(True, attempts=1000, cap=True):
        yield


@pytest.fixture
async def api() -> AsyncIterator[Server]:
    """A server that is content with every call at the end."""
    async with Server() as running:
        yield running
        assert running.violations == []


@asynccontextmanager
async def polling(api: Server, turns: FakeTurns) -> AsyncIterator[None]:
    """A bot that polls."""
    sender = Sender(api.token, api.url, monotonic)
    task = asyncio.create_task(Polling(turns, sender, "telegram:123", f"{api.url}/bot{api.token}/getUpdates").run())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await sender.close()


async def test_person_whose_turn_takes_long_holds_nobody_else_up(api: Server) -> None:
    slow, quick, turns = api.person(7), api.person(8), FakeTurns(hold="7")
    async with polling(api, turns):
        slow.say("eins")
        slow.say("zwei")
        quick.say("drei")
        await quick.wait_for("Antwort auf drei")
        quick.say("vier")
        await quick.wait_for("Antwort auf vier")
        assert slow.heard == []
        assert api.updates.pending[0]["update_id"] == 101
        turns.free.set()
        await slow.wait_for("Antwort auf zwei")
    assert slow.heard == ["Antwort auf eins", "Antwort auf zwei"]
    assert quick.heard == ["Antwort auf drei", "Antwort auf vier"]


async def test_rush_of_more_people_than_fit_on_a_page_confirms_nothing_that_is_not_answered(api: Server) -> None:
    turns = FakeTurns()
    people = [api.person(number) for number in range(1, 161)]
    for person in people:
        person.say("eins")
    too_early = []
    async with polling(api, turns), asyncio.timeout(20):
        while api.updates.pending:
            waiting = {update["message"]["chat"]["id"] for update in api.updates.pending}
            too_early += [each.chat.chat_id for each in people if not each.heard and each.chat.chat_id not in waiting]
            await asyncio.sleep(0.02)
    assert too_early == []
    assert all(person.heard == ["Antwort auf eins"] for person in people)


async def test_whole_page_behind_somebody_slow_is_not_all_that_is_fetched(
    api: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateways.telegram.polling.ROUNDS", 2)
    slow, turns = api.person(1000), FakeTurns(hold="1000")
    slow.say("eins")
    people = [api.person(number) for number in range(1, 121)]
    for person in people:
        person.say("eins")
    async with polling(api, turns):
        await people[-1].wait_for("Antwort auf eins", 20)
        turns.free.set()
        await slow.wait_for("Antwort auf eins")


async def test_update_in_work_when_the_process_ends_comes_again(api: Server) -> None:
    person, turns = api.person(7), FakeTurns(hold="7")
    async with polling(api, turns):
        person.say("eins")
        while not turns.asked:
            await asyncio.sleep(0.01)
    assert person.heard == []
    turns.free.set()
    async with polling(api, turns):
        await person.wait_for("Antwort auf eins")
    assert turns.asked == ["101", "101"]


async def test_update_that_was_answered_but_not_confirmed_is_not_answered_again(api: Server) -> None:
    slow, quick, turns = api.person(7), api.person(8), FakeTurns(hold="7")
    async with polling(api, turns):
        slow.say("eins")
        quick.say("zwei")
        await quick.wait_for("Antwort auf zwei")
        while not turns.stored["102"].answered:
            await asyncio.sleep(0.01)
    assert len(api.updates.pending) == 2
    turns.free.set()
    async with polling(api, turns):
        await slow.wait_for("Antwort auf eins")
        while api.updates.pending:
            await asyncio.sleep(0.01)
    assert turns.asked.count("102") == 2
    assert (slow.heard, quick.heard) == (["Antwort auf eins"], ["Antwort auf zwei"])


async def test_unavailable_database_is_waited_for_and_nothing_is_lost(api: Server) -> None:
    person, turns = api.person(7), FakeTurns(failures=[Unavailable() for _ in range(9)])
    async with polling(api, turns):
        person.say("eins")
        person.say("zwei")
        await person.wait_for("Antwort auf zwei")
    assert person.heard == ["Antwort auf eins", "Antwort auf zwei"]


async def test_turn_that_fails_again_and_again_does_not_stop_the_next(
    api: Server, caplog: pytest.LogCaptureFixture
) -> None:
    person, turns = api.person(7), FakeTurns(failures=[ValueError("Zwirbeldachs") for _ in range(3)])
    async with polling(api, turns):
        person.say("eins")
        person.say("zwei")
        await person.wait_for("Antwort auf zwei")
    assert person.heard == ["Antwort auf zwei"]
    assert "ValueError" in caplog.text
    assert "Zwirbeldachs" not in caplog.text


async def test_message_that_fails_is_sent_again_without_those_before_it(api: Server) -> None:
    def two(inbound: Inbound) -> Reply:
        return Reply(1, "de", (Message("Erstens."), Message("Zweitens.")))

    person = api.person(7)
    async with polling(api, FakeTurns(two)):
        person.say("eins")
        await person.wait_for("Zweitens.")
        api.refuse("sendMessage", Refusal(500, "Internal Server Error"))
        person.say("zwei")
        await person.until(lambda: len(person.heard) == 4)
    assert person.heard == ["Erstens.", "Zweitens."] * 2


async def test_retry_after_is_obeyed(api: Server) -> None:
    person = api.person(7)
    api.refuse("sendMessage", too_many(1))
    async with polling(api, FakeTurns()):
        person.say("eins")
        await person.wait_for("Antwort auf eins")
    first, second = [call.at for call in api.calls if call.method == "sendMessage"]
    assert second - first >= 1


async def test_refusal_for_good_is_not_repeated(api: Server) -> None:
    blocked, other = api.person(7), api.person(8)
    async with polling(api, FakeTurns()):
        blocked.say("eins")
        blocked.block()
        other.say("zwei")
        await other.wait_for("Antwort auf zwei")
        while api.updates.pending:
            await asyncio.sleep(0.01)
    assert [call["chat_id"] for call in api.made("sendMessage")].count(7) == 1


async def test_fetching_that_is_refused_is_logged_once_without_the_token(
    api: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    person = api.person(7)
    api.refuse("getUpdates", Refusal(409, "Conflict"), Refusal(502, "Bad Gateway"), Refusal(409, "Conflict"))
    async with polling(api, FakeTurns()):
        person.say("Zwirbeldachs")
        await person.wait_for("Antwort")
    said = [record.getMessage() for record in caplog.records if record.name.startswith("inleku")]
    assert len([words for words in said if "409" in words]) == 1
    assert not [words for words in said if api.token in words or "Zwirbeldachs" in words]


async def test_update_of_an_unknown_shape_is_passed_over(api: Server) -> None:
    person = api.person(7)
    api.push(7, {"message": {"message_id": 1, "chat": {"id": "seven"}}})
    async with polling(api, FakeTurns()):
        person.say("eins")
        await person.wait_for("Antwort auf eins")


async def test_answered_tap_loses_its_buttons_and_shows_the_choice(api: Server) -> None:
    def ask(inbound: Inbound) -> Reply:
        if inbound.key == "101":
            return Reply(1, "de", (Message("Passt es?", (("✅ Ja", "1:y"), ("Nein", "1:n"))),))
        return Reply(2, "de", (Message("Gut."),), chosen="✅ Ja", toast="🔔" * 150)

    person = api.person(7)
    async with polling(api, FakeTurns(ask)):
        person.say("eins")
        await person.wait_for("Passt es?")
        person.tap("Ja")
        await person.wait_for("Gut.")
    question = person.screen[1]
    assert (question.text, question.buttons) == ("Passt es?\n\n➤ ✅ Ja", [])
    assert api.made("answerCallbackQuery")[0]["text"] == "🔔" * 100
