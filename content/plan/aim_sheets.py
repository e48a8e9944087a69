"""The sheets of what is wanted: goals, competences, and the comparison of target and actual."""

from content.plan.cells import COUNT, DATE, LEVEL, LIST, TEXT, choice, whole
from content.plan.levels import NAMES
from content.plan.sheet import Column, Sheet
from content.plan.words import AIMS, KINDS

PRIORITY = whole(1, 3)

GOALS = Sheet(
    "goals",
    ("04_Ziele", "04_Goals"),
    ("Vision, Ziele, Veränderungen", "Vision, goals, changes"),
    (
        "Warum wird gelernt? Eine Vision, daraus Ziele mit Zeithorizont, daraus was sich in der Arbeit ändert.",
        "Why is there learning? A vision, from it goals with a horizon, from them what changes in work.",
    ),
    (
        Column("id", TEXT, ("Kürzel", "Id"), ("ID", "Ziel-Nr.", "Nr.", "Key"), width=18),
        Column("what", choice(AIMS), ("Art", "Kind"), ("Typ", "Type", "Ebene"), True, 13, choices="aims"),
        Column("text", TEXT, ("Text", "Text"), ("Beschreibung", "Ziel", "Inhalt", "Goal", "Description"), True, 70),
        Column("goal", TEXT, ("gehört zu Ziel", "belongs to goal"), ("Ziel-Bezug", "Parent"), width=18),
        Column("horizon", DATE, ("bis wann", "until"), ("Horizont", "Zeithorizont", "Termin", "Horizon"), width=13),
        Column("priority", PRIORITY, ("Priorität", "Priority"), ("Prio",), width=10),
        Column("groups", LIST, ("Gruppen", "Groups"), ("betroffene Gruppen",), width=30),
    ),
    ("ziele", "strategie", "vision und ziele", "goals", "strategy"),
    (
        {"id": "vision", "what": "vision", "text": "Wir bauen Antriebe, die alle Kunden elektrisch fahren lassen."},
        {
            "id": "e-antrieb",
            "what": "goal",
            "text": "Ab 2028 kommt die Hälfte des Umsatzes aus E-Antrieben.",
            "horizon": "2028-01-31",
            "priority": 1,
        },
    ),
)

COMPETENCES = Sheet(
    "competences",
    ("05_Kompetenzen", "05_Competences"),
    ("Kompetenzen mit Stufen", "Competences with levels"),
    (
        "Was jede Stufe in diesem Betrieb heißt, steht in den Ankern. Stufen: 0 keine, 1 unter Anleitung, "
        "2 mit Unterstützung, 3 selbstständig, 4 kann andere anlernen.",
        "The anchors say what a level means in this company. Levels: 0 none, 1 under guidance, 2 with support, "
        "3 on one's own, 4 can train others.",
    ),
    (
        Column("id", TEXT, ("Kürzel", "Id"), ("ID", "Nr.", "Key"), width=26),
        Column("name", TEXT, ("Kompetenz", "Competence"), ("Bezeichnung", "Skill", "Competency"), True, 30),
        Column("icon", TEXT, ("Zeichen", "Icon"), ("Symbol", "Emoji"), width=8),
        Column("kind", choice(KINDS), ("Art", "Kind"), ("Kompetenzart", "Typ", "Bereich"), True, 13, choices="kinds"),
        *(
            Column(
                f"anchor_{level}",
                TEXT,
                (f"Stufe {level}", f"Level {level}"),
                (f"Anker {level}", f"Anchor {level}"),
                False,
                24,
                ("Anker: so zeigt sich die Stufe", "Anchors: what the level looks like"),
                note=(names[0], names[1]),
            )
            for level, names in enumerate(NAMES)
        ),
        Column("goals", LIST, ("Ziele", "Goals"), ("Ziel", "zahlt ein auf", "Goal"), width=20),
        Column(
            "requires",
            LIST,
            ("setzt voraus", "requires"),
            ("Voraussetzung", "Voraussetzungen", "Prerequisite"),
            width=20,
        ),
        Column(
            "framework",
            TEXT,
            ("Rahmen", "Framework"),
            ("Rahmenwerk",),
            False,
            12,
            ("Bezug (freiwillig)", "Reference (optional)"),
            note=("z. B. ESCO, DigComp", "e.g. ESCO, DigComp"),
        ),
        Column(
            "framework_version",
            TEXT,
            ("Version", "Version"),
            (),
            False,
            10,
            ("Bezug (freiwillig)", "Reference (optional)"),
        ),
        Column(
            "framework_id",
            TEXT,
            ("Nummer oder Adresse", "Number or address"),
            ("URI", "ESCO URI"),
            False,
            24,
            ("Bezug (freiwillig)", "Reference (optional)"),
        ),
        Column(
            "framework_level",
            TEXT,
            ("Stufe im Rahmen", "Framework level"),
            (),
            False,
            12,
            ("Bezug (freiwillig)", "Reference (optional)"),
        ),
        Column(
            "certificate",
            TEXT,
            ("Nachweis", "Certificate"),
            ("Zertifikat", "Schein"),
            False,
            20,
            ("Vorgeschriebener Nachweis", "Required certificate"),
        ),
        Column(
            "certificate_months",
            whole(1, 1200),
            ("gültig Monate", "valid months"),
            ("Gültigkeit",),
            False,
            12,
            ("Vorgeschriebener Nachweis", "Required certificate"),
        ),
    ),
    ("kompetenzen", "kompetenzkatalog", "skills", "competences", "competencies"),
    (
        {
            "id": "messen",
            "name": "Messen und prüfen",
            "icon": "📏",
            "kind": "professional",
            "anchor_3": "Misst allein und entscheidet, ob das Teil gut ist.",
            "goals": ("e-antrieb",),
        },
    ),
)

