"""What a bot says about itself and asks about chats and files."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from tests.telegram.bot import Bot
from tests.telegram.methods.effect import Effect, Given, Result
from tests.telegram.profile import DEFAULT_BUTTON, TEXTS
from tests.telegram.refusal import bad_request


async def _me(bot: Bot, given: Given) -> Result:
    return bot.profile.me


async def _set_commands(bot: Bot, given: Given) -> Result:
    bot.commands.set(given.get("commands", []), _scope(bot, given), given.get("language_code", ""))
    return True


async def _commands(bot: Bot, given: Given) -> Result:
    return bot.commands.get(_scope(bot, given), given.get("language_code", ""))


def _scope(bot: Bot, given: Given) -> dict[str, Any] | None:
    """A scope of one chat is refused when there is no such chat."""
    scope: dict[str, Any] | None = given.get("scope")
    return {**scope, "chat_id": bot.chat(scope["chat_id"]).chat_id} if scope and "chat_id" in scope else scope


async def _set_text(name: str, bot: Bot, given: Given) -> Result:
    bot.profile.set_text(name, given.get("language_code", ""), given.get(name, ""))
    return True


async def _text(name: str, bot: Bot, given: Given) -> Result:
    return {name: bot.profile.text(name, given.get("language_code", ""))}


async def _set_button(bot: Bot, given: Given) -> Result:
    bot.profile.buttons[_private(bot, given)] = given.get("menu_button", DEFAULT_BUTTON)
    return True


async def _button(bot: Bot, given: Given) -> Result:
    return bot.profile.button(_private(bot, given))


def _private(bot: Bot, given: Given) -> int | None:
    if "chat_id" not in given:
        return None
    chat = bot.chat(given["chat_id"])
    if chat.user is None:
        raise bad_request("chat is not private")
    return chat.chat_id


async def _chat(bot: Bot, given: Given) -> Result:
    accepted = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(accepted, True)}
    return {**bot.chat(given["chat_id"]).place, **more}


async def _file(bot: Bot, given: Given) -> Result:
    file_id = given["file_id"]
    if file_id not in bot.files.all:
        raise bad_request("invalid file_id")
    file = bot.files.all[file_id]
    place = f"files/{file_id}/{file.name}"
    return {"file_id": file_id, "file_unique_id": f"U{file_id}", "file_size": len(file.content), "file_path": place}


def _texts() -> Iterator[tuple[str, Effect]]:
    for name in TEXTS:
        title = "".join(map(str.capitalize, name.split("_")))
        yield f"setMy{title}", partial(_set_text, name)
        yield f"getMy{title}", partial(_text, name)


METHODS: dict[str, Effect] = {
    "getMe": _me,
    "setMyCommands": _set_commands,
    "deleteMyCommands": _set_commands,
    "getMyCommands": _commands,
    "setChatMenuButton": _set_button,
    "getChatMenuButton": _button,
    "getChat": _chat,
    "getFile": _file,
    **dict(_texts()),
}
