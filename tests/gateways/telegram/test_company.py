"""A person in a company, with the real program behind the messenger: joins, learns, and loses nothing."""

import asyncio
from pathlib import Path

import pytest

from tests.gateways.telegram.program import SECRET, Program, program
from tests.telegram import Person

SECONDS = 30.0
WORDS = "Wenn eine Meldung kommt, dann lese ich zuerst die Uhrzeit."
JOINING = [
    ("Deutsch", "Lern-Begleiter bei Muster-Antriebe"),
    ("Weiter", "Nur du siehst"),
    ("Weiter", "Machst du mit?"),
    ("Ja, ich mache mit", "In welcher Schicht-Gruppe"),
    ("Frühschicht", "Stimmt das für dich?"),
    ("Ja, so arbeite ich", "Du bist dabei."),
]
"""What is tapped, and what comes then."""
UNIT = [
    ("Weiter", "2 von 7"),
    ("Weiter", "3 von 7"),
    ("Ich lese alles und fülle", "4 von 7"),
    ("Weiter", "5 von 7"),
    ("Bei der Hydraulik", "6 von 7"),
    ("Ich lasse die Maschine stehen", "7 von 7"),
]


async def walk(person: Person, steps: list[tuple[str, str]]) -> None:
    """Taps each label, and each time waits for the words that follow."""
    for label, then in steps:
        person.tap(label)
        await person.wait_for(then, SECONDS)


async def join(person: Person, code: str) -> None:
    """From the code to the first offer."""
    person.say(f"/start {code}")
    await person.wait_for("Welche Sprache", SECONDS)
    await walk(person, JOINING)


async def learn(person: Person) -> None:
    """The unit about messages on the machine's screen, all of it right."""
    person.say("/lernen hmi-meldung")
    await person.wait_for("1 von 7", SECONDS)
    await walk(person, UNIT)
    for answer in ("Nummer und Text", "Was die Maschine gerade gemacht", "Was du schon probiert"):
        person.tap(f"⬜ {answer}")
        await chosen(person, answer)
    await walk(person, [("Fertig", "Schreib einen Satz")])
    person.say(WORDS)
    await person.wait_for("Wie sicher bist du", SECONDS)
    await walk(person, [("Sehr sicher", "Geschafft: Meldung an der Maschine lesen")])


async def chosen(person: Person, answer: str) -> None:
    """Waits until the question shows the answer as chosen, in its place."""
    question = await person.wait_for("7 von 7", SECONDS)
    await person.until(lambda: any(label.startswith(f"☑️ {answer}") for label in question.labels), SECONDS)


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> str:
    """How updates reach the program."""
    return str(request.param)


def prepare(company: Program, way: str) -> str:
    """Sets the way and starts the program; gives a code."""
    if way == "webhook":
        company.by_webhook()
    code = company.invite()
    company.start()
    return code


async def test_person_joins_and_finishes_a_unit(way: str, tmp_path: Path) -> None:
    async with program(tmp_path) as company:
        person = company.server.person(7)
        await join(person, prepare(company, way))
        await learn(person)
        assert "Gleich richtig: 4 von 4 Fragen." in person.heard[-1]
        assert person.screen[1].buttons == []
        assert "➤" in person.screen[1].text
        assert len([words for words in person.heard if "Geschafft" in words]) == 1
        by_polling = {"getUpdates"} & {call.method for call in company.server.calls}
        assert bool(by_polling) == (way == "polling")
        for never in (WORDS, SECRET, company.server.token):
            assert never not in company.log


async def test_kill_in_the_middle_of_a_conversation_loses_nothing(way: str, tmp_path: Path) -> None:
    async with program(tmp_path) as company:
        person = company.server.person(7)
        await join(person, prepare(company, way))
        person.say("/lernen hmi-meldung")
        await person.wait_for("1 von 7", SECONDS)
        await walk(person, UNIT[:2])
        person.tap("Ich lese alles und fülle")
        company.kill()
        person.say("/menue")
        company.start()
        await person.wait_for("4 von 7", SECONDS)
        menu = await person.wait_for("Was möchtest du tun?", SECONDS)
        assert any("Meldung an der Maschine lesen" in label for label in menu.labels)
        assert (company.server.webhook.retries > 0) == (way == "webhook")
        assert menu.message_id > next(shown.message_id for shown in person.screen if "4 von 7" in shown.text)


async def test_code_for_one_person_is_refused_to_another(tmp_path: Path) -> None:
    async with program(tmp_path) as company:
        person, other = company.server.person(7), company.server.person(8)
        code = prepare(company, "polling")
        await join(person, code)
        other.say(f"/start {code}")
        refused = await other.wait_for("Code", SECONDS)
        assert "Welche Sprache" not in refused.text
        assert len([words for words in person.heard if "Du bist dabei" in words]) == 1


async def test_person_gets_own_commands_and_a_contact_and_leaves(way: str, tmp_path: Path) -> None:
    async with program(tmp_path) as company:
        person = company.server.person(7)
        await join(person, prepare(company, way))
        person.say("/fragen")
        await person.wait_for("Elena Munteanu", SECONDS)
        person.tap("in meine Kontakte")
        card = await person.wait_for("Tippe auf die Karte", SECONDS)
        person.say("/loeschen")
        await person.wait_for("löschen", SECONDS)
        person.tap("Ja, alles löschen")
        await person.wait_for("gelöscht", SECONDS)
        async with asyncio.timeout(SECONDS):
            while not company.server.made("deleteMyCommands"):
                await asyncio.sleep(0.05)
    assert card.document is not None
    assert (card.document.name, card.document.content[:11]) == ("elena-munteanu.vcf", b"BEGIN:VCARD")
    here = {"type": "chat", "chat_id": 7}
    own = [call for call in company.server.made("setMyCommands") if call.get("scope") == here]
    assert [{"command": "lernen", "description": "Lernen"} in call["commands"] for call in own] == [True]
    assert [call["scope"] for call in company.server.made("deleteMyCommands")] == [here]
    assert "Munteanu" not in company.log
