"""The sheets that hold no plan: the guide, the approval, and the lists with the company's own marks."""

from typing import Any

from content.plan.levels import CIRCLES, NAMES
from content.plan.model import Plan
from content.plan.sheet import Both
from content.plan.sheets import OTHERS, SYMBOLS
from content.plan.version import plan_hash
from content.plan.workbook_lists import TOP, Lists

POINTS = 15
"""Height of a line."""

GUIDE: tuple[tuple[str, Both], ...] = (
    ("title", ("Kompetenzplan: So gehen Sie vor", "Competency plan: how to go about it")),
    (
        "plain",
        (
            "Dieses Buch führt von der Vision des Betriebs bis zur Lern-Einheit der Woche. Es spricht von "
            "Gruppen und Anzahlen. "
            "Namen, Personalnummern und E-Mail-Adressen gehören nicht hinein; eine Datei damit wird nicht gelesen.",
            "This workbook leads from the company's vision to the unit of the week. It speaks of groups and counts. "
            "Names, personnel numbers and e-mail addresses do not belong here; a file with them is refused.",
        ),
    ),
    ("bold", ("In dieser Reihenfolge", "In this order")),
    (
        "plain",
        (
            "1.  01_Betrieb: Bundesland, Betriebsvereinbarung und die Regeln, auf die sich beide Seiten "
            "geeinigt haben.",
            "1.  01_Company: federal state, works agreement, and the rules both parties agreed on.",
        ),
    ),
    (
        "plain",
        (
            "2.  02_Gruppen und 03_Schichten: Wer arbeitet wann? Daraus folgt, wann eine Nachricht kommen darf. "
            "Einzelne Tage, an denen es anders ist, stehen in 03b_Sondertage.",
            "2.  02_Groups and 03_Shifts: who works when? It decides when a message may come. "
            "Single days on which it is different stand in 03b_Special_Days.",
        ),
    ),
    (
        "plain",
        (
            "3.  04_Ziele und 05_Kompetenzen: Wohin will der Betrieb, und was müssen die Menschen dafür können?",
            "3.  04_Goals and 05_Competences: where is the company going, and what do people need to be able to do?",
        ),
    ),
    (
        "plain",
        (
            "4.  06_Soll_Ist: Je Gruppe und Kompetenz die Soll-Stufe und wie viele Personen heute auf welcher "
            "Stufe sind. "
            "Die grauen Spalten rechnen die Lücke aus.",
            "4.  06_Target_Actual: for each group and competence the target level, and how many people are on "
            "which level today. "
            "The grey columns compute the gap.",
        ),
    ),
    (
        "plain",
        (
            "5.  07_Massnahmen und 08_Plan: Womit wird die Lücke kleiner, und in welcher Woche kommt was? "
            "„inleku plan propose“ schlägt Zeilen vor.",
            "5.  07_Measures and 08_Plan: what closes the gap, and what comes in which week? "
            '"inleku plan propose" drafts rows.',
        ),
    ),
    (
        "plain",
        (
            "6.  09_Multiplikatoren: Wen kann man fragen? Nur Personen, die eingewilligt haben.",
            "6.  09_Multipliers: who can be asked? Only people who consented.",
        ),
    ),
    (
        "plain",
        (
            "7.  „inleku plan check“ nennt zu jedem Fehler Blatt, Zelle und Abhilfe. „inleku plan preview“ "
            "zeigt, was wann gesendet würde.",
            '7.  "inleku plan check" names sheet, cell and remedy for every mistake. "inleku plan preview" '
            "shows what would be sent when.",
        ),
    ),
    (
        "plain",
        (
            "8.  10_Freigabe: Arbeitgeber und Betriebsrat geben genau diese Fassung frei. Vorher wird nichts gesendet.",
            "8.  10_Approval: employer and works council approve exactly this version. Nothing is sent before.",
        ),
    ),
    ("bold", ("Gut zu wissen", "Good to know")),
    (
        "plain",
        (
            "*  neben einer Überschrift: muss ausgefüllt sein.  Graue Zeilen mit „Beispiel:“ zeigen, wie es "
            "geht, und werden nicht gelesen.",
            '*  beside a header: has to be filled in.  Grey rows with "Example:" show how it is done and are not read.',
        ),
    ),
    (
        "plain",
        (
            "Mehrere Werte in einer Zelle trennt ein Semikolon. Spalten dürfen ihre Reihenfolge ändern, eigene "
            "Spalten dürfen dazukommen.",
            "Several values in a cell are separated by semicolons. Columns may be moved, and columns of your "
            "own added.",
        ),
    ),
    (
        "plain",
        (
            "Stufen dürfen Ziffern (0–4), Kreise (○◔◑◕●), ILUO, römische Zahlen oder eigene Zeichen aus Blatt "
            "11 sein; „n. r.“ heißt nicht relevant.",
            "Levels may be digits (0–4), circles (○◔◑◕●), ILUO, roman numerals, or your own marks from sheet "
            '11; "n. r." means not relevant.',
        ),
    ),
)


