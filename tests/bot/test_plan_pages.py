"""Who sees which page, what both parties see of a plan, and that nothing counts without both of them."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.plan_store import PlanStore
from content.plan.version import plan_hash
from storage.database import Database
from storage.plan_tables import audit
from storage.statement import Statement
from tests.bot.office import Office, changed, decide, office, seal
from tests.bot.talk import KNOWLEDGE
from tests.content.plan.books import demo
from tests.gateways.web.client import Client

DEMO = plan_hash(demo())
FOREIGN = {"Sec-Fetch-Site": "cross-site"}
_forge = Statement(update(audit).where(audit.c.number == 2).values(detail=json.dumps({"version": "0" * 64})))


@pytest.fixture
def people(database: Database) -> Office:
    return office(database)


def active(people: Office) -> str | None:
    return PlanStore(people.database).overview("muster").standing.active


def main(page: str) -> str:
    """What stands on the page itself."""
    return page.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("role", "plan", "act", "log"),
    [
        ("consultant", 200, 403, 403),
        ("employer", 200, 200, 200),
        ("works-council", 200, 200, 200),
        ("operator", 403, 403, 403),
        ("nobody", 401, 401, 401),
    ],
)
def test_role_sees_exactly_its_pages(people: Office, role: str, plan: int, act: int, log: int) -> None:
    client = people.browser() if role == "nobody" else people.visit(role)
    assert client.get("/plan").status_code == plan
    assert client.get(f"/plan/{DEMO[:12]}").status_code == plan
    for verb in ("approve", "withdraw"):
        path = f"/plan/{DEMO[:12]}/{verb}"
        assert client.get(path).status_code == (303 if verb == "withdraw" and act == 200 else act)
        assert client.post(path, data={"seal": "0" * 64}).status_code == 403
    assert client.get("/audit").status_code == log
    assert ("/audit" in client.get("/login").text) == (log == 200)


def test_consultant_with_a_genuine_form_still_cannot_approve(people: Office) -> None:
    client = people.visit("consultant")
    genuine = seal(client.get("/plan").text)
    refused = client.post(f"/plan/{DEMO}/approve", data={"seal": genuine}, headers={"Accept": "text/html"})
    assert refused.status_code == 403
    assert "Diese Seite ist nicht für deine Rolle da." in refused.text
    assert "freigeben</a>" not in client.get(f"/plan/{DEMO[:12]}").text
    assert [each.kind for each in PlanStore(people.database).log("muster")] == ["import"]


def test_both_keys_make_a_version_active(people: Office) -> None:
    employer, council = people.visit("employer"), people.visit("works-council")
    assert decide(council, DEMO, "approve") == 303
    assert active(people) is None
    assert "Es fehlt: Arbeitgeber" in employer.get("/plan").text
    assert "Der Betriebsrat hat sie schon freigegeben" in employer.get(f"/plan/{DEMO}/approve").text
    assert decide(employer, DEMO, "approve") == 303
    assert active(people) == DEMO
    assert "Beide Seiten haben diese Fassung freigegeben." in council.get(f"/plan/{DEMO[:12]}").text


def test_two_approvals_of_one_party_are_not_two_keys(people: Office) -> None:
    for _ in range(2):
        client = people.visit("employer")
        asked = people.visit("employer")
        assert decide(client, DEMO, "approve") == 303
        late = seal(asked.get("/plan").text)
        assert asked.post(f"/plan/{DEMO}/approve", data={"seal": late}).status_code == 303
    assert active(people) is None
    assert [each.kind for each in PlanStore(people.database).log("muster")] == ["import", "approve"]


def test_withdrawing_stops_the_version(people: Office) -> None:
    employer, council = people.visit("employer"), people.visit("works-council")
    for client in (employer, council):
        decide(client, DEMO, "approve")
    assert "Es wird sofort nichts mehr von selbst gesendet." in employer.get(f"/plan/{DEMO}/withdraw").text
    assert decide(employer, DEMO, "withdraw") == 303
    assert active(people) is None
    page = council.get(f"/plan/{DEMO[:12]}").text
    assert "Nicht aktiv" in page and "Freigabe zurückziehen" in page


@pytest.mark.parametrize("wrong", [None, "", "0" * 64, "ü"])
def test_form_without_the_seal_of_this_session_changes_nothing(people: Office, wrong: str | None) -> None:
    client = people.visit("employer")
    fields = {} if wrong is None else {"seal": wrong}
    refused = client.post(f"/plan/{DEMO}/approve", data=fields, headers={"Accept": "text/html"})
    assert refused.status_code == 403
    assert "Diese Seite war zu alt." in refused.text
    assert len(PlanStore(people.database).log("muster")) == 1


def test_seal_of_another_session_is_refused(people: Office) -> None:
    client, other = people.visit("employer"), people.visit("works-council")
    borrowed = seal(other.get("/plan").text)
    assert client.post(f"/plan/{DEMO}/approve", data={"seal": borrowed}).status_code == 403


def test_genuine_form_from_a_foreign_page_is_refused(people: Office) -> None:
    client = people.visit("employer")
    data = {"seal": seal(client.get("/plan").text)}
    assert client.post(f"/plan/{DEMO}/approve", data=data, headers=FOREIGN).status_code == 403
    assert client.post("/logout", data=data, headers=FOREIGN).status_code == 403
    assert active(people) is None


def test_other_company_is_not_there(people: Office) -> None:
    other = people.store(demo().model_copy(update={"id": "probe", "name": "Probe GmbH"}))
    client = people.visit("employer")
    data = {"seal": seal(client.get("/plan").text)}
    assert other[:12] not in client.get("/plan").text
    for path in (f"/plan/{other[:12]}", f"/plan/{other}", f"/plan/{other}/approve"):
        assert client.get(path).status_code == 404
    assert client.post(f"/plan/{other}/approve", data=data).status_code == 404
    page = client.get("/audit").text
    assert "Probe GmbH" not in page and other[:12] not in page
    assert [each.kind for each in PlanStore(people.database).log("probe")] == ["import"]


@pytest.mark.parametrize("path", ["/plan/0123456789ab", "/plan/28", "/plan/active", f"/plan/{DEMO}/erase"])
def test_what_is_not_there_is_said_plainly(people: Office, path: str) -> None:
    page = people.visit("employer").get(path, headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "Diese Seite gibt es nicht." in page.text


def test_company_without_a_plan_gets_an_empty_page(database: Database) -> None:
    client = Office(database).visit("works-council")
    for path in ("/plan", "/audit"):
        assert "Noch ist kein Plan gespeichert." in client.get(path).text
    assert client.get(f"/plan/{DEMO}").status_code == 404


def test_both_parties_and_the_consultant_see_the_same(people: Office) -> None:
    path = f"/plan/{DEMO[:12]}"
    pages = {main(people.visit(role).get(path).text) for role in ("consultant", "employer", "works-council")}
    assert len(pages) == 1


def test_page_holds_what_is_approved(people: Office) -> None:
    page = main(people.visit("works-council").get(f"/plan/{DEMO[:12]}").text)
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    for expected in (
        DEMO,
        "BV 2026/07 Lernbegleiter (Muster)",
        "Gilt bis 31. Dezember 2028",
        "Kanäle Web-Chat, Telegram",
        "Nachrichten je Woche, höchstens 3",
        "Nachtruhe ab 02:00",
        "Versand-Protokoll, Tage 14",
        "Zahlen nur für Gruppen ab, Personen 20",
        "Zerspanung 62 104",
        "KW 48/2026",
        "23. November – 29. November",
    ):
        assert expected in words, expected


def test_difference_names_rules_and_weeks(people: Office) -> None:
    employer, council = people.visit("employer"), people.visit("works-council")
    assert "Alles in dieser Fassung wäre neu." in employer.get(f"/plan/{DEMO[:12]}").text
    for client in (employer, council):
        decide(client, DEMO, "approve")
    version = people.store(changed())
    page = employer.get(f"/plan/{version[:12]}").text
    assert "<td>3</td><td>2</td>" in page
    assert "Zerspanung: Meldung an der Maschine lesen" in page
    assert page.count('class="badge removed"') > 40
    assert "Das ist die aktive Fassung." in employer.get(f"/plan/{DEMO[:12]}").text


def test_active_version_goes_on_while_a_newer_one_waits(people: Office) -> None:
    employer, council = people.visit("employer"), people.visit("works-council")
    for client in (employer, council):
        decide(client, DEMO, "approve")
    version = people.store(changed())
    decide(council, version, "approve")
    assert active(people) == DEMO
    decide(employer, version, "approve")
    assert active(people) == version


def test_log_tells_who_of_which_party_did_what_and_when(people: Office) -> None:
    client = people.visit("works-council")
    decide(client, DEMO, "approve")
    page = client.get("/audit").text
    row = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition('id="entry-2"')[2].partition("</tr>")[0]))
    assert all(each in row for each in ("23. November 2026, 10:00", "freigegeben", "Betriebsrat", DEMO[:12]))
    assert "Kein Eintrag wurde geändert, entfernt oder eingefügt." in page
    assert PlanStore(people.database).log("muster")[-1].hash in page
    assert "Sehen, wer teilnimmt" in page and "14 Tage" in page
    assert "Gerade ist keine Fassung aktiv." in page


def test_forged_log_is_named(people: Office) -> None:
    client = people.visit("works-council")
    decide(client, DEMO, "approve")
    people.database.perform_now(lambda tx: tx.run(_forge))
    page = client.get("/audit").text
    assert "Eintrag 2 passt nicht zu dem davor." in page
    assert "Kein Eintrag wurde geändert" not in page


def test_pages_are_kept_nowhere_and_run_no_script(people: Office) -> None:
    client: Client = people.visit("works-council")
    for path in ("/plan", f"/plan/{DEMO[:12]}", f"/plan/{DEMO}/approve", "/audit", "/login"):
        answer = client.get(path)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"].startswith("default-src 'self'")
        assert not re.search(r"<script|<style| style=| on[a-z]+=", answer.text)


@pytest.mark.parametrize("language", ["en", "tr", "pl", "ro", "ru", "uk", "ar"])
def test_pages_speak_the_language_of_the_browser(people: Office, language: str) -> None:
    client = people.visit("employer")
    people.clock.moment += timedelta(minutes=1)
    for path in ("/plan", f"/plan/{DEMO[:12]}", f"/plan/{DEMO}/approve", "/audit"):
        page = client.get(path, headers={"Accept-Language": language})
        assert page.status_code == 200
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.text
        assert not re.search(r"\{[a-z]+\}", page.text)
        assert "Abmelden" not in page.text


def test_annex_says_that_it_is_german_only_where_the_page_is_not(people: Office) -> None:
    client = people.visit("works-council")
    said = {}
    for language in KNOWLEDGE.languages:
        page = client.get("/audit", headers={"Accept-Language": language}).text
        section = page.partition('id="impossible"')[2].partition("</section>")[0]
        said[language] = re.findall(r'<p class="hint" lang="(.+?)" dir="(?:ltr|rtl)">(.+?)</p>', section)
        spoken = "en" if language == "en" else "de"
        assert f'aria-labelledby="impossible" lang="{spoken}" dir="ltr"' in page
    assert said.pop("de") == said.pop("en") == []
    assert all([where for where, _ in found] == [language] for language, found in said.items())
    assert len({words for ((_, words),) in said.values()}) == len(said) == 8
