"""Messages of the bot: what becomes of them in the chat."""

from typing import Any

import aiohttp
import pytest

from tests.telegram import Clock, Server
from tests.telegram.calling import call, keys, refusal, result
from tests.telegram.person import PIXEL
from tests.telegram.schema import File


async def test_message_shows_its_words_buttons_and_marks(api: Server) -> None:
    link = {"text": "Plan", "url": "https://example.org/"}
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "1:y"}, link]]}
    sent = {"chat_id": 7, "text": "<b>Passt</b> es?", "parse_mode": "HTML", "reply_markup": markup}
    await result(api, "sendMessage", **sent, disable_notification=True, protect_content=True)
    [shown] = api.person(7).screen
    assert (shown.text, shown.entities) == ("Passt es?", [{"type": "bold", "offset": 0, "length": 5}])
    assert (shown.buttons, shown.rows) == ([[("Ja", "1:y"), ("Plan", "")]], markup["inline_keyboard"])
    assert (shown.silent, shown.protected, shown.by_bot, shown.edited) == (True, True, True, None)


@pytest.mark.parametrize("kind", ["animation", "audio", "document", "photo", "video", "voice"])
async def test_file_arrives_with_its_caption_and_can_be_sent_again_and_fetched(api: Server, kind: str) -> None:
    form = aiohttp.FormData({"chat_id": "7", "caption": "*Hier*", "parse_mode": "MarkdownV2"})
    form.add_field(kind, PIXEL.content, filename=PIXEL.name)
    method = f"send{kind.title()}"
    answer: Any = (await call(api, method, data=form))[1]["result"]
    about = answer[kind][0] if kind == "photo" else answer[kind]
    await result(api, method, chat_id=7, **{kind: about["file_id"]})
    first, second = api.person(7).screen
    assert (first.file, second.file) == (PIXEL, PIXEL)
    assert (first.text, first.kind, first.entities[0]["type"]) == ("Hier", kind, "bold")
    place = (await result(api, "getFile", file_id=about["file_id"]))["file_path"]
    async with aiohttp.ClientSession() as session, session.get(f"{api.url}/file/bot{api.token}/{place}") as fetched:
        assert await fetched.read() == PIXEL.content
    assert api.violations == []


