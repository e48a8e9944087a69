"""What consultants bring with them: other marks, other headers, other orders. All of it gives the same plan."""

from datetime import date, datetime, time
from pathlib import Path
from zipfile import ZipFile

import pytest

from content.model import Hours
from content.plan.cell_times import date_of, time_of, weeks_of
from content.plan.file import read_plan
from content.plan.levels import level_of
from content.plan.unreadable import Unreadable
from content.plan.version import plan_hash
from tests.content.plan.books import Book, demo, demo_book, library

V = "06_Soll_Ist"


def same(book: Book, folder: Path) -> bool:
    return plan_hash(book.read(folder)) == plan_hash(demo())


@pytest.mark.parametrize(
    ("mark", "level"),
    [
        ("○", 0), ("◔", 1), ("◑", 2), ("◕", 3), ("●", 4),
        ("I", 1), ("L", 2), ("U", 3), ("O", 4),
        ("II", 2), ("III", 3), ("iv", 4), ("Ⅲ", 3),
        ("3", 3), ("3.0", 3), ("Stufe 2", 2), ("Level 4", 4), ("2 - mit Unterstützung", 2),
        ("selbstständig", 3), ("Selbständig", 3), ("kann andere anlernen", 4), ("unter Anleitung", 1),
        ("n. r.", None), ("n.r.", None), ("–", None), ("entfällt", None),
    ],
)  # fmt: skip
def test_mark_of_a_level_is_understood(mark: str, level: int | None) -> None:
    assert level_of(mark, {}) == level


def test_own_mark_of_the_company_goes_before_the_known_ones() -> None:
    assert level_of("I", {"i": 3}) == 3
    assert level_of("grün", {"grün": 4}) == 4
    with pytest.raises(Unreadable):
        level_of("grün", {})


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31.12.2027", date(2027, 12, 31)),
        ("1.3.27", date(2027, 3, 1)),
        ("2027-03-01", date(2027, 3, 1)),
        ("2027-03-01 00:00:00", date(2027, 3, 1)),
        (datetime(2027, 3, 1), date(2027, 3, 1)),
        (46447, date(2027, 3, 1)),
        (46447.0, date(2027, 3, 1)),
        ("46447", date(2027, 3, 1)),
        ("Q2 2027", date(2027, 6, 30)),
        ("2027", date(2027, 12, 31)),
        (2027, date(2027, 12, 31)),
        ("Ende 2027", date(2027, 12, 31)),
        ("März 2027", date(2027, 3, 31)),
        ("1. März 2027", date(2027, 3, 1)),
        ("Dezember 2027", date(2027, 12, 31)),
        ("31/12/2027", date(2027, 12, 31)),
    ],
)
def test_date_is_understood(written: object, day: date) -> None:
    assert date_of(written) == day


@pytest.mark.parametrize("written", ["31.02.2027", "bald", "13", 7, "99/99/2027", "2027-13-01"])
def test_what_is_no_date_is_refused(written: object) -> None:
    with pytest.raises(Unreadable):
        date_of(written)


@pytest.mark.parametrize(
    ("written", "shown"),
    [("6:00", "06:00"), ("06.30 Uhr", "06:30"), (0.25, "06:00"), ("6 Uhr", "06:00"), ("24:00", "00:00")],
)
def test_time_is_understood(written: object, shown: str) -> None:
    assert f"{time_of(written):%H:%M}" == shown


def test_weeks_are_understood() -> None:
    assert weeks_of("KW 1, 51 bis 53") == (1, 51, 52, 53)


def test_marks_of_the_symbol_sheet_are_levels(tmp_path: Path) -> None:
    book = demo_book()
    book.set("11_Listen_Symbole", "A5", "★★")
    book.set("11_Listen_Symbole", "B5", 2)
    book.set(V, "C5", "★★")
    assert same(book, tmp_path)


def test_levels_may_be_circles_and_roman_numbers(tmp_path: Path) -> None:
    book = demo_book()
    for row in range(5, 25):
        level = book.get(V, f"C{row}")
        book.set(V, f"C{row}", ("○◔◑◕●"[int(level)], f" {['0', 'I', 'II', 'III', 'IV'][int(level)]} ")[row % 2])
    assert same(book, tmp_path)


def test_sheets_and_columns_in_another_order_are_found(tmp_path: Path) -> None:
    book = demo_book()
    book.sheets = dict(reversed(book.sheets.items()))
    for name, rows in book.sheets.items():
        if name[:2] in ("02", "05", "07", "08", "09"):
            book.sheets[name] = [[*reversed([*row, *[None] * (25 - len(row))])] for row in rows]
    assert same(book, tmp_path)


def test_renamed_sheets_and_headers_are_found(tmp_path: Path) -> None:
    book = demo_book()
    names = {"02_Gruppen": "Abteilungen", V: "Qualifikationsmatrix", "08_Plan": "Jahresplan", "03_Schichten": "Blatt 7"}
    book.sheets = {names.get(name, name): rows for name, rows in book.sheets.items()}
    for cell, header in (
        ("G4", "Kopfzahl"),
        ("C4", " Gruppenname "),
        ("I4", "Arbeitszeitmodell"),
        ("H4", "Teilzeit (Anzahl)"),
    ):
        book.set("Abteilungen", cell, header)
    for number in range(5):
        book.set("Qualifikationsmatrix", f"{'FGHIJ'[number]}4", f"Ist {number}")
    book.set("Qualifikationsmatrix", "C4", "SOLL-STUFE")
    book.set("Jahresplan", "C4", "Kalenderwoche")
    assert same(book, tmp_path)


