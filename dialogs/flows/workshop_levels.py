"""The workshop's second half: the competences that a goal needs, and who needs which level."""

import re

from msgspec.structs import replace

from content.plan.draft import ALL, HALF, Draft, Need, Target
from dialogs.effects import Say
from dialogs.flow import Again, Ask, Option, Then
from dialogs.flows.workshop_goals import of_goal
from dialogs.flows.workshop_steps import (
    BACK,
    MOST_IN_A_GOAL,
    NEXT,
    ON_A_PAGE,
    PAGE,
    Changes,
    KindOf,
    Level,
    Needs,
    People,
    Summary,
    Who,
    asked,
    boxes,
    cleaned,
    competence_name,
    ground,
    group_of,
    moved,
    refused,
    short,
    ticked,
    with_goal,
)
from dialogs.text import Text, t, verbatim
from dialogs.world import World

KINDS = {
    "professional": t("Fachlich"),
    "methodical": t("Methodisch"),
    "social": t("Sozial"),
    "personal": t("Persönlich"),
    "digital": t("Digital"),
    "sustainable": t("Nachhaltig"),
}
LEVELS = (
    t("0: keine Kenntnis"),
    t("1: unter Anleitung"),
    t("2: mit Unterstützung"),
    t("3: selbstständig"),
    t("4: kann andere anlernen"),
)
_NUMBER = re.compile(r"\d{1,4}")


def ask_needs(at: Needs, world: World) -> Ask:
    known, aim = ground(world).competences, at.draft.goals[at.goal]
    chosen = {need.known for need in aim.needs}
    start = at.page * ON_A_PAGE
    shown = [Option(f"c:{n}", short(each.name), "☑️" if each.id in chosen else "⬜")
             for n, each in enumerate(known)][start : start + ON_A_PAGE]  # fmt: skip
    new = [Option(f"x:{n}", t("Entfernen: {words}", words=short(need.name)), "🗑️")
           for n, need in enumerate(aim.needs) if not need.known]  # fmt: skip
    more = (Option(PAGE, t("Andere zeigen"), "🔁"),) if len(known) > ON_A_PAGE else ()
    lines = (of_goal(at), t("Was müssen die Menschen dafür können? Wähle aus oder schreib etwas Neues."))
    return asked(4, lines, (*shown, *more, *new, Option(NEXT, t("Fertig"), "▶️")))


