"""What is learned and who learns it, as immutable values.

Every text is a source string in plain German; it is its own key in the catalogues. Shapes follow the files in
content/units, content/blocks and content/companies; ``content.reader`` builds them and names every problem.
"""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Id = str
"""Lower-case ASCII letters, digits and hyphens; stable for ever, since learners' records point at it."""


class Value(BaseModel):
    """Base of all content: frozen, and a misspelt field is an error instead of a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Value):
    """One possible answer; ``why`` explains it whether it is right or wrong."""

    text: str
    right: bool = False
    why: str


class Image(Value):
    """The drawing ``file`` of content/pictures, without its ending; ``alt`` says in words what it shows."""

    file: Id
    alt: str


class Card(Value):
    """One message of at most 60 words. ``picture`` is an emoji sign shown before the text, ``image`` a drawing."""

    kind: Literal["card"] = "card"
    text: str
    picture: str = ""
    image: Image | None = None


class Question(Value):
    """A question about a situation at work.

    ``single``: exactly one option is right; ``multiple``: several can be. ``order``: the options stand in their right
    order and are tapped in it. ``decide``: what would you do? No option is marked right; each tells what follows.
    """

    kind: Literal["single", "multiple", "order", "decide"]
    text: str
    options: tuple[Option, ...] = Field(min_length=2, max_length=6)
    again_in_days: int | None = Field(default=None, ge=1, le=90)
    """In a unit's steps: so many days after it was answered, a reminder asks it once more."""


def _step_kind(value: object) -> str:
    kind = value.get("kind", "card") if isinstance(value, dict) else getattr(value, "kind", "card")
    return "question" if kind in ("single", "multiple", "order", "decide") else str(kind)


Step = Annotated[
    Annotated[Card, Tag("card")] | Annotated[Question, Tag("question")],
    Discriminator(_step_kind),
]
"""A card or a question. Told apart by ``kind`` first, so that a mistake is reported once and not for both."""


class Unit(Value):
    """A micro-unit of 2 to 5 minutes: cards and questions in order, then an optional if-then plan."""

    id: Id
    title: str
    icon: str
    competence: Id
    """What it helps to be able to do: an id of content/competences.yaml."""
    sources: tuple[str, ...] = ()
    """Where its facts come from; for authors, never shown to learners."""
    minutes: int = Field(ge=1, le=10)
    steps: tuple[Step, ...] = Field(min_length=1)
    review: tuple[Question, ...] = ()
    """Questions for later, about the same thing in another situation."""
    plan: str | None = None
    """The invitation to an if-then plan, e.g. "Wann probierst du es aus?". None: the unit asks for none."""
    safety: bool = False
    approved_by: str | None = None
    """Who released safety-relevant content; required when ``safety``."""

    def __hash__(self) -> int:
        return hash(self.id)


class Choice(Value):
    """A button of an authored step: an icon and a word, and where it leads.

    To a step (``to``) or into another building block (``block``). ``mark`` remembers for the rest of this run that it
    was chosen.
    """

    icon: str = ""
    text: str
    to: str | None = None
    block: Id | None = None
    mark: Id | None = None


When = Id
"""A condition: ``night`` (the person works nights now), ``part-time``, ``multiplier``, or a mark set in this run."""


class Variant(Value):
    """Another wording of a step for those it fits."""

    when: When
    text: str


class Case(Value):
    """Another way on for those it fits."""

    when: When
    to: str


class BlockStep(Value):
    """One step of an authored dialog.

    Exactly one way on: ``choices`` (buttons), ``write`` (the person's own words lead to that step; they are never
    stored), ``to`` (go straight on; the first of ``cases`` that fits goes first), ``runs`` (go straight on to one of
    these, another one each time the block is begun), ``end`` (the dialog is over). The first of ``variants`` that fits
    takes the place of ``text``. ``repeat_words`` says the person's words back once.
    ``then_in_days`` plans a reminder that opens the step ``then_at`` after so many days.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    write: str | None = None
    to: str | None = None
    cases: tuple[Case, ...] = ()
    runs: tuple[str, ...] = ()
    end: bool = False
    variants: tuple[Variant, ...] = ()
    repeat_words: bool = False
    contact: bool = False
    """Shows the multipliers of the person's group as cards under the text."""
    then_in_days: int | None = Field(default=None, ge=1, le=90)
    then_at: str | None = None


class CheckInItem(Value):
    """A self-assessment statement, answered on the scale of ``dialogs.flows.checkin``."""

    id: Id
    text: str


class Guide(Value):
    """What a multiplier needs to run the block: the printed side of it."""

    aim: str
    this_week: str
    session: tuple[str, ...] = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=1)
    checklist: tuple[str, ...] = Field(min_length=1)
    avoid: tuple[str, ...] = Field(min_length=1)


class Block(Value):
    """A building block: an authored dialog, its check-in items and the multiplier's guide."""

    id: Id
    title: str
    icon: str
    sources: tuple[str, ...] = ()
    minutes: int = Field(ge=1, le=10)
    private: bool = False
    """Nobody can find out that it was used: its messages are recorded nowhere."""
    start: str
    steps: dict[str, BlockStep]
    check_in: tuple[CheckInItem, ...] = ()
    guide: Guide


class Hours(Value):
    """From ``start`` to ``end`` in company time; ``end`` before or at ``start`` means the next day."""

    start: time
    end: time


class Break(Hours):
    pass


class Shift(Hours):
    """Paid hours of one day."""

    name: str
    breaks: tuple[Break, ...] = ()
    core: Hours | None = None
    """With flexitime, the hours in which everybody works: only they are surely paid."""
    standby: Hours | None = None
    """On call at home: no working time in which somebody may be written to."""

    def __hash__(self) -> int:
        return hash((self.name, self.start, self.end))


