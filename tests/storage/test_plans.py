"""Stored versions, approvals and the log, on both kinds of database."""

from datetime import UTC, datetime

from content.plan.approval import Act
from content.plan.chain import first_broken
from storage import audit, plans
from storage.database import Database

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_version_is_stored_once(database: Database) -> None:
    assert database.perform_now(lambda tx: plans.add(tx, "muster", "aa", b"body", NOW))
    assert not database.perform_now(lambda tx: plans.add(tx, "muster", "aa", b"other", NOW))
    assert database.perform_now(lambda tx: plans.body(tx, "muster", "aa")) == b"body"
    assert database.perform_now(lambda tx: plans.body(tx, "probe", "aa")) is None
    [version] = database.perform_now(lambda tx: plans.versions(tx, "muster"))
    assert (version.number, version.hash, version.imported_at) == (1, "aa", NOW)


def test_acts_come_back_in_their_order(database: Database) -> None:
    done = [Act("employer", "aa", True, NOW), Act("works-council", "aa", True, NOW), Act("employer", "aa", False, NOW)]
    for each in done:
        database.perform_now(lambda tx, each=each: plans.act(tx, "muster", each))  # type: ignore[misc]
    database.perform_now(lambda tx: plans.act(tx, "probe", done[0]))
    assert database.perform_now(lambda tx: plans.acts(tx, "muster")) == done


def test_log_of_each_company_is_a_chain_of_its_own(database: Database) -> None:
    for number in range(3):
        for company in ("muster", "probe"):
            database.perform_now(lambda tx, c=company, n=number: audit.append(tx, c, NOW, "import", f'{{"n":{n}}}'))  # type: ignore[misc]
    assert database.perform_now(audit.companies) == ["muster", "probe"]
    for company in ("muster", "probe"):
        links = database.perform_now(lambda tx, c=company: audit.links(tx, c))  # type: ignore[misc]
        assert [each.number for each in links] == [1, 2, 3]
        assert first_broken(links) is None
