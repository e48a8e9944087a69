"""Conversations as text: reading, running, comparing, writing. transcripts/README.md tells how they look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from difflib import unified_diff

import msgspec

from dialogs import keeping
from dialogs.effects import (
    Aloud,
    Appointment,
    Approve,
    Attachment,
    Began,
    CallOff,
    CheckedIn,
    Chosen,
    ContactCard,
    DropReminder,
    Effect,
    Erase,
    Finished,
    Join,
    MakeOffer,
    Picture,
    Remember,
    Remind,
    Reviewed,
    SavePlan,
    Say,
    SendOwnData,
    Speak,
    Toast,
    Used,
    Withdraw,
)
from dialogs.engine import Turn
from dialogs.events import Event, Nudged, Said, Showed, Tapped
from dialogs.state import Profile
from dialogs.text import Text, readable, render
from tests.dialogs.person import ZONE, Person, shortened, without_unit

EXPECTED = ("<<<", "===", "    ")
"""How lines begin that the companion answers; all others are put in."""
_AHEAD = re.compile(r"\+(\d+) (minute|hour|day|week)s?")
_MANY = re.compile(r"\{(.+)\*(\d+)\}")


def compare(script: str) -> str:
    """A readable difference between the transcript and what the companion says now; "" when there is none."""
    wanted, found = script.splitlines(), rewrite(script).splitlines()
    return "\n".join(unified_diff(wanted, found, "transcript", "now", n=6, lineterm=""))


def rewrite(script: str) -> str:
    """The transcript with the companion's present answers."""
    chat, lines = Chat(), []
    for line in script.splitlines():
        if line.startswith(EXPECTED):
            continue
        lines.append(line)
        lines.extend(chat.line(line))
    return "\n".join(lines) + "\n"


@dataclass
class Chat:
    """One person's chat: what was said stays on the screen with its buttons."""

    person: Person = field(default_factory=Person)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)
    """(label, label with icon, token) of every button, the newest last."""
    tapped: str = ""

    def line(self, line: str) -> list[str]:
        """Put one line in; the lines that the companion answers."""
        sign, _, rest = line.partition(" ")
        if sign == ">>>":
            return self._take(self._event(rest))
        if sign == "@":
            self._move_clock(rest)
        elif sign == "!!!":
            return self._happen(*rest.split())
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"no line of a transcript: {line!r}")
        return []

    def _happen(self, what: str, *about: str) -> list[str]:
        match what:
            case "member":
                self.person.joined(*about)
            case "role":
                assert self.person.profile is not None
                place = dict(zip(("group", "crew"), about[1:] or (None, None), strict=True))
                self.person.profile = msgspec.structs.replace(self.person.profile, role=about[0], **place)
            case "waiting":
                changes = tuple(map(int, about[2:])) or None
                self.person.import_plan(int(about[0]), int(about[1]), changes)
            case "plan":
                self.person.store_plan(*filter(None, [" ".join(about)]))
            case "other-key":
                self.person.other_party()
            case "finished":
                self.person.record = keeping.finished(self.person.record, about[0], 4, 4, 3, self.person.now.date())
            case "nudge":
                return self._take(Nudged(*about))
            case "due":
                return [said for due in self.person.due() for said in self._take(Nudged(due.item, due.reason))]
            case "without":
                self.person.content = without_unit(self.person.content, about[0])
            case "shortened":
                self.person.content = shortened(self.person.content, about[0], int(about[1]))
            case _:
                raise ValueError(f"nothing that can happen: {what!r}")
        return []

    def _move_clock(self, to: str) -> None:
        ahead = _AHEAD.fullmatch(to)
        if ahead:
            self.person.now += timedelta(**{f"{ahead[2]}s": int(ahead[1])})
        else:
            self.person.now = datetime.fromisoformat(to).replace(tzinfo=ZONE)

    def _event(self, put_in: str) -> Event:
        if put_in.startswith("["):
            return Tapped(self._token(put_in))
        if put_in.startswith("("):
            return Showed(put_in.strip("()"))
        many = _MANY.fullmatch(put_in)
        words = many[1] * int(many[2]) if many else put_in
        return Said(re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), words))

    def _token(self, put_in: str) -> str:
        label, _, which = put_in[1:].partition("]")
        if which.strip() == "(again)":
            return self.tapped
        order = self.buttons if which.strip() == "(oldest)" else list(reversed(self.buttons))
        self.tapped = next((token for plain, full, token in order if label in (plain, full)), "")
        assert self.tapped, f"there is no button [{label}]"
        return self.tapped

    def _take(self, event: Event) -> list[str]:
        turn = self.person.take(event)
        heard = readable(event.words) if isinstance(event, Said) else ""
        return list(self._shown(turn, heard))

    def _shown(self, turn: Turn, heard: str) -> Iterator[str]:
        for effect in turn.effects:
            if isinstance(effect, Say):
                yield from self._said(effect, heard)
            elif isinstance(effect, Toast):
                yield f"<<< (short) {self._words(effect.text)}"
            elif not isinstance(effect, Chosen):
                yield f"=== {happened(effect)}"
        if turn.private:
            yield "=== private"

    def _said(self, say: Say, heard: str) -> Iterator[str]:
        words = "\n".join(render(line, self.person.catalogue(), heard) for line in say.lines)
        first, *rest = words.split("\n")
        yield f"<<< {'(in place) ' if say.replace else ''}{first}"
        yield from (f"    {line}" for line in rest)
        yield from (f"    {self._brought(each)}" for each in say.attachments)
        for button in say.buttons:
            label = self._words(button.label)
            full = f"{button.icon} {label}" if button.icon else label
            self.buttons.append((label, full, button.token))
            yield f"    [{full}]"

    def _brought(self, attachment: Attachment) -> str:
        match attachment:
            case Picture():
                return f"[Bild: {self._words(attachment.alt)}]"
            case Aloud():
                return "(read aloud)"
            case ContactCard():
                return f"(contact: {attachment.name}, {attachment.function}, {attachment.phone or 'no phone'})"
            case Appointment():
                title, start = self._words(attachment.title), attachment.start.astimezone(ZONE)
                return f"(appointment: {title}, {start:%a %Y-%m-%d %H:%M}, {attachment.minutes} min)"

    def _words(self, text: Text) -> str:
        return render(text, self.person.catalogue())


