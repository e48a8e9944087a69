"""The company's shift calendar from iCalendar: shutdowns, exceptional shifts, and every problem with its line."""

from datetime import date, time
from pathlib import Path

import pytest

from content.company_rules import breaches
from content.problems import ContentError
from content.reader import read_company
from tests.content.examples import COMPANY_YAML, write_company

HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Plan//1//DE\n"
SHUTDOWN = "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nSUMMARY:Ruhe\nEND:VEVENT\n"
SHIFT = (
    "BEGIN:VEVENT\nUID:2\nDTSTART;TZID=Europe/Berlin:20261128T060000\nDTEND;TZID=Europe/Berlin:20261128T120000\n"
    "SUMMARY:Sonder-\n Schicht\nCATEGORIES:Eins\nEND:VEVENT\n"
)


def company_with(tmp_path: Path, *events: str) -> Path:
    """The company's file beside its calendar."""
    path = write_company(tmp_path, COMPANY_YAML.replace("time_zone:", "calendar: plan.ics\ntime_zone:"))
    text = HEAD + "".join(events) + "END:VCALENDAR\n"
    path.with_name("plan.ics").write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    return path


def problem_of(path: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read_company(path)
    [problem] = caught.value.problems
    return str(problem)


def test_calendar_beside_a_company_gives_shutdowns_and_shifts(tmp_path: Path) -> None:
    company = read_company(company_with(tmp_path, SHIFT, SHUTDOWN))
    *shut, extra = company.exceptional_days
    assert [each.day for each in shut] == [date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)]
    assert all(each.shift is None and each.concerns("eins", "Team") for each in shut)
    assert extra.shift is not None and (extra.shift.start, extra.shift.end) == (time(6), time(12))
    assert (extra.day, extra.people, extra.shift.name) == (date(2026, 11, 28), ("eins",), "Sonder-Schicht")
    assert not extra.concerns("zwei", "Team")


def test_shift_in_another_time_zone_is_read_by_the_clock_of_the_company(tmp_path: Path) -> None:
    utc = SHIFT.replace(";TZID=Europe/Berlin:20261128T060000", ":20261128T210000Z")
    utc = utc.replace(";TZID=Europe/Berlin:20261128T120000", ":20261129T050000Z").replace("Eins", "eins/Team")
    [night] = read_company(company_with(tmp_path, utc)).exceptional_days
    assert night.shift is not None and (night.day, night.shift.start, night.shift.end) == (
        date(2026, 11, 28),
        time(22),
        time(6),
    )
    assert night.people == ("eins/Team",)


SATURDAYS = SHIFT.replace(
    "UID:2", "UID:2\nRRULE:FREQ=WEEKLY;UNTIL=20261220T000000Z\nEXDATE;TZID=Europe/Berlin:20261205T060000"
)
DIFFERENT = SHIFT.replace("20261128", "20261212").replace("T120000", "T100000")
RECURS = "UID:2\nRECURRENCE-ID;TZID=Europe/Berlin:20261212T060000"


def test_event_that_repeats_itself_counts_each_time_but_for_what_was_taken_out_or_changed(tmp_path: Path) -> None:
    company = read_company(company_with(tmp_path, SATURDAYS, DIFFERENT.replace("UID:2", RECURS)))
    found = [(each.day, each.shift and each.shift.end, each.people) for each in company.exceptional_days]
    assert found == [
        (date(2026, 11, 28), time(12), ("eins",)),
        (date(2026, 12, 12), time(10), ("eins",)),
        (date(2026, 12, 19), time(12), ("eins",)),
    ]


def test_time_of_a_series_that_is_not_in_the_file_counts_by_itself(tmp_path: Path) -> None:
    [alone] = read_company(company_with(tmp_path, DIFFERENT.replace("UID:2", RECURS))).exceptional_days
    assert alone.day == date(2026, 12, 12)


def test_cancelled_time_of_a_series_does_not_count(tmp_path: Path) -> None:
    cancelled = DIFFERENT.replace("UID:2", f"{RECURS}\nSTATUS:CANCELLED")
    company = read_company(company_with(tmp_path, SATURDAYS, cancelled))
    assert [each.day for each in company.exceptional_days] == [date(2026, 11, 28), date(2026, 12, 19)]


