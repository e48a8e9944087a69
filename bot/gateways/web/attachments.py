"""Pictures and files as the page shows them, the same with its script and without."""

from typing import TypedDict
from urllib.parse import quote

from bot.exchange import Attached, Drawing, Message


class Shown(TypedDict):
    """``src`` of a picture or ``href`` of a file to save as ``name``; ``text`` says what it is."""

    src: str
    href: str
    name: str
    text: str


def shown(message: Message) -> list[Shown]:
    """All attachments of a message, in order."""
    return [_shown(each) for each in message.attachments]


def _shown(attached: Attached) -> Shown:
    if isinstance(attached, Drawing):
        return Shown(src=f"/picture/{quote(attached.name)}.svg", href="", name="", text=attached.alt)
    # The whole file is in its address: nothing has to be fetched, and nothing stays on the server.
    href = f"data:{attached.media_type};charset=utf-8,{quote(attached.content)}"
    return Shown(src="", href=href, name=attached.name, text=attached.label)
