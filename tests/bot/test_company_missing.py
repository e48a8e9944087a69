"""A company whose file is gone: nobody sees an error, and nothing is lost."""

from dataclasses import replace

from bot.exchange import Inbound
from bot.service import new_id
from bot.turns import TurnTaker
from dialogs.events import Said
from storage.database import Database
from tests.bot.talk import KEYRING, KNOWLEDGE, Talk


def test_people_of_a_missing_company_are_told_and_go_on_later(database: Database) -> None:
    person = Talk(database).join()
    person.say("/lernen phishing")
    without = TurnTaker(database, replace(KNOWLEDGE, companies={}), KEYRING, person.clock, new_id)
    inbound = Inbound(person.source, "while-missing", person.address, Said("Weiter"))
    assert "fehlen gerade" in without.take_now(inbound).messages[0].text
    assert "Falsche Nachrichten erkennen" in person.say("/weiter")
