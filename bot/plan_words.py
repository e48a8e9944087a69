"""What the commands about plans say, in German and English."""

from typing import Any

SAID: dict[str, tuple[str, str]] = {
    "error": ("Fehler", "error"),
    "warning": ("Hinweis", "warning"),
    "checked": (
        "{groups} Gruppen, {people} Personen, {competences} Kompetenzen, {entries} Zeilen im Wochenplan: "
        "keine Fehler, {warnings} Hinweise",
        "{groups} groups, {people} people, {competences} competences, {entries} plan rows: no errors, "
        "{warnings} warnings",
    ),
    "failed": (
        "{errors} Fehler, {warnings} Hinweise; nichts wurde übernommen",
        "{errors} errors, {warnings} warnings; nothing was taken over",
    ),
    "hash": ("Prüfsumme: {hash}", "checksum: {hash}"),
    "written": ("{path} ist geschrieben.", "{path} is written."),
    "no_gaps": (
        "Keine Lücke: Es gibt keine Soll-Stufen, oder alle sind erreicht.",
        "No gap: no targets, or all are reached.",
    ),
    "proposed": ("{count} Zeilen vorgeschlagen", "{count} rows proposed"),
    "left": (
        "Kein Platz war für {count} Inhalte (Budget der Woche, Sperrwochen). Die dringendsten:",
        "There was no room for {count} contents (budget of the week, busy weeks). The most pressing:",
    ),
    "no_change": ("Kein Unterschied.", "No difference."),
    "nothing_sent": ("In diesen Wochen sendet der Plan nichts.", "In these weeks the plan sends nothing."),
    "never": (
        "Nie in Pausen und nie von {rest_from} bis {rest_until} Uhr.",
        "Never in breaks and never from {rest_from} to {rest_until}.",
    ),
    "imported": ("Fassung {number} von {company} ist gespeichert.", "Version {number} of {company} is stored."),
    "known": (
        "Diese Fassung gibt es schon: Nummer {number} von {company}.",
        "This version exists already: number {number} of {company}.",
    ),
    "active": ("Aktiv: {hash}", "active: {hash}"),
    "none_active_now": ("Aktiv: keine Fassung. Es wird nichts gesendet.", "active: no version. Nothing is sent."),
    "waits": ("Fassung {hash} wartet auf: {parties}", "version {hash} waits for: {parties}"),
    "sound": (
        "{company}: {entries} Einträge, Kette unversehrt, letzter {head}",
        "{company}: {entries} entries, chain unbroken, last {head}",
    ),
    "broken": (
        "{company}: Die Kette ist ab Eintrag {number} gebrochen ({reason}). Alles davor ist unverändert; eine "
        "Sicherung zeigt, was danach stand.",
        "{company}: the chain is broken from entry {number} on ({reason}). All before is unchanged; a backup "
        "shows what followed.",
    ),
    "disagrees": (
        "{company}: Die Kette ist unversehrt, aber die gespeicherten Daten passen nicht dazu ({what}).",
        "{company}: the chain is unbroken, but the stored data do not fit it ({what}).",
    ),
    "no_head": (
        "{company}: Der Eintrag mit der Prüfsumme {head} fehlt. Die Kette wurde abgeschnitten oder ersetzt.",
        "{company}: the entry with the checksum {head} is missing. The chain was cut off or replaced.",
    ),
    "no_log": ("Es gibt noch kein Änderungsprotokoll.", "There is no change log yet."),
    # What keeps a command from being done, and the remedy.
    "nothing_stored": (
        "Noch ist kein Plan gespeichert; mit „inleku plan import DATEI“ einen speichern",
        'no plan is stored yet; store one with "inleku plan import FILE"',
    ),
    "which_company": (
        "Es gibt mehrere Betriebe; mit --company einen wählen: {known}",
        "there are several companies; choose one with --company: {known}",
    ),
    "no_company": (
        "Für „{wanted}“ ist kein Plan gespeichert; es gibt: {known}",
        'no plan is stored for "{wanted}"; there are: {known}',
    ),
    "too_short": (
        "Die Prüfsumme ist zu kurz; mindestens {least} Stellen angeben, damit genau eine Fassung gemeint ist",
        "the checksum is too short; give {least} digits or more, so that exactly one version is meant",
    ),
    "no_version": (
        "Keine Fassung beginnt mit „{wanted}“; es gibt: {known}",
        'no version begins with "{wanted}"; there are: {known}',
    ),
    "approved_already": (
        "Diese Seite hat die Fassung schon freigegeben; nichts zu tun",
        "this party has approved the version already; nothing to do",
    ),
    "not_approved": (
        "Diese Seite hat die Fassung nicht freigegeben; nichts zurückzuziehen",
        "this party has not approved the version; nothing to withdraw",
    ),
    "none_active": (
        "Für {company} ist keine Fassung aktiv; beide Seiten müssen dieselbe freigeben",
        "no version is active for {company}; both parties have to approve the same one",
    ),
    "party": (
        "Wer gibt frei? --party employer oder --party works-council",
        "who approves? --party employer or --party works-council",
    ),
    "language": (
        "Diese Sprache gibt es hier nicht; --language de oder en wählen",
        "there is no such language here; choose --language de or en",
    ),
    "format": (
        "Dieses Format gibt es nicht; --format table, csv oder ics wählen",
        "there is no such format; choose --format table, csv or ics",
    ),
    "cannot_write": (
        "{path} lässt sich nicht schreiben ({reason}); Ordner und Rechte prüfen",
        "{path} cannot be written ({reason}); check folder and rights",
    ),
}
PARTIES = {"employer": ("Arbeitgeber", "employer"), "works-council": ("Betriebsrat", "works council")}
REASONS = {
    "content": ("sein Inhalt wurde geändert", "its content was altered"),
    "number": (
        "davor fehlt ein Eintrag, oder einer wurde eingefügt",
        "an entry before it is missing, or one was put in",
    ),
    "previous": ("der Eintrag davor wurde ersetzt", "the entry before it was replaced"),
}
KINDS = {
    "import": ("Fassung gespeichert", "version stored"),
    "approve": ("freigegeben", "approved"),
    "withdraw": ("Freigabe zurückgezogen", "approval withdrawn"),
    "active": ("aktive Fassung", "active version"),
}


def said(key: str, language: str, **values: Any) -> str:
    """The sentence in that language."""
    shown = {
        name: ", ".join(map(str, each)) if isinstance(each, (list, tuple)) else each for name, each in values.items()
    }
    return SAID[key][language == "en"].format(**shown)
