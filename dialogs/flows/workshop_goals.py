"""The workshop's first half: vision, goals, and what changes in the work."""

from datetime import date, timedelta

from msgspec.structs import replace

from content.plan.draft import Aim, AtWork
from dialogs.flow import Again, Ask, Option, Then
from dialogs.flows.workshop_steps import (
    BACK,
    MOST_GOALS,
    MOST_IN_A_GOAL,
    NEXT,
    Changes,
    Goals,
    Groups,
    Horizon,
    Needs,
    Priority,
    Summary,
    Vision,
    asked,
    boxes,
    cleaned,
    ground,
    group_of,
    moved,
    refused,
    short,
    ticked,
    with_goal,
)
from dialogs.text import Day, Text, t, verbatim
from dialogs.world import World

PRIORITIES = (t("Sehr wichtig"), t("Wichtig"), t("Weniger wichtig"))


def ask_vision(at: Vision, world: World) -> Ask:
    now = at.draft.vision or ground(world).vision
    present = (t("Jetzt steht da: {words}", words=verbatim(now)),) if now else ()
    question = t("Wo will der Betrieb in einigen Jahren stehen? Schreib 1 Satz.")
    return asked(1, (question, *present), (Option(NEXT, t("So lassen"), "▶️"),), back=False)


def answer_vision(at: Vision, key: str, world: World) -> Then:
    return _after_vision(at)


def write_vision(at: Vision, words: str, world: World) -> Then:
    return refused(at, words) or _after_vision(replace(at, draft=replace(at.draft, vision=cleaned(words))))


def _after_vision(at: Vision) -> Then:
    return moved(Summary(at.draft) if at.fixing else Goals(at.draft))


def ask_goals(at: Goals, world: World) -> Ask:
    known = ground(world).goals
    there = (t("Diese Ziele bleiben im Plan: {count}.", count=len(known)),) if known else ()
    lines = (t("Schreib ein Ziel. Danach kannst du weitere schreiben."), *there)
    own = [Option(f"x:{n}", t("Ziel entfernen: {words}", words=short(each.text)), "🗑️")
           for n, each in enumerate(at.draft.goals)]  # fmt: skip
    return asked(2, lines, (Option(NEXT, t("Keine weiteren Ziele"), "▶️"), *own))


def answer_goals(at: Goals, key: str, world: World) -> Then:
    if key == BACK:
        return moved(Vision(at.draft, at.fixing))
    if key == NEXT:
        return moved(Changes(at.draft) if at.draft.goals and not at.fixing else Summary(at.draft))
    gone = int(key[2:])
    left = tuple(each for n, each in enumerate(at.draft.goals) if n != gone)
    return Then(Again(replace(at, draft=replace(at.draft, goals=left))))


def write_goal(at: Goals, words: str, world: World) -> Then:
    goals = at.draft.goals
    draft = replace(at.draft, goals=(*goals, Aim(cleaned(words))))
    return refused(at, words, len(goals), MOST_GOALS) or moved(Horizon(draft, at.fixing))


def _quarters(today: date) -> tuple[date, ...]:
    """The ends of the next four quarters, and of the years after them."""
    firsts = [divmod(today.year * 4 + (today.month - 1) // 3 + ahead, 4) for ahead in range(1, 5)]
    ends = tuple(date(year, 3 * quarter + 1, 1) - timedelta(days=1) for year, quarter in firsts)
    year = (ends[-1] + timedelta(days=1)).year
    return (*ends, date(year, 12, 31), date(year + 1, 12, 31))


def ask_horizon(at: Horizon, world: World) -> Ask:
    days = [Option(f"{day}", t("Bis {day}", day=Day(day, year=True)), "🗓️") for day in _quarters(world.today())]
    lines = (t("Bis wann soll das Ziel erreicht sein?"), _last(at))
    return asked(2, lines, (*days, Option(NEXT, t("Ohne Termin"), "➖")))


def _last(at: Horizon | Priority) -> Text:
    return verbatim(at.draft.goals[-1].text)


def answer_horizon(at: Horizon, key: str, world: World) -> Then:
    if key == BACK:
        return moved(Goals(replace(at.draft, goals=at.draft.goals[:-1]), at.fixing))
    last = len(at.draft.goals) - 1
    aim = replace(at.draft.goals[-1], horizon=None if key == NEXT else date.fromisoformat(key))
    return moved(Priority(with_goal(at.draft, last, aim), at.fixing))


def ask_priority(at: Priority, world: World) -> Ask:
    options = [Option(f"{n}", label) for n, label in enumerate(PRIORITIES, 1)]
    return asked(2, (t("Wie wichtig ist das Ziel?"), _last(at)), options)


def answer_priority(at: Priority, key: str, world: World) -> Then:
    if key == BACK:
        return moved(Horizon(at.draft, at.fixing))
    last = len(at.draft.goals) - 1
    return moved(Goals(with_goal(at.draft, last, replace(at.draft.goals[-1], priority=int(key))), at.fixing))


def of_goal(at: Changes | Needs) -> Text:
    """Which goal this is about."""
    goals = at.draft.goals
    return t("Ziel {n} von {of}: {words}", n=at.goal + 1, of=len(goals), words=verbatim(goals[at.goal].text))


def ask_changes(at: Changes, world: World) -> Ask:
    own = [Option(f"x:{n}", t("Entfernen: {words}", words=short(each.text)), "🗑️")
           for n, each in enumerate(at.draft.goals[at.goal].changes)]  # fmt: skip
    lines = (of_goal(at), t("Was ändert sich dadurch in der Arbeit? Schreib es auf."))
    return asked(3, lines, (Option(NEXT, t("Nichts weiter"), "▶️"), *own))


def answer_changes(at: Changes, key: str, world: World) -> Then:
    if key == NEXT:
        return moved(Needs(at.draft, at.fixing, at.goal))
    if key == BACK:
        return moved(Needs(at.draft, at.fixing, at.goal - 1) if at.goal else Goals(at.draft, at.fixing))
    aim, gone = at.draft.goals[at.goal], int(key[2:])
    left = tuple(each for n, each in enumerate(aim.changes) if n != gone)
    return Then(Again(replace(at, draft=with_goal(at.draft, at.goal, replace(aim, changes=left)))))


def write_change(at: Changes, words: str, world: World) -> Then:
    aim = at.draft.goals[at.goal]
    changed = replace(aim, changes=(*aim.changes, AtWork(cleaned(words))))
    on = Groups(with_goal(at.draft, at.goal, changed), at.fixing, at.goal)
    return refused(at, words, len(aim.changes), MOST_IN_A_GOAL) or moved(on)


def ask_groups(at: Groups, world: World) -> Ask:
    change = at.draft.goals[at.goal].changes[-1]
    lines = (t("Bei welchen Gruppen ändert sich das? Ohne Auswahl gilt es für alle."), verbatim(change.text))
    return asked(3, lines, (*boxes(world, change.groups), Option(NEXT, t("Fertig"), "▶️")))


def answer_groups(at: Groups, key: str, world: World) -> Then:
    aim = at.draft.goals[at.goal]
    if key == NEXT:
        return moved(Changes(at.draft, at.fixing, at.goal))
    kept = aim.changes[:-1]
    if key == BACK:
        return moved(Changes(with_goal(at.draft, at.goal, replace(aim, changes=kept)), at.fixing, at.goal))
    change = replace(aim.changes[-1], groups=ticked(aim.changes[-1].groups, group_of(key, world)))
    return Then(Again(replace(at, draft=with_goal(at.draft, at.goal, replace(aim, changes=(*kept, change))))))
