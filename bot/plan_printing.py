"""A plan's preview, differences and gaps as text, CSV and calendar, in German and English."""

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from io import StringIO
from itertools import groupby

from bot.plan_preview import Line, Preview, Slot
from bot.plan_words import said
from content.plan.diff import Difference
from content.plan.gaps import Gap
from content.plan.model import Plan
from content.plan.proposal import Draft
from content.plan.schedule import ISOWeek, monday

DAYS = (("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
NOTES = {
    "": ("", ""),
    "budget": ("wird nicht gesendet: Budget der Woche ist verbraucht", "not sent: the week's budget is used up"),
    "busy": ("wird nicht gesendet: Gruppe hat keine Zeit zum Lernen", "not sent: the group has no time to learn"),
    "no work": ("wird nicht gesendet: keine Arbeitszeit", "not sent: no working time"),
    "no agreement": ("wird nicht gesendet: Betriebsvereinbarung gilt nicht", "not sent: no works agreement in force"),
}
COLUMNS = ("year", "week", "monday", "group", "group_name", "crews", "content", "title", "minutes", "from", "until",
           "when", "shifts", "note")  # fmt: skip
WHAT = {"added": ("neu", "added"), "moved": ("verschoben", "moved"), "removed": ("entfällt", "removed")}
PARTS = {
    "groups": ("Gruppen", "groups"), "roles": ("Rollen", "roles"), "multipliers": ("Multiplikatoren", "multipliers"),
    "goals": ("Ziele", "goals"), "changes": ("Veränderungen", "changes"), "competences": ("Kompetenzen", "competences"),
    "comparisons": ("Soll und Ist", "target and actual"), "measures": ("Maßnahmen", "measures"),
    "languages": ("Sprachen", "languages"), "sites": ("Standorte", "sites"), "name": ("Name", "name"),
    "about": ("Beschreibung", "description"), "vision": ("Vision", "vision"),
    "federal_state": ("Bundesland", "federal state"),
    "local_holidays": ("örtliche Feiertage", "local holidays"),
    "exceptional_days": ("Sondertage", "special days"),
    "protect_content": ("Nachrichten geschützt", "messages protected"),
    "time_zone": ("Zeitzone", "time zone"), "plant_holidays": ("Betriebsruhe", "plant holidays"),
    "shift_models": ("Schichtmodelle", "shift models"), "reference": ("Betriebsvereinbarung", "works agreement"),
    "valid_from": ("gültig ab", "valid from"), "valid_until": ("gültig bis", "valid until"),
    "channels": ("Kanäle", "channels"), "pushes_per_week": ("Nachrichten je Woche", "pushes a week"),
    "after_shift_start": ("Minuten nach Schichtbeginn", "minutes after shift start"),
    "before_shift_end": ("Minuten vor Schichtende", "minutes before shift end"),
    "rest_from": ("Nachtruhe ab", "night rest from"), "rest_until": ("Nachtruhe bis", "night rest until"),
    "delivery_log_days": ("Tage Versand-Protokoll", "days of delivery log"),
    "idle_dialog_days": ("Tage ruhende Gespräche", "days of idle dialogs"),
    "reporting_unit": ("Personen je Auswertung", "people per report"),
    "average_from": ("Durchschnitte ab Personen", "averages from people"),
    "period_weeks": ("Wochen je Auswertung", "weeks per report"),
}  # fmt: skip
PRIORITIES = (("–", "–"), ("hoch", "high"), ("mittel", "medium"), ("niedrig", "low"))


def _n(language: str) -> int:
    return int(language == "en")


def week_shown(at: ISOWeek, language: str) -> str:
    """ "KW 49/2026"."""
    return f"{('KW', 'week')[_n(language)]} {at[1]}/{at[0]}"


def when_shown(slots: Iterable[Slot], language: str) -> str:
    """ "Mo-Fr 06:30-13:40": days in a row with the same hours together."""
    names = DAYS[_n(language)]
    runs: list[list[Slot]] = []
    for slot in slots:
        if runs and _hours(runs[-1][-1]) == _hours(slot) and slot.day - runs[-1][-1].day == timedelta(days=1):
            runs[-1].append(slot)
        else:
            runs.append([slot])
    return ", ".join(
        names[run[0].day.weekday()]
        + (f"-{names[run[-1].day.weekday()]}" if len(run) > 1 else "")
        + f" {_hours(run[0])}"
        for run in runs
    )


def _hours(slot: Slot) -> str:
    return f"{slot.start:%H:%M}-{slot.end:%H:%M}"


def preview_table(preview: Preview, lines: Iterable[Line], language: str) -> Iterator[str]:
    """A heading for each week, a line for each reminder with what its crews work."""
    n = _n(language)
    rest = {
        "rest_from": f"{preview.plan.policy.rest_from:%H:%M}",
        "rest_until": f"{preview.plan.policy.rest_until:%H:%M}",
    }
    yield said("never", language, **rest)
    for at, of_week in groupby(lines, lambda line: (line.reminder.year, line.reminder.week)):
        first = monday(*at)
        yield ""
        yield f"{week_shown(at, language)}  {first:%d.%m.}-{first + timedelta(days=6):%d.%m.%Y}"
        for reminder, same in groupby(of_week, lambda line: line.reminder):
            some = list(same)
            minutes = preview.contents.minutes.get(reminder.content, 0)
            yield f"  {preview.groups[reminder.group].name}: {preview.title(some[0])} ({minutes} min)"
            for line in some:
                crews = ", ".join(line.crews)
                yield f"      {crews}: {NOTES[line.note][n] or when_shown(line.slots, language)}"


def preview_text(preview: Preview, lines: Iterable[Line], language: str) -> bytes:
    """The table as a file."""
    return "".join(f"{line}\n" for line in preview_table(preview, lines, language)).encode()


def preview_csv(preview: Preview, lines: Iterable[Line], language: str) -> bytes:
    """One row for each reminder and set of crews that work alike."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        each, slots = line.reminder, line.slots
        group = preview.groups[each.group]
        writer.writerow(
            (each.year, each.week, monday(each.year, each.week), each.group, group.name, " ".join(line.crews),
             each.content, preview.title(line), preview.contents.minutes.get(each.content, ""),
             slots[0].start.isoformat() if slots else "", slots[-1].end.isoformat() if slots else "",
             when_shown(slots, language), " ".join(dict.fromkeys(slot.shift for slot in slots)),
             NOTES[line.note][_n(language)])
        )  # fmt: skip
    return text.getvalue().encode()


def preview_ics(preview: Preview, lines: Iterable[Line], language: str) -> bytes:
    """An event for each reminder and set of crews that work alike, over the days on which it may come."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//InLeKu//Lernbegleiter//DE")
    calendar.add("version", "2.0")
    for line in lines:
        if not line.slots:
            continue
        each = line.reminder
        event = Event()
        name = f"{each.group} {each.year} {each.week} {each.content} {' '.join(line.crews)}"
        event.add("uid", f"{hashlib.sha256(name.encode()).hexdigest()[:32]}@inleku")
        event.add("dtstamp", datetime.combine(monday(each.year, each.week), time(), UTC))
        event.add("dtstart", line.slots[0].start.astimezone(UTC))
        event.add("dtend", line.slots[-1].end.astimezone(UTC))
        event.add("summary", f"{preview.groups[each.group].name} ({', '.join(line.crews)}): {preview.title(line)}")
        event.add("description", when_shown(line.slots, language))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def proposal_lines(draft: Draft, plan: Plan, language: str) -> Iterator[str]:
    """A line for each drafted entry: week, group, content, and why."""
    names = {group.id: group.name for group in plan.groups}
    for entry in sorted(draft.entries, key=lambda each: (each.year or 0, each.first_week)):
        at = week_shown((entry.year or 0, entry.first_week), language)
        yield f"{at:13}  {names[entry.groups[0]]}: {', '.join(entry.contents)}  – {entry.reason}"


def difference_lines(found: Difference, plan: Plan, language: str) -> Iterator[str]:
    """The rules that change first, then the reminders by week."""
    n = _n(language)
    names = {group.id: group.name for group in plan.groups}
    for rule in found.rules:
        values = f": {rule.old} → {rule.new}" if rule.new or rule.old else ""
        yield f"{('Regel geändert', 'rule changed')[n]}: {PARTS[rule.name][n]}{values}"
    for each in found.changes:
        weeks = " → ".join(week_shown(at, language) for at in (each.old, each.new) if at is not None)
        yield f"{WHAT[each.what][n]:10}  {weeks:26}  {names.get(each.group, each.group)}: {each.content}"
    if found.others:
        yield f"{('Auch geändert', 'also changed')[n]}: {', '.join(PARTS[name][n] for name in found.others)}"
    counts = [sum(each.what == what for each in found.changes) for what in WHAT]
    yield ", ".join(f"{count} {WHAT[what][n]}" for what, count in zip(WHAT, counts, strict=True))


def gap_lines(found: Iterable[Gap], plan: Plan, language: str) -> Iterator[str]:
    """A table, the most pressing gap first."""
    n = _n(language)
    groups = {group.id: group.name for group in plan.groups}
    roles = {role.id: role.name for role in plan.roles}
    competences = {each.id: each.name for each in plan.competences}
    titles = (("Priorität", "Gruppe", "Kompetenz", "Stufe", "fehlen", "Lücke", "bis", "Ziele"),
              ("priority", "group", "competence", "level", "missing", "gap", "by", "goals"))  # fmt: skip
    rows = [titles[n]]
    for gap in found:
        who = groups[gap.group] + (f" ({roles[gap.role]})" if gap.role else "")
        due = "" if gap.due is None else f"{gap.due:%d.%m.%Y}" if n == 0 else gap.due.isoformat()
        unknown = f" ({gap.unknown} {('offen', 'open')[n]})" if gap.unknown else ""
        rows.append(
            (PRIORITIES[gap.priority][n], who, competences[gap.competence], str(gap.level),
             f"{gap.below}/{gap.needed}{unknown}", f"{gap.share:.0%}", due, ", ".join(gap.goals))
        )  # fmt: skip
    widths = [max(len(row[place]) for row in rows) for place in range(len(titles[n]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


FORMATS: dict[str, Callable[[Preview, Iterable[Line], str], bytes]] = {
    "table": preview_text,
    "csv": preview_csv,
    "ics": preview_ics,
}
