"""A plan knows groups and counts. A file that speaks of single people is refused whole, and says why."""

from pathlib import Path

import pytest

from content.plan.fault import PlanError
from content.plan.file import read_plan
from content.plan.people import is_person_header
from content.plan.person_names import is_person_name
from tests.content.plan.books import DEMO, Book, demo_book, library

V = "06_Soll_Ist"
PEOPLE = ["Müller, Anna", "Schmidt, Thomas", "Yılmaz, Ayşe", "Kowalski, Marek"]


def refused(book: Book, folder: Path) -> list[str]:
    with pytest.raises(PlanError) as caught:
        book.read(folder)
    return [fault.said("en") for fault in caught.value.faults]


HEADERS = (
    "Personalnummer",
    "Pers.-Nr.",
    "PNR",
    "Vorname",
    "Nachname",
    "Mitarbeiter*in",
    "Employee No.",
    "Name, Vorname",
    "Geburtsdatum",
    "Personal-Nr. (SAP)",
    "E-Mail",
    "last name",
)


@pytest.mark.parametrize("header", HEADERS)
def test_header_about_people_refuses_the_file(tmp_path: Path, header: str) -> None:
    book = demo_book()
    book.insert_column(V, "C", [header])
    [found] = refused(book, tmp_path)
    assert found.startswith(f'06_Soll_Ist!C4: the column "{header}" holds data about people. The file is refused')
    assert found.endswith("delete the column and count the people per group and level")


def test_names_in_an_unknown_column_refuse_the_file_without_repeating_them(tmp_path: Path) -> None:
    book = demo_book()
    book.insert_column(V, "C", ["Wer", *PEOPLE])
    [found] = refused(book, tmp_path)
    assert found.startswith("06_Soll_Ist!C5: 4 values of this column look like names of people")
    assert not any(part in found for name in PEOPLE for part in name.split(", "))


def test_names_instead_of_groups_refuse_the_file(tmp_path: Path) -> None:
    book = demo_book()
    for number, name in enumerate(("Anna Müller", "Thomas Schmidt", "Ayşe Yılmaz"), 5):
        book.set(V, f"A{number}", name)
    assert len(refused(book, tmp_path)) == 1


def test_personnel_numbers_in_an_unknown_column_refuse_the_file(tmp_path: Path) -> None:
    book = demo_book()
    book.insert_column("02_Gruppen", "D", ["ID 2", 100234, 100235, 100236, 100237])
    [found] = refused(book, tmp_path)
    assert found.startswith("02_Gruppen!D5: 4 values of this column look like personnel numbers")


def test_cost_centres_are_no_personnel_numbers(tmp_path: Path) -> None:
    book = demo_book()
    book.insert_column("02_Gruppen", "D", ["Kostenstelle", 410100, 410200, 410300, 410400])
    assert book.errors(tmp_path) == []


def test_people_on_a_sheet_that_nobody_reads_refuse_the_file(tmp_path: Path) -> None:
    book = demo_book()
    book.sheets["Tabelle1"] = [["Liste"], *([name] for name in PEOPLE)]
    [found] = refused(book, tmp_path)
    assert found.startswith("Tabelle1!A2: 4 values")


def test_nothing_else_is_said_about_a_refused_file(tmp_path: Path) -> None:
    book = demo_book()
    book.insert_column(V, "C", ["Vorname"])
    book.set("02_Gruppen", "G5", "viele")
    assert len(refused(book, tmp_path)) == 1


@pytest.mark.parametrize(
    "text",
    ["Müller, Anna", "Anna Müller", "Anna-Lena Müller", "A. Müller", "Müller, A.", "Ayşe Demirtaş", "Müller Thomas"],
)
def test_name_of_a_person_is_recognised(text: str) -> None:
    assert is_person_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Montage Nord",
        "Messen und prüfen",
        "Frühschicht",
        "Drehen, Fräsen",
        "E-Antrieb Pilot",
        "Gespräch im Team",
        "Halle 2",
        "Team Süd",
    ],
)
def test_name_of_a_group_is_no_person(text: str) -> None:
    assert not is_person_name(text)


@pytest.mark.parametrize(
    "text", ["Personen", "Personen mind.", "People", "Gruppe", "Bezeichnung", "Nachweis", "Name", "Standort"]
)
def test_header_about_groups_is_allowed(text: str) -> None:
    assert not is_person_header(text)


def test_people_in_yaml_refuse_the_file_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    lines = DEMO.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("  - {id: zerspanung"))
    lines[number] = lines[number].replace("{id:", '{vorname: "Anna", id:')
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(PlanError) as caught:
        read_plan(path, library())
    assert [fault.said("de", "plan.yaml").partition(": ")[0] for fault in caught.value.faults] == [
        f"plan.yaml:{number + 1}"
    ]
    assert caught.value.faults[0].key == "person_column"
