"""What gateways and turns exchange: a person's event in, rendered messages out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dialogs.events import Event


@dataclass(frozen=True, slots=True)
class Reach:
    """The person has blocked the companion in this messenger (``open`` False) or let it in again."""

    open: bool


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event from a messenger.

    ``source`` names the gateway and its bot (``telegram:<bot id>``, ``web``, ``console``); ``key`` is unique within it
    for ever, so that the same update changes nothing when it comes again. ``address`` finds the person again: a chat
    id, a session token. ``language`` is what the client says it speaks ("" unknown), used before the person has chosen.
    ``company`` is the only one whose people are served there ("": all).
    """

    source: str
    key: str
    address: str
    event: Event | Reach
    language: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of content/pictures by its ``name``; ``alt`` says in words what it shows.

    ``caption`` are the same words, marked as those of a picture, for where they stand among others.
    """

    name: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class File:
    """A file for the person. ``label`` says in words what it is, ``name`` is what it is saved as."""

    label: str
    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CardFile(File):
    """A vCard (version 3.0, UTF-8). ``person`` and ``phone`` ("" none) for messengers with contacts of their own."""

    person: str
    phone: str


@dataclass(frozen=True, slots=True)
class CalendarFile(File):
    """An iCalendar file with one event."""


@dataclass(frozen=True, slots=True)
class AudioFile(File):
    """The words of a message as sound: Ogg Opus or WAV."""


Attached = Drawing | CardFile | CalendarFile | AudioFile
"""What a message brings besides its words, as gateways need it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message, rendered. ``buttons`` are (label with icon, token). ``replace``: edits the tapped message.

    ``veiled`` is the paragraph of ``text`` that a notification must not show; "" for none.
    """

    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    replace: bool = False
    attachments: tuple[Attached, ...] = ()
    veiled: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a turn answers, rendered in the person's language.

    ``turn`` is its number in the person's history (0: not recorded). ``chosen`` is the label under the answered
    question, whose buttons go. ``toast`` is a short word on a tap. ``own_data`` is a JSON file for the person.
    ``protected``: the company wants its messages neither forwarded nor saved. ``commands`` are (name, words) of what
    the person can do from now on; () when they have left, None when nothing changed or the reply is a repeated one.
    ``answered``: the event came again after ``Turns.answered``; nothing is to be sent.
    """

    turn: int
    language: str
    messages: tuple[Message, ...] = ()
    chosen: str | None = None
    toast: str | None = None
    own_data: bytes | None = None
    protected: bool = False
    commands: tuple[tuple[str, str], ...] | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """All that a locked screen may show of a reminder: kind and minutes, in the person's language.

    ``until``: the end of paid time, or what else makes it pointless afterwards.
    """

    title: str
    words: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """One recorded turn as the web chat shows it again. ``heard`` is the tapped label, or None for a reminder;
    the person's own words are stored nowhere, so ``own_words`` only says that there were some. ``notice`` is for a
    reminder on its way, where it cannot be shown itself."""

    turn: int
    at: str
    heard: str | None
    own_words: bool
    reply: Reply
    notice: Notice | None = None


Answered = Callable[[Reply, BaseException | None], None]
"""Gets the reply; it counts only when the error is None."""
Begin = Callable[[Inbound, Answered], None]
"""``Turns.take`` without a coroutine: the second argument is called on the loop, after the commit."""


class Turns(Protocol):
    """The one way into a conversation, the same for every gateway."""

    async def take(self, inbound: Inbound) -> Reply:
        """Read, decide and write in one transaction; returns after the commit. The same key again gives the stored
        reply. Raises ``storage.database.Unavailable`` when the database cannot be written."""

    async def answered(self, inbound: Inbound) -> None:
        """All of the reply has been sent: the event needs none when it comes again. Raises like ``take``."""

    async def history(self, source: str, address: str, after: int = 0, limit: int = 50) -> tuple[Past, ...]:
        """The last recorded turns of the person at that address with a number above ``after``, oldest first."""

    async def joined(self, source: str, address: str) -> bool:
        """Whether there is a learner at that address."""


class Browsers(Protocol):
    """Which closed browsers may be woken by Web Push: at most one for each web chat, and each for one web chat."""

    @property
    def public_key(self) -> str:
        """What a browser binds its consent to (VAPID, RFC 8292): an uncompressed P-256 point in base64url."""

    async def add(self, source: str, address: str, endpoint: str, subscription: str) -> bool:
        """From now on. ``subscription`` is the browser's JSON, with that endpoint; False when nobody is there."""

    async def remove(self, source: str, address: str) -> None:
        """Not any more."""
