"""What a bot tells Telegram when it starts, and what Telegram then does."""

from bot.clock import monotonic
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.setup import introduce, use_polling, use_webhook
from tests.telegram import Server


async def test_bot_sets_its_commands_and_learns_its_name() -> None:
    async with Server() as api:
        sender = Sender(api.token, api.url, monotonic)
        assert await introduce(sender) == "lernbegleiter_bot"
        await sender.close()
    everybody, english = api.made("setMyCommands")
    assert [command["command"] for command in everybody["commands"]][:3] == ["menue", "lernen", "fragen"]
    assert english["language_code"] == "en"
    assert len(english["commands"]) == len(everybody["commands"]) == 12
    assert api.violations == []


async def test_webhook_is_set_with_its_secret_and_taken_away_again() -> None:
    async with Server() as api:
        sender = Sender(api.token, api.url, monotonic)
        await use_webhook(sender, "https://example.org/telegram/123", "a-secret")
        assert (api.webhook.url, api.webhook.secret) == ("https://example.org/telegram/123", "a-secret")
        await use_polling(sender)
        assert api.webhook.url == ""
        await sender.close()
    assert api.made("setWebhook")[0]["max_connections"] == 40
    assert api.violations == []
