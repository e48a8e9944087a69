"""``inleku plan`` and ``inleku audit`` as consultants and the two parties use them."""

import csv
import os
import subprocess
import sys
from datetime import date, datetime, time
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from icalendar import Calendar

from bot.plan_preview import Preview
from bot.plan_printing import when_shown
from content.plan.contents import Contents
from content.plan.model import ExceptionalDay, PlanEntry, Shift
from content.plan.schedule import iso_weeks
from content.plan.version import plan_hash
from content.plan.yaml_form import written_yaml
from tests.content.plan.books import DEMO, demo, demo_book, library

INLEKU = str(Path(sys.executable).with_name("inleku"))
HASH = plan_hash(demo())
ON = ("--start", "2026-11-30")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "INLEKU_DATA_DIR": str(folder / "data"), "TZ": "UTC"}
    done = subprocess.run([INLEKU, *arguments], capture_output=True, text=True, env=environment, cwd=folder)
    assert "Traceback" not in done.stderr
    return done


def said(folder: Path, *arguments: str) -> list[str]:
    done = run(folder, *arguments)
    assert done.returncode == 0, done
    return done.stdout.splitlines()


def test_workbook_of_the_demo_is_written_checked_and_turned_into_yaml(tmp_path: Path) -> None:
    assert said(tmp_path, "plan", "demo", "demo.xlsx") == ["demo.xlsx ist geschrieben."]
    lines = said(tmp_path, "plan", "check", "demo.xlsx", "--language", "en")
    assert lines == [
        "7 groups, 236 people, 18 competences, 48 plan rows: no errors, 0 warnings",
        f"checksum: {HASH}",
    ]
    said(tmp_path, "plan", "convert", "demo.xlsx", "demo.yaml")
    assert (tmp_path / "demo.yaml").read_text(encoding="utf-8") == written_yaml(demo())


def test_broken_workbook_is_told_cell_by_cell(tmp_path: Path) -> None:
    book = demo_book()
    book.set("02_Gruppen", "G5", 12)
    book.set("08_Plan", "C6", 99)
    book.write(tmp_path / "book.xlsx")
    done = run(tmp_path, "plan", "check", "book.xlsx", "--language", "en")
    assert done.returncode == 1
    assert (
        "error: 06_Soll_Ist!F5: sum 62 is more than the group's 12 people; correct the actuals or the headcount"
        in done.stdout
    )
    assert "error: 08_Plan!C6: 99 is not between 1 and 53; enter a value from 1 to 53" in done.stdout
    assert done.stderr.strip().endswith("nothing was taken over")
    german = run(tmp_path, "plan", "check", "book.xlsx")
    assert "Fehler: 08_Plan!C6: 99 liegt nicht zwischen 1 und 53; einen Wert von 1 bis 53 eintragen" in german.stdout


@pytest.mark.parametrize("language", ["de", "en"])
def test_template_is_written_in_both_languages(tmp_path: Path, language: str) -> None:
    said(tmp_path, "plan", "template", "new.xlsx", "--language", language)
    assert (tmp_path / "new.xlsx").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("plan", "check", "nothing.xlsx"), "nothing.xlsx: Diese Datei gibt es nicht"),
        (("plan", "check", "."), ".: Das ist ein Ordner"),
        (("plan", "check", "letter.xlsx"), "letter.xlsx: Die Datei ist keine lesbare Tabelle"),
        (("plan", "check", "letter.docx"), "Dateien mit der Endung „.docx“ kann ich nicht lesen"),
        (("plan", "convert", str(DEMO), "demo.pdf"), "Dateien mit der Endung „.pdf“ kann ich nicht schreiben"),
        (("plan", "template", "no/folder/new.xlsx"), "lässt sich nicht schreiben"),
        (("plan", "approve", "0123456789", "--party", "employer"), "Noch ist kein Plan gespeichert"),
        (("plan", "approve", "0123456789", "--party", "boss"), "--party employer oder --party works-council"),
        (("plan", "preview", str(DEMO), "--format", "pdf"), "--format table, csv oder ics"),
        (("plan", "check", str(DEMO), "--language", "fr"), "--language de oder en"),
        (("plan", "check", "broken.yaml"), "broken.yaml:3: "),
        (("plan", "check", "list.yaml"), "list.yaml:1: Das ist kein Plan"),
    ],
)
def test_careless_use_gets_a_sentence(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "letter.xlsx").write_text("Sehr geehrte Damen und Herren")
    (tmp_path / "letter.docx").write_text("Sehr geehrte Damen und Herren")
    (tmp_path / "broken.yaml").write_text("id: muster\nname: [offen\n")
    (tmp_path / "list.yaml").write_text("- 1\n")
    done = run(tmp_path, *arguments)
    assert words in done.stdout + done.stderr
    names_a_plan_with_faults = arguments[-1] in ("letter.xlsx", "broken.yaml", "list.yaml")
    assert done.returncode == (1 if names_a_plan_with_faults else 2)