_TARGET, _ACTUAL = ("Soll", "Target"), ("Ist: Personen je Stufe", "Actual: people per level")
COMPARISONS = Sheet(
    "comparisons",
    ("06_Soll_Ist", "06_Target_Actual"),
    ("Soll und Ist je Gruppe", "Target and actual per group"),
    (
        "Eine Zeile je Gruppe (oder Rolle) und Kompetenz. Ist: wie viele Personen auf welcher Stufe sind. Grau "
        "rechnet.",
        "One row per group (or role) and competence. Actual: how many people are on which level. Grey computes.",
    ),
    (
        Column(
            "group",
            TEXT,
            ("Gruppe oder Rolle", "Group or role"),
            ("Gruppe", "Rolle", "Team", "Group", "Role"),
            True,
            22,
            choices="people_of",
        ),
        Column(
            "competence", TEXT, ("Kompetenz", "Competence"), ("Skill", "Fähigkeit"), True, 26, choices="competences"
        ),
        Column(
            "level",
            LEVEL,
            ("Stufe", "Level"),
            ("Soll", "Soll-Stufe", "Sollstufe", "Target level", "Target"),
            False,
            8,
            _TARGET,
            "levels",
        ),
        Column(
            "people",
            whole(1, 1_000_000),
            ("Personen mind.", "People at least"),
            ("Mindestens", "Soll-Personen", "Mindestanzahl", "Anzahl Soll"),
            False,
            11,
            _TARGET,
            note=("leer: alle", "empty: everybody"),
        ),
        Column("due", DATE, ("bis", "by"), ("Termin", "Soll bis", "fällig", "Due"), False, 12, _TARGET),
        *(
            Column(
                f"actual_{level}",
                COUNT,
                (str(level), str(level)),
                (f"Ist {level}", f"Ist Stufe {level}", f"Stufe {level}", f"Actual {level}"),
                False,
                12,
                _ACTUAL,
                note=(names[0], names[1]),
            )
            for level, names in enumerate(NAMES)
        ),
        Column(
            "as_of",
            DATE,
            ("Stand", "As of"),
            ("Datum", "erhoben am", "Date"),
            False,
            12,
            ("Ist: Quelle", "Actual: source"),
        ),
        Column(
            "source",
            TEXT,
            ("Quelle", "Source"),
            ("erhoben durch", "Erhebung"),
            False,
            26,
            ("Ist: Quelle", "Actual: source"),
        ),
    ),
    ("soll ist", "soll ist vergleich", "bedarf", "matrix", "target actual", "qualifikationsmatrix", "skill matrix"),
    (
        {
            "group": "montage-1",
            "competence": "messen",
            "level": 3,
            "people": 12,
            "due": "2027-06-30",
            "actual_0": 4,
            "actual_1": 8,
            "actual_2": 6,
            "actual_3": 5,
            "actual_4": 1,
            "as_of": "2026-11-02",
            "source": "Team-Gespräch mit Leitung",
        },
    ),
    computed=(
        ("Summe", "Sum"),
        ("Personen der Gruppe", "People of the group"),
        ("erreicht", "reached"),
        ("fehlen", "missing"),
        ("Lücke", "Gap"),
    ),
)
