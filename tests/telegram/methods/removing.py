"""Messages that go."""

from tests.telegram.bot import Bot
from tests.telegram.chat import Chat, Shown
from tests.telegram.methods.effect import Effect, Given, Result
from tests.telegram.refusal import bad_request

OLDEST = 48 * 3600
"""Seconds after which a message stays."""


async def _delete(bot: Bot, given: Given) -> Result:
    chat = bot.chat(given["chat_id"])
    chat.alive()
    shown = chat.find(given["message_id"], "message to delete not found")
    if not _deletable(bot, chat, shown):
        raise bad_request("message can't be deleted for everyone")
    chat.delete(shown)
    return True


async def _delete_all(bot: Bot, given: Given) -> Result:
    """Those that cannot be found or deleted are passed over."""
    chat = bot.chat(given["chat_id"])
    chat.alive()
    for shown in [one for one in chat.messages if one.message_id in given["message_ids"]]:
        if _deletable(bot, chat, shown):
            chat.delete(shown)
    return True


def _deletable(bot: Bot, chat: Chat, shown: Shown) -> bool:
    return bot.clock.date - shown.date <= OLDEST and (shown.by_bot or chat.user is not None)


METHODS: dict[str, Effect] = {"deleteMessage": _delete, "deleteMessages": _delete_all}