def test_own_columns_and_notes_are_left_alone_with_a_warning(tmp_path: Path) -> None:
    book = demo_book()
    book.insert_column(V, "C", ["Bemerkung", "siehe Protokoll"])
    book.sheets["Notizen"] = [["Offen: Termin mit Halle 2"]]
    assert same(book, tmp_path)
    warnings = [fault.said("en") for fault in book.warnings(tmp_path)]
    assert (
        '06_Soll_Ist!C4: the column "Bemerkung" is not known and not read; rename it if it belongs to the plan'
        in warnings
    )
    assert any(warning.startswith("Notizen: ") for warning in warnings)


def test_header_under_a_merged_heading_and_below_a_letterhead_is_found(tmp_path: Path) -> None:
    book = demo_book()
    book.merged[V] = ["C3:E3", "F3:J3"]
    book.sheets[V] = [["Muster-Antriebe Leinetal GmbH"], [], *book.sheets[V]]
    book.merged[V] = ["C5:E5", "F5:J5"]
    assert same(book, tmp_path)


def test_group_that_is_merged_over_its_rows_counts_for_each(tmp_path: Path) -> None:
    book = demo_book()
    for row in range(6, 13):
        book.set(V, f"A{row}", None)
    book.merged[V] = ["A5:A12"]
    assert same(book, tmp_path)


def test_groups_and_contents_may_be_named_by_their_names(tmp_path: Path) -> None:
    book = demo_book()
    book.set(V, "A5", "  zerspanung ")
    book.set(V, "B5", "Meldungen an Maschinen")
    book.set("08_Plan", "A5", "Zerspanung, Härterei; E-Antrieb Pilot;Instandhaltung")
    book.set("08_Plan", "F5", "Meldung an der Maschine lesen")
    book.set("08_Plan", "F6", "schichtuebergabe")
    assert same(book, tmp_path)


def test_numbers_may_be_text(tmp_path: Path) -> None:
    book = demo_book()
    book.set("02_Gruppen", "G5", " 62 MA")
    book.set("08_Plan", "C6", "KW 2")
    book.set(V, "F5", str(book.get(V, "F5")))
    assert same(book, tmp_path)


def test_empty_rows_totals_and_examples_are_no_rows(tmp_path: Path) -> None:
    book = demo_book()
    rows = book.sheets["02_Gruppen"]
    rows.insert(4, ["Beispiel: halle-9", "Gruppe", "Halle 9", "Nord", None, None, 12, 0, "frueh"])
    rows.insert(7, [])
    rows.insert(12, ["Summe", None, None, None, None, None, 236])
    assert same(book, tmp_path)


def test_hidden_row_counts_and_is_told(tmp_path: Path) -> None:
    book = demo_book()
    book.hidden[V] = {7}
    assert same(book, tmp_path)
    assert "06_Soll_Ist!A7: this row is hidden; it counts all the same; show and check it, or delete it" in [
        fault.said("en") for fault in book.warnings(tmp_path)
    ]


def test_special_days_phones_and_hours_are_read_as_people_write_them(tmp_path: Path) -> None:
    book = demo_book()
    rows: list[list[object]] = [
        [date(2026, 12, 28), "frei", None],
        ["29.12.2026", "Schicht", "Montage/A; e-antrieb", "Inventur", "8 Uhr", "12.30", None, None, "12:30 bis 16:00"],
    ]
    book.sheets["03b_Sondertage"][4:6] = rows
    book.set("09_Multiplikatoren", "F6", 4718.0)
    book.set("01_Betrieb", "B28", "x")
    plan = book.read(tmp_path)
    closed, shift = plan.exceptional_days
    assert (closed.day, closed.shift, closed.people) == (date(2026, 12, 28), None, ())
    assert shift.people == ("montage/A", "e-antrieb") and shift.shift is not None
    assert (shift.shift.start, shift.shift.end) == (time(8), time(12, 30))
    assert shift.shift.standby == Hours(start=time(12, 30), end=time(16))
    assert plan.multipliers[1].phone == "4718"
    assert plan.messenger.protect_content


def test_unknown_sheet_with_dates_is_no_list_of_special_days(tmp_path: Path) -> None:
    book = demo_book()
    del book.sheets["03b_Sondertage"]
    book.sheets["Termine"] = [["Datum", "Gruppe", "Bezeichnung"], ["28.12.2026", "montage", "Feier"]]
    assert book.read(tmp_path).exceptional_days == ()


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"""


def _ods(book: Book, path: Path) -> Path:
    def cell(value: object) -> str:
        if value is None or value == "":
            return "<table:table-cell/>"
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        if isinstance(value, date):
            return f'<table:table-cell office:value-type="date" office:date-value="{value}"/>'
        text = str(value).replace("&", "&amp;").replace("<", "&lt;")
        paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
        return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'

    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(
            f"<table:table-row>{''.join(map(cell, row)) or '<table:table-cell/>'}</table:table-row>" for row in rows
        )
        + "</table:table>"
        for name, rows in book.sheets.items()
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(tables=tables))
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/"'
            ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return path


def test_open_document_gives_the_same_plan(tmp_path: Path) -> None:
    plan, _ = read_plan(_ods(demo_book(), tmp_path / "demo.ods"), library())
    assert plan_hash(plan) == plan_hash(demo())
