"""What the workshop's steps hold, and what they have in common: the way back, the pause, pages, and checks of words."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from content.plan.draft import Aim, Draft, Ground, Need
from content.plan.person_names import speaks_of_a_person
from dialogs.effects import Say
from dialogs.flow import Again, Ask, Goto, Option, Step, Then
from dialogs.text import Text, t, verbatim
from dialogs.world import World

MOST_GOALS = 12
MOST_IN_A_GOAL = 8
"""Changes, or competences, of one goal."""
LONGEST_LABEL = 40
ON_A_PAGE = 6
BACK, NEXT, PAUSE, PAGE = "back", "next", "pause", "page"


class _Held(msgspec.Struct, frozen=True, tag=True):
    """``fixing``: one part is corrected, and the summary comes after it."""

    draft: Draft
    fixing: bool = False


class Vision(_Held, frozen=True, tag=True):
    """Asks for the vision."""


class Goals(_Held, frozen=True, tag=True):
    """Asks for a goal, or whether that is all."""


class Horizon(_Held, frozen=True, tag=True):
    """Asks by when the last goal shall be reached."""


class Priority(_Held, frozen=True, tag=True):
    """Asks how important the last goal is."""


class Changes(_Held, frozen=True, tag=True):
    """Asks what changes in the work because of a goal."""

    goal: int = 0


class Groups(_Held, frozen=True, tag=True):
    """Asks whose work changes so (the goal's last change)."""

    goal: int = 0


class Needs(_Held, frozen=True, tag=True):
    """Asks which competences a goal needs."""

    goal: int = 0
    page: int = 0


class KindOf(_Held, frozen=True, tag=True):
    """Asks what kind of competence the goal's last one is."""

    goal: int = 0


class Who(_Held, frozen=True, tag=True):
    """Asks which groups need a competence."""

    goal: int = 0
    need: int = 0
    groups: tuple[str, ...] = ()


class Level(_Held, frozen=True, tag=True):
    """Asks which level these groups need."""

    goal: int = 0
    need: int = 0
    groups: tuple[str, ...] = ()


class People(_Held, frozen=True, tag=True):
    """Asks how many people need that level."""

    goal: int = 0
    need: int = 0
    groups: tuple[str, ...] = ()
    level: int = 0


class Summary(_Held, frozen=True, tag=True):
    """Shows everything and asks whether to save it."""


class Part(_Held, frozen=True, tag=True):
    """Asks which part is to be corrected."""


class Discard(_Held, frozen=True, tag=True):
    """Asks whether the draft shall really go."""


At = (
    Vision | Goals | Horizon | Priority | Changes | Groups | Needs
    | KindOf | Who | Level | People | Summary | Part | Discard
)  # fmt: skip
A = TypeVar("A", bound=At)
Answer = Callable[[A, str, World], Then]


class Paused(msgspec.Struct, frozen=True):
    """Waits; ``at`` is where it goes on."""

    at: At


def to(data: At) -> Goto:
    """On to the step with this data: steps are named as their data."""
    return Goto(type(data).__name__.lower(), data)


def moved(data: At) -> Then:
    """An answer that only leads on."""
    return Then(to(data))


def ground(world: World) -> Ground:
    """The plan that the workshop extends."""
    assert world.workshop is not None, "the steps of this flow fit only while there is a plan"
    return world.workshop


def fits(data: object, world: World) -> bool:
    """Whether the person may still go on, and has a plan to go on with."""
    return world.workshop is not None


def asked(part: int, lines: Sequence[Text], options: Sequence[Option], back: bool = True) -> Ask:
    """A question of one of the six parts. Nothing of it is recorded: its words are the company's."""
    ways = (Option(BACK, t("Zurück"), "↩️"),) if back else ()
    head = t("🧭 Werkstatt, Teil {n} von {of}", n=part, of=6)
    return Ask((head, *lines), (*options, *ways, Option(PAUSE, t("Pause – später weiter"), "⏸️")), private=True)


def paused(at: At) -> Then:
    """The draft waits."""
    return Then(Goto("paused", Paused(at)))


def step(
    data: type[A],
    ask: Callable[[A, World], Ask],
    answer: Answer[A],
    write: Answer[A] | None = None,
    counts: bool = False,
) -> Step[A]:
    """A step at whose question the draft can be left waiting, by the button that every one of them has."""

    def answered(at: A, key: str, world: World) -> Then:
        return paused(at) if key == PAUSE else answer(at, key, world)

    return Step(data, ask, answered, write, fits, counts=counts)


def short(text: str) -> Text:
    """The company's words on a button."""
    return verbatim(text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…")


def cleaned(words: str) -> str:
    """On one line."""
    return " ".join(words.split())


def refused(at: At, words: str, has: int = 0, most: int = 0) -> Then | None:
    """The answer to words that cannot be taken, with the same question again; None when they can."""
    if speaks_of_a_person(words):
        said = t("Das sieht aus wie der Name eines Menschen. Der Plan kennt nur Gruppen. Bitte schreib es ohne Namen.")
    elif most and has >= most:
        said = t("Mehr als {most} gehen hier nicht. Entferne erst etwas.", most=most)
    else:
        return None
    return Then(Again(at), (Say((said,), private=True),))


def ticked(chosen: tuple[str, ...], one: str) -> tuple[str, ...]:
    """With that one where it was not, without it where it was."""
    return tuple(each for each in chosen if each != one) if one in chosen else (*chosen, one)


def boxes(world: World, chosen: tuple[str, ...]) -> list[Option]:
    """A button for every group of the plan."""
    known = ground(world).groups
    return [Option(f"g:{n}", short(each.name), "☑️" if each.id in chosen else "⬜") for n, each in enumerate(known)]


def group_of(key: str, world: World) -> str:
    """The id of the group whose box was tapped."""
    return ground(world).groups[int(key[2:])].id


def competence_name(need: Need, world: World) -> str:
    """As people call it."""
    known = (each.name for each in ground(world).competences if each.id == need.known)
    return need.name or next(known, need.known)


def with_goal(draft: Draft, index: int, aim: Aim) -> Draft:
    """The draft with another goal in that place."""
    return replace(draft, goals=(*draft.goals[:index], aim, *draft.goals[index + 1 :]))
