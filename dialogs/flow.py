"""What a flow is made of: named steps that ask, and answers that move on."""

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

import msgspec

from dialogs.effects import Attachment, Effect
from dialogs.text import Text
from dialogs.world import World

D = TypeVar("D")


class Option(msgspec.Struct, frozen=True):
    """A button of a question. ``key`` is what the step's ``answer`` gets; one that begins with "/" is a command."""

    key: str
    label: Text
    icon: str = ""


class Goto(msgspec.Struct, frozen=True):
    """On to another step of the same flow."""

    step: str
    data: Any


class Again(msgspec.Struct, frozen=True):
    """The same question with other data, in place: a ticked box."""

    data: Any


class Call(msgspec.Struct, frozen=True):
    """Another flow goes on top; when it is done, this one goes on at ``back`` (None: this one is done as well)."""

    flow: str
    step: str
    data: Any
    back: Goto | None = None


class Done(msgspec.Struct, frozen=True):
    """The flow is over; what lies under it on the stack goes on."""


Move = Goto | Again | Call | Done


class Ask(msgspec.Struct, frozen=True):
    """What a step says on arrival. Without options and words to wait for, ``then`` says where it goes on at once.

    ``effects`` happen before the lines are said. ``private``: that it was asked, and what was answered, is recorded
    nowhere. ``attachments`` come with the lines; while the step's data changes in place, they stay the same.
    """

    lines: tuple[Text, ...]
    options: tuple[Option, ...] = ()
    then: Move | None = None
    effects: tuple[Effect, ...] = ()
    private: bool = False
    attachments: tuple[Attachment, ...] = ()


class Then(msgspec.Struct, frozen=True):
    """What follows from an answer: effects in order, then the move."""

    move: Move
    effects: tuple[Effect, ...] = ()


class Step(msgspec.Struct, Generic[D], frozen=True):
    """One step. ``ask`` is a function of data and world alone, so that any question can be asked again at any time.

    ``answer`` gets the key of the chosen option. ``write``, where given, gets the person's own words (cleaned, not
    empty, at most ``text.MAX_WORDS_OF_A_PERSON`` characters); nothing stores them. ``fits`` says whether the content
    that the data points at still exists. ``light``: nothing is lost when the person opens something else from here, so
    the question is let go instead of coming back afterwards. ``counts``: a number that is written is an answer, not the
    place of a button.
    """

    data: type[D]
    ask: Callable[[D, World], Ask]
    answer: Callable[[D, str, World], Then] | None = None
    write: Callable[[D, str, World], Then] | None = None
    fits: Callable[[D, World], bool] | None = None
    light: bool = False
    counts: bool = False


class Flow(msgspec.Struct, frozen=True):
    """A named set of steps. ``renamed`` maps former step names to present ones, so that old conversations go on.

    ``about`` says what a frame of this flow is about: two units can be open at once, the same one only once.
    """

    name: str
    steps: Mapping[str, Step[Any]]
    renamed: Mapping[str, str] = {}
    about: Callable[[Any], str] = lambda data: ""


class View(msgspec.Struct, frozen=True):
    """A command's answer that changes no state. ``private``: not even the turn is recorded."""

    effects: tuple[Effect, ...]
    private: bool = False


class Begin(msgspec.Struct, frozen=True):
    """A command's answer that opens a flow on top of what is open.

    ``go_on``: where the same is open already, it goes on where the person was; otherwise it starts afresh.
    """

    flow: str
    step: str
    data: Any
    effects: tuple[Effect, ...] = ()
    go_on: bool = False


class Close(msgspec.Struct, frozen=True):
    """A command's answer that closes everything open, as after leaving."""

    effects: tuple[Effect, ...]


class Resume(msgspec.Struct, frozen=True):
    """A command's answer that asks the open question again, or shows the menu when none is open.

    ``aloud``: with its words as sound.
    """

    effects: tuple[Effect, ...] = ()
    aloud: bool = False


class Command(msgspec.Struct, frozen=True):
    """``label`` stands on its button. ``before_joining``: also for people who have not joined.

    ``once``: its buttons go when one is tapped (a reminder); otherwise they stay (a menu).
    """

    label: Text
    run: Callable[[str, World], View | Begin | Close | Resume]
    before_joining: bool = False
    once: bool = False
    words: tuple[Text, ...] = ()
    """Plain words that mean the same when somebody writes them, such as "Menü"."""
