"""From an imported plan to what the companion runs: two keys, and a log that tells when somebody tampers."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import bindparam, delete, update

from bot.plan_store import PlanStore, PlanStoreError, running_company
from content.model import Company
from content.plan.runtime import company_of
from content.plan.version import plan_hash
from dialogs.agenda import in_force
from storage.database import Database
from storage.plan_tables import approval, audit, plan_version
from storage.statement import Statement
from tests.content.plan.books import demo

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
DEMO = plan_hash(demo())
OTHER = demo().model_copy(update={"vision": "Eine andere."})


@pytest.fixture
def store(database: Database) -> PlanStore:
    made = PlanStore(database)
    made.add(demo(), NOW)
    return made


def approve(store: PlanStore, version: str = DEMO) -> None:
    store.decide(None, version, "employer", True, NOW)
    store.decide(None, version, "works-council", True, NOW)


def test_plan_comes_back_as_it_was(store: PlanStore) -> None:
    assert store.plan("muster", DEMO[:10]) == demo()
    assert store.plan(None, "newest") == demo()
    version, is_new = store.add(demo(), NOW)
    assert (version.number, is_new) == (1, False)


def running(store: PlanStore) -> Company:
    return store.database.perform_now(lambda tx: running_company(tx, "muster"))


def test_company_runs_only_with_both_keys(store: PlanStore) -> None:
    store.decide(None, DEMO, "employer", True, NOW)
    assert not in_force(running(store), NOW)
    store.decide(None, DEMO, "works-council", True, NOW)
    company = running(store)
    assert company.agreement.employer_approved == date(2026, 11, 30)
    assert company.plan == company_of(demo()).plan
    assert in_force(company, NOW)
    store.decide(None, DEMO, "works-council", False, NOW)
    assert not in_force(running(store), NOW)


def test_company_without_an_active_version_is_shown_under_the_newest(store: PlanStore) -> None:
    store.add(OTHER.model_copy(update={"name": "Neu GmbH"}), NOW)
    assert running(store).name == "Neu GmbH"
    approve(store)
    assert running(store).name == demo().name


@pytest.mark.parametrize("day", [datetime(2025, 12, 31, 12, tzinfo=UTC), datetime(2029, 1, 1, 12, tzinfo=UTC)])
def test_company_runs_only_while_the_agreement_is_valid(store: PlanStore, day: datetime) -> None:
    approve(store)
    assert not in_force(running(store), day)


def test_new_version_waits_for_its_own_keys(store: PlanStore) -> None:
    approve(store)
    store.add(OTHER, NOW)
    overview = store.decide(None, plan_hash(OTHER), "employer", True, NOW)
    assert overview.standing.active == DEMO
    assert overview.standing.waits_for(plan_hash(OTHER)) == ("works-council",)
    assert store.decide(None, plan_hash(OTHER), "works-council", True, NOW).standing.active == plan_hash(OTHER)
    assert store.plan(None, "active") == OTHER


@pytest.mark.parametrize(
    ("what", "key"),
    [
        (lambda store: store.plan("probe", "newest"), "no_company"),
        (lambda store: store.plan(None, "active"), "none_active"),
        (lambda store: store.plan(None, "0" * 12), "no_version"),
        (lambda store: store.decide(None, DEMO[:4], "employer", True, NOW), "too_short"),
        (lambda store: store.decide(None, DEMO, "employer", False, NOW), "not_approved"),
        (lambda store: [store.decide(None, DEMO, "employer", True, NOW) for _ in range(2)], "approved_already"),
    ],
)
def test_what_cannot_be_done_is_named(store: PlanStore, what: Callable[[PlanStore], object], key: str) -> None:
    with pytest.raises(PlanStoreError) as caught:
        what(store)
    assert caught.value.key == key


def test_nothing_stored_is_named(database: Database) -> None:
    with pytest.raises(PlanStoreError, match="nothing_stored"):
        PlanStore(database).overview(None)


def test_refused_act_leaves_no_trace_in_the_log(store: PlanStore) -> None:
    before = store.log(None)
    with pytest.raises(PlanStoreError):
        store.decide(None, DEMO, "employer", False, NOW)
    assert store.log(None) == before


def test_log_tells_everything_and_is_sound(store: PlanStore) -> None:
    approve(store)
    store.decide(None, DEMO, "employer", False, NOW)
    assert [each.kind for each in store.log(None)] == ["import", "approve", "approve", "active", "withdraw", "active"]
    [found] = store.verify()
    assert (found.broken, found.missing, found.entries) == (None, "", 6)
    assert found.head == store.log(None)[-1].hash


_forge = Statement(update(audit).where(audit.c.number == 2).values(detail=bindparam("detail")))
_cut = Statement(delete(audit).where(audit.c.number == 2))
_unapprove = Statement(delete(approval).where(approval.c.party == bindparam("who")))
_swap = Statement(update(plan_version).values(plan=bindparam("new_body")))
_lose = Statement(delete(plan_version))


def test_forged_entry_is_the_first_broken_link(store: PlanStore) -> None:
    approve(store)
    store.database.perform_now(lambda tx: tx.run(_forge, detail='{"party":"works-council"}'))
    [found] = store.verify()
    assert found.broken is not None and (found.broken.number, found.broken.reason) == (2, "content")


def test_removed_entry_is_the_first_broken_link(store: PlanStore) -> None:
    approve(store)
    store.database.perform_now(lambda tx: tx.run(_cut))
    [found] = store.verify()
    assert found.broken is not None and (found.broken.number, found.broken.reason) == (2, "number")


@pytest.mark.parametrize(
    ("statement", "values", "missing"),
    [
        (_unapprove, {"who": "employer"}, "approvals"),
        (_swap, {"new_body": b"{}"}, DEMO),
        (_lose, {}, "versions"),
    ],
)
def test_rows_that_do_not_fit_the_log_are_found(
    store: PlanStore, statement: Statement, values: dict[str, object], missing: str
) -> None:
    approve(store)
    store.database.perform_now(lambda tx: tx.run(statement, **values))
    [found] = store.verify()
    assert (found.broken, found.missing) == (None, missing)