def happened(effect: Effect) -> str:
    """An effect that is stored, in a few words."""
    match effect:
        case Join():
            return f"joined with the code {effect.invitation}: {_profile(effect.profile)}"
        case Remember():
            return f"remembered {_profile(effect.profile)}"
        case Finished():
            return f"finished {effect.unit}: {effect.right} of {effect.of}, sure {effect.sure}"
        case Reviewed():
            return f"reviewed {effect.unit}: {effect.right} of {effect.of}"
        case Used():
            return f"said whether {effect.unit} was used"
        case Began():
            return f"began {effect.block}"
        case CheckedIn():
            return f"checked in {effect.item}: {effect.value}"
        case Remind():
            at, until = (each.astimezone(ZONE).strftime("%a %Y-%m-%d %H:%M") for each in (effect.at, effect.not_after))
            return f"reminder {effect.item} ({effect.reason}) at {at}, until {until}"
        case DropReminder():
            return f"no reminder {effect.item}: {effect.reason}"
        case Speak():
            return f"speaks {effect.language}"
        case SendOwnData():
            return "own data as a file"
        case Approve():
            return f"approved {effect.version[:8]}"
        case Withdraw():
            return f"withdrew {effect.version[:8]}"
        case SavePlan():
            return f"saved {len(effect.draft.goals)} goals, {len(list(effect.draft.targets()))} levels"
        case MakeOffer():
            offer = effect.offer
            return f"offered {offer.block} to {', '.join(offer.groups)} at {offer.starts_at:%Y-%m-%d %H:%M} UTC"
        case CallOff():
            return f"called off {effect.number}"
        case Erase():
            return "erased"
        case _:
            raise ValueError(f"no stored effect: {effect}")


def _profile(profile: Profile) -> str:
    words = [profile.role, profile.group or "no group"]
    if profile.crew:
        words.append(f"crew {profile.crew}")
    if profile.days:
        words.append("days " + ",".join(map(str, profile.days)))
    if profile.hours:
        words.append(f"{profile.hours[0]:%H:%M}-{profile.hours[1]:%H:%M}")
    if profile.paused_until:
        words.append(f"paused until {profile.paused_until}")
    words.extend(f"{swap.on} as {swap.shift}" for swap in profile.swaps)
    words.extend(filter(None, (profile.moment, profile.pace)))
    return ", ".join([*words, "stopped"] if profile.stopped else words)
