"""Updates as Telegram sends them, decoded for just the fields that are used."""

import msgspec

from bot.exchange import Inbound
from dialogs.events import Event, Said, Showed, Tapped

Media = msgspec.Raw | msgspec.UnsetType
UNSET = msgspec.UNSET


class Chat(msgspec.Struct):
    """Where a message was written; only ``private`` chats are answered."""

    id: int
    type: str


class User(msgspec.Struct):
    """Who wrote; only the language of their app is looked at."""

    language_code: str = ""


class Message(msgspec.Struct):
    """A message; of media it only matters that there is one. ``caption`` are the words under one of them."""

    message_id: int
    chat: Chat
    from_: User | None = msgspec.field(default=None, name="from")
    text: str | None = None
    caption: str | None = None
    photo: Media = UNSET
    voice: Media = UNSET
    sticker: Media = UNSET
    document: Media = UNSET


class Callback(msgspec.Struct):
    """A tap on a button under ``message``."""

    id: str
    from_: User = msgspec.field(name="from")
    message: Message | None = None
    data: str | None = None


class Update(msgspec.Struct):
    """One update; both parts are missing when it is of a kind that this bot does not ask for."""

    update_id: int
    message: Message | None = None
    callback_query: Callback | None = None

    @property
    def chat(self) -> Chat | None:
        """The private chat that it comes from; None for every other place."""
        message = self.callback_query.message if self.callback_query else self.message
        return message.chat if message is not None and message.chat.type == "private" else None


class Updates(msgspec.Struct):
    """The answer to getUpdates."""

    result: list[msgspec.Raw]


class Numbered(msgspec.Struct):
    """Just the number, for an update that cannot be read otherwise."""

    update_id: int


decode = msgspec.json.Decoder(Update).decode
Unreadable = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What ``decode`` raises: no JSON, of another shape, or nested without end."""
decode_updates = msgspec.json.Decoder(Updates).decode
decode_number = msgspec.json.Decoder(Numbered).decode

_KINDS = ("photo", "voice", "sticker", "document")


def source_of(bot_id: str) -> str:
    """The name of a bot among the sources of events."""
    return f"telegram:{bot_id}"


def inbound(update: Update, source: str) -> Inbound | None:
    """What happened to the conversation; None for what is no private message or tap."""
    chat = update.chat
    if chat is None:
        return None
    tap = update.callback_query
    if tap is not None:
        event: Event = Tapped(tap.data or "")
        user: User | None = tap.from_
    else:
        assert update.message is not None
        event, user = _event(update.message), update.message.from_
    return Inbound(source, str(update.update_id), str(chat.id), event, user.language_code if user else "")


def _event(message: Message) -> Event:
    if message.text is not None:
        return Said(message.text)
    kind = next((name for name in _KINDS if getattr(message, name) is not UNSET), "other")
    return Showed("file" if kind == "document" else kind)
