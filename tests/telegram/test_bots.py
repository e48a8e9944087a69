"""Several bots on one server know nothing of each other."""

import pytest

from tests.telegram import Server
from tests.telegram.calling import call, refusal, result
from tests.telegram.listener import listening

OTHER = "456:other-token"


async def test_bots_have_their_own_chats_updates_and_commands(api: Server) -> None:
    other = api.bot(OTHER)
    other.person(7).say("für den anderen")
    assert await result(api, "getUpdates") == []
    assert len(await result(api, "getUpdates", other)) == 1
    await result(api, "sendMessage", other, chat_id=7, text="b")
    await result(api, "setMyCommands", other, commands=[{"command": "b", "description": "B"}])
    assert (api.person(7).screen, api.person(7).commands) == ([], [])
    assert (other.person(7).heard, other.person(7).commands) == (["b"], [("b", "B")])
    assert [(await result(api, "getMe", bot))["id"] for bot in (None, other)] == [123, 456]


async def test_block_is_for_one_bot_and_a_deleted_account_for_all(api: Server) -> None:
    other = api.bot(OTHER)
    other.person(7).block()
    assert (await refusal(api, "sendMessage", other, chat_id=7, text="a"))[0] == 403
    await result(api, "sendMessage", chat_id=7, text="a")
    other.person(7).deactivate()
    assert (await refusal(api, "sendMessage", chat_id=7, text="a"))[1] == "Forbidden: user is deactivated"


async def test_one_fetches_while_the_other_is_brought_its_updates(api: Server) -> None:
    other = api.bot(OTHER)
    async with listening() as listener:
        await result(api, "setWebhook", other, url=listener.url)
        other.person(7).say("eins")
        await listener.came(1)
        api.person(7).say("zwei")
        [update] = await result(api, "getUpdates")
    assert (update["message"]["text"], listener.updates[0]["message"]["text"]) == ("zwei", "eins")


async def test_violations_of_all_bots_are_seen(api: Server) -> None:
    other = api.bot(OTHER)
    await refusal(api, "sendMessage", other, chat_id=7, text="")
    assert api.violations == other.violations == ["sendMessage.text: message text is empty"]


@pytest.mark.parametrize("token", [OTHER, "123:test-token"])
async def test_revoked_token_is_good_for_nothing(api: Server, token: str) -> None:
    bot = api.bot(token)
    api.revoke(token)
    assert (await call(api, "getMe", bot))[0] == 401
