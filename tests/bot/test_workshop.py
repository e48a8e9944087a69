"""The guided workshop on a real database: from the first sentence to an active version."""

import pytest

from bot.plan_store import PlanStore
from content.plan.diff import difference
from content.plan.model import Plan
from dialogs.events import Said
from storage.database import Database
from tests.bot.office import Office, office
from tests.bot.talk import Talk, text
from tests.bot.test_turns import rows
from tests.content.plan.books import demo

SECRET = "Quwertz"
"""Letters that no text of the program or the content has."""


@pytest.fixture
def there(database: Database) -> Office:
    return office(database)


def fill(person: Talk, goal: str = f"Weniger {SECRET} an den Anlagen") -> None:
    """A goal with a change and a new competence, up to the summary."""
    person.say("/werkstatt")
    person.tap("So lassen")
    person.say(goal)
    person.tap("Bis")
    person.tap("Sehr wichtig")
    person.tap("Keine weiteren Ziele")
    person.say(f"Prüfen mit {SECRET}")
    person.tap(demo().groups[0].name)
    person.tap("Fertig")
    person.tap("Nichts weiter")
    person.say(f"{SECRET} bedienen")
    person.tap("Digital")
    person.tap("Fertig")
    person.tap(demo().groups[0].name)
    person.tap("Weiter")
    person.tap("3: selbstständig")
    person.tap("Die Hälfte")
    person.tap("Weiter")


def newest(there: Office) -> Plan:
    return PlanStore(there.database).plan("muster", "newest")


def test_draft_becomes_a_version_that_both_parties_make_active(there: Office) -> None:
    person, store = there.chat("consultant"), PlanStore(there.database)
    fill(person)
    said = person.tap("Speichern")
    versions = store.overview("muster").versions
    assert f"Fassung 2 des Plans ist gespeichert. Prüf-Summe: {versions[-1].hash[:8]}" in said
    differs = difference(demo(), newest(there), [])
    assert (differs.changes, differs.rules) == ((), ())
    assert differs.others == ("goals", "changes", "competences", "comparisons")
    added = newest(there).competences[-1]
    assert (added.name, added.kind, added.goals) == (f"{SECRET} bedienen", "digital", (newest(there).goals[-1].id,))
    for party in ("employer", "works-council"):
        chat = there.chat(party)
        chat.say("/freigabe")
        chat.tap("Freigeben")
    assert store.overview("muster").standing.active == versions[-1].hash
    assert [each.kind for each in store.log("muster")] == ["import", "import", "approve", "approve", "active"]
    assert [each.broken for each in store.verify()] == [None]


def test_typed_words_stand_in_the_state_and_then_in_the_version_only(there: Office, url: str) -> None:
    person = there.chat("consultant")
    fill(person)
    assert tables_with(url, SECRET) == {"conversation"}
    person.tap("Speichern")
    assert tables_with(url, SECRET) == {"planversion"}


def test_discarded_draft_stands_nowhere(there: Office, url: str) -> None:
    person = there.chat("consultant")
    fill(person)
    person.tap("Verwerfen")
    person.tap("Ja, verwerfen")
    assert tables_with(url, SECRET) == set()
    assert newest(there) == demo()


def tables_with(url: str, word: str) -> set[str]:
    """Where the word stands, whatever the type of the column."""
    return {table for table, values in rows(url).items() if word in repr(values)}


def test_newer_version_of_somebody_else_is_extended_and_said(there: Office) -> None:
    person = there.chat("consultant")
    fill(person)
    there.store(demo().model_copy(update={"about": "Inzwischen anders."}))
    said = person.tap("Speichern")
    assert "Fassung 3" in said and "ergänzt die neueste Fassung" in said
    assert newest(there).about == "Inzwischen anders."
    assert newest(there).goals[-1].text == f"Weniger {SECRET} an den Anlagen"


def test_group_that_is_gone_is_named_and_nothing_is_lost(there: Office) -> None:
    person = there.chat("consultant")
    fill(person)
    gone = demo().groups[0].id
    body = demo().model_dump_json().replace(f'"{gone}"', '"ganz-neu"')
    there.store(Plan.model_validate_json(body))
    said = person.tap("Speichern")
    assert "So kann ich es nicht speichern." in said and gone in said
    assert "Das hast du eingegeben:" in said
    assert len(PlanStore(there.database).overview("muster").versions) == 2


def test_empty_workshop_makes_no_version(there: Office) -> None:
    person = there.chat("consultant")
    person.say("/werkstatt")
    person.tap("So lassen")
    person.tap("Keine weiteren Ziele")
    assert "stehen schon so im Plan" in person.tap("Speichern")
    assert len(PlanStore(there.database).overview("muster").versions) == 1


def test_pause_and_other_commands_keep_the_draft(there: Office) -> None:
    person = there.chat("consultant")
    fill(person)
    person.tap("Pause – später weiter")
    person.say("/hilfe")
    assert "Dein Entwurf wartet hier." in person.say("/werkstatt")
    assert SECRET in person.tap("Weiter")


def test_repeated_update_asks_the_open_question_again(there: Office) -> None:
    person = there.chat("consultant")
    person.say("/werkstatt")
    person.tap("So lassen")
    first = text(person.take(Said("Schneller rüsten"), "77001"))
    assert text(person.take(Said("Schneller rüsten"), "77001")) == first


def test_company_without_a_stored_plan_is_told_what_to_do(database: Database) -> None:
    assert "inleku plan import" in Office(database).chat("consultant").say("/werkstatt")


@pytest.mark.parametrize("role", ["employer", "works-council", "operator", "learner"])
def test_other_roles_get_one_sentence(there: Office, role: str) -> None:
    person = there.chat(role) if role != "learner" else Talk(there.database).join()
    assert person.say("/werkstatt").startswith("Die Werkstatt ist nur für die Beratung.")
