"""Small mistakes in a filled workbook: each is named with its cell and what to do, and nothing is read by half."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from content.plan.fault import PlanError
from content.plan.file import read_plan
from content.plan.wording import FAULTS, worded
from tests.content.plan.books import Book, demo_book, library

Case = tuple[Callable[[Book], None], str, str]


def put(sheet: str, cell: str, value: object) -> Callable[[Book], None]:
    return lambda book: book.set(sheet, cell, value)


def both(*changes: Callable[[Book], None]) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        for each in changes:
            each(book)

    return change


def rename(old: str, new: str) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        book.sheets = {new if name == old else name: rows for name, rows in book.sheets.items()}

    return change


C, G, S, Z, K, V, M, P, X = ("01_Betrieb", "02_Gruppen", "03_Schichten", "04_Ziele", "05_Kompetenzen", "06_Soll_Ist",
                             "07_Massnahmen", "08_Plan", "09_Multiplikatoren")  # fmt: skip
D = "03b_Sondertage"

CASES: dict[str, Case] = {
    # what was done to it: (change, "sheet!cell", words of the remedy or the problem)
    "name empty": (put(C, "B6", ""), f"{C}!B6", "is empty; fill it in"),
    "state unknown": (put(C, "B8", "Preußen"), f"{C}!B8", "enter one of: Brandenburg"),
    "time zone unknown": (put(C, "B10", "Berlin"), f"{C}!B10", "enter Europe/Berlin"),
    "no sites": (put(C, "B12", " "), f"{C}!B12", "is empty"),
    "holiday unreadable": (put(C, "B13", "24.12.2026; Silvester"), f"{C}!B13", '"Silvester" is no date'),
    "agreement ends early": (put(C, "B16", "31.12.2025"), f"{C}!B16", "end is before the start"),
    "agreement date missing": (put(C, "B15", None), f"{C}!B15", "is empty"),
    "channel unknown": (put(C, "B17", "Web-Chat; Brieftaube"), f"{C}!B17", "Web-Chat, Telegram"),
    "budget too large": (put(C, "B18", 5), f"{C}!B18", "enter a value from 1 to 3"),
    "night rest too short": (put(C, "B21", "03:00"), f"{C}!B21", "begin it by 02:00"),
    "log kept too long": (put(C, "B23", 90), f"{C}!B23", "enter a value from 1 to 14"),
    "reporting unit too small": (put(C, "B25", 5), f"{C}!B25", "enter a value from 20"),
    "headcount in words": (put(G, "G5", "viele"), f"{G}!G5", "enter digits only"),
    "headcount missing": (put(G, "G6", None), f"{G}!G6", "fill it in"),
    "headcount negative": (put(G, "G7", -3), f"{G}!G7", "enter a value from 1"),
    "site unknown": (put(G, "D5", "Mitte"), f"{G}!D5", "perhaps meant: Nord, Süd"),
    "site missing": (put(G, "D5", None), f"{G}!D5", "is empty"),
    "group twice": (put(G, "A6", "zerspanung"), f"{G}!A6", "give each its own"),
    "more part-time than people": (put(G, "H7", 99), f"{G}!H7", "99 part-time are more than the group's 54"),
    "shift model unknown": (put(G, "I5", "vier-schicht"), f"{G}!I5", "perhaps meant: zwei-schicht, drei-schicht"),
    "belongs to nobody": (put(G, "F8", "Presswerk"), f"{G}!F8", 'no group "Presswerk"'),
    "belongs to itself": (put(G, "F8", "e-antrieb"), f"{G}!F8", "break the circle"),
    "busy weeks unreadable": (put(G, "K5", "Sommer"), f"{G}!K5", "write it like this: 1; 51-52"),
    "role without groups": (put(G, "F12", None), f"{G}!F12", "is empty"),
    "cycle unreadable": (put(S, "J5", "Früh, spät!"), f"{S}!J5", "one letter a day"),
    "letter without shift": (put(S, "J5", "FFFFFooXXXXXoo"), f"{S}!J5", 'no shift "X"'),
    "time unreadable": (put(S, "E6", "früh"), f"{S}!E6", "write it like this: 06:00"),
    "break unreadable": (put(S, "G6", "halbe Stunde"), f"{S}!G6", "09:30-10:00"),
    "crews unreadable": (put(S, "L5", "A, B, C"), f"{S}!L5", "A=0; B=7; C=14"),
    "anchor missing": (put(S, "K5", None), f"{S}!K5", "is empty"),
    "goal kind unknown": (put(Z, "B6", "Traum"), f"{Z}!B6", "enter one of: Vision, Ziel, Veränderung"),
    "change of an unknown goal": (put(Z, "D10", "mehr-geld"), f"{Z}!D10", 'no goal "mehr-geld"'),
    "horizon unreadable": (put(Z, "E6", "bald"), f"{Z}!E6", '"bald" is no date'),
    "competence kind unknown": (put(K, "D5", "magisch"), f"{K}!D5", "enter one of: fachlich"),
    "prerequisite circle": (put(K, "K6", "prozessdaten"), f"{K}!K6", "break the circle"),
    "validity without certificate": (put(K, "Q5", 12), f"{K}!P5", "name the certificate"),
    "sum over the headcount": (put(V, "F5", 99), f"{V}!F5", "is more than the group's 62 people"),
    "target over the headcount": (put(V, "D5", 63), f"{V}!D5", "target 63 is more than the group's 62 people"),
    "level unknown": (put(V, "C5", "sehr gut"), f"{V}!C5", "map this mark to a level in sheet 11"),
    "level out of range": (put(V, "C5", 7), f"{V}!C5", "enter 0 to 4"),
    "one actual missing": (put(V, "H5", None), f"{V}!H5", "0 where there is nobody"),
    "actual is half a person": (put(V, "G5", 2.5), f"{V}!G5", "no whole number"),
    "group unknown": (put(V, "A5", "Zerspannung"), f"{V}!A5", "perhaps meant: zerspanung"),
    "competence unknown": (put(V, "B5", "fliegen"), f"{V}!B5", 'no competence "fliegen"'),
    "actual twice": (put(V, "B6", "hmi-meldungen"), f"{V}!F6", "enter them in one row only"),
    "day or month": (put(V, "E5", "03/04/2027"), f"{V}!E5", "which is the day and which the month"),
    "day that does not exist": (put(V, "E5", "31.02.2027"), f"{V}!E5", "is no date"),
    "formula with an error": (put(V, "F5", "#REF!"), f"{V}!F5", "correct the formula"),
    "nothing in the row": (
        both(*(put(V, f"{letter}5", None) for letter in "CDEFGHIJ")), f"{V}!C5", "neither a target nor actuals"),
    "no step up": (both(put(M, "G5", 3), put(M, "H5", 2)), f"{M}!H5", "enter a higher level"),
    "unit of a measure missing": (put(M, "E5", None), f"{M}!E5", "enter the unit"),
    "measure kind unknown": (put(M, "C5", "Zauber"), f"{M}!C5", "enter one of: Lern-Einheit"),
    "week 60": (put(P, "C5", 60), f"{P}!C5", "enter a value from 1 to 53"),
    "window backwards": (put(P, "D5", 0.5), f"{P}!D5", "no whole number"),
    "weeks swapped": (both(put(P, "C6", 20), put(P, "D6", 10)), f"{P}!D6", "swap the weeks"),
    "content unknown": (put(P, "F5", "Einheit: fliegen"), f"{P}!F5", 'no learning content "unit:fliegen"'),
    "content missing": (put(P, "F5", None), f"{P}!F5", "is empty"),
    "group of the plan unknown": (put(P, "A5", "zerspanung; kantine"), f"{P}!A5", 'no group "kantine"'),
    "more a week than there are": (put(P, "G5", 2), f"{P}!G5", "add contents or lower the number"),
    "over the budget": (
        both(put(C, "B18", 1)), f"{P}!F21", "would get more than 1 pushes"),
    "week 53 of a short year": (both(put(P, "B5", 2027), put(P, "C5", 53)), f"{P}!C5", "2027 has no calendar week 53"),
    "needs what never comes": (put(P, "I5", "Einheit: regelkarte"), f"{P}!I5", "in an earlier week"),
    "needs what comes later": (put(P, "I5", "Einheit: schichtuebergabe"), f"{P}!I5", "earlier"),
    "no consent": (put(X, "G5", "nein"), f"{X}!G5", "get the consent"),
    "consent unclear": (put(X, "G5", "vielleicht"), f"{X}!G5", "enter yes or no"),
    "contact of an unknown group": (put(X, "C5", "Pforte"), f"{X}!C5", 'no group "Pforte"'),
    "phone in words": (put(X, "F5", "intern 4711"), f"{X}!F5", "write +49 and the number"),
    "no such local holidays": (put(C, "B9", "Augsburg"), f"{C}!B9", 'enter "none"; they exist in: Bayern'),
    "protection unclear": (put(C, "B28", "manchmal"), f"{C}!B28", "enter yes or no"),
    "core hours unreadable": (put(S, "H18", "vormittags"), f"{S}!H18", "write it like this: 09:00-15:00"),
    "special day without a kind": (put(D, "A5", "28.12.2026"), f"{D}!B5", "is empty"),
    "special shift without an end": (
        both(put(D, "A5", "28.12.2026"), put(D, "B5", "Schicht"), put(D, "D5", "Inventur"), put(D, "E5", "08:00")),
        f"{D}!F5", "is empty"),
    "special day of an unknown group": (
        both(put(D, "A5", "28.12.2026"), put(D, "B5", "zu"), put(D, "C5", "Kantine/A")),
        f"{D}!C5", 'no group "Kantine"'),
    "special day of an unknown crew": (
        both(put(D, "A5", "28.12.2026"), put(D, "B5", "zu"), put(D, "C5", "Montage/Z")),
        f"{D}!C5", 'no group or crew "montage/Z"'),
    "column missing": (put(G, "G4", "Quadratmeter"), f"{G}!4", 'the column "Personen / People" is missing'),
    "column twice": (put(G, "E4", "Kopfzahl"), f"{G}!E4", "delete or rename one of the two"),
    "sheet missing": (rename(G, "Notizen"), "", ""),
}  # fmt: skip
del CASES["sheet missing"]


@pytest.mark.parametrize("name", CASES)
def test_mistake_is_named_with_its_cell_and_remedy(tmp_path: Path, name: str) -> None:
    change, place, words = CASES[name]
    book = demo_book()
    change(book)
    errors = book.errors(tmp_path)
    at_place = [error for error in errors if error.startswith(f"{place}: ")]
    assert any(words in error for error in at_place), errors
    # One mistake is named at one place; the others are not blamed for it.
    assert len({error.partition(": ")[0] for error in errors}) <= MOST_PLACES.get(name, 1), errors


MOST_PLACES = {
    "no sites": 8,  # Each group's site is then unknown.
    "column missing": 1,
    "prerequisite circle": 2,
    "over the budget": 60,
    "letter without shift": 1,
    "group twice": 45,  # Nobody is called Härterei any more.
    "weeks swapped": 2,
}


def test_enough_different_mistakes_are_tried() -> None:
    assert len(CASES) >= 68


def test_all_mistakes_are_named_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    book = demo_book()
    wanted = [
        CASES[name] for name in ("budget too large", "headcount in words", "level unknown", "week 60", "no consent")
    ]
    for change, _, _ in wanted:
        change(book)
    errors = book.errors(tmp_path)
    assert [error.partition(": ")[0] for error in errors] == [place for _, place, _ in wanted]


def test_missing_sheet_is_named(tmp_path: Path) -> None:
    book = demo_book()
    del book.sheets[G]
    errors = book.errors(tmp_path)
    assert errors[0].startswith("02_Gruppen: the sheet") or any(error.startswith("02_Gruppen: ") for error in errors)


@pytest.mark.parametrize("seed", range(40))
def test_damaged_cells_never_cause_a_crash(tmp_path: Path, seed: int) -> None:
    """Every sheet gets odd values in a diagonal of its cells: there is a plan, or there are reasons, and no third."""
    odd = (
        None,
        "",
        "?",
        -1,
        0.5,
        1e9,
        "=1+1",
        "#REF!",
        date(1900, 1, 1),
        True,
        "a;b;;c",
        "Ü" * 500,
        "0",
        "  12  ",
        "n. r.",
        "x\ny",
    )
    book = demo_book()
    for number, (name, rows) in enumerate(book.sheets.items()):
        row = 4 + (seed * 7 + number) % max(1, len(rows) - 4)
        column = (seed + number) % 12
        book.set(name, f"{'ABCDEFGHIJKL'[column]}{row + 1}", odd[(seed * 3 + number) % len(odd)])
    try:
        book.read(tmp_path)
    except PlanError as error:
        assert all(fault.said(language, "book.xlsx") for fault in error.faults for language in ("de", "en"))
        assert any(fault.severity == "error" for fault in error.faults)


@pytest.mark.parametrize("key", FAULTS)
def test_every_fault_has_words_in_both_languages(key: str) -> None:
    class Anything(dict[str, str]):
        def __missing__(self, name: str) -> str:
            return name

    for what, remedy in FAULTS[key]:
        assert what.format_map(Anything()) and remedy.format_map(Anything())
        assert not remedy.endswith(".")
    german, english = FAULTS[key]
    assert german != english
    if key == "missing":
        assert worded(key, "de", {"column": "Personen"}) == ("„Personen“ ist leer", "ausfüllen")


@pytest.mark.parametrize(("name", "words"), [("nirgends", "Diese Datei gibt es nicht"), (".", "Das ist ein Ordner")])
def test_path_without_a_file_is_named_for_what_it_is(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(PlanError) as caught:
        read_plan(tmp_path / name, library())
    assert [words in fault.said("de", name) for fault in caught.value.faults] == [True]
