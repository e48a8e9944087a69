"""The sheets of the company: its rules, its groups and roles, its shift models."""

from content.plan.cells import (
    BREAKS,
    COUNT,
    DATE,
    DATES,
    FLAG,
    HOURS,
    LIST,
    TEXT,
    TIME,
    TOKENS,
    WEEKS,
    choice,
    choices,
    whole,
)
from content.plan.sheet import Column, Sheet
from content.plan.shift_cells import CREWS, CYCLE
from content.plan.states import STATES
from content.plan.words import CHANNELS, CLOSED_OR_SHIFT, GROUP_OR_ROLE, LOCAL_HOLIDAYS, MODEL_OR_SHIFT

STATE = choice({code: (name, name) for code, name in STATES.items()})

COMPANY = Sheet(
    "company",
    ("01_Betrieb", "01_Company"),
    ("Betrieb und Regeln", "Company and rules"),
    ("Eine Angabe je Zeile. Nur die gelben Zellen ausfüllen.", "One setting per row. Fill in the yellow cells only."),
    (
        Column("setting", TEXT, ("Angabe", "Setting"), ("Merkmal", "Feld"), True, 34),
        Column("value", TEXT, ("Wert", "Value"), ("Eintrag", "Inhalt"), False, 48),
        Column("note", TEXT, ("Erklärung", "Explanation"), ("Hinweis", "Bemerkung"), False, 62),
    ),
    ("betrieb", "unternehmen", "firma", "stammdaten", "company", "enterprise"),
    required=True,
)

SETTINGS: tuple[Column, ...] = (
    Column(
        "id",
        TEXT,
        ("Kürzel", "Id"),
        ("ID",),
        note=("a-z, 0-9 und -; aus dem Namen, wenn leer", "a-z, 0-9 and -; made from the name when empty"),
    ),
    Column("name", TEXT, ("Name des Betriebs", "Name of the company"), ("Name", "Firma", "Betrieb", "Company"), True),
    Column(
        "about",
        TEXT,
        ("Beschreibung", "Description"),
        ("Kurzbeschreibung", "About"),
        note=("ein bis zwei Sätze in einfacher Sprache", "one or two plain sentences"),
    ),
    Column(
        "federal_state",
        STATE,
        ("Bundesland", "Federal state"),
        ("Land",),
        True,
        choices="states",
        note=("bestimmt die Feiertage", "decides the public holidays"),
    ),
    Column(
        "local_holidays",
        choice(LOCAL_HOLIDAYS, {"katholisch": "catholic", "ja": "catholic", "nein": "none"}),
        ("Örtliche Feiertage", "Local holidays"),
        ("Feiertage am Ort",),
        choices="local_holidays",
        note=(
            "überwiegend katholische Gemeinden in BY, SN und TH; oder Augsburg",
            "mostly Catholic municipalities in BY, SN and TH; or Augsburg",
        ),
    ),
    Column("time_zone", TEXT, ("Zeitzone", "Time zone"), note=("Europe/Berlin, wenn leer", "Europe/Berlin when empty")),
    Column("languages", TOKENS, ("Sprachen", "Languages"), note=("de; en; tr; pl; ro", "de; en; tr; pl; ro")),
    Column(
        "sites",
        LIST,
        ("Standorte", "Sites"),
        ("Standort", "Werke", "Site"),
        True,
        note=("mit Semikolon getrennt", "separated by semicolons"),
    ),
    Column(
        "plant_holidays",
        DATES,
        ("Betriebsruhe", "Plant holidays"),
        ("Betriebsferien", "Brückentage"),
        note=("einzelne Tage, mit Semikolon getrennt", "single days, separated by semicolons"),
    ),
    Column(
        "agreement.reference",
        TEXT,
        ("Betriebsvereinbarung", "Works agreement"),
        ("BV", "Betriebsvereinbarung Nr."),
        True,
        note=("Nummer und Titel", "number and title"),
    ),
    Column("agreement.valid_from", DATE, ("gültig ab", "valid from"), ("BV gültig ab", "Gültig von"), True),
    Column(
        "agreement.valid_until",
        DATE,
        ("gültig bis", "valid until"),
        ("BV gültig bis",),
        True,
        note=("danach sendet das Programm nichts mehr", "after it, nothing is sent any more"),
    ),
    Column(
        "policy.channels",
        choices(CHANNELS),
        ("Kanäle", "Channels"),
        ("Erlaubte Kanäle",),
        note=("Web-Chat; Telegram", "web chat; Telegram"),
    ),
    Column(
        "policy.pushes_per_week",
        whole(1, 3),
        ("Nachrichten je Woche höchstens", "Pushes a week at most"),
        ("Push-Budget", "Budget"),
        note=("1 bis 3 je Person; nie mehr als eine am Tag", "1 to 3 per person; never more than one a day"),
    ),
    Column(
        "policy.after_shift_start",
        whole(30, 240),
        ("Minuten nach Schichtbeginn", "Minutes after shift start"),
        note=("frühestens; mindestens 30", "at the earliest; 30 or more"),
    ),
    Column(
        "policy.before_shift_end",
        whole(20, 240),
        ("Minuten vor Schichtende", "Minutes before shift end"),
        note=("spätestens; mindestens 20", "at the latest; 20 or more"),
    ),
    Column(
        "policy.rest_from", TIME, ("Nachtruhe ab", "Night rest from"), note=("spätestens 02:00", "02:00 or earlier")
    ),
    Column(
        "policy.rest_until", TIME, ("Nachtruhe bis", "Night rest until"), note=("frühestens 05:00", "05:00 or later")
    ),
    Column(
        "policy.delivery_log_days",
        whole(1, 14),
        ("Tage Versand-Protokoll", "Days of delivery log"),
        note=("höchstens 14", "14 at most"),
    ),
    Column(
        "policy.idle_dialog_days",
        whole(1, 30),
        ("Tage ruhende Gespräche", "Days of idle dialogs"),
        note=("höchstens 30", "30 at most"),
    ),
    Column(
        "policy.reporting_unit",
        whole(20, 100_000),
        ("Personen je Auswertung mindestens", "People per report at least"),
        ("Mindestgröße Auswertung",),
        note=("mindestens 20; kleinere Gruppen werden zusammengelegt", "20 or more; smaller groups are merged"),
    ),
    Column(
        "policy.average_from",
        whole(30, 100_000),
        ("Durchschnitte ab Personen", "Averages from people"),
        note=("mindestens 30", "30 or more"),
    ),
    Column(
        "policy.period_weeks",
        whole(4, 52),
        ("Wochen je Auswertung", "Weeks per report"),
        note=("mindestens 4", "4 or more"),
    ),
    Column(
        "messenger.protect_content",
        FLAG,
        ("Nachrichten geschützt", "Messages protected"),
        ("Weiterleiten verhindern", "Protect content"),
        choices="yes_no",
        note=("ja: in Telegram weder weiterleiten noch speichern", "yes: in Telegram no forwarding, no saving"),
    ),
)
"""The rows of sheet 01, as columns of one record."""

