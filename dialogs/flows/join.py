"""Joining: code, language, who sees what, consent, group, working time, and the first unit at once."""

from zoneinfo import ZoneInfo

import msgspec

from dialogs import phrases
from dialogs.effects import Erase, Join, Say, Speak
from dialogs.flow import Ask, Call, Done, Flow, Goto, Move, Option, Step, Then
from dialogs.flows.code import Code, Language, ask_code, known, write_code
from dialogs.flows.contact import LANGUAGES
from dialogs.flows.duty import duties
from dialogs.flows.times import Crew
from dialogs.flows.unit_end import next_unit
from dialogs.state import Profile
from dialogs.text import Text, authored, n, t, verbatim
from dialogs.world import World

LEARN_IN_A_GROUP = frozenset({"learner", "multiplier"})
"""Roles with a group and working time; the others look at pages and get no reminders."""

PRIVACY = t(
    "🔒 Nur du siehst, was du lernst und antwortest. Dein Betrieb sieht nur Zahlen von mindestens 20 Menschen. "
    "Niemand kann dich beobachten. Deinen Namen kenne ich nicht. Deine eigenen Sätze speichere ich nicht."
)
FREEDOM = t(
    "✋ Mitmachen ist freiwillig. Mit /stopp hörst du sofort auf. Mit /meine_daten siehst du alles, was ich über dich "
    "speichere. Mit /loeschen löschst du es sofort. Niemand erfährt davon."
)
MESSAGES = 3
"""Short messages about who sees what."""


class About(msgspec.Struct, frozen=True):
    """Shows message ``number`` of the three about who sees what."""

    invited: Language
    number: int = 0


class Group(msgspec.Struct, frozen=True):
    """Asks for the group, where the code does not say it."""

    invited: Language


class Joined(msgspec.Struct, frozen=True):
    """Offers the first unit, or what the person's role is there for."""


def _ask_language(language: Language, world: World) -> Ask:
    company = world.companies[language.company]
    options = tuple(Option(code, verbatim(LANGUAGES.get(code, code))) for code in world.spoken(company))
    return Ask((t("🌍 Welche Sprache möchtest du? · Which language?"),), options)


def _answer_language(language: Language, key: str, world: World) -> Then:
    return Then(Goto("about", About(language)), (Speak(key),))


def _message(number: int, company: str) -> Text:
    if number == 0:
        return t(
            "👋 Ich bin dein Lern-Begleiter bei {company}. Ich bin ein Programm, kein Mensch. Ich bringe dir kurze "
            "Lern-Einheiten von 2 bis 5 Minuten. Ich schreibe dir nur in deiner bezahlten Arbeits-Zeit.",
            company=verbatim(company),
        )
    return PRIVACY if number == 1 else FREEDOM


def _ask_about(about: About, world: World) -> Ask:
    line = _message(about.number, world.companies[about.invited.company].name)
    if about.number < MESSAGES - 1:
        return Ask((line,), (Option("next", t("Weiter"), "▶️"),))
    yes, no = Option("yes", t("Ja, ich mache mit"), "✅"), Option("no", t("Nein, danke"), "✖️")
    return Ask((line, t("Machst du mit?")), (yes, no))


def _answer_about(about: About, key: str, world: World) -> Then:
    if key == "next":
        return Then(Goto("about", About(about.invited, about.number + 1)))
    if key == "no":
        return Then(
            Done(), (Say((t("In Ordnung. Ich habe nichts über dich gespeichert."), phrases.START_AGAIN)), Erase())
        )
    return Then(Goto("group", Group(about.invited)))


def _ask_group(group: Group, world: World) -> Ask:
    invited, groups = group.invited, world.companies[group.invited.company].groups
    if invited.role not in LEARN_IN_A_GROUP or any(each.id == invited.group for each in groups):
        return Ask((), effects=(_join(invited, invited.group, world),), then=_after(invited))
    return Ask((t("In welcher Gruppe arbeitest du?"),), tuple(Option(g.id, verbatim(g.name), "👥") for g in groups))


def _answer_group(group: Group, key: str, world: World) -> Then:
    return Then(_after(group.invited), (_join(group.invited, key, world),))


def _join(invited: Language, group: str | None, world: World) -> Join:
    today = world.now.astimezone(ZoneInfo(world.companies[invited.company].time_zone)).date()
    return Join(invited.invitation, Profile(invited.company, group, invited.role, today))


def _after(invited: Language) -> Move:
    joined = Goto("joined", Joined())
    return Call("times", "crew", Crew(), back=joined) if invited.role in LEARN_IN_A_GROUP else joined


def _ask_joined(joined: Joined, world: World) -> Ask:
    ready, later = t("🎉 Du bist dabei."), Option("later", t("Später"), "⏰")
    tasks = tuple(Option(each.token, each.label, each.icon) for each in duties(world))
    if tasks and world.me().role not in LEARN_IN_A_GROUP:
        return Ask((ready, t("Das kannst du hier tun:")), (*tasks, later))
    unit = next_unit(world)
    if unit is None:
        return Ask((ready, t("Ich melde mich, sobald es eine Lern-Einheit gibt.")), then=Done())
    offer = n(
        "Deine erste Lern-Einheit: {title}. Das dauert {minutes} Minute.",
        "Deine erste Lern-Einheit: {title}. Das dauert {minutes} Minuten.",
        minutes=unit.minutes,
        title=authored(unit.title),
    )
    now = Option(f"/lernen {unit.id}", t("Jetzt anfangen"), "▶️")
    return Ask((ready, offer), (now, *tasks, later))


def _answer_joined(joined: Joined, key: str, world: World) -> Then:
    reminded = t("Gut. Ich melde mich in deiner Arbeits-Zeit. Im Menü findest du alles.")
    said = reminded if world.working_time() else t("Gut. Im Menü findest du alles.")
    return Then(Done(), (Say((said,)),))


def _has_joined(joined: Joined, world: World) -> bool:
    return world.profile is not None


def _still_invited(step: About | Group, world: World) -> bool:
    return known(step.invited, world)


FLOW = Flow(
    "join",
    {
        "code": Step(Code, ask_code, write=write_code),
        "language": Step(Language, _ask_language, _answer_language, fits=known),
        "about": Step(About, _ask_about, _answer_about, fits=_still_invited),
        "group": Step(Group, _ask_group, _answer_group, fits=_still_invited),
        "joined": Step(Joined, _ask_joined, _answer_joined, fits=_has_joined, light=True),
    },
)
