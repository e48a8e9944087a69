"""The two keys in the chat: what a party is shown, and what its tap does to the stored plan and the change log."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from bot.companies import Companies
from bot.plan_command import app
from bot.plan_desk import Desk
from bot.plan_store import PlanStore
from content.plan.model import Plan
from content.plan.version import plan_hash
from storage.database import Database
from tests.bot.talk import KNOWLEDGE, Clock, Talk
from tests.content.plan.books import demo
from tests.storage.people import join, log_lines, remind

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
V1, V2 = demo(), demo().model_copy(update={"entries": demo().entries[1:], "vision": "Eine andere."})


def party(database: Database, role: str) -> Talk:
    """Somebody who has joined with that role."""
    knowledge = replace(KNOWLEDGE, companies=Companies({"muster": KNOWLEDGE.companies["muster"]}))
    person = Talk(database, address=role, knowledge=knowledge, clock=Clock(NOW))
    person.say(f"/start {person.code(role, None)}")
    for label in ("Deutsch", "Weiter", "Weiter", "Ja, ich mache mit"):
        person.tap(label)
    return person


def active(database: Database) -> str | None:
    return PlanStore(database).overview("muster").standing.active


@pytest.fixture
def store(database: Database) -> PlanStore:
    made = PlanStore(database)
    made.add(V1, NOW)
    return made


def test_both_parties_approve_in_the_chat_and_one_of_them_withdraws(store: PlanStore) -> None:
    employer, council = (party(store.database, role) for role in ("employer", "works-council"))
    shown = employer.say("/freigabe")
    assert f"Fassung 1 des Plans wartet auf deine Freigabe. Prüf-Summe: {plan_hash(V1)[:8]}" in shown
    assert "BV 2026/07 Lernbegleiter (Muster). Gültig vom 1. Januar 2026 bis 31. Dezember 2028." in shown
    assert "Zurzeit ist keine Fassung aktiv." in shown
    employer.tap("Freigeben")
    assert active(store.database) is None
    assert "Die andere Seite fehlt noch." in employer.say("/freigabe")
    council.say("/freigabe")
    council.tap("Freigeben")
    assert active(store.database) == plan_hash(V1)
    assert "Diese Fassung ist aktiv." in council.say("/freigabe")
    council.tap("Fassung 1 zurückziehen")
    council.tap("Ja, zurückziehen")
    assert active(store.database) is None
    kinds = [each.kind for each in store.log("muster")]
    assert kinds == ["import", "approve", "approve", "active", "withdraw", "active"]
    assert [each.broken for each in store.verify()] == [None]


def approve(store: PlanStore, plan: Plan) -> None:
    store.decide(None, plan_hash(plan), "employer", True, NOW)
    store.decide(None, plan_hash(plan), "works-council", True, NOW)


def queue(database: Database) -> None:
    """A reminder for the learner "a" is in the outbox."""
    database.perform_now(lambda tx: join(tx, "a"))
    database.perform_now(lambda tx: remind(tx, "a"))


def test_withdrawal_in_the_chat_drops_what_is_in_the_outbox(store: PlanStore) -> None:
    approve(store, V1)
    council = party(store.database, "works-council")
    queue(store.database)
    council.say("/freigabe")
    council.tap("Fassung 1 zurückziehen")
    assert log_lines(store.database) == []
    council.tap("Ja, zurückziehen")
    assert log_lines(store.database) == [("dropped", "no plan in force")]


@pytest.mark.parametrize("line", ["withdraw", "approve"])
def test_command_that_ends_the_active_version_drops_what_is_in_the_outbox(
    store: PlanStore, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    approve(store, V1)
    store.add(V2, NOW)
    store.decide(None, plan_hash(V2), "employer", True, NOW)
    queue(store.database)
    version = plan_hash(V1 if line == "withdraw" else V2)
    monkeypatch.setattr(Desk, "store", lambda desk: nullcontext((store, NOW)))
    done = CliRunner().invoke(app, [line, version, "--party", "works-council"])
    assert done.exit_code == 0, done.output
    assert log_lines(store.database) == [("dropped", "no plan in force")]


def test_key_for_a_version_that_is_not_active_leaves_the_outbox_alone(store: PlanStore) -> None:
    approve(store, V1)
    store.add(V2, NOW)
    queue(store.database)
    for approves in (True, False):
        store.decide(None, plan_hash(V2), "employer", approves, NOW)
    assert log_lines(store.database) == []


def test_newer_version_says_what_it_changes_and_leaves_the_active_one_to_be_withdrawn(store: PlanStore) -> None:
    approve(store, V1)
    store.add(V2, NOW)
    employer = party(store.database, "employer")
    shown = employer.say("/freigabe")
    # The first row comes every 4 weeks, and 2026 has a week 53: 14 times for 4 groups.
    assert "Anders als jetzt, in 1 Jahr: neu 0, verschoben 0, entfernt 56. Andere Angaben: 1." in shown
    employer.tap("Freigeben")
    kept = employer.say("/freigabe")
    assert "Fassung 1 freigegeben. Diese Fassung ist aktiv." in kept
    assert "Fassung 2 freigegeben. Die andere Seite fehlt noch." in kept
    employer.tap("Fassung 1 zurückziehen")
    employer.tap("Ja, zurückziehen")
    assert active(store.database) is None


def test_replaced_version_waits_for_nobody(store: PlanStore) -> None:
    store.add(V2, NOW)
    approve(store, V2)
    council = party(store.database, "works-council")
    assert "Fassung 2 freigegeben. Diese Fassung ist aktiv." in council.say("/freigabe")


def test_numbers_are_those_of_the_preview(store: PlanStore) -> None:
    shown = party(store.database, "works-council").say("/freigabe")
    # Two offers a week for each of 7 groups, in 4 weeks.
    assert "In den nächsten 4 Wochen: 56 Erinnerungen." in shown
    assert "Für 7 Gruppen." in shown
    assert "Je Gruppe und Woche höchstens 2." in shown


@pytest.mark.parametrize("role", ["learner", "consultant", "operator"])
def test_other_roles_get_one_sentence_and_change_nothing(store: PlanStore, role: str) -> None:
    person = party(store.database, role) if role != "learner" else Talk(store.database).join()
    before = store.log("muster")
    assert person.say("/freigabe").startswith("Nur Arbeitgeber und Betriebsrat geben Pläne frei.")
    assert store.log("muster") == before


def test_company_without_a_stored_plan_has_nothing_to_approve(database: Database) -> None:
    assert "Es wartet kein Plan auf deine Freigabe." in party(database, "employer").say("/freigabe")


def test_colleague_who_was_faster_makes_no_second_entry(store: PlanStore) -> None:
    employer = party(store.database, "employer")
    employer.say("/freigabe")
    store.decide(None, plan_hash(V1), "employer", True, NOW)
    before = store.log("muster")
    assert "ist gespeichert" in employer.tap("Freigeben")
    assert store.log("muster") == before


def test_party_is_told_of_the_command_in_its_messenger(store: PlanStore) -> None:
    employer = party(store.database, "employer")
    assert employer.last is not None and employer.last.commands is not None
    assert ("freigabe", "Freigabe") in employer.last.commands
