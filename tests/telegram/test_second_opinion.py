"""python-telegram-bot's own client talks to the test server: both cannot be wrong in the same way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter

from tests.telegram import Server
from tests.telegram.refusal import too_many


@asynccontextmanager
async def bot() -> AsyncIterator[tuple[Server, Bot]]:
    """A server and the library's client of it."""
    async with Server() as api:
        api.person(7)
        async with Bot(api.token, base_url=f"{api.url}/bot") as client:
            yield api, client
        assert api.violations == []


async def test_message_with_buttons_comes_back_as_it_was_sent() -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Ja", callback_data="1:y")]])
    async with bot() as (api, client):
        message = await client.send_message(7, "Passt es?", reply_markup=keyboard, disable_notification=True)
        edited = await client.edit_message_text("Passt.", 7, message.message_id)
        assert isinstance(edited, Message)
        assert (message.text, message.reply_markup, edited.text) == ("Passt es?", keyboard, "Passt.")
        assert api.person(7).heard == ["Passt."]


async def test_updates_arrive_and_are_confirmed() -> None:
    async with bot() as (api, client):
        api.person(7).say("Hallo")
        [update] = await client.get_updates(timeout=1)
        assert update.message is not None and update.message.text == "Hallo"
        assert await client.get_updates(offset=update.update_id + 1) == ()


async def test_tap_is_answered() -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="1:y")]])
    async with bot() as (api, client):
        await client.send_message(7, "Passt es?", reply_markup=keyboard)
        api.person(7).tap("Ja")
        [update] = await client.get_updates(timeout=1)
        assert update.callback_query is not None and update.callback_query.data == "1:y"
        assert await client.answer_callback_query(update.callback_query.id, "Danke")


async def test_refusals_are_the_ones_that_the_library_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # The library's coming way; without it, it warns.
    async with bot() as (api, client):
        with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
            await client.send_message(8, "a")
        api.refuse("sendMessage", too_many(7))
        with pytest.raises(RetryAfter):
            await client.send_message(7, "a")
        api.person(7).block()
        with pytest.raises(Forbidden):
            await client.send_message(7, "a")
        await client.set_webhook("http://127.0.0.1:1/")
        with pytest.raises(Conflict):
            await client.get_updates()


async def test_wrong_token_is_an_invalid_token() -> None:
    async with Server() as api:
        with pytest.raises(InvalidToken):
            async with Bot("999:wrong", base_url=f"{api.url}/bot"):
                pass