GROUPS = Sheet(
    "groups",
    ("02_Gruppen", "02_Groups"),
    ("Gruppen und Rollen", "Groups and roles"),
    (
        "Gruppen arbeiten zusammen; Rollen gibt es in Gruppen mehrfach. Nur Anzahlen, keine Namen von Personen.",
        "Groups work together; roles exist in several groups. Counts only, no names of people.",
    ),
    (
        Column("id", TEXT, ("Kürzel", "Id"), ("ID", "Gruppen-ID", "Key"), width=18),
        Column("what", choice(GROUP_OR_ROLE), ("Art", "Kind"), ("Typ", "Type"), width=10, choices="group_or_role"),
        Column("name", TEXT, ("Bezeichnung", "Name"), ("Gruppe", "Gruppenname", "Group", "Team"), True, 26),
        Column("site", TEXT, ("Standort", "Site"), ("Werk", "Location", "Plant"), False, 14, choices="sites"),
        Column("department", TEXT, ("Bereich", "Department"), ("Abteilung", "Division"), width=18),
        Column(
            "parent",
            TEXT,
            ("gehört zu", "belongs to"),
            ("Übergeordnet", "Parent", "Obergruppe"),
            width=20,
            note=("übergeordnete Gruppe; bei Rollen: die Gruppen", "the group above; for roles: the groups"),
        ),
        Column(
            "headcount",
            whole(1, 1_000_000),
            ("Personen", "People"),
            ("Kopfzahl", "Anzahl", "Anzahl Personen", "MA", "Anzahl MA", "Headcount", "Köpfe", "Mitarbeitende"),
            True,
            11,
        ),
        Column("part_time", COUNT, ("davon Teilzeit", "part-time"), ("Teilzeit", "of which part-time"), width=11),
        Column(
            "shift_model",
            TEXT,
            ("Schichtmodell", "Shift model"),
            ("Schicht", "Arbeitszeitmodell", "Shifts"),
            width=18,
            choices="shift_models",
        ),
        Column("offset", whole(0, 366), ("Versatz Tage", "Offset days"), ("Versatz", "Offset"), width=11),
        Column(
            "busy_weeks",
            WEEKS,
            ("Keine Zeit in KW", "Busy weeks"),
            ("Sperrwochen", "Busy"),
            width=16,
            note=("z. B. Inventur: 51-52", "e.g. stocktaking: 51-52"),
        ),
    ),
    ("gruppen", "gruppen und rollen", "organisation", "bereiche", "abteilungen", "groups", "teams"),
    (
        {
            "id": "montage-1",
            "what": "group",
            "name": "Montage Linie 1",
            "site": "Nord",
            "department": "Produktion",
            "headcount": 24,
            "part_time": 6,
            "shift_model": "zwei-schicht",
            "offset": 0,
            "busy_weeks": (51, 52),
        },
        {"id": "einrichter", "what": "role", "name": "Einrichter", "parent": "montage-1", "headcount": 3},
    ),
    required=True,
)

