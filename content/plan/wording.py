"""The words of all faults of a plan, for consultants, in German and English: what is wrong; what to do."""

from typing import Any

LANGUAGES = ("de", "en")

NOUNS: dict[str, tuple[str, str]] = {
    "goals": ("kein Ziel", "no goal"),
    "groups": ("keine Gruppe", "no group"),
    "roles": ("keine Rolle", "no role"),
    "people_of": ("keine Gruppe und keine Rolle", "no group and no role"),
    "sites": ("keinen Standort", "no site"),
    "shift_models": ("kein Schichtmodell", "no shift model"),
    "shifts": ("keine Schicht", "no shift"),
    "crews": ("keine Gruppe oder Schichtgruppe", "no group or crew"),
    "competences": ("keine Kompetenz", "no competence"),
    "contents": ("keinen Lerninhalt", "no learning content"),
    "states": ("kein Bundesland", "no federal state"),
}
"""What does not exist, as "Es gibt …" and "there is …" go on."""

# key: (what, remedy) in German, (what, remedy) in English.
FAULTS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    # The file
    "file_missing": (
        ("Diese Datei gibt es nicht", "Name und Ordner prüfen"),
        ("there is no such file", "check the name and the folder"),
    ),
    "file_folder": (
        ("Das ist ein Ordner", "eine Datei darin nennen"),
        ("this is a folder", "name a file in it"),
    ),
    "file_kind": (
        ("Dateien mit der Endung „{suffix}“ kann ich nicht lesen", "als .xlsx, .ods oder .yaml speichern"),
        ('files ending in "{suffix}" cannot be read', "save it as .xlsx, .ods or .yaml"),
    ),
    "file_kind_out": (
        ("Dateien mit der Endung „{suffix}“ kann ich nicht schreiben", "einen Namen mit .xlsx oder .yaml wählen"),
        ('files ending in "{suffix}" cannot be written', "choose a name with .xlsx or .yaml"),
    ),
    "file_unreadable": (
        ("Die Datei ist keine lesbare Tabelle", "in Excel oder LibreOffice öffnen und neu als .xlsx speichern"),
        ("the file is no readable workbook", "open it in Excel or LibreOffice and save it again as .xlsx"),
    ),
    "password": (
        ("Die Datei ist mit einem Passwort geschützt", "ohne Passwort speichern"),
        ("the file is protected by a password", "save it without a password"),
    ),
    "yaml": (
        ("{problem}", "Einrückung, Doppelpunkte und Anführungszeichen hier und eine Zeile darüber prüfen"),
        ("{problem}", "check indentation, colons and quotes here and one line above"),
    ),
    "too_large": (
        ("Die Datei hat {size} MB, das ist zu viel", "höchstens {most} MB; alte Zeilen im Plan löschen"),
        ("the file has {size} MB, that is too much", "at most {most} MB; delete old rows of the plan"),
    ),
    "no_plan": (
        ("Das ist kein Plan", "mit „inleku plan template“ eine Vorlage erzeugen"),
        ("this is no plan", 'make a template with "inleku plan template"'),
    ),
    "field_unknown": (
        ("Das Feld „{field}“ gibt es nicht", "entfernen oder Schreibweise prüfen"),
        ('there is no field "{field}"', "remove it or check its spelling"),
    ),
    "field_missing": (
        ("Das Feld „{field}“ fehlt", "ergänzen"),
        ('the field "{field}" is missing', "add it"),
    ),
    "field_wrong": (
        ("„{field}“ hat einen falschen Wert ({detail})", "den Wert berichtigen"),
        ('"{field}" has a wrong value ({detail})', "correct the value"),
    ),
    # Data about people
    "person_column": (
        (
            "Die Spalte „{header}“ enthält Angaben zu Personen. Die Datei wird nicht gelesen: "
            "Der Plan kennt nur Gruppen und Anzahlen",
            "die Spalte löschen und die Personen je Gruppe und Stufe zählen",
        ),
        (
            'the column "{header}" holds data about people. The file is refused: a plan knows groups and counts only',
            "delete the column and count the people per group and level",
        ),
    ),
    "person_names": (
        (
            "{count} Werte dieser Spalte sehen wie Namen von Personen aus. Die Datei wird nicht gelesen: "
            "Der Plan kennt nur Gruppen und Anzahlen",
            "die Namen löschen und die Personen je Gruppe und Stufe zählen",
        ),
        (
            "{count} values of this column look like names of people. The file is refused: "
            "a plan knows groups and counts only",
            "delete the names and count the people per group and level",
        ),
    ),
    "person_numbers": (
        (
            "{count} Werte dieser Spalte sehen wie Personalnummern aus. Die Datei wird nicht gelesen: "
            "Der Plan kennt nur Gruppen und Anzahlen",
            "die Spalte löschen und die Personen je Gruppe und Stufe zählen",
        ),
        (
            "{count} values of this column look like personnel numbers. The file is refused: "
            "a plan knows groups and counts only",
            "delete the column and count the people per group and level",
        ),
    ),
    "person_names_across": (
        (
            "{count} Werte dieser Zeile sehen wie Namen von Personen aus. Die Datei wird nicht gelesen: "
            "Der Plan kennt nur Gruppen und Anzahlen",
            "die Spalten der Personen löschen und die Personen je Gruppe und Stufe zählen",
        ),
        (
            "{count} values of this row look like names of people. The file is refused: "
            "a plan knows groups and counts only",
            "delete the columns of these people and count the people per group and level",
        ),
    ),
    "person_numbers_across": (
        (
            "{count} Werte dieser Zeile sehen wie Personalnummern aus. Die Datei wird nicht gelesen: "
            "Der Plan kennt nur Gruppen und Anzahlen",
            "die Spalten der Personen löschen und die Personen je Gruppe und Stufe zählen",
        ),
        (
            "{count} values of this row look like personnel numbers. The file is refused: "
            "a plan knows groups and counts only",
            "delete the columns of these people and count the people per group and level",
        ),
    ),
    # Sheets and columns
    "too_long": (
        ("Das Blatt hat mehr als {most} Zeilen", "leere und doppelte Zeilen löschen"),
        ("the sheet has more than {most} rows", "delete empty and doubled rows"),
    ),
    "sheet_missing": (
        ("Das Blatt „{sheet}“ fehlt", "ein Blatt mit den Spalten {columns} anlegen"),
        ('the sheet "{sheet}" is missing', "add a sheet with the columns {columns}"),
    ),
    "sheet_twice": (
        ("Dieses Blatt hat denselben Inhalt wie „{other}“", "eines der beiden löschen"),
        ('this sheet is the same kind as "{other}"', "delete one of the two"),
    ),
    "sheet_ignored": (
        ("Dieses Blatt kenne ich nicht und lese es nicht", "umbenennen, wenn es zum Plan gehört"),
        ("this sheet is not known and not read", "rename it if it belongs to the plan"),
    ),
    "column_missing": (
        ("Die Spalte „{column}“ fehlt", "ergänzen, oder die Überschrift so nennen"),
        ('the column "{column}" is missing', "add it, or name its header like this"),
    ),
    "column_twice": (
        ("Die Spalte „{column}“ gibt es zweimal", "eine der beiden löschen oder umbenennen"),
        ('the column "{column}" exists twice', "delete or rename one of the two"),
    ),
    "column_ignored": (
        ("Die Spalte „{header}“ kenne ich nicht und lese sie nicht", "umbenennen, wenn sie zum Plan gehört"),
        ('the column "{header}" is not known and not read', "rename it if it belongs to the plan"),
    ),
    "setting_missing": (
        ("Die Angabe „{setting}“ fehlt", "in einer Zeile ergänzen"),
        ('"{setting}" is missing', "add it in a row"),
    ),
    "setting_ignored": (
        ("Die Angabe „{setting}“ kenne ich nicht und lese sie nicht", "Schreibweise prüfen"),
        ('"{setting}" is not known and not read', "check its spelling"),
    ),
    "hidden_row": (
        ("Diese Zeile ist ausgeblendet; sie zählt trotzdem", "einblenden und prüfen, oder löschen"),
        ("this row is hidden; it counts all the same", "show and check it, or delete it"),
    ),
    "hidden_sheet": (
        ("Dieses Blatt ist ausgeblendet; es zählt trotzdem", "einblenden und prüfen, oder löschen"),
        ("this sheet is hidden; it counts all the same", "show and check it, or delete it"),
    ),
    "rows_missing": (
        ("Hier steht keine Zeile, es muss aber mindestens eine geben", "mindestens eine Zeile ausfüllen"),
        ("there is no row here, and there has to be one", "fill in at least one"),
    ),
    # Cells
    "missing": (
        ("„{column}“ ist leer", "ausfüllen"),
        ('"{column}" is empty', "fill it in"),
    ),
    "formula": (
        ("Die Formel ergibt einen Fehler ({found})", "den Wert eintragen oder die Formel berichtigen"),
        ("the formula gives an error ({found})", "enter the value or correct the formula"),
    ),
    "number": (
        ("„{found}“ ist keine ganze Zahl", "nur Ziffern eintragen, zum Beispiel 12"),
        ('"{found}" is no whole number', "enter digits only, such as 12"),
    ),
    "range": (
        ("{found} liegt nicht zwischen {least} und {most}", "einen Wert von {least} bis {most} eintragen"),
        ("{found} is not between {least} and {most}", "enter a value from {least} to {most}"),
    ),
    "level": (
        ("„{found}“ ist keine Stufe", "0 bis 4 eintragen, oder das Zeichen im Blatt 11 einer Stufe zuordnen"),
        ('"{found}" is no level', "enter 0 to 4, or map this mark to a level in sheet 11"),
    ),
    "date": (
        ("„{found}“ ist kein Datum", "so schreiben: 31.12.2027"),
        ('"{found}" is no date', "write it like this: 2027-12-31"),
    ),
    "date_unclear": (
        ("Bei „{found}“ ist unklar, was Tag und was Monat ist", "so schreiben: 31.12.2027"),
        ('in "{found}" it is unclear which is the day and which the month', "write it like this: 2027-12-31"),
    ),
    "time": (
        ("„{found}“ ist keine Uhrzeit", "so schreiben: 06:00"),
        ('"{found}" is no time of day', "write it like this: 06:00"),
    ),
    "span": (
        ("„{found}“ ist keine Pause", "so schreiben: 09:30-10:00; 12:00-12:15"),
        ('"{found}" is no break', "write it like this: 09:30-10:00; 12:00-12:15"),
    ),
    "hours": (
        ("„{found}“ ist keine Zeit von bis", "so schreiben: 09:00-15:00"),
        ('"{found}" is no time from and to', "write it like this: 09:00-15:00"),
    ),
    "weeks": (
        ("„{found}“ sind keine Kalenderwochen", "so schreiben: 1; 51-52"),
        ('"{found}" are no calendar weeks', "write it like this: 1; 51-52"),
    ),
    "yes_no": (
        ("„{found}“ ist weder ja noch nein", "ja oder nein eintragen"),
        ('"{found}" is neither yes nor no', "enter yes or no"),
    ),
    "choice": (
        ("„{found}“ gibt es nicht zur Auswahl", "eines davon eintragen: {known}"),
        ('"{found}" is no choice', "enter one of: {known}"),
    ),
    "crews": (
        ("„{found}“ sind keine Schichtgruppen", "Name und Versatz in Tagen so schreiben: A=0; B=7; C=14"),
        ('"{found}" are no crews', "write name and offset in days like this: A=0; B=7; C=14"),
    ),
    "cycle": (
        ("„{found}“ ist kein Schichtzyklus", "einen Buchstaben je Tag schreiben, o für frei: FFFFFoo"),
        ('"{found}" is no shift cycle', "write one letter a day, o for a free one: FFFFFoo"),
    ),
    "key": (
        ("„{found}“ ist kein Kürzel", "nur a bis z, Ziffern und Bindestriche verwenden, zum Beispiel halle-2"),
        ('"{found}" is no id', "use only a to z, digits and hyphens, such as halle-2"),
    ),
    "content": (
        ("„{found}“ ist kein Lerninhalt", "so schreiben: Einheit: {example}"),
        ('"{found}" is no learning content', "write it like this: Unit: {example}"),
    ),
    "actual_partly": (
        ("Nur ein Teil der 5 Ist-Stufen ist ausgefüllt", "auch die leeren ausfüllen, mit 0, wenn dort niemand ist"),
        ("only some of the 5 actual levels are filled in", "fill in the empty ones too, 0 where there is nobody"),
    ),
    "matrix_level": (
        (
            "„{found}“ ist keine Stufe",
            "0 bis 4 eintragen, oder das Zeichen im Blatt 11 einer Stufe zuordnen; "
            "für Anzahlen 5 Spalten je Gruppe anlegen, mit den Stufen 0 bis 4 darüber",
        ),
        (
            '"{found}" is no level',
            "enter 0 to 4, or map this mark to a level in sheet 11; "
            "for counts make 5 columns for each group, with the levels 0 to 4 above",
        ),
    ),
    "label_twice": (
        ("„{found}“ steht zweimal am Rand der Matrix", "eine der beiden Zeilen oder Spalten löschen"),
        ('"{found}" stands twice at the edge of the matrix', "delete one of the two rows or columns"),
    ),
    "matrix_contradicts": (
        ("Hier steht {found}, in {other} etwas anderes", "beide angleichen, oder eines der beiden löschen"),
        ("here stands {found}, in {other} something else", "make them equal, or delete one of the two"),
    ),
    # Contradictions
    "unknown": (
        ("Es gibt {what} „{wanted}“", "gemeint sein könnte: {known}"),
        ('there is {what} "{wanted}"', "perhaps meant: {known}"),
    ),
    "duplicate": (
        ("Das Kürzel „{id}“ gibt es zweimal", "jedem ein eigenes geben"),
        ('the id "{id}" is used twice', "give each its own"),
    ),
    "circle": (
        ("„{id}“ gehört über Umwege zu sich selbst", "den Kreis auflösen"),
        ('"{id}" leads back to itself', "break the circle"),
    ),
    "time_zone": (
        ("Die Zeitzone „{found}“ gibt es nicht", "Europe/Berlin eintragen"),
        ('there is no time zone "{found}"', "enter Europe/Berlin"),
    ),
    "local_holidays": (
        ("Diese örtlichen Feiertage gibt es in {state} nicht", "„keine“ eintragen; es gibt sie in: {states}"),
        ("{state} does not have these local holidays", 'enter "none"; they exist in: {states}'),
    ),
    "phone": (
        (
            "„{found}“ ist keine Rufnummer",
            "mit +49 und Vorwahl schreiben, oder nur die Ziffern der internen Nummer",
        ),
        (
            '"{found}" is no phone number',
            "write +49 and the number with its area code, or the digits of an internal number",
        ),
    ),
    "ends_before_start": (
        ("Das Ende liegt vor dem Beginn", "beide Daten prüfen"),
        ("the end is before the start", "check both dates"),
    ),
    "rest_too_short": (
        ("Die Nachtruhe ist kürzer als 02:00 bis 05:00", "Beginn bis 02:00 und Ende ab 05:00 eintragen"),
        ("the night rest is shorter than 02:00 to 05:00", "begin it by 02:00 and end it at 05:00 or later"),
    ),
    "shift_without_model": (
        ("Zu dieser Schicht gibt es kein Modell „{model}“", "eine Zeile mit der Art Modell ergänzen"),
        ('this shift has no model "{model}"', "add a row of the kind Model"),
    ),
    "part_time": (
        ("{part_time} in Teilzeit sind mehr als die {headcount} Personen der Gruppe", "eine der Zahlen berichtigen"),
        ("{part_time} part-time are more than the group's {headcount} people", "correct one of the numbers"),
    ),
    "group_or_role": (
        ("Hier muss genau eine Gruppe oder Rolle stehen", "eine von beiden eintragen"),
        ("exactly one group or role is needed here", "enter one of the two"),
    ),
    "neither_target_nor_actual": (
        ("Die Zeile hat weder Soll noch Ist", "eine Soll-Stufe oder die Ist-Zahlen eintragen, oder die Zeile löschen"),
        ("the row has neither a target nor actuals", "enter a target level or the actuals, or delete the row"),
    ),
    "target_without_level": (
        ("Zu den Personen oder dem Termin fehlt die Soll-Stufe", "die Soll-Stufe eintragen"),
        ("the target level for these people or this date is missing", "enter the target level"),
    ),
    "actual_of_role": (
        ("Ein Ist gibt es nur für Gruppen, nicht für Rollen", "das Ist in der Zeile der Gruppe eintragen"),
        ("actuals are given for groups only, not for roles", "enter them in the row of the group"),
    ),
    "actual_twice": (
        ("Das Ist von {group} in {competence} steht schon weiter oben", "nur in einer Zeile eintragen"),
        ("the actuals of {group} in {competence} stand above already", "enter them in one row only"),
    ),
    "sum_over_headcount": (
        ("Summe {sum} ist mehr als die {headcount} Personen der Gruppe", "Ist-Zahlen oder Kopfzahl berichtigen"),
        ("sum {sum} is more than the group's {headcount} people", "correct the actuals or the headcount"),
    ),
    "sum_under_headcount": (
        ("Eingeschätzt sind {sum} von {headcount} Personen", "fehlende einschätzen; bis dahin zählen sie als Lücke"),
        ("{sum} of {headcount} people are assessed", "assess the others; until then they count as a gap"),
    ),
    "people_over_headcount": (
        ("Soll {people} ist mehr als die {headcount} Personen der Gruppe", "Soll oder Kopfzahl berichtigen"),
        ("target {people} is more than the group's {headcount} people", "correct the target or the headcount"),
    ),
    "validity_without_certificate": (
        ("Die Gültigkeit gehört zu keinem Nachweis", "den Nachweis benennen oder die Monate löschen"),
        ("the validity belongs to no certificate", "name the certificate or delete the months"),
    ),
    "no_step_up": (
        ("Von Stufe {from_level} auf {to_level} ist kein Schritt nach oben", "eine höhere Ziel-Stufe eintragen"),
        ("from level {from_level} to {to_level} is no step up", "enter a higher level to reach"),
    ),
    "unit_missing": (
        ("Zur Maßnahme fehlt die Lern-Einheit", "die Einheit eintragen oder eine andere Art wählen"),
        ("the measure lacks its learning unit", "enter the unit or choose another kind"),
    ),
    "no_consent": (
        ("Ohne Einwilligung darf niemand mit Namen im Plan stehen", "die Zeile löschen oder die Einwilligung einholen"),
        ("nobody may be named without consent", "delete the row or get the consent"),
    ),
    "window_backwards": (
        ("Woche {last} liegt vor Woche {first}", "die Wochen tauschen; über den Jahreswechsel 2 Zeilen schreiben"),
        ("week {last} is before week {first}", "swap the weeks; across the new year write 2 rows"),
    ),
    "too_few_contents": (
        ("{per_week} je Woche sind mehr als die {contents} Inhalte der Zeile", "Inhalte ergänzen oder die Zahl senken"),
        ("{per_week} a week are more than the row's {contents} contents", "add contents or lower the number"),
    ),
    "no_week_53": (
        ("{year} hat keine Kalenderwoche 53", "Woche 52 oder die Woche 1 des nächsten Jahres eintragen"),
        ("{year} has no calendar week 53", "enter week 52, or week 1 of the next year"),
    ),
    "outside_agreement": (
        ("In dieser Zeit gilt die Betriebsvereinbarung nicht; es wird nichts gesendet", "Jahr und Wochen prüfen"),
        ("the works agreement is not valid then; nothing is sent", "check year and weeks"),
    ),
    "over_budget": (
        (
            "In Woche {week} bekommt {group} mehr als {budget} Nachrichten; diese würde nicht gesendet",
            "in eine andere Woche verschieben",
        ),
        (
            "in week {week} {group} would get more than {budget} pushes; this one would not be sent",
            "move it to another week",
        ),
    ),
    "busy_week": (
        ("{group} hat in Woche {week} keine Zeit zum Lernen", "in eine andere Woche verschieben"),
        ("{group} has no time to learn in week {week}", "move it to another week"),
    ),
    "dependency_missing": (
        ("{group} bekommt „{needed}“ nirgends im Plan", "„{needed}“ in eine frühere Woche aufnehmen"),
        ('{group} never gets "{needed}" in this plan', 'add "{needed}" in an earlier week'),
    ),
    "dependency_late": (
        ("{group} bekommt „{needed}“ erst in oder nach Woche {week}", "„{needed}“ früher einplanen"),
        ('{group} gets "{needed}" only in or after week {week}', 'plan "{needed}" earlier'),
    ),
}


def worded(key: str, language: str, values: dict[str, Any]) -> tuple[str, str]:
    """What is wrong and what to do, in German unless the language is English."""
    number = 1 if language == "en" else 0
    shown = {name: _shown(value) for name, value in values.items()}
    if "what" in values:
        shown["what"] = NOUNS[values["what"]][number]
    what, remedy = FAULTS[key][number]
    return what.format_map(shown), remedy.format_map(shown)


def _shown(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    text = " ".join(text.split())
    # What stands in a cell can be a whole page.
    return text if len(text) <= 120 else f"{text[:117]}…"
