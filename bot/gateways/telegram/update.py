"""Updates as Telegram sends them, decoded for just the fields that are used."""

import msgspec

from bot.exchange import Inbound, Reach
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


class Member(msgspec.Struct):
    """The bot in a chat: ``kicked`` once the person has blocked it."""

    status: str


class Membership(msgspec.Struct):
    """The person has blocked the bot or let it in again."""

    chat: Chat
    new_chat_member: Member


class Update(msgspec.Struct):
    """One update; all parts are missing when it is of a kind that this bot does not ask for."""

    update_id: int
    message: Message | None = None
    callback_query: Callback | None = None
    my_chat_member: Membership | None = None

    @property
    def chat(self) -> Chat | None:
        """The private chat that it comes from; None for every other place."""
        place = self.callback_query.message if self.callback_query else self.message or self.my_chat_member
        return place.chat if place is not None and place.chat.type == "private" else None


class Updates(msgspec.Struct):
    """The answer to getUpdates."""

    result: list[msgspec.Raw]


class Numbered(msgspec.Struct):
    """Just the number, for an update that cannot be read otherwise."""

    update_id: int


KINDS = ("message", "callback_query", "my_chat_member")
"""What Telegram is asked to send."""

decode = msgspec.json.Decoder(Update).decode
Unreadable = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What ``decode`` raises: no JSON, of another shape, or nested without end."""
decode_updates = msgspec.json.Decoder(Updates).decode
decode_number = msgspec.json.Decoder(Numbered).decode

_KINDS = ("photo", "voice", "sticker", "document")


def inbound(update: Update, source: str, company: str = "") -> Inbound | None:
    """What happened to the conversation; None for what happened elsewhere than in a private chat."""
    chat = update.chat
    if chat is None:
        return None
    event, user = _happened(update)
    language = user.language_code if user else ""
    return Inbound(source, str(update.update_id), str(chat.id), event, language, company)


def _happened(update: Update) -> tuple[Event | Reach, User | None]:
    if update.callback_query is not None:
        return Tapped(update.callback_query.data or ""), update.callback_query.from_
    if update.message is not None:
        return _event(update.message), update.message.from_
    assert update.my_chat_member is not None, "an update with a chat is one of the three"
    return Reach(update.my_chat_member.new_chat_member.status != "kicked"), None


def _event(message: Message) -> Event:
    if message.text is not None:
        return Said(message.text)
    kind = next((name for name in _KINDS if getattr(message, name) is not UNSET), "other")
    return Showed("file" if kind == "document" else kind)