def _page(book: Any, formats: Any, name: str, landscape: bool = False) -> Any:
    page = book.add_worksheet(name)
    page.hide_gridlines(2)
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&L&8&A&R&8&P / &N")
    if landscape:
        page.set_landscape()
    return page


def write_guide(book: Any, formats: Any, language: str, plan: Plan | None) -> None:
    """00: what the workbook is for, and the order of its sheets."""
    n = 1 if language == "en" else 0
    page = _page(book, formats, OTHERS[0][n])
    page.set_column(0, 0, 84)
    for row, (style, text) in enumerate(GUIDE):
        page.write_string(row, 0, text[n], formats[style])
        page.set_row(row, 30 if style == "title" else POINTS * (1 + len(text[n]) // 90) + 4)
    row = len(GUIDE) + 1
    page.write_string(row, 0, ("Stufen", "Levels")[n], formats["bold"])
    for level, names in enumerate(NAMES):
        page.write_string(row + 1 + level, 0, f"{CIRCLES[level]}   {level}   {names[n]}", formats["plain"])


APPROVAL: tuple[Both, ...] = (
    (
        "Die Freigabe gilt genau für die Fassung mit dieser Prüfsumme. Ändert jemand nur eine Zelle, ändert "
        "sich die Prüfsumme,",
        "The approval holds for exactly the version with this checksum. If a single cell changes, the checksum "
        "changes,",
    ),
    (
        "und beide Seiten müssen neu freigeben. „inleku plan check DATEI“ zeigt die Prüfsumme der Datei, wie "
        "sie jetzt ist.",
        'and both parties have to approve again. "inleku plan check FILE" shows the checksum of the file as it is now.',
    ),
    (
        "Freigegeben wird im Programm (inleku plan approve), nicht durch diese Seite; sie ist für die Akten.",
        "Approval is given in the program (inleku plan approve), not by this page; it is for the records.",
    ),
)


def write_approval(book: Any, formats: Any, language: str, plan: Plan | None) -> None:
    """10: what is approved, and lines to sign on."""
    n = 1 if language == "en" else 0
    page = _page(book, formats, OTHERS[1][n])
    page.set_row(0, 26)
    page.set_column(0, 0, 30)
    page.set_column(1, 2, 40)
    page.write_string(0, 0, ("Freigabe durch beide Betriebsparteien", "Approval by both parties")[n], formats["title"])
    for row, text in enumerate(APPROVAL, 1):
        page.write_string(row, 0, text[n], formats["hint"])
    facts: tuple[tuple[Both, str], ...] = (
        (("Betrieb", "Company"), plan.name if plan else ""),
        (("Betriebsvereinbarung", "Works agreement"), plan.agreement.reference if plan else ""),
        (("Prüfsumme dieser Fassung", "Checksum of this version"), plan_hash(plan) if plan else ""),
        (("Gruppen / Personen", "Groups / people"), _counts(plan)),
        (("Kompetenzen / Zeilen im Plan", "Competences / rows of the plan"), _rows(plan)),
    )
    for row, (label, value) in enumerate(facts, 5):
        page.write_string(row, 0, label[n], formats["label"])
        page.merge_range(row, 1, row, 2, value, formats["text"])
    for row, party in enumerate((("Arbeitgeber", "Employer"), ("Betriebsrat", "Works council"))):
        page.set_row(12 + 2 * row, 40)
        page.write_string(12 + 2 * row, 0, party[n], formats["bold"])
        page.write_string(12 + 2 * row, 1, ("Ort, Datum:", "Place, date:")[n], formats["line"])
        page.write_string(12 + 2 * row, 2, ("Unterschrift:", "Signature:")[n], formats["line"])


def _counts(plan: Plan | None) -> str:
    return f"{len(plan.groups)} / {sum(group.headcount for group in plan.groups)}" if plan else ""


def _rows(plan: Plan | None) -> str:
    return f"{len(plan.competences)} / {len(plan.entries)}" if plan else ""


def write_lists(book: Any, formats: Any, language: str, plan: Plan | None, lists: Lists) -> None:
    """11: the company's own marks on the left, the lists of the drop-downs on the right."""
    n = 1 if language == "en" else 0
    page = _page(book, formats, OTHERS[2][n], landscape=True)
    page.write_string(0, 0, SYMBOLS.title[n], formats["title"])
    hint = (
        "Eigene Zeichen für Stufen hier eintragen, zum Beispiel „grün“ und 3. Rechts stehen die Auswahl-Listen.",
        'Enter your own marks for levels here, such as "green" and 3. To the right are the lists of the drop-downs.',
    )
    page.write_string(1, 0, hint[n], formats["hint"])
    for place, column in enumerate(SYMBOLS.columns):
        page.set_column(place, place, column.width)
        page.write_string(TOP - 1, place, column.title[n], formats["header"])
        for row in range(TOP, TOP + 20):
            page.write_blank(row, place, None, formats["input"])
    known = ("Bekannte Zeichen", "Known marks")[n]
    page.set_column(3, 4, 18)
    page.write_string(TOP - 1, 3, known, formats["header"])
    page.write_string(TOP - 1, 4, ("heißt", "meaning")[n], formats["header"])
    for level, names in enumerate(NAMES):
        marks = f"{level}  {CIRCLES[level]}  {('–', 'I', 'L', 'U', 'O')[level]}  {('–', 'I', 'II', 'III', 'IV')[level]}"
        page.write_string(TOP + level, 3, marks, formats["text"])
        page.write_string(TOP + level, 4, f"{level} {names[n]}", formats["text"])
    page.write_string(TOP + 5, 3, "n. r.  –  n/a", formats["text"])
    page.write_string(TOP + 5, 4, ("nicht relevant", "not relevant")[n], formats["text"])
    for place, (name, (title, words)) in enumerate(lists.columns.items(), lists.first_column):
        page.set_column(place, place, 32 if name == "contents" else 20)
        page.write_string(TOP - 1, place, title, formats["header"])
        for row, word in enumerate(words, TOP):
            page.write_number(row, place, int(word), formats["number"]) if word.isdigit() else page.write_string(
                row, place, word, formats["text"]
            )
    place = lists.first_column + len(lists.columns)
    page.set_column(place, place, 46)
    page.write_string(TOP - 1, place, ("Titel der Lerninhalte", "Titles of the contents")[n], formats["header"])
    for row, title in enumerate(lists.titles, TOP):
        page.write_string(row, place, title, formats["explanation"])
    page.freeze_panes(TOP, 0)
    page.repeat_rows(TOP - 1, TOP - 1)
