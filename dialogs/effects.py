"""What a turn wants to happen. Values only: the shell makes them true in the turn's transaction, or delivers them."""

from datetime import datetime

import msgspec

from content.plan.draft import Draft
from dialogs.offers import Offer
from dialogs.state import Profile
from dialogs.text import Text


class Button(msgspec.Struct, frozen=True, array_like=True):
    """``token`` comes back when it is tapped (at most 64 bytes); one that begins with "/" works for ever."""

    label: Text
    token: str
    icon: str = ""


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """The drawing ``name`` of content/pictures; ``alt`` says in words what it shows."""

    name: str
    alt: Text


class ContactCard(msgspec.Struct, frozen=True, tag="contact"):
    """A colleague who consented to be published, for the address book. ``phone`` "" where there is none."""

    name: str
    function: str
    phone: str = ""


class Appointment(msgspec.Struct, frozen=True, tag="appointment"):
    """For the person's own calendar, which colleagues may see: ``title`` names nothing private. ``start`` is aware."""

    title: Text
    start: datetime
    minutes: int


class Aloud(msgspec.Struct, frozen=True, tag="aloud"):
    """The message itself as sound, or one sentence where there is no recording of it."""


Attachment = Picture | ContactCard | Appointment | Aloud
"""What a message can bring besides its words."""


class Say(msgspec.Struct, frozen=True, tag="say"):
    """One message: ``lines`` are its paragraphs. ``replace``: it takes the place of the message that was tapped.

    ``private``: that it was said is recorded nowhere, nor what it answered. ``veiled``: the index of the line that a
    notification on a locked screen must not show.
    """

    lines: tuple[Text, ...]
    buttons: tuple[Button, ...] = ()
    replace: bool = False
    private: bool = False
    attachments: tuple[Attachment, ...] = ()
    veiled: int | None = None


class Chosen(msgspec.Struct, frozen=True, tag="chosen"):
    """The tapped question is answered: its buttons go and ``label`` is shown under it as the person's choice."""

    label: Text
    icon: str = ""


class Toast(msgspec.Struct, frozen=True, tag="toast"):
    """A short word on a tap that changed nothing; disappears by itself where the messenger can do that."""

    text: Text


class SendOwnData(msgspec.Struct, frozen=True, tag="own_data"):
    """Give the person everything that is stored about them, as a file."""


class Join(msgspec.Struct, frozen=True, tag="join"):
    """Take one use of the invitation and make the person a learner with this profile."""

    invitation: str
    profile: Profile


class Speak(msgspec.Struct, frozen=True, tag="speak"):
    """From now on in this language."""

    language: str


class Remember(msgspec.Struct, frozen=True, tag="remember"):
    """The profile is now this one; reminders that it moves are planned anew."""

    profile: Profile


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """A unit was finished: ``right`` of ``of`` questions; ``sure`` 1 (not), 2 (rather) or 3 (very)."""

    unit: str
    right: int
    of: int
    sure: int


class Reviewed(msgspec.Struct, frozen=True, tag="reviewed"):
    """The questions for later of a unit were answered, ``right`` of ``of``."""

    unit: str
    right: int = 0
    of: int = 0


class Used(msgspec.Struct, frozen=True, tag="used"):
    """The person said whether they used a unit at work."""

    unit: str


class Began(msgspec.Struct, frozen=True, tag="began"):
    """A building block was begun: the next time, another of its runs comes."""

    block: str


class CheckedIn(msgspec.Struct, frozen=True, tag="checked_in"):
    """A check-in item was answered: 0 never, 1 once, 2 several times, 3 every working week, None does not fit."""

    item: str
    value: int | None


class Remind(msgspec.Struct, frozen=True, tag="remind"):
    """Come back with ``item`` (see ``Nudged``) at ``at``, at the latest at ``not_after``; replaces an older one."""

    item: str
    at: datetime
    not_after: datetime
    reason: str


class DropReminder(msgspec.Struct, frozen=True, tag="drop_reminder"):
    """Do not come back with this item; ``reason`` goes to the delivery log."""

    item: str
    reason: str


class Approve(msgspec.Struct, frozen=True, tag="approve"):
    """The person's party approves the version of the plan with this hash; the change log gets an entry."""

    version: str


class Withdraw(msgspec.Struct, frozen=True, tag="withdraw"):
    """The person's party withdraws its approval of that version; the change log gets an entry."""

    version: str


class SavePlan(msgspec.Struct, frozen=True, tag="save_plan"):
    """The newest version of the plan with this draft becomes a version of its own; the change log gets an entry."""

    draft: Draft


class MakeOffer(msgspec.Struct, frozen=True, tag="make_offer"):
    """The groups hear of it, each person in their working time; it gets its number here."""

    offer: Offer


class CallOff(msgspec.Struct, frozen=True, tag="call_off"):
    """The offer with this number does not take place; whoever has heard of it is told."""

    number: int


class Erase(msgspec.Struct, frozen=True, tag="erase"):
    """Delete the person and everything about them at once."""


Delivered = Say | Chosen | Toast | SendOwnData
"""Effects that reach the person through a gateway."""

Stored = (
    Join
    | Speak
    | Remember
    | Finished
    | Reviewed
    | Used
    | Began
    | CheckedIn
    | Remind
    | DropReminder
    | Approve
    | Withdraw
    | SavePlan
    | MakeOffer
    | CallOff
    | Erase
)
"""Effects that the turn's transaction makes true."""

Effect = Delivered | Stored