class ShiftModel(Value):
    """A repeating cycle of days. ``cycle`` has one letter per day: a key of ``shifts``, or "o" for a free day.

    ``anchor`` is the date of the cycle's first day for a crew with offset 0. A crew with offset n is n days later in
    the rotation: on date d it works ``cycle[(d - anchor - n) mod len(cycle)]``.
    """

    id: Id
    name: str
    anchor: date
    cycle: str = Field(pattern=r"^[A-Za-z]+$")
    shifts: dict[str, Shift]
    crews: dict[str, int] = Field(min_length=1)
    """Crew name to offset in days. One entry: everybody in the group works alike."""


class ExceptionalDay(Value):
    """On that day these people work another shift, or none (``shift`` None: the plant is shut).

    ``people`` are groups or crews of them (``zerspanung``, ``zerspanung/A``); none: everybody.
    """

    day: date
    shift: Shift | None = None
    people: tuple[str, ...] = ()

    def concerns(self, group: Id, crew: str) -> bool:
        """Whether that crew of that group is meant."""
        return not self.people or group in self.people or f"{group}/{crew}" in self.people


class Group(Value):
    """``busy_weeks``: ISO weeks in which it has no time to learn, so that nothing is sent unasked."""

    id: Id
    name: str
    site: str
    headcount: int = Field(ge=1)
    part_time: int = Field(default=0, ge=0)
    shift_model: Id
    busy_weeks: tuple[Annotated[int, Field(ge=1, le=53)], ...] = ()


class Multiplier(Value):
    """A colleague who consented to be published as a contact for ``groups``. ``contact`` is how to reach them.

    ``phone``, for address books: international (+49 …) or the digits of an internal number.
    """

    name: str
    function: str
    groups: tuple[Id, ...] = Field(min_length=1)
    languages: tuple[str, ...] = Field(min_length=1)
    contact: str
    phone: str | None = None


class Messenger(Value):
    """How messengers treat what people get here. ``protect_content``: it can be neither forwarded nor saved."""

    protect_content: bool = False


Channel = Literal["web", "telegram"]


class Policy(Value):
    """What was agreed on about reminders. Stricter than the program's limits is possible, looser not.

    Minutes count from the start and the end of a shift; days and weeks are whole ones.
    """

    channels: tuple[Channel, ...] = Field(default=("web", "telegram"), min_length=1)
    """Where reminders may go; whoever writes elsewhere still gets answers there."""
    pushes_per_week: int = Field(default=3, ge=1, le=3)
    after_shift_start: int = Field(default=30, ge=30, le=240)
    before_shift_end: int = Field(default=20, ge=20, le=240)
    rest_from: time = time(2)
    rest_until: time = time(5)
    delivery_log_days: int = Field(default=14, ge=1, le=14)
    idle_dialog_days: int = Field(default=30, ge=1, le=30)


class PlanEntry(Value):
    """In ISO week ``week`` of ``year`` (None: of every year) the group gets this unit or building block."""

    week: int = Field(ge=1, le=53)
    year: int | None = None
    group: Id
    unit: Id | None = None
    block: Id | None = None

    def covers(self, year: int, week: int) -> bool:
        """Whether this entry counts in ISO week ``week`` of ISO year ``year``."""
        return self.week == week and self.year in (None, year)


class Agreement(Value):
    """The works agreement under which reminders may be sent, and who approved this plan on which day."""

    reference: str
    valid_from: date
    valid_until: date
    employer_approved: date | None = None
    works_council_approved: date | None = None


class Company(Value):
    """A company as its file describes it: group figures and published contacts, never learners."""

    id: Id
    name: str
    about: str
    federal_state: str
    local_holidays: Literal["none", "catholic", "augsburg"] = "none"
    """Public holidays of the municipality: Assumption Day in Bavaria and Corpus Christi in Saxony and Thuringia where
    most people are Catholic; those two and the peace festival in Augsburg."""
    time_zone: str
    languages: tuple[str, ...] = Field(min_length=1)
    sites: tuple[str, ...] = Field(min_length=1)
    plant_holidays: tuple[date, ...] = ()
    calendar: str | None = None
    """Name of an iCalendar file beside this one, whose days are added to ``exceptional_days``."""
    exceptional_days: tuple[ExceptionalDay, ...] = ()
    shift_models: tuple[ShiftModel, ...]
    groups: tuple[Group, ...] = Field(min_length=1)
    multipliers: tuple[Multiplier, ...] = ()
    messenger: Messenger = Messenger()
    policy: Policy = Policy()
    agreement: Agreement
    plan: tuple[PlanEntry, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)

    def group(self, group_id: Id) -> Group:
        """The group with that id; KeyError when the company has none."""
        return {group.id: group for group in self.groups}[group_id]

    def shift_model(self, group_id: Id) -> ShiftModel:
        """The shift model of a group; KeyError when the group is unknown."""
        wanted = self.group(group_id).shift_model
        return {model.id: model for model in self.shift_models}[wanted]


class Competence(Value):
    """Something that people at work are able to do."""

    id: Id
    name: str
    icon: str
    kind: Literal["professional", "methodical", "social", "personal", "digital", "sustainable"]


class Competences(Value):
    """The file content/competences.yaml, in the order in which they are shown."""

    competences: tuple[Competence, ...]


class Library(Value):
    """All that can be learned, by id."""

    units: dict[Id, Unit]
    blocks: dict[Id, Block]
    competences: dict[Id, Competence] = {}
