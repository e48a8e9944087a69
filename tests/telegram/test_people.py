"""People: they write, tap, block, come back and go; groups move."""

import pytest

from tests.telegram import Clock, Server
from tests.telegram.calling import call, keys, refusal, result
from tests.telegram.queries import Toast


async def members(api: Server) -> list[tuple[str, str]]:
    """The old and new status in all updates about the bot's membership."""
    updates = [update.get("my_chat_member") for update in await result(api, "getUpdates")]
    return [(one["old_chat_member"]["status"], one["new_chat_member"]["status"]) for one in updates if one]


async def test_nobody_who_blocked_left_or_never_wrote_gets_a_message(api: Server) -> None:
    person, words = api.person(7), {"chat_id": 7, "text": "a"}
    person.block()
    assert await refusal(api, "sendMessage", **words) == (403, "Forbidden: bot was blocked by the user")
    person.unblock()
    await result(api, "sendMessage", **words)
    person.deactivate()
    assert await refusal(api, "sendMessage", **words) == (403, "Forbidden: user is deactivated")
    assert await refusal(api, "sendMessage", chat_id=8, text="a") == (400, "Bad Request: chat not found")
    assert await members(api) == [("member", "kicked"), ("kicked", "member")]


async def test_writing_to_a_blocked_bot_unblocks_it(api: Server) -> None:
    person = api.person(7)
    person.block()
    person.say("/start")
    await result(api, "sendMessage", chat_id=7, text="a")
    assert await members(api) == [("member", "kicked"), ("kicked", "member")]
    assert person.screen[0].entities == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_tap_brings_its_token_and_is_answered_more_than_once(api: Server) -> None:
    person = api.person(7)
    await result(api, "sendMessage", chat_id=7, text="?", reply_markup=keys("1:y"))
    number = person.tap("Ja")
    [update] = await result(api, "getUpdates")
    assert (update["callback_query"]["id"], update["callback_query"]["data"]) == (number, "1:y")
    await result(api, "answerCallbackQuery", callback_query_id=number, text="Danke")
    await result(api, "answerCallbackQuery", callback_query_id=number, text="Halt!", show_alert=True)
    assert person.toasts == [Toast("Danke"), Toast("Halt!", alert=True)]


async def test_unknown_or_old_tap_cannot_be_answered() -> None:
    clock = Clock(speed=0)
    async with Server(clock=clock) as api:
        person, bot = api.person(7), api.bot(api.token)
        bot.queries.oldest = 10
        await result(api, "sendMessage", chat_id=7, text="?", reply_markup=keys("1:y"))
        number = person.tap("Ja")
        clock.advance(11)
        for each in (number, "nothing"):
            code, words = await refusal(api, "answerCallbackQuery", callback_query_id=each)
            assert (code, "query is too old" in words) == (400, True)


async def test_button_that_is_not_there_cannot_be_tapped(api: Server) -> None:
    link = {"inline_keyboard": [[{"text": "Plan", "url": "https://example.org/"}]]}
    await result(api, "sendMessage", chat_id=7, text="?", reply_markup=link)
    for label in ("Ja", "Plan"):
        with pytest.raises(AssertionError):
            api.person(7).tap(label)
    assert await result(api, "getUpdates") == []


async def test_everything_that_people_send_is_an_update_that_others_understand(api: Server) -> None:
    person = api.person(7, "en", "Kim")
    person.edit(person.say("eins"), "zwei")
    person.send_photo(caption="drei")
    person.send_voice()
    person.send_sticker()
    person.send_contact("+4930", "Kim")
    person.send_location(52.5, 13.4)
    updates = await result(api, "getUpdates")
    kinds = [
        {*next(iter(each.values())).keys()}
        for each in ({k: v for k, v in u.items() if k != "update_id"} for u in updates)
    ]
    wanted = ["text", "text", "caption", "voice", "sticker", "contact", "location"]
    assert [kind in found for kind, found in zip(wanted, kinds, strict=True)] == [True] * 7
    assert api.violations == []


async def test_group_that_moves_tells_its_new_number(api: Server) -> None:
    person, group = api.person(7), api.group(-5, "Montage")
    await result(api, "sendMessage", chat_id=-5, text="a")
    moved = group.migrate(person)
    status, answer = await call(api, "sendMessage", json={"chat_id": -5, "text": "a"})
    assert (status, answer["parameters"]) == (400, {"migrate_to_chat_id": moved.chat.chat_id})
    await result(api, "sendMessage", chat_id=moved.chat.chat_id, text="b")
    moved.say(person, "c")
    moved.kick(person)
    code, words = await refusal(api, "sendMessage", chat_id=moved.chat.chat_id, text="d")
    assert (code, words) == (403, "Forbidden: bot was kicked from the group chat")
    assert (group.heard, moved.heard) == (["a"], ["b"])
    assert api.violations == []
