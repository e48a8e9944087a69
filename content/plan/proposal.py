"""Plan entries drafted from the gaps: what fits, prerequisites first, spread over the weeks. For a person to change."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from content.model import Library
from content.plan.gaps import Gap, gaps
from content.plan.model import Plan, PlanEntry
from content.plan.schedule import ISOWeek, asked, iso_weeks

FREE = 1
"""Pushes of a week's budget that are left to reviews and offers, unless a gap is of high priority."""
BLOCK_OF_MEASURE = {"tandem": "tandem", "sprint": "team", "course": "transfer", "external": "transfer"}
BLOCK_OF_KIND = {"digital": "digital", "personal": "ziel", "social": "fehler", "methodical": "fehler"}
REASONS = {
    "de": "Auf Stufe {level} fehlen {below} von {needed} Personen: {competence}{due}. {why}.",
    "en": "On level {level}, {below} of {needed} people are missing: {competence}{due}. {why}.",
}
WHYS = {
    "unit": ("Lern-Einheit zur Kompetenz", "Unit of the competence"),
    "required": ("Voraussetzung für {name}", "Prerequisite of {name}"),
    "measure": ("Baustein zur Maßnahme {name}", "Building block of the measure {name}"),
    "train": ("Baustein, damit die Könner andere anlernen", "Building block with which the skilled train others"),
    "kind": ("Baustein zur Art der Kompetenz", "Building block for this kind of competence"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A content that would help a group with a gap."""

    gap: Gap
    content: str
    why: str
    name: str = ""


@dataclass(slots=True)
class Draft:
    """``entries`` are new; ``left`` are wishes for which no week had room."""

    entries: list[PlanEntry] = field(default_factory=list)
    left: list[Wish] = field(default_factory=list)


def propose(plan: Plan, library: Library, start: date, weeks: int, language: str = "de") -> Draft:
    """Drafts for so many weeks from the one of ``start`` on. The same plan and day give the same draft."""
    window = iso_weeks(start, weeks)
    room = _Room(plan, window)
    draft = Draft()
    wishes: dict[str, list[Wish]] = defaultdict(list)
    for gap in gaps(plan, start):
        if gap.below:
            wishes[gap.group].extend(_wishes(plan, library, gap))
    for group in plan.groups:
        _place(plan, group.id, wishes[group.id], room, draft, language)
    placed = {(entry.groups[0], entry.contents[0]) for entry in draft.entries}
    left = {(wish.gap.group, wish.content): wish for wish in reversed(draft.left)}
    kept = [wish for key, wish in left.items() if key not in placed]
    return Draft(draft.entries, sorted(kept, key=lambda wish: (-wish.gap.score, wish.gap.group, wish.content)))


def _place(plan: Plan, group: str, wishes: list[Wish], room: "_Room", draft: Draft, language: str) -> None:
    placed = dict(room.known[group])
    last: dict[str, tuple[int, str]] = {}
    for wish in wishes:
        before = last.get(wish.gap.competence)
        if wish.content in placed:
            last[wish.gap.competence] = max(before or (0, ""), (placed[wish.content], wish.content))
            continue
        # What belongs to one competence comes one after the other, not in the same week.
        number = room.take(group, before[0] + 1 if before else 0, 0 if wish.gap.priority == 1 else FREE)
        if number is None:
            draft.left.append(wish)
            continue
        placed[wish.content] = number
        last[wish.gap.competence] = (number, wish.content)
        draft.entries.append(_entry(plan, wish, room.window[number], before[1] if before else None, language))


def _entry(plan: Plan, wish: Wish, at: ISOWeek, before: str | None, language: str) -> PlanEntry:
    gap, n = wish.gap, int(language == "en")
    name = next((each.name for each in plan.competences if each.id == gap.competence), gap.competence)
    until = (f", bis {gap.due:%d.%m.%Y}", f", by {gap.due}")[n] if gap.due else ""
    why = WHYS[wish.why][n].format(name=wish.name)
    reason = REASONS["en" if n else "de"].format(
        below=gap.below, needed=gap.needed, level=gap.level, competence=name, due=until, why=why
    )
    return PlanEntry(
        groups=(gap.group,),
        year=at[0],
        first_week=at[1],
        contents=(wish.content,),
        priority=gap.priority or 3,
        depends_on=(before,) if before else (),
        goal=gap.goals[0] if gap.goals else None,
        reason=reason,
    )


def _wishes(plan: Plan, library: Library, gap: Gap) -> Iterator[Wish]:
    """Prerequisites, then the units from the lowest level up, then a building block."""
    competence = {each.id: each for each in plan.competences}
    for needed in _required(gap.competence, {name: each.requires for name, each in competence.items()}):
        if _is_missing(plan, gap.group, needed):
            name = competence[gap.competence].name
            yield from (Wish(gap, unit, "required", name) for unit in _units(plan, library, needed, gap))
    for unit in _units(plan, library, gap.competence, gap):
        yield Wish(gap, unit, "unit")
    yield from _blocks(plan, library, gap, competence[gap.competence].kind)


def _required(competence: str, requires: dict[str, tuple[str, ...]]) -> list[str]:
    """Everything that comes before, the first first."""
    found: list[str] = []
    for needed in requires.get(competence, ()):
        found.extend(each for each in (*_required(needed, requires), needed) if each not in found)
    return found


def _is_missing(plan: Plan, group: str, competence: str) -> bool:
    """Whether more than half of the group is below level 2; also when nobody was asked."""
    for each in plan.comparisons:
        if each.group == group and each.competence == competence and each.actual is not None:
            return 2 * sum(each.actual[:2]) > sum(each.actual)
    return True


def _units(plan: Plan, library: Library, competence: str, gap: Gap) -> list[str]:
    """Those of the plan's measures in the order of their levels, then other units of the competence."""
    fitting = [
        each
        for each in plan.measures
        if each.kind == "unit" and each.competence == competence and (not each.groups or gap.group in each.groups)
    ]
    ordered = sorted(fitting, key=lambda each: (each.from_level, each.to_level))
    named = [each.content for each in ordered if each.content and each.from_level < max(gap.level, 1)]
    spared = {each.content for each in plan.measures if each.kind == "unit"}
    others = [f"unit:{unit.id}" for unit in library.units.values() if unit.competence == competence]
    return list(dict.fromkeys([*named, *(ref for ref in others if ref not in spared)]))


def _blocks(plan: Plan, library: Library, gap: Gap, kind: str) -> Iterator[Wish]:
    for each in plan.measures:
        name = BLOCK_OF_MEASURE.get(each.kind)
        fits = each.competence == gap.competence and (not each.groups or gap.group in each.groups)
        if fits and name in library.blocks:
            yield Wish(gap, f"block:{name}", "measure", each.name)
    if gap.level == 4 and "tandem" in library.blocks:
        yield Wish(gap, "block:tandem", "train")
    elif BLOCK_OF_KIND.get(kind) in library.blocks:
        yield Wish(gap, f"block:{BLOCK_OF_KIND[kind]}", "kind")


class _Room:
    """How many pushes are free, for each group in each week of the window."""

    def __init__(self, plan: Plan, window: list[ISOWeek]) -> None:
        self.window = window
        most = plan.policy.pushes_per_week
        place = {week: number for number, week in enumerate(window)}
        self._left = {
            group.id: [0 if week in group.busy_weeks else most for _, week in window] for group in plan.groups
        }
        # What the plan brings anyway, with the number of the first week in which it does.
        self.known: dict[str, dict[str, int]] = {group.id: {} for group in plan.groups}
        for each in asked(plan, window):
            if each.why == "busy":
                continue
            reminder = each.reminder
            self._left[reminder.group][place[reminder.year, reminder.week]] -= 1
            self.known[reminder.group].setdefault(reminder.content, place[reminder.year, reminder.week])

    def take(self, group: str, earliest: int, spared: int) -> int | None:
        """The week with the most room, from that number on; the earliest of them. None when no week has more than
        ``spared`` pushes left."""
        left = self._left[group]
        best = max(range(earliest, len(left)), key=lambda number: (left[number], -number), default=None)
        if best is None or left[best] <= spared:
            return None
        left[best] -= 1
        return best
