"""A group that a bot is in."""

from typing import TYPE_CHECKING

from tests.telegram.chat import Chat, Shown, group
from tests.telegram.membership import KICKED, MEMBER, changed
from tests.telegram.person import Person
from tests.telegram.refusal import kicked, migrated

if TYPE_CHECKING:
    from tests.telegram.bot import Bot

SUPERGROUP = -1_000_000_000_000
"""Added to the number of a group that becomes a supergroup."""


class Group:
    """People write in it; it may become a supergroup, and the bot may be taken out."""

    def __init__(self, bot: "Bot", chat: Chat) -> None:
        self.bot, self.chat = bot, chat

    @property
    def heard(self) -> list[str]:
        """The words of the bot's messages."""
        return [shown.text for shown in self.chat.messages if shown.by_bot]

    def say(self, person: Person, text: str) -> Shown:
        """Somebody writes something."""
        shown = self.chat.add({"text": text}, person.user.as_user)
        self.bot.happened(self.chat.chat_id, {"message": self.chat.as_message(shown)})
        return shown

    def migrate(self, by: Person) -> "Group":
        """Goes on as a supergroup under another number; the bot is told in both chats."""
        new = group(SUPERGROUP + self.chat.chat_id, str(self.chat.place["title"]), self.chat.clock, "supergroup")
        self.bot.chats[new.chat_id] = new
        self.chat.closed = migrated(new.chat_id)
        for chat, content in (
            (self.chat, {"migrate_to_chat_id": new.chat_id}),
            (new, {"migrate_from_chat_id": self.chat.chat_id}),
        ):
            shown = chat.add(content, by.user.as_user)
            self.bot.happened(chat.chat_id, {"message": chat.as_message(shown)})
        return Group(self.bot, new)

    def kick(self, by: Person) -> None:
        """The bot is taken out, and told so."""
        self.chat.closed = kicked()
        bot, date = self.bot.profile.user, self.chat.clock.date
        content = changed(self.chat.place, by.user.as_user, bot, date, MEMBER, KICKED)
        self.bot.happened(self.chat.chat_id, content)