async def test_picture_that_is_none_is_refused(api: Server) -> None:
    form = aiohttp.FormData({"chat_id": "7"})
    form.add_field("photo", b"words", filename="words.png")
    assert (await call(api, "sendPhoto", data=form))[1]["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_contact_and_place_arrive(api: Server) -> None:
    await result(api, "sendContact", chat_id=7, phone_number="+4930", first_name="Kim", vcard="BEGIN:VCARD")
    await result(api, "sendVenue", chat_id=7, latitude=52.5, longitude=13.4, title="Werk", address="Hof 1")
    contact, venue = api.person(7).screen
    assert contact.contact == {"phone_number": "+4930", "first_name": "Kim", "vcard": "BEGIN:VCARD"}
    assert venue.content["venue"]["title"] == "Werk"
    assert (await refusal(api, "sendContact", chat_id=7, phone_number="1", first_name="K", vcard="a" * 2049))[0] == 400


async def test_edited_message_changes_in_its_place_and_loses_buttons_not_given_again(api: Server) -> None:
    await result(api, "sendMessage", chat_id=7, text="a", reply_markup=keys("1"))
    edit = {"chat_id": 7, "message_id": 1, "text": "b"}
    await result(api, "editMessageText", **edit)
    [shown] = api.person(7).screen
    assert (shown.text, shown.buttons, shown.edited) == ("b", [], shown.date)
    assert "message is not modified" in (await refusal(api, "editMessageText", **edit))[1]
    await result(api, "editMessageReplyMarkup", chat_id=7, message_id=1, reply_markup=keys("2"))
    assert (shown.text, shown.labels) == ("b", ["Ja"])


async def test_caption_and_file_can_be_edited(api: Server) -> None:
    file_id = api.person(7).send_photo(PIXEL).content["photo"][0]["file_id"]
    other = api.person(7).send_document(File("plan.pdf", b"%PDF")).content["document"]["file_id"]
    await result(api, "sendPhoto", chat_id=7, photo=file_id)
    await result(api, "editMessageCaption", chat_id=7, message_id=3, caption="Neu")
    shown = api.person(7).screen[-1]
    assert (shown.text, shown.kind) == ("Neu", "photo")
    media = {"type": "document", "media": other, "caption": "Plan"}
    await result(api, "editMessageMedia", chat_id=7, message_id=3, media=media)
    assert (shown.text, shown.kind, shown.document) == ("Plan", "document", File("plan.pdf", b"%PDF"))


async def test_edits_that_cannot_be_are_refused(api: Server) -> None:
    api.person(7).say("mein")
    photo = api.person(7).send_photo().content["photo"][0]["file_id"]
    await result(api, "sendPhoto", chat_id=7, photo=photo)
    await result(api, "sendMessage", chat_id=7, text="a")
    words = {"chat_id": 7, "text": "b"}
    for parameters, said in (
        ({**words, "message_id": 9}, "message to edit not found"),
        ({**words, "message_id": 1}, "message can't be edited"),
        ({**words, "message_id": 3}, "there is no text in the message to edit"),
    ):
        assert (await refusal(api, "editMessageText", **parameters))[1] == f"Bad Request: {said}"
    said = (await refusal(api, "editMessageCaption", chat_id=7, message_id=4, caption="b"))[1]
    assert said == "Bad Request: there is no caption in the message to edit"
    assert api.violations == []
    assert (await refusal(api, "editMessageText", **words))[1] == "Bad Request: message identifier is not specified"


async def test_deleted_message_is_gone_and_an_old_one_stays() -> None:
    clock = Clock(speed=0)
    async with Server(clock=clock) as api:
        person = api.person(7)
        for text in "abc":
            await result(api, "sendMessage", chat_id=7, text=text)
        await result(api, "deleteMessage", chat_id=7, message_id=1)
        assert (await refusal(api, "deleteMessage", chat_id=7, message_id=1))[1].endswith("message to delete not found")
        await result(api, "deleteMessages", chat_id=7, message_ids=[1, 2])
        clock.advance(49 * 3600)
        assert (await refusal(api, "deleteMessage", chat_id=7, message_id=3))[1].endswith(
            "can't be deleted for everyone"
        )
    assert person.heard == ["c"]


async def test_message_can_be_copied_and_forwarded_unless_it_is_protected(api: Server) -> None:
    person, other = api.person(7), api.person(8)
    await result(api, "sendMessage", chat_id=7, text="offen")
    await result(api, "sendMessage", chat_id=7, text="geschützt", protect_content=True)
    assert await result(api, "copyMessage", chat_id=8, from_chat_id=7, message_id=1) == {"message_id": 1}
    await result(api, "forwardMessage", chat_id=8, from_chat_id=7, message_id=1)
    said = (await refusal(api, "forwardMessage", chat_id=8, from_chat_id=7, message_id=2))[1]
    assert said == "Bad Request: message can't be forwarded"
    assert (other.heard, len(person.heard)) == (["offen", "offen"], 2)


async def test_reply_needs_the_message_that_it_replies_to(api: Server) -> None:
    asked = api.person(7).say("Frage")
    reply = {"chat_id": 7, "text": "Antwort"}
    await result(api, "sendMessage", **reply, reply_parameters={"message_id": asked.message_id})
    said = (await refusal(api, "sendMessage", **reply, reply_parameters={"message_id": 9}))[1]
    assert said == "Bad Request: message to be replied not found"
    lenient = {"message_id": 9, "allow_sending_without_reply": True}
    await result(api, "sendMessage", **reply, reply_parameters=lenient)
    replies = [shown.content.get("reply_to_message", {}).get("text") for shown in api.person(7).screen if shown.by_bot]
    assert replies == ["Frage", None]


async def test_keyboard_is_laid_out_used_and_taken_away(api: Server) -> None:
    person = api.person(7)
    await result(
        api, "sendMessage", chat_id=7, text="?", reply_markup={"keyboard": [[{"text": "Ja"}, {"text": "Nein"}]]}
    )
    person.tap("Nein")
    assert person.screen[-1].text == "Nein"
    await result(api, "sendMessage", chat_id=7, text=".", reply_markup={"remove_keyboard": True})
    assert person.chat.keyboard == []


async def test_what_the_bot_is_doing_is_seen(api: Server) -> None:
    await result(api, "sendChatAction", chat_id=7, action="typing")
    assert api.person(7).chat.doing == "typing"
    assert (await refusal(api, "sendChatAction", chat_id=7, action="dancing"))[0] == 400
