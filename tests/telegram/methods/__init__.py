"""What the methods of the Bot API do: ``METHODS`` by name, and ``result`` for each of them."""

from tests.telegram.bot import Bot
from tests.telegram.call import Call
from tests.telegram.methods import about, editing, removing, sending, taps, updating
from tests.telegram.methods.effect import Effect, Given, Result
from tests.telegram.refusal import not_built
from tests.telegram.schema import METHODS as DESCRIBED

METHODS: dict[str, Effect] = {
    **sending.METHODS,
    **editing.METHODS,
    **removing.METHODS,
    **taps.METHODS,
    **about.METHODS,
    **updating.METHODS,
}


async def result(bot: Bot, call: Call) -> Result:
    """Does what the call asks for. Of the other methods, those that only say yes say so; the rest is refused aloud.

    Raises ``Refusal``.
    """
    effect = METHODS.get(call.method)
    if effect is not None:
        return await effect(bot, call.parameters)
    if DESCRIBED[call.method]["returns"] == ["Boolean"]:
        _reachable(bot, call.parameters)
        return True
    refusal = not_built(call.method)
    bot.violations.append(refusal.description)
    raise refusal


def _reachable(bot: Bot, given: Given) -> None:
    if "chat_id" in given:
        bot.chat(given["chat_id"]).open()
