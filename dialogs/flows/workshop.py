"""The guided workshop for consultants: vision, goals, changes at work, competences, levels; it fills the plan.

The draft lives in the steps' data alone until it is saved as a version of the plan.
"""

from content.plan.draft import Draft
from dialogs.effects import SavePlan, Say
from dialogs.flow import Again, Ask, Begin, Done, Flow, Option, Step, Then, View
from dialogs.flows import workshop_goals as goals
from dialogs.flows import workshop_levels as levels
from dialogs.flows.workshop_steps import (
    BACK,
    NEXT,
    PAUSE,
    Changes,
    Discard,
    Goals,
    Groups,
    Horizon,
    KindOf,
    Level,
    Needs,
    Part,
    Paused,
    People,
    Priority,
    Summary,
    Vision,
    Who,
    asked,
    competence_name,
    fits,
    ground,
    moved,
    paused,
    short,
    step,
    to,
)
from dialogs.text import Text, t, verbatim
from dialogs.world import World

ROLE = "consultant"
NAME = "workshop"
DIGITS = 8
"""Of a version's hash, as in the approval."""


def begin(argument: str, world: World) -> Begin | View:
    """The command: goes on with the draft, or begins one on the newest version of the plan."""
    if world.me().role != ROLE:
        return View((Say((t("Die Werkstatt ist nur für die Beratung."),)),))
    if world.workshop is None:
        lines = (
            t("Dein Betrieb hat noch keinen gespeicherten Plan."),
            t("Speichere zuerst einen Plan mit Gruppen: {command}", command=verbatim("inleku plan import")),
        )
        return View((Say(lines),))
    return Begin(NAME, "vision", Vision(Draft(world.workshop.version)), go_on=True)


def _ask_summary(at: Summary, world: World) -> Ask:
    options = (Option("save", t("Speichern"), "💾"), Option("part", t("Einen Teil ändern"), "✏️"),
               Option("discard", t("Verwerfen"), "🗑️"))  # fmt: skip
    return asked(6, (t("Das hast du eingegeben:"), *_entered(at.draft, world)), options)


def _entered(draft: Draft, world: World) -> list[Text]:
    lines = [t("Vision: {words}", words=verbatim(draft.vision))] if draft.vision else []
    for n, aim in enumerate(draft.goals):
        lines.append(t("Ziel {n} von {of}: {words}", n=n + 1, of=len(draft.goals), words=verbatim(aim.text)))
        lines.extend(t("Bei der Arbeit: {words}", words=verbatim(each.text)) for each in aim.changes)
        for need in aim.needs:
            lines.append(t("Kompetenz: {words}", words=verbatim(competence_name(need, world))))
            lines.extend(levels.target_line(each, world) for each in need.targets)
    return lines or [t("Noch nichts. Der Plan bleibt, wie er ist.")]


def _answer_summary(at: Summary, key: str, world: World) -> Then:
    if key == "save":
        return _save(at, world)
    if key == "discard":
        return moved(Discard(at.draft))
    if key == "part":
        return moved(Part(at.draft))
    last = len(at.draft.goals) - 1
    return moved(Needs(at.draft, goal=last) if last >= 0 else Goals(at.draft))


def _save(at: Summary, world: World) -> Then:
    known = ground(world)
    outcome = known.outcome
    assert outcome is not None, "the shell works out what saving gives when the summary is open"
    if outcome.faults:
        lines = (t("So kann ich es nicht speichern. Dein Entwurf bleibt."), *map(verbatim, outcome.faults))
        return Then(Again(at), (Say(lines, private=True),))
    if not outcome.is_new:
        return Then(Again(at), (Say((t("Diese Angaben stehen schon so im Plan."),), private=True),))
    meanwhile = (t("Der Plan wurde inzwischen geändert. Dein Entwurf ergänzt die neueste Fassung."),)
    lines = (
        t("✅ Fassung {number} des Plans ist gespeichert. Prüf-Summe: {digits}", number=outcome.number,
          digits=verbatim(outcome.version[:DIGITS])),
        *(meanwhile if known.version != at.draft.base else ()),
        t("Mit /login siehst du die Lücken und den Plan."),
        t("Danach geben Arbeitgeber und Betriebsrat ihn frei: mit /freigabe."),
    )  # fmt: skip
    return Then(Done(), (SavePlan(at.draft), Say(lines)))


def _ask_part(at: Part, world: World) -> Ask:
    own = [Option(f"g:{n}", t("Was folgt aus: {words}", words=short(each.text)), "✏️")
           for n, each in enumerate(at.draft.goals)]  # fmt: skip
    options = (Option("vision", t("Die Vision"), "✏️"), Option("goals", t("Die Ziele"), "✏️"), *own)
    return asked(6, (t("Welchen Teil willst du ändern?"),), options)


def _answer_part(at: Part, key: str, world: World) -> Then:
    if key == BACK:
        return moved(Summary(at.draft))
    if key.startswith("g:"):
        return moved(Changes(at.draft, True, int(key[2:])))
    return moved(Vision(at.draft, True) if key == "vision" else Goals(at.draft, True))


def _ask_discard(at: Discard, world: World) -> Ask:
    lines = (t("Willst du den Entwurf verwerfen? Alles, was du eingegeben hast, geht verloren."),)
    return asked(6, lines, (Option("yes", t("Ja, verwerfen"), "🗑️"),))


def _answer_discard(at: Discard, key: str, world: World) -> Then:
    if key == PAUSE:
        return paused(Summary(at.draft))
    if key == BACK:
        return moved(Summary(at.draft))
    return Then(Done(), (Say((t("Der Entwurf ist weg. Der Plan bleibt, wie er war."),)),))


def _ask_paused(at: Paused, world: World) -> Ask:
    lines = (
        t("⏸️ Dein Entwurf wartet hier. Mit /werkstatt geht es weiter."),
        t("Nach höchstens 30 Tagen ohne Nachricht lösche ich ihn."),
    )
    return Ask(lines, (Option(NEXT, t("Weiter"), "▶️"), Option("/menue", t("Menü"), "☰")), private=True)


def _answer_paused(at: Paused, key: str, world: World) -> Then:
    return Then(to(at.at))


FLOW = Flow(
    NAME,
    {
        "vision": step(Vision, goals.ask_vision, goals.answer_vision, goals.write_vision),
        "goals": step(Goals, goals.ask_goals, goals.answer_goals, goals.write_goal),
        "horizon": step(Horizon, goals.ask_horizon, goals.answer_horizon),
        "priority": step(Priority, goals.ask_priority, goals.answer_priority),
        "changes": step(Changes, goals.ask_changes, goals.answer_changes, goals.write_change),
        "groups": step(Groups, goals.ask_groups, goals.answer_groups),
        "needs": step(Needs, levels.ask_needs, levels.answer_needs, levels.write_need),
        "kindof": step(KindOf, levels.ask_kind, levels.answer_kind),
        "who": step(Who, levels.ask_who, levels.answer_who),
        "level": step(Level, levels.ask_level, levels.answer_level),
        "people": step(People, levels.ask_people, levels.answer_people, levels.write_people, counts=True),
        "summary": step(Summary, _ask_summary, _answer_summary),
        "part": step(Part, _ask_part, _answer_part),
        "discard": Step(Discard, _ask_discard, _answer_discard, fits=fits),
        "paused": Step(Paused, _ask_paused, _answer_paused, fits=fits),
    },
)
