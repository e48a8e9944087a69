"""The sheets of what is done: measures, plan entries, contacts."""

from content.plan.cells import FLAG, LEVEL, LIST, TEXT, TOKENS, choice, whole
from content.plan.sheet import Column, Sheet
from content.plan.words import MEASURES

PRIORITY = whole(1, 3)
WEEK = whole(1, 53)

MEASURES_SHEET = Sheet(
    "measures",
    ("07_Massnahmen", "07_Measures"),
    ("Maßnahmen", "Measures"),
    (
        "Womit kommt man von einer Stufe zur nächsten? Lern-Einheiten sendet das Programm, alles andere führt "
        "der Betrieb durch.",
        "What leads from one level to the next? The program sends learning units; the company does everything else.",
    ),
    (
        Column("id", TEXT, ("Kürzel", "Id"), ("ID", "Nr.", "Key"), width=22),
        Column("name", TEXT, ("Maßnahme", "Measure"), ("Bezeichnung", "Massnahme", "Titel"), True, 40),
        Column("kind", choice(MEASURES), ("Art", "Kind"), ("Typ", "Form", "Format"), True, 20, choices="measures"),
        Column("competence", TEXT, ("Kompetenz", "Competence"), ("Skill",), True, 26, choices="competences"),
        Column(
            "content", LIST, ("Lerninhalt", "Content"), ("Einheit", "Inhalt", "Unit"), False, 30, choices="contents"
        ),
        Column(
            "groups",
            LIST,
            ("Gruppen", "Groups"),
            ("Gruppe", "Zielgruppe", "Group"),
            False,
            26,
            note=("leer: alle", "empty: all"),
        ),
        Column("from_level", LEVEL, ("von Stufe", "from level"), ("von", "from"), False, 10, choices="levels"),
        Column("to_level", LEVEL, ("auf Stufe", "to level"), ("auf", "bis Stufe", "to"), False, 10, choices="levels"),
        Column("minutes", whole(1, 100_000), ("Minuten", "Minutes"), ("Dauer", "Dauer (Min.)", "Duration"), False, 10),
    ),
    ("massnahmen", "maßnahmen", "measures", "actions"),
    (
        {
            "id": "tandem-messen",
            "name": "Tandem am Messplatz",
            "kind": "tandem",
            "competence": "messen",
            "groups": ("montage-1",),
            "from_level": 2,
            "to_level": 3,
            "minutes": 60,
        },
    ),
)

ENTRIES = Sheet(
    "entries",
    ("08_Plan", "08_Plan"),
    ("Wochenplan", "Plan of the weeks"),
    (
        "Was welche Gruppe in welcher Woche bekommt. Mehrere Inhalte mit Semikolon: Sie kommen der Reihe nach.",
        "What each group gets in which week. Several contents with semicolons come one after the other.",
    ),
    (
        Column("groups", LIST, ("Gruppen", "Groups"), ("Gruppe", "Group"), True, 34),
        Column(
            "year",
            whole(2020, 2100),
            ("Jahr", "Year"),
            (),
            False,
            9,
            ("Wann", "When"),
            note=("leer: jedes Jahr", "empty: every year"),
        ),
        Column(
            "first_week",
            WEEK,
            ("von KW", "from week"),
            ("KW", "Woche", "Kalenderwoche", "Week"),
            True,
            9,
            ("Wann", "When"),
        ),
        Column("last_week", WEEK, ("bis KW", "to week"), ("bis", "bis Woche"), False, 9, ("Wann", "When")),
        Column(
            "every",
            WEEK,
            ("alle … Wochen", "every … weeks"),
            ("alle x Wochen", "Rhythmus", "every x weeks"),
            False,
            10,
            ("Wann", "When"),
        ),
        Column(
            "contents",
            LIST,
            ("Lerninhalte", "Contents"),
            ("Inhalt", "Inhalte", "Baustein/Einheit", "Content"),
            True,
            38,
            ("Was", "What"),
            "contents",
        ),
        Column(
            "per_week",
            whole(1, 3),
            ("je Woche", "per week"),
            ("pro Woche", "Anzahl je Woche"),
            False,
            9,
            ("Was", "What"),
        ),
        Column("priority", PRIORITY, ("Priorität", "Priority"), ("Prio",), False, 10, ("Was", "What")),
        Column(
            "depends_on",
            LIST,
            ("erst nach", "only after"),
            ("hängt ab von", "Voraussetzung", "depends on"),
            False,
            26,
            ("Was", "What"),
            "contents",
        ),
        Column("goal", TEXT, ("Ziel", "Goal"), ("zahlt ein auf",), False, 18, ("Warum", "Why"), "goals"),
        Column("reason", TEXT, ("Begründung", "Reason"), ("Warum", "Anlass", "Bemerkung"), False, 60, ("Warum", "Why")),
    ),
    ("plan", "wochenplan", "zeitplan", "jahresplan", "schedule"),
    (
        {
            "groups": ("montage-1",),
            "year": 2027,
            "first_week": 3,
            "last_week": 8,
            "every": 2,
            "contents": ("unit:mess-schieber", "unit:buegelmess-schraube"),
            "per_week": 1,
            "priority": 1,
            "goal": "e-antrieb",
            "reason": "Lücke beim Messen",
        },
    ),
)

MULTIPLIERS = Sheet(
    "multipliers",
    ("09_Multiplikatoren", "09_Multipliers"),
    ("Multiplikatorinnen und Multiplikatoren", "Multipliers"),
    (
        "Nur wer eingewilligt hat, steht hier. Es sind die einzigen Namen im ganzen Plan.",
        "Only those who consented are listed. These are the only names in the whole plan.",
    ),
    (
        Column("name", TEXT, ("Name", "Name"), ("Ansprechperson",), True, 26),
        Column("function", TEXT, ("Funktion", "Function"), ("Aufgabe", "Rolle"), True, 26),
        Column("groups", LIST, ("Gruppen", "Groups"), ("Gruppe", "zuständig für"), True, 30),
        Column("languages", TOKENS, ("Sprachen", "Languages"), ("Sprache",), True, 14),
        Column("contact", TEXT, ("erreichbar", "contact"), ("Kontakt", "Telefon"), True, 36),
        Column(
            "phone",
            TEXT,
            ("Rufnummer", "Phone number"),
            ("Telefonnummer", "Durchwahl", "Phone"),
            width=20,
            note=("für Adressbücher: +49 … oder intern 4711", "for address books: +49 … or internal 4711"),
        ),
        Column(
            "consented",
            FLAG,
            ("hat eingewilligt", "has consented"),
            ("Einwilligung", "Veröffentlichung", "Consent"),
            True,
            14,
            choices="yes_no",
        ),
    ),
    ("multiplikatoren", "ansprechpersonen", "multiplikatorinnen", "multipliers", "contacts"),
    (
        {
            "name": "Kim Muster",
            "function": "Einrichterin",
            "groups": ("montage-1",),
            "languages": ("de", "tr"),
            "contact": "Tel. intern 4711",
            "phone": "4711",
            "consented": True,
        },
    ),
)
