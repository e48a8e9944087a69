"""How a bot gets its updates."""

from typing import Any

from tests.telegram.bot import Bot
from tests.telegram.methods.effect import Effect, Given, Result
from tests.telegram.refusal import conflict
from tests.telegram.webhook import MOST_CONNECTIONS


async def _updates(bot: Bot, given: Given) -> Result:
    if bot.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    return await bot.updates.get(given)


async def _set(bot: Bot, given: Given) -> Result:
    """An empty address takes the webhook away."""
    webhook, updates = bot.webhook, bot.updates
    updates.end("setWebhook request")
    updates.pending = sorted([*updates.pending, *webhook.take_back()], key=_number)
    if given.get("drop_pending_updates"):
        updates.pending.clear()
    webhook.url, webhook.secret = given.get("url", ""), given.get("secret_token", "")
    webhook.max_connections = given.get("max_connections", MOST_CONNECTIONS)
    webhook.last_error = None
    updates.allowed = given.get("allowed_updates", updates.allowed)
    if webhook.url:
        waiting, updates.pending = updates.pending, []
        for update in waiting:
            webhook.add(_chat_id(update), update)
    return True


def _number(update: dict[str, Any]) -> int:
    return int(update["update_id"])


def _chat_id(update: dict[str, Any]) -> int:
    """Where it happened, 0 for nowhere; updates of one chat are brought in order."""
    content = next(value for name, value in update.items() if name != "update_id")
    chat = content.get("message", content).get("chat", {})
    return int(chat.get("id", 0))


async def _info(bot: Bot, given: Given) -> Result:
    webhook, allowed = bot.webhook, bot.updates.allowed
    info: dict[str, Any] = {"url": webhook.url, "has_custom_certificate": False}
    info["pending_update_count"] = len(bot.updates.pending) + webhook.pending
    if webhook.url:
        info["max_connections"] = webhook.max_connections
    if allowed:
        info["allowed_updates"] = allowed
    if webhook.last_error is not None:
        info |= {"last_error_date": webhook.last_error.date, "last_error_message": webhook.last_error.message}
    return info


METHODS: dict[str, Effect] = {
    "getUpdates": _updates,
    "setWebhook": _set,
    "deleteWebhook": _set,
    "getWebhookInfo": _info,
}
