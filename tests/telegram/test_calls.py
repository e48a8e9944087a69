"""Calls are held against the Bot API: what breaks a rule is refused, or a test with this server would prove nothing."""

import json
from typing import Any

import aiohttp
import pytest

from tests.telegram import Server
from tests.telegram.calling import call, keys, refusal, result
from tests.telegram.refusal import too_many
from tests.telegram.schema import METHODS, File

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"chat_id": 7}, "text is missing"),
    ({"chat_id": 7, "text": ""}, "message text is empty"),
    ({"chat_id": 7, "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
    ({"chat_id": 7, "text": 3}, "is no String"),
    ({"chat_id": True, "text": "a"}, "is no Integer"),
    ({"chat_id": 7, "text": "a", "colour": "red"}, "there is no colour"),
    ({"chat_id": 7, "text": "🔔" * 2049}, "message is too long"),
    ({"chat_id": 7, "text": "a", "disable_notification": 1}, "is no Boolean"),
    ({"chat_id": 7, "text": "a", "reply_to_message_id": 1}, "reply_to_message_id is deprecated"),
    ({"chat_id": 7, "text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
    ({"chat_id": 7, "text": "a < b", "parse_mode": "HTML"}, "can't parse entities"),
    ({"chat_id": 7, "text": "a", "reply_markup": keys("")}, "BUTTON_DATA_INVALID"),
    ({"chat_id": 7, "text": "a", "reply_markup": keys("ä" * 33)}, "BUTTON_DATA_INVALID"),
    ({"chat_id": 7, "text": "a", "reply_markup": keys(*["1"] * 101)}, "more than 100 buttons"),
    ({"chat_id": 7, "text": "a", "reply_markup": {"inline_keyboard": [[{"text": "Ja"}]]}}, "exactly one thing"),
]


@pytest.mark.parametrize(("parameters", "words"), WRONG)
async def test_call_that_breaks_a_rule_is_refused_and_remembered(
    api: Server, parameters: dict[str, Any], words: str
) -> None:
    status, said = await refusal(api, "sendMessage", **parameters)
    assert (status, words in said) == (400, True), said
    assert words in api.violations[0]
    assert api.person(7).screen == []


async def test_call_at_the_limits_is_taken_in_every_encoding(api: Server) -> None:
    full = {"chat_id": "7", "text": "🔔" * 2048}
    form = aiohttp.FormData(full, default_to_multipart=True)
    assert (await call(api, "sendMessage", json={**full, "reply_markup": keys(*["ä" * 32] * 100)}))[0] == 200
    assert (await call(api, "sendMessage", data=full))[0] == 200
    assert (await call(api, "sendMessage", data=form))[0] == 200
    assert (await call(api, "sendMessage", params={"chat_id": "7", "text": "a"}))[0] == 200
    assert api.violations == []


async def test_limit_holds_for_the_words_without_their_markup(api: Server) -> None:
    await result(api, "sendMessage", chat_id=7, text=f"<b>{'a' * 4096}</b>", parse_mode="HTML")
    assert api.person(7).heard == ["a" * 4096]
    assert await refusal(api, "sendMessage", chat_id=7, text="&amp;" * 4097, parse_mode="HTML") == (
        400,
        "Bad Request: message is too long",
    )


async def test_files_of_a_form_are_found_wherever_they_are_named(api: Server) -> None:
    form = aiohttp.FormData({"chat_id": "7", "caption": "eins"})
    form.add_field("document", b"one", filename="one.txt")
    assert (await call(api, "sendDocument", data=form))[0] == 200
    media = [
        {"type": "document", "media": "attach://a", "caption": "zwei"},
        {"type": "document", "media": "attach://b"},
    ]
    form = aiohttp.FormData({"chat_id": "7", "media": json.dumps(media)})
    for name in ("a", "b"):
        form.add_field(name, name.encode(), filename=f"{name}.txt")
    assert (await call(api, "sendMediaGroup", data=form))[0] == 200
    files = [shown.document for shown in api.person(7).screen]
    assert files == [File("one.txt", b"one"), File("a.txt", b"a"), File("b.txt", b"b")]
    assert (api.person(7).heard, api.violations) == (["eins", "zwei", ""], [])


async def test_file_that_is_named_and_not_sent_is_refused(api: Server) -> None:
    assert (await refusal(api, "sendDocument", chat_id=7, document="attach://a"))[0] == 400
    assert api.violations
    said = (await refusal(api, "sendDocument", chat_id=7, document="FILE9"))[1]
    assert said == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_caption_has_a_limit_of_its_own(api: Server) -> None:
    form = aiohttp.FormData({"chat_id": "7", "caption": "a" * 1025})
    form.add_field("document", b"one", filename="one.txt")
    status, answer = await call(api, "sendDocument", data=form)
    assert (status, answer["description"]) == (400, "Bad Request: message caption is too long")


async def test_wrong_token_and_unknown_method_are_told_apart(api: Server) -> None:
    assert (await call(api, "sendMassage", json={}))[0] == 404
    assert api.violations == ["there is no method sendMassage"]
    async with aiohttp.ClientSession() as session, session.get(f"{api.url}/bot1:x/getMe") as answer:
        assert (answer.status, (await answer.json())["description"]) == (401, "Unauthorized")


async def test_body_that_is_no_json_object_is_refused(api: Server) -> None:
    headers = {"Content-Type": "application/json"}
    status, answer = await call(api, "sendMessage", data="[1", headers=headers)
    assert (status, answer["description"]) == (400, "Bad Request: can't parse JSON object")


async def test_refusal_on_order_names_the_seconds_once(api: Server) -> None:
    api.refuse("sendMessage", too_many(7))
    status, answer = await call(api, "sendMessage", json={"chat_id": 7, "text": "a"})
    assert (status, answer["parameters"]) == (429, {"retry_after": 7})
    assert (await call(api, "sendMessage", json={"chat_id": 7, "text": "a"}))[0] == 200


async def test_method_that_cannot_be_played_says_so_aloud(api: Server) -> None:
    assert await result(api, "unpinAllChatMessages", chat_id=7)
    assert (await refusal(api, "getStickerSet", name="a"))[0] == 501
    assert "getStickerSet" in api.violations[0]
    assert len(METHODS) == 185
