"""What can happen to a conversation. Gateways translate their messenger's language into these values."""

import msgspec


class Said(msgspec.Struct, frozen=True, tag="said"):
    """The person wrote something; may be a command such as ``/start K7QM-2F4X``."""

    words: str


class Tapped(msgspec.Struct, frozen=True, tag="tapped"):
    """The person tapped a button; ``token`` is what the button carried."""

    token: str


class Showed(msgspec.Struct, frozen=True, tag="showed"):
    """The person sent something that is not text: ``kind`` is photo, voice, sticker, file or other. Never fetched."""

    kind: str


class Nudged(msgspec.Struct, frozen=True, tag="nudged"):
    """The time of a reminder has come; ``reason`` is one of ``dialogs.rules.choice.Kind``.

    ``item`` is ``unit:<id>``, ``block:<id>`` or one of them with ``/<step>``, ``review:<unit>``, ``checkin:<block>``,
    ``transfer:<unit>`` (was it used at work?), ``plan:<unit>`` (did the if-then plan work?), ``ask:less`` or
    ``approval`` (a version of the plan waits for the person's key).
    """

    item: str
    reason: str


Event = Said | Tapped | Showed | Nudged


def command_of(event: Event) -> tuple[str, str] | None:
    """(name, argument) when the event is a command, written or on a button.

    The name comes without its slash and with hyphens for underscores.
    """
    words = event.words if isinstance(event, Said) else event.token if isinstance(event, Tapped) else ""
    if not words.startswith("/"):
        return None
    name, *argument = words[1:].strip().split(maxsplit=1) or [""]
    return name.partition("@")[0].lower().replace("_", "-"), "".join(argument)
