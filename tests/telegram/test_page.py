"""The page for chatting with a bot by hand."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.telegram import Server
from tests.telegram.calling import keys, result
from tests.telegram.person import PIXEL


@pytest.fixture
async def page(api: Server) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(api.url) as session:
        yield session


async def shown(page: aiohttp.ClientSession, place: str = "/chat/123/7") -> dict[str, Any]:
    """What the page shows of a chat."""
    async with page.get(place) as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def act(page: aiohttp.ClientSession, **form: str) -> int:
    """Does something in the chat of person 7; gives the status."""
    async with page.post("/chat/123/7", data=form) as answer:
        return answer.status


async def test_page_names_the_bots_and_their_people(api: Server, page: aiohttp.ClientSession) -> None:
    api.bot("456:other-token")
    async with page.get("/") as answer:
        assert "<title>" in await answer.text()
    async with page.get("/chats") as answer:
        first, other = await answer.json()
    assert (first["bot"], first["people"]) == (123, [{"id": 7, "name": "Person"}])
    assert (other["bot"], other["people"]) == (456, [])


async def test_what_is_written_and_tapped_reaches_the_bot(api: Server, page: aiohttp.ClientSession) -> None:
    assert await act(page, act="say", text="Hallo") == 200
    await result(api, "sendMessage", chat_id=7, text="Passt es?", reply_markup=keys("1:y"), disable_notification=True)
    assert await act(page, act="tap", message_id="2", token="1:y") == 200
    said, tapped = await result(api, "getUpdates")
    assert (said["message"]["text"], tapped["callback_query"]["data"]) == ("Hallo", "1:y")
    await result(api, "answerCallbackQuery", callback_query_id=tapped["callback_query"]["id"], text="Danke")
    chat = await shown(page)
    assert [(message["text"], message["by_bot"]) for message in chat["messages"]] == [
        ("Hallo", False),
        ("Passt es?", True),
    ]
    assert (chat["messages"][1]["silent"], chat["toasts"]) == (True, [{"text": "Danke", "alert": False}])


async def test_language_of_the_app_can_be_changed(api: Server, page: aiohttp.ClientSession) -> None:
    english = [{"command": "menue", "description": "Menu"}]
    await result(api, "setMyCommands", commands=english, language_code="en")
    assert (await shown(page))["commands"] == []
    assert (await shown(page, "/chat/123/7?language=en"))["commands"] == [["menue", "Menu"]]
    await act(page, act="say", text="Hello")
    [update] = await result(api, "getUpdates")
    assert update["message"]["from"]["language_code"] == "en"


async def test_files_go_both_ways(api: Server, page: aiohttp.ClientSession) -> None:
    form = aiohttp.FormData({"act": "file"})
    form.add_field("file", PIXEL.content, filename="a.png", content_type="image/png")
    async with page.post("/chat/123/7", data=form) as answer:
        assert answer.status == 200
    [sent] = (await shown(page))["messages"]
    async with page.get(f"/chat/123/7/file/{sent['id']}") as answer:
        assert (answer.content_type, await answer.read()) == ("image/png", PIXEL.content)
    assert (await act(page, act="voice"), api.person(7).screen[1].kind) == (200, "voice")


async def test_bot_is_blocked_and_unblocked(api: Server, page: aiohttp.ClientSession) -> None:
    await act(page, act="block")
    assert (await shown(page))["blocked"]
    await act(page, act="block")
    assert not (await shown(page))["blocked"]
    assert len(await result(api, "getUpdates")) == 2


@pytest.mark.parametrize(
    "form",
    [
        {"act": "dance"},
        {"act": "say", "text": " "},
        {"act": "say", "text": "a" * 4097},
        {"act": "tap", "message_id": "9", "token": "1"},
        {"act": "file", "file": "words"},
    ],
)
async def test_careless_input_changes_nothing(api: Server, page: aiohttp.ClientSession, form: dict[str, str]) -> None:
    assert await act(page, **form) == 400
    assert api.person(7).screen == []


@pytest.mark.parametrize("place", ["/chat/9/7", "/chat/123/0", "/chat/123/me", "/chat/123/7/file/1"])
async def test_what_is_not_there_is_not_found(page: aiohttp.ClientSession, place: str) -> None:
    async with page.get(place) as answer:
        assert answer.status == 404
