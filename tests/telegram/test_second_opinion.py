"""python-telegram-bot's own client talks to the test server: both cannot be wrong in the same way."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    LinkPreviewOptions,
    MenuButtonCommands,
    Message,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from tests.telegram import Server
from tests.telegram.faults import BadGateway
from tests.telegram.opinion import disagreements
from tests.telegram.person import PIXEL
from tests.telegram.refusal import too_many

YES = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Ja", callback_data="1:y")]])


@pytest.fixture(autouse=True)
def durations_as_they_will_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # The library's coming way; without it, it warns.


@asynccontextmanager
async def bot() -> AsyncIterator[tuple[Server, Bot]]:
    """A server and the library's client of it."""
    async with Server() as api:
        api.person(7)
        async with Bot(api.token, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot") as client:
            yield api, client
        assert api.violations == []


async def test_message_with_buttons_comes_back_as_it_was_sent() -> None:
    async with bot() as (api, client):
        quiet = LinkPreviewOptions(is_disabled=True)
        message = await client.send_message(
            7,
            "Passt es?",
            reply_markup=YES,
            disable_notification=True,
            protect_content=True,
            link_preview_options=quiet,
        )
        edited = await client.edit_message_text("Passt.", 7, message.message_id)
        assert isinstance(edited, Message)
        assert (message.text, message.reply_markup, edited.text) == ("Passt es?", YES, "Passt.")
        assert (message.has_protected_content, message.link_preview_options) == (True, quiet)
        buttons = await client.edit_message_reply_markup(7, message.message_id, reply_markup=YES)
        assert isinstance(buttons, Message)
        assert buttons.reply_markup == YES
        assert api.person(7).heard == ["Passt."]


@pytest.mark.parametrize(
    ("words", "mode"),
    [("🔔 <b>fett <i>schräg</i></b>", "HTML"), ("🔔 *fett _schräg_*", "MarkdownV2")],
)
async def test_marked_up_words_have_the_same_entities(words: str, mode: str) -> None:
    async with bot() as (_, client):
        message = await client.send_message(7, words, parse_mode=mode)
    assert message.parse_entities() == {
        MessageEntity(MessageEntity.BOLD, 3, 11): "fett schräg",
        MessageEntity(MessageEntity.ITALIC, 8, 6): "schräg",
    }
    assert words in (message.text_html, message.text_markdown_v2)


async def test_files_of_all_kinds_arrive_and_can_be_fetched() -> None:
    async with bot() as (api, client):
        file = InputFile(PIXEL.content, PIXEL.name)
        methods: list[Callable[..., Awaitable[Message]]] = [
            *(client.send_photo, client.send_document, client.send_audio, client.send_voice),
            *(client.send_video, client.send_animation),
        ]
        messages = [await method(7, file, caption="<b>Hier</b>", parse_mode="HTML") for method in methods]
        assert [message.caption_html for message in messages] == ["<b>Hier</b>"] * len(methods)
        documents = [shown.file for shown in api.person(7).screen]
        assert documents == [PIXEL] * len(methods)
        assert messages[1].document is not None
        fetched = await client.get_file(messages[1].document.file_id)
        assert bytes(await fetched.download_as_bytearray()) == PIXEL.content


async def test_album_contact_and_captions_are_understood() -> None:
    async with bot() as (api, client):
        album = await client.send_media_group(
            7, [InputMediaPhoto(PIXEL.content, "eins"), InputMediaPhoto(PIXEL.content)]
        )
        assert [message.caption for message in album] == ["eins", None]
        edited = await client.edit_message_caption(7, album[0].message_id, caption="zwei")
        replaced = await client.edit_message_media(InputMediaPhoto(PIXEL.content, "drei"), 7, album[1].message_id)
        assert isinstance(edited, Message) and isinstance(replaced, Message)
        assert (edited.caption, replaced.caption) == ("zwei", "drei")
        contact = await client.send_contact(7, "+4930", "Kim", reply_parameters=ReplyParameters(1))
        assert contact.contact is not None and contact.reply_to_message is not None
        assert await client.send_chat_action(7, "typing")
        assert await client.delete_message(7, contact.message_id)
        copied = await client.copy_message(7, 7, 1)
        forwarded = await client.forward_message(7, 7, copied.message_id)
        assert forwarded.forward_origin is not None
        assert await client.delete_messages(7, [1, 2])
        assert [shown.message_id for shown in api.person(7).screen] == [4, 5]


async def test_updates_of_all_kinds_arrive_and_are_confirmed() -> None:
    async with bot() as (api, client):
        person = api.person(7)
        person.edit(person.say("/start Hallo"), "Hallo")
        person.send_photo()
        person.block()
        person.unblock()
        said, edited, photo, blocked, unblocked = await client.get_updates(timeout=1)
        assert said.message is not None and said.message.parse_entities() != {}
        assert edited.edited_message is not None and edited.edited_message.text == "Hallo"
        assert photo.message is not None and photo.message.photo[0].width == 1
        assert blocked.my_chat_member is not None and blocked.my_chat_member.new_chat_member.status == "kicked"
        assert await client.get_updates(offset=unblocked.update_id + 1) == ()


async def test_tap_is_answered() -> None:
    async with bot() as (api, client):
        await client.send_message(7, "Passt es?", reply_markup=YES)
        api.person(7).tap("Ja")
        [update] = await client.get_updates(timeout=1)
        assert update.callback_query is not None and update.callback_query.data == "1:y"
        assert await client.answer_callback_query(update.callback_query.id, "Danke")
        assert [toast.text for toast in api.person(7).toasts] == ["Danke"]
        with pytest.raises(BadRequest, match=r"[Qq]uery is too old"):
            await client.answer_callback_query("nothing")


async def test_bot_presents_itself() -> None:
    async with bot() as (api, client):
        learn, menu = BotCommand("lernen", "Lernen"), BotCommand("menue", "Menü")
        await client.set_my_commands([learn])
        await client.set_my_commands([menu], BotCommandScopeAllPrivateChats(), language_code="de")
        await client.set_my_commands([learn, menu], BotCommandScopeChat(7))
        await client.delete_my_commands(BotCommandScopeChat(7))
        assert await client.get_my_commands() == (learn,)
        assert api.person(7).commands == [("menue", "Menü")]
        await client.set_chat_menu_button(menu_button=MenuButtonCommands())
        assert await client.get_chat_menu_button(7) == MenuButtonCommands()
        await client.set_my_name("Lotse")
        await client.set_my_description("Lang")
        await client.set_my_short_description("Kurz", language_code="de")
        said = (await client.get_my_description()).description, (await client.get_my_name()).name
        assert (*said, (await client.get_my_short_description("de")).short_description) == ("Lang", "Lotse", "Kurz")
        assert ((await client.get_me()).first_name, (await client.get_chat(7)).type) == ("Lotse", "private")


async def test_webhook_is_set_shown_and_taken_away() -> None:
    async with bot() as (_, client):
        url, wanted = "https://example.org/hook", ["message", "callback_query"]
        await client.set_webhook(url, max_connections=5, allowed_updates=wanted, secret_token="a-secret")
        info = await client.get_webhook_info()
        assert (info.url, info.max_connections, list(info.allowed_updates)) == (url, 5, wanted)
        with pytest.raises(Conflict):
            await client.get_updates()
        await client.delete_webhook(drop_pending_updates=True)
        assert (await client.get_webhook_info()).url == ""


async def test_refusals_are_the_ones_that_the_library_knows() -> None:
    async with bot() as (api, client):
        with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
            await client.send_message(8, "a")
        api.refuse("sendMessage", too_many(7))
        with pytest.raises(RetryAfter):
            await client.send_message(7, "a")
        api.person(7).block()
        with pytest.raises(Forbidden):
            await client.send_message(7, "a")
        api.group(-5).migrate(api.person(7))
        with pytest.raises(ChatMigrated):
            await client.send_message(-5, "a")
        api.faults.once("sendMessage", BadGateway())
        with pytest.raises(NetworkError):
            await client.send_message(7, "a")


async def test_wrong_token_is_an_invalid_token() -> None:
    async with Server() as api:
        with pytest.raises(InvalidToken):
            async with Bot("999:wrong", base_url=f"{api.url}/bot"):
                pass


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "a", "message_id": "eins"},
        {"text": "a", "colour": "red"},
        {"reply_markup": {"inline_keyboard": [[{"text": "Ja", "data": "1"}]]}},
        {"photo": [{"file_id": "a"}]},
    ],
)
def test_message_that_the_server_gets_wrong_is_noticed(wrong: dict[str, Any]) -> None:
    right = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "a"}
    assert disagreements(right) == []
    assert disagreements(right | wrong) != []
