"""Whoever blocks the companion hears nothing more of it, and is welcome back."""

from bot.exchange import Inbound, Reach
from dialogs.events import Said
from storage import conversations, outbox, turns
from storage.database import Database
from storage.dead_letters import counts
from storage.transaction import Transaction
from tests.bot.talk import KEYRING, Talk
from tests.storage.people import LATER, NOW


def put(database: Database, person: Talk, key: str) -> bool:
    """A reminder for the only learner; False when no messenger can be reached."""

    def work(tx: Transaction) -> bool:
        conversation = conversations.find(tx, KEYRING.hashes(person.source, person.address), "", "")
        assert conversation is not None
        turn = turns.record(tx, "reminder", key, conversation.conversation, int(NOW.timestamp()), None, b"[]")
        return outbox.put(tx, turn, conversation.conversation, LATER, NOW)

    return database.perform_now(work)


def test_person_who_blocks_gets_nothing_until_they_let_us_in_again(database: Database) -> None:
    person = Talk(database).join()
    assert put(database, person, "1")
    person.turns.take_now(Inbound(person.source, "b1", person.address, Reach(False)))
    assert database.perform_now(counts) == {(person.source, "dropped"): 1}
    assert not put(database, person, "2")
    person.turns.take_now(Inbound(person.source, "b2", person.address, Reach(True)))
    assert put(database, person, "3")


def test_person_who_writes_after_blocking_is_reached_again(database: Database) -> None:
    person = Talk(database).join()
    person.turns.take_now(Inbound(person.source, "b1", person.address, Reach(False)))
    person.say("/menue")
    assert put(database, person, "1")


def test_stranger_who_blocks_leaves_no_trace(database: Database) -> None:
    stranger = Talk(database, address="99")
    reply = stranger.turns.take_now(Inbound(stranger.source, "b1", "99", Reach(False)))
    assert (reply.turn, reply.messages) == (0, ())
    assert database.perform_now(lambda tx: stranger.turns.past(tx, stranger.source, "99", 0, 9)) == ()


def test_company_bot_knows_neither_codes_nor_people_of_others(database: Database) -> None:
    person = Talk(database)
    code = person.code()
    elsewhere = Inbound(person.source, "1", "8", Said(f"/start {code}"), "de", company="another")
    assert "Code" in person.turns.take_now(elsewhere).messages[0].text
    own = Inbound(person.source, "2", "9", Said(f"/start {code}"), "de", company="muster")
    assert "Sprache" in person.turns.take_now(own).messages[0].text