def test_yaml_with_mistakes_is_told_with_its_lines(tmp_path: Path) -> None:
    lines = DEMO.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("  - {id: montage"))
    lines[number] = lines[number].replace("headcount: 54", "headcount: 10")
    (tmp_path / "plan.yaml").write_text("\n".join(lines), encoding="utf-8")
    done = run(tmp_path, "plan", "check", "plan.yaml", "--language", "en")
    assert f"error: plan.yaml:{number + 1}: 17 part-time are more than the group's 10 people" in done.stdout
    assert "sum 54 is more than the group's 10 people" in done.stdout


def test_gaps_and_proposal_lead_to_a_plan_that_is_sound(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").write_text(written_yaml(demo().model_copy(update={"entries": ()})), encoding="utf-8")
    table = said(tmp_path, "plan", "gaps", "empty.yaml", "--on", "2026-11-30")
    assert table[0].split() == ["Priorität", "Gruppe", "Kompetenz", "Stufe", "fehlen", "Lücke", "bis", "Ziele"]
    assert table[2].split()[:2] == ["hoch", "Härterei"]
    lines = said(tmp_path, "plan", "propose", "empty.yaml", "--out", "full.xlsx", *ON)
    assert any("Vorsicht Hochvolt, bis 31.03.2027. Lern-Einheit zur Kompetenz." in line for line in lines)
    assert "Prüfsumme" in said(tmp_path, "plan", "check", "full.xlsx")[-1]
    changed = said(tmp_path, "plan", "diff", "empty.yaml", "full.xlsx", *ON)
    assert changed[-1].startswith(f"{len(changed) - 1} neu, 0 verschoben")


def test_two_keys_from_import_to_a_broken_chain(tmp_path: Path) -> None:
    assert said(tmp_path, "audit", "verify") == ["Es gibt noch kein Änderungsprotokoll."]
    assert f"Prüfsumme: {HASH}" in said(tmp_path, "plan", "import", str(DEMO))
    assert said(tmp_path, "plan", "approve", HASH[:12], "--party", "employer")[0] == (
        "Aktiv: keine Fassung. Es wird nichts gesendet."
    )
    assert said(tmp_path, "plan", "approve", HASH[:12], "--party", "works-council") == [f"Aktiv: {HASH}"]
    [line] = [line for line in said(tmp_path, "plan", "versions") if line.strip().startswith("1 ")]
    assert line.endswith("Arbeitgeber, Betriebsrat")
    assert said(tmp_path, "plan", "diff", "active", str(DEMO), *ON) == ["Kein Unterschied."]
    [sound] = said(tmp_path, "audit", "verify")
    assert sound.startswith("muster: 4 Einträge, Kette unversehrt")
    assert run(tmp_path, "audit", "verify", "--head", sound.split()[-1]).returncode == 0
    assert run(tmp_path, "audit", "verify", "--head", "feedfeed").returncode == 1
    assert len(said(tmp_path, "audit", "show")) == 4


def test_refused_import_stores_nothing(tmp_path: Path) -> None:
    book = demo_book()
    book.set("02_Gruppen", "G5", "viele")
    book.write(tmp_path / "book.xlsx")
    assert run(tmp_path, "plan", "import", "book.xlsx").returncode == 1
    assert "Noch ist kein Plan gespeichert" in run(tmp_path, "plan", "versions").stderr


# The preview


@cache
def preview(**changes: object) -> Preview:
    return Preview(demo().model_copy(update=changes), Contents.of(library()))


def test_preview_names_the_shifts_of_each_crew_but_the_last_night_before_free_days() -> None:
    lines = [line for line in preview().lines([(2026, 51)]) if line.reminder.group == "zerspanung"]
    assert [(line.crews, when_shown(line.slots, "de")) for line in lines[:3]] == [
        (("A",), "Mo-Fr 14:30-21:40"),
        (("B",), "Mo-Fr 06:30-13:40"),
        (("C",), "Mo-Do 22:30-05:40"),
    ]


def test_preview_keeps_to_special_days_of_single_crews() -> None:
    stocktaking = Shift(name="Inventur", start=time(8), end=time(12))
    days = (
        ExceptionalDay(day=date(2026, 12, 14), people=("montage",)),
        ExceptionalDay(day=date(2026, 12, 19), people=("montage/A",), shift=stocktaking),
    )
    shown = Preview(demo().model_copy(update={"exceptional_days": days}), Contents.of(library()))
    lines = [line for line in shown.lines([(2026, 51)]) if line.reminder.group == "montage"][:2]
    saturdays = {line.crews: [slot.shift for slot in line.slots if slot.day == date(2026, 12, 19)] for line in lines}
    assert saturdays == {("A",): ["Inventur"], ("B",): []}
    assert min(slot.day for line in lines for slot in line.slots) == date(2026, 12, 15)


def test_preview_leaves_out_holidays_and_says_when_nobody_works() -> None:
    week = [line for line in preview().lines([(2026, 53)]) if line.reminder.group == "buero"]
    # 31 December is a plant holiday, 1 January a public one.
    assert when_shown(week[0].slots, "en") == "Mon-Wed 09:30-14:40"
    closed = tuple(date(2026, 12, day) for day in range(7, 12))
    model = demo().model_copy(update={"plant_holidays": closed})
    lines = [x for x in Preview(model, Contents.of(library())).lines([(2026, 50)]) if x.reminder.group == "buero"]
    assert {line.note for line in lines} == {"no work"}


def test_preview_keeps_to_stricter_rules_of_the_plan() -> None:
    policy = demo().policy.model_copy(update={"after_shift_start": 90, "before_shift_end": 60})
    plan = demo().model_copy(update={"policy": policy})
    [line] = [x for x in Preview(plan, Contents.of(library())).lines([(2026, 50)]) if x.reminder.group == "buero"][:1]
    assert when_shown(line.slots, "de") == "Mo-Fr 10:30-14:00"


def test_preview_says_what_the_budget_or_the_agreement_keeps_back() -> None:
    entries = tuple(
        PlanEntry(groups=("buero",), year=2026, first_week=50, contents=(content,))
        for content in ("unit:phishing", "unit:ki-daten", "unit:ki-fragen", "block:ziel")
    )
    plan = demo().model_copy(update={"entries": entries})
    assert [line.note for line in Preview(plan, Contents.of(library())).lines([(2026, 50)])] == ["", "", "", "budget"]
    late = {line.note for line in preview().lines([(2029, 10)])}
    assert late == {"no agreement"}


def test_preview_as_table_csv_and_calendar_say_the_same(tmp_path: Path) -> None:
    options = ("plan", "preview", str(DEMO), "--weeks", "2", *ON)
    rows = list(csv.DictReader(StringIO(run(tmp_path, *options, "--format", "csv").stdout)))
    said(tmp_path, *options, "--format", "ics", "--out", "plan.ics")
    events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    starts = sorted(event.decoded("dtstart") for event in events)
    assert starts == sorted(datetime.fromisoformat(row["from"]) for row in rows if not row["note"])
    assert len({str(event["uid"]) for event in events}) == len(events)
    table = said(tmp_path, *options)
    assert table[0] == "Nie in Pausen und nie von 02:00 bis 05:00 Uhr."
    assert sum(":" in line and line.startswith("      ") for line in table) == len(rows)
    assert {(row["year"], row["week"]) for row in rows} == {
        (str(y), str(w)) for y, w in iso_weeks(date(2026, 11, 30), 2)
    }


# The server does not load what only these commands need.


def test_server_loads_no_workbook_or_document_library() -> None:
    script = (
        "import sys, bot.__main__, bot.server, bot.application\n"
        "print([name for name in ('xlsxwriter', 'python_calamine', 'fpdf', 'icalendar') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# The annex


def test_annex_tells_what_the_agreement_needs(tmp_path: Path) -> None:
    pytest.importorskip("fpdf")
    from bot.documents.annex import annex_pdf

    said(tmp_path, "plan", "annex", "annex.pdf", "--plan", str(DEMO))
    written = (tmp_path / "annex.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    assert written == annex_pdf(demo(), Contents.of(library()), "de")
    assert written != annex_pdf(demo(), Contents.of(library()), "en")