def test_shutdown_of_every_year_lasts_as_long_as_the_works_agreement(tmp_path: Path) -> None:
    path = company_with(tmp_path, SHUTDOWN.replace("UID:1", "UID:1\nRRULE:FREQ=YEARLY").replace("2026", "2019"))
    company = read_company(path)
    years = range(company.agreement.valid_from.year, company.agreement.valid_until.year + 1)
    assert {each.day for each in company.exceptional_days} == {
        date(year, 12, day)
        for year in years
        for day in (24, 25, 26)
        if company.agreement.valid_from <= date(year, 12, day) <= company.agreement.valid_until
    }


def test_series_that_is_over_is_named(tmp_path: Path) -> None:
    over = SHUTDOWN.replace("UID:1", "UID:1\nRRULE:FREQ=YEARLY;COUNT=2").replace("2026", "2001")
    assert "no event of it is in the time of the works agreement" in problem_of(company_with(tmp_path, over))


def test_cancelled_event_does_not_count(tmp_path: Path) -> None:
    cancelled = SHIFT.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY")
    assert len(read_company(company_with(tmp_path, cancelled, SHUTDOWN)).exceptional_days) == 3


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        ("CATEGORIES:Eins", "CATEGORIES:Zwei", 10, 'no group or crew "Zwei"; use some of: eins, eins/Team'),
        ("T120000", "T050000", 7, "the end is not after the start"),
        ("1128T120000", "1130T120000", 7, "longer than 16 hours; correct the end"),
        ("DTEND;TZID=Europe/Berlin:20261128T120000\n", "", 6, "the shift has no end"),
        ("DTSTART;TZID=Europe/Berlin:20261128T060000\n", "", 4, "no start"),
        ("UID:2", "UID:2\nRRULE:FREQ=HOURLY", 6, "repeats itself more than once a day; let it repeat each day"),
        ("UID:2", "UID:2\nRRULE:FREQ=DAILY;BYHOUR=6,7", 6, "repeats itself more than once a day"),
        ("UID:2", "UID:2\nRRULE:FREQ=WEEKLY;INTERVAL=0", 6, "INTERVAL is less than 1; correct or remove it"),
        ("UID:2", "UID:2\nRRULE:every Monday", 6, "the rule does not say how often (FREQ)"),
        ("UID:2", "UID:2\nRRULE:FREQ=WEEKLY;UNTIL=soon", 6, "RRULE cannot be read"),
        ("DTEND;TZID=Europe/Berlin:20261128T120000", "DTEND;VALUE=DATE:20261129", 7, "different kinds"),
        (":20261128T060000", ":2026-11-28", 6, "DTSTART cannot be read"),
    ],
)
def test_event_that_cannot_be_used_names_line_and_remedy(
    tmp_path: Path, right: str, wrong: str, line: int, words: str
) -> None:
    assert right in SHIFT
    found = problem_of(company_with(tmp_path, SHIFT.replace(right, wrong), SHUTDOWN))
    assert found.startswith(f"content/companies/plan.ics:{line}: "), found
    assert words in found


def test_file_that_is_no_calendar_is_a_problem(tmp_path: Path) -> None:
    path = company_with(tmp_path)
    path.with_name("plan.ics").write_text("Montag: Ruhe\n", encoding="utf-8")
    assert "plan.ics:1: " in problem_of(path) and "export it again" in problem_of(path)


def test_calendar_without_events_is_a_problem(tmp_path: Path) -> None:
    assert "it holds no event" in problem_of(company_with(tmp_path))


def test_calendar_that_is_missing_or_elsewhere_is_a_problem(tmp_path: Path) -> None:
    path = company_with(tmp_path)
    path.with_name("plan.ics").unlink()
    assert "no such file" in problem_of(path)
    path.write_text(path.read_text().replace("plan.ics", "../plan.ics"), encoding="utf-8")
    assert "is not the name of a file beside this one" in problem_of(path)


def test_local_holidays_exist_in_their_states_only(tmp_path: Path) -> None:
    company = read_company(write_company(tmp_path, COMPANY_YAML))
    wrong = company.model_copy(update={"local_holidays": "augsburg"})
    assert [message for _, message, _ in breaches(wrong)] == ['there are no local holidays "augsburg" in NI']
    assert list(breaches(wrong.model_copy(update={"federal_state": "BY"}))) == []
    assert "no federal state" in next(breaches(company.model_copy(update={"federal_state": "XX"})))[1]
