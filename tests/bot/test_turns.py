"""Turns on both databases: once for each update, nothing lost, nothing kept that is nobody's business."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, select
from sqlmodel import SQLModel

from bot.exchange import Inbound, Reply
from dialogs.events import Said, Tapped
from storage import turns
from storage.addresses import Keyring
from storage.database import Database
from tests.bot.talk import KNOWLEDGE, Clock, Talk, text


def rows(url: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database, by table."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        found = {t.name: [tuple(row) for row in connection.execute(select(t))] for t in SQLModel.metadata.sorted_tables}
    engine.dispose()
    return found


def finish_a_unit(person: Talk) -> str:
    """From its first step to its end; gives what is said there."""
    said = person.say("/lernen phishing")
    for _ in range(40):
        if "Geschafft" in said:
            break
        said = person.say("überspringen") if "Überspringen" in str(person.last) else person.say("1")
        if "☑️" in str(person.last):
            said = person.tap("Fertig")
    return said


def test_person_joins_and_finishes_a_unit(database: Database) -> None:
    person = Talk(database).join()
    assert "Geschafft" in finish_a_unit(person)
    assert f"1 von {len(KNOWLEDGE.library.units)} Einheiten" in person.say("/menue")


def test_unit_finished_in_the_night_shift_has_the_day_of_the_company(database: Database) -> None:
    after_midnight = datetime.fromisoformat("2026-11-30T00:30:00+01:00").astimezone(UTC)
    person = Talk(database, clock=Clock(after_midnight)).join()
    finish_a_unit(person)
    own = json.loads(person.take(Said("/meine-daten")).own_data or b"")
    assert own["record"]["units"]["phishing"]["on"] == "2026-11-30"


def test_same_update_again_gives_the_stored_reply(database: Database) -> None:
    person = Talk(database).join()
    first = person.take(Said("/lernen hmi-meldung"), key="77")
    again = person.take(Said("/lernen hmi-meldung"), key="77")
    assert again == first


@pytest.mark.parametrize("known", [True, False])
def test_number_of_an_update_that_comes_again_for_somebody_else_shows_nobody_s_reply(
    database: Database, known: bool
) -> None:
    first, second = Talk(database).join(), Talk(database, "4712")
    if known:
        second.join()
    reply = first.take(Said("/lernen hmi-meldung"), key="77")
    other = second.take(Said("/lernen phishing"), key="77")
    assert other.turn != reply.turn and other.messages != reply.messages
    assert second.take(Said("/lernen phishing"), key="77") == other
    past = database.perform_now(lambda tx: first.turns.past(tx, first.source, first.address, 0, 50))
    assert (past[-1].turn, past[-1].reply.messages) == (reply.turn, reply.messages)


def test_update_whose_reply_was_sent_needs_no_other(database: Database) -> None:
    person = Talk(database).join()
    first = person.take(Said("/lernen hmi-meldung"), key="77")
    other = person.take(Said("/hilfe"), key="78")
    database.perform_now(lambda tx: turns.answered(tx, person.source, "77"))
    assert person.take(Said("/lernen hmi-meldung"), key="77") == Reply(first.turn, "de", answered=True)
    assert person.take(Said("/hilfe"), key="78") == other


def test_second_tap_again_gives_its_short_word_and_no_question(database: Database) -> None:
    person = Talk(database).join()
    person.say("/lernen hmi-meldung")
    token = person.token("Weiter")
    person.take(Tapped(token))
    second = person.take(Tapped(token), key="78")
    assert (second.messages, bool(second.toast)) == ((), True)
    assert person.take(Tapped(token), key="78") == second


def test_same_update_at_once_is_taken_once(database: Database, url: str) -> None:
    person = Talk(database).join()
    inbound = Inbound(person.source, "88", person.address, Said("/lernen hmi-meldung"))
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(lambda _: person.turns.take_now(inbound), range(8)))
    assert len(set(replies)) == 1
    assert len([row for row in rows(url)["turn"] if "88" in row]) == 1


def test_two_taps_at_once_go_one_step(database: Database) -> None:
    person = Talk(database).join()
    person.say("/lernen hmi-meldung")
    token = person.token("Weiter")
    with ThreadPoolExecutor(2) as pool:
        inbounds = [Inbound(person.source, key, person.address, Tapped(token)) for key in ("90", "91")]
        replies = list(pool.map(person.turns.take_now, inbounds))
    assert sorted(reply.toast is not None for reply in replies) == [False, True]
    assert "· 2 von" in person.say("/weiter")


def test_plan_is_said_back_also_when_repeated_but_stored_nowhere(database: Database, url: str) -> None:
    person = Talk(database).join()
    said = person.say("/lernen phishing")
    for _ in range(30):
        if "Wenn …, dann" in said:
            break
        said = person.tap("Fertig") if "☑️" in str(person.last) else person.say("1")
    plan = "Wenn Quastenflosser klingelt, dann frage ich Zwirbeldachs"
    first = person.take(Said(plan), key="99")
    assert plan in text(first)
    assert person.take(Said(plan), key="99") == first
    stored = b"".join(
        value.encode() if isinstance(value, str) else value
        for table in rows(url).values()
        for row in table
        for value in row
        if isinstance(value, str | bytes)
    )
    assert b"Quastenflosser" not in stored
    assert b"Zwirbeldachs" not in stored


def test_stored_rows_hold_no_sentence_and_no_address(database: Database, url: str) -> None:
    person = Talk(database, address="493511234567").join()
    for words in ("/lernen hmi-meldung", "1", "Wer ist Zwirbeldachs?", "/menue", "/hilfe"):
        person.say(words)
    stored = str(rows(url))
    for never in ("493511234567", "Zwirbeldachs", "Lern-Begleiter", "Was möchtest du tun", "Meldung", "Weiter"):
        assert never not in stored


def test_private_view_changes_no_row(database: Database, url: str) -> None:
    person = Talk(database).join()
    before = rows(url)
    assert "Erreichbar" in person.say("/fragen")
    assert "Karte" in person.tap("in meine Kontakte")
    assert person.last is not None and person.last.messages[0].attachments
    assert "Datei" in person.say("/meine_daten")
    person.say("/verlauf")
    assert rows(url) == before


def test_deleting_leaves_no_row_of_the_person(database: Database, url: str) -> None:
    person = Talk(database).join()
    person.say("/lernen hmi-meldung")
    person.say("/loeschen")
    assert "gelöscht" in person.tap("Ja, alles löschen")
    left = rows(url)
    assert {name for name, found in left.items() if found} == {"invitation"}


def test_declining_leaves_no_row_and_no_used_code(database: Database, url: str) -> None:
    person = Talk(database)
    code = person.code()
    person.say(f"/start {code}")
    for label in ("Deutsch", "Weiter", "Weiter", "Nein, danke"):
        person.tap(label)
    assert rows(url)["conversation"] == []
    assert "Sprache" in Talk(database, address="2").say(f"/start {code}")


def test_code_taken_by_another_meanwhile_is_explained(database: Database) -> None:
    slow, fast = Talk(database, address="1"), Talk(database, address="2")
    code = slow.code()
    slow.say(f"/start {code}")
    for label in ("Deutsch", "Weiter", "Weiter"):
        slow.tap(label)
    fast.say(f"/start {code}")
    for label in ("Deutsch", "Weiter", "Weiter", "Ja, ich mache mit"):
        fast.tap(label)
    assert "schon benutzt" in slow.tap("Ja, ich mache mit")


def test_history_shows_what_was_said_without_own_words(database: Database) -> None:
    person = Talk(database).join()
    person.say("/lernen hmi-meldung")
    person.tap("Weiter")
    person.say("Das verstehe ich nicht")
    past = database.perform_now(lambda tx: person.turns.past(tx, person.source, person.address, 0, 50))
    assert past[-2].reply.chosen is not None
    assert past[-1].own_words
    assert "verstehe" in text(past[-1].reply)
    assert [each.turn for each in past] == sorted(each.turn for each in past)


def test_person_is_found_again_with_a_new_key(database: Database) -> None:
    person = Talk(database).join()
    newer = Keyring(["a newer secret of the tests", "a secret that only the tests know"])
    turns = replace(person.turns, keyring=newer)
    reply = turns.take_now(Inbound(person.source, "new", person.address, Said("/menue")))
    assert "Einheiten geschafft" in text(reply)


def test_private_block_is_written_down_nowhere_and_still_survives_a_lost_reply(database: Database, url: str) -> None:
    person = Talk(database).join()
    person.say("/bausteine wege")
    token = person.token("")
    first = person.take(Tapped(token), "lost")
    assert person.take(Tapped(token), "lost").messages[-1].text == first.messages[-1].text
    block = KNOWLEDGE.library.blocks["wege"]
    asked = str(KNOWLEDGE.phrasebook.fingerprint(block.steps[block.start].text))
    everything = rows(url)
    assert asked not in str(everything["turn"])
    assert "wege" not in str(everything["learner"])