def answer_needs(at: Needs, key: str, world: World) -> Then:
    known, aim = ground(world).competences, at.draft.goals[at.goal]
    if key == BACK:
        return moved(Changes(at.draft, at.fixing, at.goal))
    if key == NEXT:
        return moved(Who(at.draft, at.fixing, at.goal) if aim.needs else _next_goal(at))
    if key == PAGE:
        return Then(Again(replace(at, page=(at.page + 1) % -(-len(known) // ON_A_PAGE))))
    if key.startswith("x:"):
        return _with_needs(at, tuple(need for n, need in enumerate(aim.needs) if n != int(key[2:])))
    one = known[int(key[2:])].id
    left = tuple(need for need in aim.needs if need.known != one)
    if len(left) == len(aim.needs):
        return refused(at, "", len(left), MOST_IN_A_GOAL) or _with_needs(at, (*left, Need(one)))
    return _with_needs(at, left)


def _with_needs(at: Needs, needs: tuple[Need, ...]) -> Then:
    return Then(Again(replace(at, draft=with_goal(at.draft, at.goal, replace(at.draft.goals[at.goal], needs=needs)))))


def write_need(at: Needs, words: str, world: World) -> Then:
    aim = at.draft.goals[at.goal]
    changed = replace(aim, needs=(*aim.needs, Need(name=cleaned(words), kind="professional")))
    on = KindOf(with_goal(at.draft, at.goal, changed), at.fixing, at.goal)
    return refused(at, words, len(aim.needs), MOST_IN_A_GOAL) or moved(on)


def ask_kind(at: KindOf, world: World) -> Ask:
    lines = (t("Was für eine Kompetenz ist das?"), verbatim(at.draft.goals[at.goal].needs[-1].name))
    return asked(4, lines, [Option(kind, label) for kind, label in KINDS.items()])


def answer_kind(at: KindOf, key: str, world: World) -> Then:
    aim = at.draft.goals[at.goal]
    kept = () if key == BACK else (replace(aim.needs[-1], kind=key),)
    draft = with_goal(at.draft, at.goal, replace(aim, needs=(*aim.needs[:-1], *kept)))
    return moved(Needs(draft, at.fixing, at.goal))


def _next_goal(at: Needs | Who) -> Changes | Summary:
    after = at.goal + 1
    return Summary(at.draft) if at.fixing or after == len(at.draft.goals) else Changes(at.draft, goal=after)


def _need(at: Who | Level | People) -> Need:
    return at.draft.goals[at.goal].needs[at.need]


def _of_need(at: Who | Level | People, world: World) -> Text:
    of = len(at.draft.goals[at.goal].needs)
    name = verbatim(competence_name(_need(at), world))
    return t("Kompetenz {n} von {of}: {words}", n=at.need + 1, of=of, words=name)


def ask_who(at: Who, world: World) -> Ask:
    entered = [target_line(each, world) for each in _need(at).targets]
    lines = (_of_need(at, world), *entered, t("Welche Gruppen brauchen dieselbe Stufe? Wähle sie aus."))
    go_on = Option(NEXT, t("Weiter"), "▶️")
    clear = (Option("clear", t("Diese Stufen entfernen"), "🗑️"),) if entered else ()
    return asked(5, lines, (*boxes(world, at.groups), go_on, *clear))


def target_line(target: Target, world: World) -> Text:
    """Who needs which level."""
    names = {each.id: each.name for each in ground(world).groups}
    groups = verbatim(", ".join(names.get(each, each) for each in target.groups))
    many = {ALL: t("alle"), HALF: t("die Hälfte")}.get(target.people, verbatim(f"{target.people}"))
    return t("{groups}: Stufe {level}. Wie viele: {many}.", groups=groups, level=LEVELS[target.level], many=many)


def answer_who(at: Who, key: str, world: World) -> Then:
    if key == BACK:
        return moved(replace(at, need=at.need - 1, groups=()) if at.need else Needs(at.draft, at.fixing, at.goal))
    if key == "clear":
        return Then(Again(replace(at, draft=_with_targets(at, ()))))
    if key != NEXT:
        return Then(Again(replace(at, groups=ticked(at.groups, group_of(key, world)))))
    if at.groups:
        return moved(Level(at.draft, at.fixing, at.goal, at.need, at.groups))
    last = at.need + 1 == len(at.draft.goals[at.goal].needs)
    return moved(_next_goal(at) if last else replace(at, need=at.need + 1))


def _with_targets(at: Who | People, targets: tuple[Target, ...]) -> Draft:
    aim = at.draft.goals[at.goal]
    needs = (*aim.needs[: at.need], replace(_need(at), targets=targets), *aim.needs[at.need + 1 :])
    return with_goal(at.draft, at.goal, replace(aim, needs=needs))


def ask_level(at: Level, world: World) -> Ask:
    known = (each.anchors for each in ground(world).competences if each.id == _need(at).known)
    anchors = [t("{level}. Das heißt: {words}", level=LEVELS[n], words=verbatim(words))
               for n, words in enumerate(next(known, ())) if words]  # fmt: skip
    lines = (_of_need(at, world), *anchors, t("Welche Stufe brauchen diese Gruppen?"))
    return asked(5, lines, [Option(f"{n}", label) for n, label in enumerate(LEVELS)])


def answer_level(at: Level, key: str, world: World) -> Then:
    if key == BACK:
        return moved(Who(at.draft, at.fixing, at.goal, at.need, at.groups))
    return moved(People(at.draft, at.fixing, at.goal, at.need, at.groups, int(key)))


def ask_people(at: People, world: World) -> Ask:
    lines = (_of_need(at, world), t("Wie viele Menschen in jeder Gruppe? Du kannst eine Zahl schreiben."))
    options = (Option(f"{ALL}", t("Alle"), "👥"), Option(f"{HALF}", t("Die Hälfte"), "🌗"),
               Option("1", t("Mindestens 1 Mensch"), "👤"))  # fmt: skip
    return asked(5, lines, options)


def answer_people(at: People, key: str, world: World) -> Then:
    if key == BACK:
        return moved(Level(at.draft, at.fixing, at.goal, at.need, at.groups))
    return _set(at, int(key))


def write_people(at: People, words: str, world: World) -> Then:
    found = _NUMBER.search(words)
    most = min((each.headcount for each in ground(world).groups if each.id in at.groups), default=1)
    if found is None or not 0 < int(found[0]) <= most:
        said = t("Bitte schreib eine Zahl von 1 bis {most}.", most=most)
        return Then(Again(at), (Say((said,), private=True),))
    return _set(at, int(found[0]))


def _set(at: People, people: int) -> Then:
    """A level for these groups; it replaces what was said before about the same."""
    others = tuple(each for each in _need(at).targets if (each.groups, each.level) != (at.groups, at.level))
    draft = _with_targets(at, (*others, Target(at.groups, at.level, people)))
    return moved(Who(draft, at.fixing, at.goal, at.need))
