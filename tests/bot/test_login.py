"""From the chat to the pages: a link that works once, for ten minutes, and a session that ends in time."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.person import decode_profile, decode_record, encode
from bot.retention import Retention
from storage import conversations, learners, logins
from storage.database import Database
from storage.transaction import Transaction
from tests.bot.office import Office, link, office, seal
from tests.bot.talk import KEYRING, KNOWLEDGE, Talk


@pytest.fixture
def people(database: Database) -> Office:
    return office(database)


@pytest.mark.parametrize("role", ["consultant", "employer", "works-council", "operator"])
def test_link_from_the_chat_logs_in(people: Office, role: str) -> None:
    client = people.browser()
    path = link(people.chat(role).say("/login"))
    assert client.get("/login").text.count("Du bist angemeldet") == 0
    assert "Anmelden" in client.get(path).text
    entered = client.post(path)
    assert (entered.status_code, entered.headers["location"]) == (303, "/login" if role == "operator" else "/plan")
    assert "Du bist angemeldet" in client.get("/login").text


@pytest.mark.parametrize("role", ["learner", "multiplier"])
def test_those_without_pages_get_a_plain_sentence(people: Office, role: str) -> None:
    person = Talk(people.database, role, clock=people.clock)
    person.say(f"/start {person.code(role)}")
    for label in ("Deutsch", "Weiter", "Weiter", "Ja, ich mache mit"):
        person.tap(label)
    said = person.say("/login")
    assert "Diese Seiten sind nur für Arbeitgeber, Betriebsrat und Beratung." in said
    assert "/login/" not in said


def test_who_has_not_joined_gets_no_link(people: Office) -> None:
    assert "/login/" not in Talk(people.database, "stranger").say("/login")


def test_looking_at_the_link_does_not_use_it_up(people: Office) -> None:
    path = link(people.chat("employer").say("/login"))
    for _ in range(3):
        assert people.browser().get(path).status_code == 200
    assert people.browser().post(path).status_code == 303


def test_link_works_once(people: Office) -> None:
    path = link(people.chat("employer").say("/login"))
    assert people.browser().post(path).status_code == 303
    second = people.browser()
    assert "Dieser Link gilt nicht mehr" in second.get(path).text
    assert second.post(path).status_code == 410
    assert not second.cookies


def test_link_works_for_ten_minutes(people: Office) -> None:
    path = link(people.chat("employer").say("/login"))
    people.clock.moment += timedelta(minutes=10)
    assert people.browser().get(path).status_code == 410
    assert people.browser().post(path).status_code == 410


def test_newer_link_replaces_an_older_one(people: Office) -> None:
    person = people.chat("employer")
    old, new = link(person.say("/login")), link(person.say("/login"))
    assert people.browser().post(old).status_code == 410
    assert people.browser().post(new).status_code == 303


def test_wrong_link_opens_nothing(people: Office) -> None:
    client = people.browser()
    assert client.post(f"/login/{'x' * 43}").status_code == 410
    assert client.get("/plan").status_code == 401


def test_link_sent_by_a_foreign_page_is_refused_and_still_works(people: Office) -> None:
    path = link(people.chat("employer").say("/login"))
    assert people.browser().post(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert people.browser().post(path).status_code == 303


def test_session_cookie_is_out_of_reach_for_scripts_and_other_sites(people: Office) -> None:
    people.secure_cookie = True
    cookie = people.browser().post(link(people.chat("employer").say("/login"))).headers["set-cookie"]
    assert {"HttpOnly", "Secure", "SameSite=lax", "Max-Age=43200"} <= set(cookie.split("; "))


def test_session_lasts_twelve_hours(people: Office) -> None:
    client = people.visit("employer")
    people.clock.moment += timedelta(hours=11, minutes=59)
    assert client.get("/plan").status_code == 200
    people.clock.moment += timedelta(minutes=1)
    assert client.get("/plan").status_code == 401


def test_logging_out_ends_the_session_not_only_the_cookie(people: Office) -> None:
    client = people.visit("employer")
    stolen = people.browser()
    stolen.cookies = client.cookies
    out = client.post("/logout", data={"seal": seal(client.get("/plan").text)})
    assert (out.status_code, out.headers["location"]) == (303, "/login")
    assert not client.cookies
    assert stolen.get("/plan").status_code == 401


def test_logging_in_again_on_a_device_ends_the_session_before(people: Office) -> None:
    client = people.visit("employer")
    before = people.browser()
    before.cookies = client.cookies
    client.post(link(people.chat("works-council").say("/login")))
    assert "Betriebsrat" in client.get("/login").text
    assert before.get("/plan").status_code == 401


def test_logging_out_needs_the_seal_of_the_session(people: Office) -> None:
    client = people.visit("employer")
    assert client.post("/logout", data={"seal": "0" * 64}).status_code == 403
    assert client.post("/logout").status_code == 403
    assert client.get("/plan").status_code == 200


def test_erased_person_is_logged_out_at_once(people: Office) -> None:
    person, client = people.chat("employer"), people.browser()
    client.post(link(person.say("/login")))
    person.say("/loeschen")
    person.tap("löschen")
    assert client.get("/plan").status_code == 401


def _become(person: Talk, **values: str) -> None:
    """The person's profile with other values."""
    hashes = KEYRING.hashes(person.source, person.address)

    def write(tx: Transaction) -> None:
        found = conversations.find(tx, hashes, person.source, "")
        assert found is not None and found.profile is not None and found.record is not None
        profile = replace(decode_profile(found.profile), **values)
        learners.save(tx, found.conversation, encode(profile), encode(decode_record(found.record)))

    person.database.perform_now(write)


@pytest.mark.parametrize("values", [{"role": "learner"}, {"role": "works-council"}, {"company": "probe"}])
def test_other_role_or_company_ends_the_session_at_once(people: Office, values: dict[str, str]) -> None:
    person, client = people.chat("employer"), people.browser()
    client.post(link(person.say("/login")))
    _become(person, **values)
    assert client.get("/plan").status_code == 401


def test_link_is_written_down_nowhere(people: Office) -> None:
    person = people.chat("employer")
    shown = link(person.say("/login"))
    past = person.turns.database.perform_now(lambda tx: person.turns.past(tx, person.source, person.address, 0, 50))
    assert shown not in str(past)


def test_own_data_say_that_somebody_is_logged_in(people: Office) -> None:
    person = people.chat("employer")
    people.browser().post(link(person.say("/login")))
    person.say("/meine-daten")
    assert person.last is not None and person.last.own_data is not None
    assert b'"role": "employer"' in person.last.own_data.partition(b'"pages"')[2]


async def test_expired_links_and_sessions_are_forgotten(people: Office) -> None:
    person = people.chat("employer")
    path = link(person.say("/login"))
    await Retention(people.database, KNOWLEDGE.companies, people.clock).forget()
    people.clock.moment += timedelta(minutes=10)
    await Retention(people.database, KNOWLEDGE.companies, people.clock).forget()
    people.clock.moment -= timedelta(minutes=5)
    hashes = KEYRING.hashes("login", path.rpartition("/")[2])
    assert await people.database.perform(lambda tx: logins.owner(tx, hashes, people.clock())) is None
