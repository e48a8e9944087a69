"""Which commands a messenger lists for whom, and when it hears of it."""

from dataclasses import replace

from bot.commands import STRANGERS
from content.model import Messenger
from dialogs.table import COMMANDS
from storage.database import Database
from tests.bot.talk import KNOWLEDGE, Talk


def listed(person: Talk) -> list[str] | None:
    assert person.last is not None
    return None if person.last.commands is None else [name for name, _ in person.last.commands]


def words(person: Talk) -> dict[str, str]:
    assert person.last is not None and person.last.commands is not None
    return dict(person.last.commands)


def joining(person: Talk, role: str, group: str | None = None) -> None:
    person.say(f"/start {person.code(role, group)}")
    for label in ("Deutsch", "Weiter", "Weiter"):
        person.tap(label)
        assert listed(person) is None
    person.tap("Ja, ich mache mit")


def test_learner_and_multiplier_get_the_learning_commands_with_joining(database: Database) -> None:
    for number, role in enumerate(("learner", "multiplier")):
        person = Talk(database, address=f"{number}")
        joining(person, role, "montage")
        assert {"lernen", "zeiten", "stopp"} <= set(listed(person) or ())
        assert words(person)["lernen"] == "Lernen"


def test_those_who_do_not_learn_get_only_what_works_for_them(database: Database) -> None:
    for number, role in enumerate(("consultant", "employer", "works-council", "operator")):
        person = Talk(database, address=f"{number}")
        joining(person, role)
        key = ["werkstatt"] if role == "consultant" else ["freigabe"] if role != "operator" else []
        assert listed(person) == ["menue", *key, "login", "sprache", "hilfe", "geraet", "meine-daten", "loeschen"]
        for name in listed(person) or ():
            assert "Diesen Befehl kenne ich nicht" not in person.say(f"/{name}")


def test_commands_follow_the_language_and_only_a_change_of_it(database: Database) -> None:
    person = Talk(database).join()
    assert listed(person) is None
    person.say("/sprache")
    person.tap("English")
    assert words(person)["lernen"] == "Learn"
    person.say("/sprache")
    person.tap("English")
    assert listed(person) is None


def test_commands_go_with_the_person(database: Database) -> None:
    person = Talk(database).join()
    person.say("/loeschen")
    person.tap("löschen")
    assert listed(person) == []
    person.say("Hallo")
    assert listed(person) is None


def test_commands_come_to_the_other_messenger_with_the_person(database: Database) -> None:
    person = Talk(database).join()
    code = next(line for line in person.say("/geraet").splitlines() if len(line) == 9 and line[4] == "-")
    other = Talk(database, address="another")
    other.say(code)
    assert "lernen" in words(other)


def test_strangers_see_only_what_works_before_joining() -> None:
    assert all(COMMANDS[name].before_joining for name in STRANGERS)


def test_only_messages_of_a_company_that_says_so_are_protected(database: Database) -> None:
    person = Talk(database).join()
    assert person.last is not None and not person.last.protected
    company = KNOWLEDGE.companies["muster"].model_copy(update={"messenger": Messenger(protect_content=True)})
    careful = Talk(database, knowledge=replace(KNOWLEDGE, companies={"muster": company}))
    careful.say("/menue")
    assert careful.last is not None and careful.last.protected