CORE = Column(
    "core",
    HOURS,
    ("Kernzeit", "Core hours"),
    ("Kernarbeitszeit",),
    width=16,
    note=("bei Gleitzeit: 09:00-15:00", "with flexitime: 09:00-15:00"),
)
STANDBY = Column(
    "standby",
    HOURS,
    ("Rufbereitschaft", "Standby"),
    ("Bereitschaft", "On call"),
    width=18,
    note=("keine Arbeitszeit: 14:00-22:00", "no working time: 14:00-22:00"),
)

SHIFTS = Sheet(
    "shifts",
    ("03_Schichten", "03_Shifts"),
    ("Schichtmodelle", "Shift models"),
    (
        "Zuerst eine Zeile je Modell mit Zyklus (ein Buchstabe je Tag, o = frei), darunter eine Zeile je Schicht.",
        "First a row per model with its cycle (one letter a day, o = free), below it a row per shift.",
    ),
    (
        Column("model", TEXT, ("Modell", "Model"), ("Schichtmodell", "Modell-Kürzel", "Shift model"), True, 18),
        Column("what", choice(MODEL_OR_SHIFT), ("Art", "Kind"), ("Typ", "Type"), True, 10, choices="model_or_shift"),
        Column("letter", TEXT, ("Buchstabe", "Letter"), ("Kürzel", "Zeichen", "Symbol"), width=11),
        Column("name", TEXT, ("Bezeichnung", "Name"), ("Schichtname",), True, 38),
        Column("start", TIME, ("Beginn", "Start"), ("von", "from"), width=10),
        Column("end", TIME, ("Ende", "End"), ("bis", "until", "to"), width=10),
        Column("breaks", BREAKS, ("Pausen", "Breaks"), ("Pause", "Break"), width=26),
        CORE,
        STANDBY,
        Column("cycle", CYCLE, ("Zyklus", "Cycle"), ("Rhythmus", "Rotation"), width=28),
        Column("anchor", DATE, ("erster Tag", "first day"), ("Anker", "Startdatum", "Anchor"), width=13),
        Column(
            "crews",
            CREWS,
            ("Schichtgruppen", "Crews"),
            ("Versatz je Schichtgruppe", "Crew"),
            width=30,
            note=("Name=Tage später: A=0; B=7; C=14", "name=days later: A=0; B=7; C=14"),
        ),
    ),
    ("schichten", "schichtmodelle", "arbeitszeit", "shifts", "shift models"),
    (
        {
            "model": "zwei-schicht",
            "what": "model",
            "name": "2 Schichten, wöchentlicher Wechsel",
            "cycle": "FFFFFooSSSSSoo",
            "anchor": "2026-01-05",
            "crews": {"A": 0, "B": 7},
        },
        {
            "model": "zwei-schicht",
            "what": "shift",
            "letter": "F",
            "name": "Frühschicht",
            "start": "06:00",
            "end": "14:00",
            "breaks": "09:00-09:30",
        },
    ),
    required=True,
)

SPECIAL_DAYS = Sheet(
    "special_days",
    ("03b_Sondertage", "03b_Special_Days"),
    ("Tage, an denen anders gearbeitet wird", "Days with other working hours"),
    (
        "Zusätzlich zu Feiertagen und Betriebsruhe: Wer hat an welchem Tag geschlossen oder eine andere Schicht?",
        "Besides holidays and plant holidays: who is closed or works another shift on which day?",
    ),
    (
        Column("day", DATE, ("Tag", "Day"), ("Datum", "Date"), True, 13),
        Column(
            "what",
            choice(CLOSED_OR_SHIFT, {"zu": "closed", "frei": "closed", "free": "closed"}),
            ("Art", "Kind"),
            ("Typ", "Type"),
            True,
            14,
            choices="closed_or_shift",
        ),
        Column(
            "people",
            LIST,
            ("Gruppen", "Groups"),
            ("Gruppe", "für wen", "Group"),
            width=30,
            note=("leer: alle; eine Schichtgruppe: montage/A", "empty: all; a crew: montage/A"),
        ),
        Column("name", TEXT, ("Bezeichnung", "Name"), ("Schichtname",), width=26),
        Column("start", TIME, ("Beginn", "Start"), ("von", "from"), width=10),
        Column("end", TIME, ("Ende", "End"), ("bis", "until", "to"), width=10),
        Column("breaks", BREAKS, ("Pausen", "Breaks"), ("Pause", "Break"), width=26),
        CORE,
        STANDBY,
    ),
    ("ausnahmetage", "schichtkalender", "exceptional days"),
    (
        {
            "day": "2026-12-28",
            "what": "shift",
            "people": ("montage-1/A",),
            "name": "Inventur",
            "start": "08:00",
            "end": "12:00",
            "breaks": "10:00-10:15",
        },
    ),
)
