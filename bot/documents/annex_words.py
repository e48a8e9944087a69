"""The sentences of the annex to the works agreement, in German and English. ``{…}`` are the plan's own rules."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.plan.model import Plan

Both = tuple[str, str]

TITLE: Both = ("Anlage zur Betriebsvereinbarung", "Annex to the works agreement")
LEAD: Both = (
    "Diese Anlage hat das Programm aus der unten genannten Fassung des Kompetenzplans erzeugt. Ändert sich der Plan, "
    "ändert sich die Prüfsumme, und beide Seiten müssen neu freigeben.",
    "The program made this annex from the version of the competency plan named below. If the plan changes, the "
    "checksum changes, and both parties have to approve again.",
)
FACTS: dict[str, Both] = {
    "name": ("Betrieb", "Company"),
    "reference": ("Betriebsvereinbarung", "Works agreement"),
    "valid": ("Geltung", "Validity"),
    "hash": ("Prüfsumme der Fassung", "Checksum of the version"),
    "people": ("Gruppen und Personen", "Groups and people"),
    "channels": ("Kanäle für Nachrichten", "Channels for pushes"),
}
SECTIONS: dict[str, Both] = {
    "sent": ("1. Was gesendet wird", "1. What is sent"),
    "when": ("2. Wann gesendet wird", "2. When it is sent"),
    "hours": ("Zeiten der Gruppen", "Hours of the groups"),
    "stored": ("3. Was gespeichert wird, und wie lange", "3. What is stored, and for how long"),
    "figures": ("4. Welche Zahlen es gibt", "4. What figures there are"),
    "impossible": ("5. Was nicht möglich ist", "5. What is impossible"),
    "change": ("6. Wie etwas geändert wird", "6. How anything is changed"),
}
SENT_INTRO: Both = (
    "Von sich aus sendet das Programm nur, was hier steht, und Angebote der Multiplikatorinnen und Multiplikatoren. "
    "Wiederholungen eines Inhalts bekommt nur, wer ihn abgeschlossen hat. Arbeitgeber und Betriebsrat erfahren "
    "außerdem, dass eine Fassung auf ihre Freigabe wartet.",
    "By itself the program sends only what is listed here, and offers of the multipliers. Only those who have "
    "finished a content get questions that repeat it. Employer and works council are also told that a version waits "
    "for their approval.",
)
SENT_HEAD: tuple[Both, ...] = (
    ("Gruppen", "Groups"),
    ("Wochen", "Weeks"),
    ("Inhalt", "Content"),
    ("je Woche", "per week"),
)
NOTHING: Both = ("Der Plan sieht keine Nachrichten vor.", "The plan asks for no messages.")
WHEN: tuple[Both, ...] = (
    (
        "Nur in bezahlter Arbeitszeit der eigenen Schicht, nie in Pausen, nie an freien Tagen, Feiertagen und in der "
        "Betriebsruhe.",
        "Only in the paid working time of the own shift, never in breaks, never on days off, public and plant "
        "holidays.",
    ),
    (
        "Frühestens {after_shift_start} Minuten nach Beginn der Schicht, spätestens {before_shift_end} Minuten "
        "vor ihrem Ende.",
        "{after_shift_start} minutes after the shift starts at the earliest, {before_shift_end} minutes before "
        "it ends at the latest.",
    ),
    (
        "Nie von {rest_from} bis {rest_until} Uhr, auch nicht in der Nachtschicht.",
        "Never from {rest_from} to {rest_until}, not in the night shift either.",
    ),
    (
        "Nie in Wochen, in denen eine Gruppe laut Plan keine Zeit zum Lernen hat; außer was eine Person für dann "
        "bestellt hat.",
        "Never in weeks in which a group has no time to learn by the plan, except for what a person asked for then.",
    ),
    (
        "Nur in die oben genannten Kanäle. Wer woanders schreibt, bekommt dort Antworten, aber keine Nachrichten.",
        "Only to the channels named above. Whoever writes elsewhere gets answers there, but no pushes.",
    ),
    (
        "Höchstens eine Nachricht am Arbeitstag und {pushes_per_week} in der Woche.",
        "At most one push per working day and {pushes_per_week} a week.",
    ),
    (
        "Ein Angebot einer Multiplikatorin oder eines Multiplikators zählt dabei mit; höchstens 1 in 7 Tagen. Fällt es "
        "aus, erfährt das zusätzlich, wer davon weiß, in der Arbeitszeit.",
        "An offer of a multiplier counts as one of them; at most 1 in 7 days. Whoever has heard of it is told in "
        "working time, in addition, that it is called off.",
    ),
    (
        "Wer auf 2 Nachrichten nicht antwortet, bekommt eine in der Woche. Nach 4 ohne Antwort ruht das "
        "Programm und fragt einmal.",
        "After 2 unanswered pushes a person gets one a week. After 4 the program pauses and asks once.",
    ),
    (
        "„Später“, „nächste Schicht“, „nicht diese Woche“, Pause und Stopp gehen mit einem Tipp.",
        '"Later", "next shift", "not this week", pause and stop are one tap away.',
    ),
)
STORED: tuple[tuple[Both, Both, Both], ...] = (
    (
        ("Teilnahme", "Participation"),
        (
            "Zufällige Nummer, Gruppe, eigene Arbeitstage und Sprache; kein Name",
            "Random number, group, own working days and language; no name",
        ),
        ("bis zum Ende des Programms oder bis die Person löscht", "until the programme ends or the person deletes it"),
    ),
    (
        ("Adresse im Messenger", "Messenger address"),
        ("verschlüsselt; nur zum Zustellen", "encrypted; for delivery only"),
        ("bis zum Ende des Programms oder bis die Person löscht", "until the programme ends or the person deletes it"),
    ),
    (
        ("Lernstand", "Learning state"),
        (
            "welche Einheiten fertig sind, Antworten auf Selbst-Einschätzungen; sieht nur die Person selbst",
            "which units are finished, answers of self-assessments; only the person sees them",
        ),
        ("bis zum Ende des Programms oder bis die Person löscht", "until the programme ends or the person deletes it"),
    ),
    (
        ("Versand-Protokoll", "Delivery log"),
        ("dass gesendet wurde oder warum nicht; kein Text", "that something was sent or why not; no text"),
        ("{delivery_log_days} Tage", "{delivery_log_days} days"),
    ),
    (
        ("Ruhendes Gespräch", "Idle dialog"),
        ("an welcher Stelle es steht; keine eigenen Worte", "where it stands; no own words"),
        ("{idle_dialog_days} Tage", "{idle_dialog_days} days"),
    ),
    (
        ("Anmeldung auf den Seiten für Plan und Freigabe", "Login on the pages for plan and approval"),
        (
            "Betrieb, Rolle und zufällige Nummer von Arbeitgeber, Betriebsrat und Beratung; Link und Cookie nur als "
            "Prüfwert",
            "Company, role and random number of employer, works council and consultants; link and cookie only as "
            "hashes",
        ),
        ("bis zur Abmeldung, höchstens 12 Stunden", "until logging out, at most 12 hours"),
    ),
    (
        ("Plan, Freigaben, Änderungsprotokoll", "Plan, approvals, change log"),
        (
            "Gruppen und Anzahlen; wer (welche Seite) was wann freigab",
            "groups and counts; which party approved what, and when",
        ),
        ("dauerhaft", "for good"),
    ),
    (
        ("Multiplikatorinnen und Multiplikatoren", "Multipliers"),
        (
            "Name und Erreichbarkeit von {multipliers} Personen, die eingewilligt haben",
            "names and contacts of {multipliers} people who consented",
        ),
        ("bis zum Widerruf der Einwilligung", "until the consent is withdrawn"),
    ),
    (
        ("Lern-Angebote", "Learning offers"),
        (
            "Baustein, Zeit, Gruppen und in wessen Namen; nicht, wer das Angebot eingegeben hat, und nicht, wer kommt",
            "building block, time, groups and in whose name; not who entered the offer, and not who comes",
        ),
        ("bis 14 Tage nach dem Termin", "until 14 days after the date"),
    ),
)
STORED_HEAD: tuple[Both, ...] = (("Was", "What"), ("Inhalt", "Content"), ("Wie lange", "How long"))
FIGURES: tuple[Both, ...] = (
    (
        "Anzahlen von Personen: aktiv oder nicht; abgeschlossene Einheiten (0, 1, 2, 3 und mehr); "
        "Selbst-Einschätzung je Kompetenz.",
        "Counts of people: active or not; units finished (0, 1, 2, 3 and more); self-assessment per competence.",
    ),
    (
        "Nur für Einheiten von mindestens {reporting_unit} Personen; kleinere Gruppen werden vorher zusammengelegt.",
        "Only for units of {reporting_unit} people or more; smaller groups are merged beforehand.",
    ),
    (
        "Jede Zahl enthält von Anfang an einen zufälligen Fehler (Differential Privacy); die genaue Zahl gibt "
        "es nirgends.",
        "Every figure holds a random error from the start (differential privacy); the exact number exists nowhere.",
    ),
    (
        "Durchschnitte erst ab {average_from} Personen. Zeiträume von {period_weeks} Wochen, die danach nicht "
        "mehr geändert werden.",
        "Averages only from {average_from} people on. Periods of {period_weeks} weeks, which are not changed "
        "afterwards.",
    ),
)
IMPOSSIBLE: tuple[Both, ...] = (
    (
        "Sehen, wer teilnimmt, was eine Person gelernt, geantwortet oder gefragt hat, und wann sie es tat.",
        "Seeing who takes part, what a person learned, answered or asked, and when.",
    ),
    (
        "Leistung oder Verhalten einer Person auswerten, vergleichen oder an Vorgesetzte melden.",
        "Judging or comparing a person's performance or behaviour, or reporting it to superiors.",
    ),
    ("Eigene Auswertungen mit frei gewählten Filtern.", "Reports with filters of one's own choice."),
    (
        "Nachrichten in der Freizeit, auch nicht als Nachholen.",
        "Messages in free time, not even to make up for missed ones.",
    ),
    (
        "Einen Plan oder eine Regel ändern, ohne dass beide Seiten zustimmen; eine Änderung verbergen.",
        "Changing a plan or a rule without both parties agreeing; hiding a change.",
    ),
    (
        "Fotos, Sprachnachrichten und Dateien von Personen speichern.",
        "Storing photos, voice messages or files from people.",
    ),
)
CHANGE: tuple[Both, ...] = (
    (
        "Jede Änderung ist eine neue Fassung. Sie gilt, sobald Arbeitgeber und Betriebsrat genau diese Fassung "
        "freigegeben haben.",
        "Every change is a new version. It holds as soon as employer and works council have approved exactly "
        "this version.",
    ),
    (
        "Jede Seite kann ihre Freigabe jederzeit zurückziehen. Dann sendet das Programm von sich aus nichts mehr.",
        "Each party can withdraw its approval at any time. Then the program sends nothing by itself any more.",
    ),
    (
        "Alle Änderungen stehen in einem Protokoll, dessen Einträge einander besiegeln („inleku audit verify“).",
        'All changes stand in a log whose entries seal each other ("inleku audit verify").',
    ),
)
SIGN: tuple[Both, ...] = (
    ("Arbeitgeber: Ort, Datum, Unterschrift", "Employer: place, date, signature"),
    ("Betriebsrat: Ort, Datum, Unterschrift", "Works council: place, date, signature"),
)
PAGE: Both = ("Seite", "page")
EVERY_YEAR: Both = ("jedes Jahr", "every year")
HOURS_HEAD: tuple[Both, ...] = (
    ("Gruppe", "Group"),
    ("Personen", "People"),
    ("Schichtmodell", "Shift model"),
    ("Schichten", "Shifts"),
)


def filled(sentence: str, plan: "Plan") -> str:
    """The sentence with the plan's own rules in it."""
    policy = plan.policy.model_dump()
    rest = {name: f"{policy[name]:%H:%M}" for name in ("rest_from", "rest_until")}
    return sentence.format(**{**policy, **rest, "multipliers": len(plan.multipliers)})
