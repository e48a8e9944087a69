"""A call from its arrival to its result."""

from typing import Any

from tests.telegram import methods
from tests.telegram.bot import Bot
from tests.telegram.call import Call
from tests.telegram.faults import Outage, applied
from tests.telegram.refusal import Refusal, bad_request, unknown_method
from tests.telegram.rules import problems
from tests.telegram.schema import METHODS


def known(bot: Bot, method: str) -> None:
    """Raises ``Refusal`` when there is no such method."""
    if method not in METHODS:
        bot.violations.append(f"there is no method {method}")
        raise unknown_method()


async def execute(bot: Bot, call: Call) -> Any:
    """Checks, counts, and does what is asked for, if nothing goes wrong on purpose. Raises ``Refusal``, ``Outage``."""
    bot.calls.append(call)
    if wrong := problems(call.method, call.parameters):
        bot.violations.extend(map(str, wrong))
        raise bad_request(wrong[0].words)
    bot.rates.take(call.method, call.parameters, call.at)
    fault = bot.faults.next(call.method, call.parameters.get("chat_id"))
    return await applied(fault, methods.result(bot, call), bot.clock)


async def execute_answer(bot: Bot, method: str, given: dict[str, Any]) -> None:
    """A call in the answer of a webhook: nobody hears how it ended, but ``violations`` keeps what was wrong."""
    try:
        known(bot, method)
        await execute(bot, Call(method, given, bot.clock.now, in_answer=True))
    except (Refusal, *Outage):
        return
