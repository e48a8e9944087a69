"""What a person sees of a bot: commands, the button beside the input field, name and descriptions."""

from typing import Any

from tests.telegram import Server
from tests.telegram.calling import refusal, result

ALL_PRIVATE = {"type": "all_private_chats"}


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": name.title()} for name in names]


def names(api: Server, chat_id: int = 7) -> list[str]:
    return [name for name, _ in api.person(chat_id).commands]


async def test_narrowest_scope_wins_and_in_it_the_language(api: Server) -> None:
    api.person(8, "en")
    steps: list[tuple[dict[str, Any], list[str], list[str]]] = [
        ({"commands": commands("a")}, ["a"], ["a"]),
        ({"commands": commands("b"), "language_code": "en"}, ["a"], ["b"]),
        ({"commands": commands("c"), "scope": ALL_PRIVATE}, ["c"], ["c"]),
        ({"commands": commands("d"), "scope": ALL_PRIVATE, "language_code": "de"}, ["d"], ["c"]),
        ({"commands": commands("e"), "scope": {"type": "chat", "chat_id": 7}}, ["e"], ["c"]),
    ]
    for parameters, german, english in steps:
        await result(api, "setMyCommands", **parameters)
        assert (names(api), names(api, 8)) == (german, english)
    await result(api, "deleteMyCommands", scope={"type": "chat", "chat_id": 7})
    assert names(api) == ["d"]
    assert await result(api, "getMyCommands", language_code="en") == commands("b")
    assert await result(api, "getMyCommands", language_code="fr") == []


async def test_wrong_commands_are_refused(api: Server) -> None:
    for wrong in (commands("Groß"), commands("a b"), commands(*(f"a{n}" for n in range(101))), commands("a" * 33)):
        assert (await refusal(api, "setMyCommands", commands=wrong))[0] == 400
    assert (await refusal(api, "setMyCommands", commands=commands("a"), language_code="deu"))[0] == 400
    nowhere = {"type": "chat", "chat_id": 9}
    assert (await refusal(api, "setMyCommands", commands=commands("a"), scope=nowhere))[
        1
    ] == "Bad Request: chat not found"
    assert names(api) == []


async def test_button_of_a_chat_stands_before_that_of_all(api: Server) -> None:
    person, app = api.person(7), {"type": "web_app", "text": "Karte", "web_app": {"url": "https://example.org/"}}
    assert await result(api, "getChatMenuButton", chat_id=7) == {"type": "default"}
    await result(api, "setChatMenuButton", menu_button={"type": "commands"})
    assert person.menu_button == {"type": "commands"}
    await result(api, "setChatMenuButton", chat_id=7, menu_button=app)
    assert (person.menu_button, await result(api, "getChatMenuButton")) == (app, {"type": "commands"})


async def test_name_and_descriptions_have_languages(api: Server) -> None:
    await result(api, "setMyDescription", description="Ich helfe dir beim Lernen.")
    await result(api, "setMyDescription", description="I help you learn.", language_code="en")
    assert await result(api, "getMyDescription", language_code="en") == {"description": "I help you learn."}
    assert await result(api, "getMyDescription", language_code="fr") == {"description": "Ich helfe dir beim Lernen."}
    assert await result(api, "getMyShortDescription") == {"short_description": ""}
    await result(api, "setMyName", name="Lotse")
    assert (await result(api, "getMe"))["first_name"] == "Lotse"
    assert (await refusal(api, "setMyShortDescription", short_description="a" * 121))[0] == 400
