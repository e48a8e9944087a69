"""A person moves between messengers with a code that works once, for ten minutes."""

import re
from dataclasses import replace
from datetime import timedelta

from dialogs.events import Said
from storage.database import Database
from tests.bot.talk import Talk


def code(words: str) -> str:
    """The code in an answer."""
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", words)
    assert found, words
    return found.group()


def test_code_leads_another_device_to_the_same_person(database: Database) -> None:
    telegram = Talk(database).join()
    telegram.say("/lernen phishing")
    web = Talk(database, "a-random-token", "web", telegram.clock)
    answer = web.say(code(telegram.say("/geraet")).lower())
    assert "Du bist schon dabei." in answer
    assert "Falsche Nachrichten erkennen" in answer
    assert "Falsche Nachrichten erkennen" in telegram.say("/weiter")


def test_somebody_already_asked_for_a_code_goes_on_as_the_person(database: Database) -> None:
    telegram = Talk(database).join()
    web = Talk(database, "a-random-token", "web", telegram.clock)
    assert "Code" in web.say("Hallo")
    assert "Du bist schon dabei." in web.say(f"/start {code(telegram.say('/geraet'))}")
    assert "Was möchtest du tun?" in web.say("/menue")


def test_update_that_comes_again_after_the_move_is_not_taken_again(database: Database) -> None:
    telegram = Talk(database).join()
    web = Talk(database, "a-random-token", "web", telegram.clock)
    first = web.take(Said("Hallo"), key="before")
    moved = web.take(Said(code(telegram.say("/geraet"))), key="move")
    assert web.take(Said("Hallo"), key="before").turn == first.turn
    assert web.take(Said("again"), key="move").turn == moved.turn


def test_code_works_once(database: Database) -> None:
    telegram = Talk(database).join()
    one = code(telegram.say("/geraet"))
    Talk(database, "first", "web", telegram.clock).say(one)
    assert "kenne ich nicht" in Talk(database, "second", "web", telegram.clock).say(one)


def test_code_works_for_ten_minutes(database: Database) -> None:
    telegram = Talk(database).join()
    one = code(telegram.say("/geraet"))
    telegram.clock.moment += timedelta(minutes=10)
    assert "kenne ich nicht" in Talk(database, "late", "web", telegram.clock).say(one)


def test_newer_code_replaces_an_older_one(database: Database) -> None:
    telegram = Talk(database).join()
    old, new = code(telegram.say("/geraet")), code(telegram.say("/geraet"))
    web = Talk(database, "a-random-token", "web", telegram.clock)
    assert "kenne ich nicht" in web.say(old)
    assert "Du bist schon dabei." in web.say(new)


def test_same_arrival_twice_gets_the_same_answer(database: Database) -> None:
    telegram = Talk(database).join()
    web = Talk(database, "a-random-token", "web", telegram.clock)
    words = f"/start {code(telegram.say('/geraet'))}"
    first, again = web.take(Said(words), "k1"), web.take(Said(words), "k1")
    assert first.commands and again == replace(first, commands=None)


def test_who_has_not_joined_gets_no_code(database: Database) -> None:
    assert "brauche ich zuerst deinen Code" in Talk(database).say("/geraet")


def test_code_is_written_down_nowhere(database: Database) -> None:
    telegram = Talk(database).join()
    shown = code(telegram.say("/geraet"))
    history = telegram.turns.database.perform_now(
        lambda tx: telegram.turns.past(tx, telegram.source, telegram.address, 0, 50)
    )
    assert shown not in str(history)
