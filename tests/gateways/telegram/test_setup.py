"""What a bot tells Telegram when it starts, and what Telegram then does."""

from pathlib import Path

from bot.clock import monotonic
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.setup import (
    MAX_DESCRIPTION,
    MAX_SHORT_DESCRIPTION,
    Introduction,
    introduce,
    use_polling,
    use_webhook,
)
from bot.telegram import introductions
from tests.bot.talk import KNOWLEDGE
from tests.telegram import Server

COSMETIC = ("setMyCommands", "setMyDescription", "setMyShortDescription", "setChatMenuButton")


async def introduced(api: Server, kept: Path, *more: Introduction) -> str:
    """A start of the program; gives the bot's name."""
    sender = Sender(api.token, api.url, monotonic)
    try:
        return await introduce(sender, [*introductions(KNOWLEDGE), *more], kept)
    finally:
        await sender.close()


async def test_bot_introduces_itself_in_every_language_and_learns_its_name(tmp_path: Path) -> None:
    async with Server() as api:
        assert await introduced(api, tmp_path / "introduced") == "lernbegleiter_bot"
    languages = ["", *KNOWLEDGE.companies["muster"].languages]
    for method in COSMETIC[:3]:
        assert sorted(call.get("language_code", "") for call in api.made(method)) == sorted(languages)
    commands = {call.get("language_code", ""): call["commands"] for call in api.made("setMyCommands")}
    assert commands[""] == [
        {"command": "start", "description": "Start"},
        {"command": "hilfe", "description": "Hilfe"},
    ]
    assert commands["en"][1] == {"command": "hilfe", "description": "Help"}
    assert [call["menu_button"] for call in api.made("setChatMenuButton")] == [{"type": "commands"}]
    assert api.violations == []


async def test_new_start_tells_nothing_twice_but_a_change(tmp_path: Path) -> None:
    async with Server() as api:
        await introduced(api, tmp_path / "introduced")
        before = len(api.calls)
        await introduced(api, tmp_path / "introduced")
        assert [call.method for call in api.calls[before:]] == ["getMe"]
        await introduced(api, tmp_path / "introduced", Introduction("xx", (), "a", "b"))
        assert len(api.calls) > before + 2


def test_introductions_are_short_enough_in_every_language() -> None:
    found = introductions(KNOWLEDGE)
    assert len({each.description for each in found}) == len(found) - 1
    assert all(len(each.description) <= MAX_DESCRIPTION for each in found)
    assert all(len(each.short_description) <= MAX_SHORT_DESCRIPTION for each in found)


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
