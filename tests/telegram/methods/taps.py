"""Answers to taps."""

from tests.telegram.bot import Bot
from tests.telegram.methods.effect import Effect, Given, Result


async def _answer(bot: Bot, given: Given) -> Result:
    bot.queries.answer(given["callback_query_id"], given.get("text", ""), given.get("show_alert", False))
    return True


METHODS: dict[str, Effect] = {"answerCallbackQuery": _answer}
