"""What a bot tells Telegram about itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from bot.gateways.telegram.call import Call
from bot.gateways.telegram.client import read
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.update import KINDS

Commands = tuple[tuple[str, str], ...]
"""Names and words."""
MAX_CONNECTIONS = 40
"""Telegram's default, spelled out: how many updates it brings at the same time."""
MAX_SHORT_DESCRIPTION = 120
"""Characters on the bot's profile."""
MAX_DESCRIPTION = 512
"""Characters in a chat that is still empty."""


class _Bot(msgspec.Struct):
    username: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """How the bot introduces itself in one language of the app; ``language`` "" is for all without one of their own."""

    language: str
    commands: Commands
    description: str
    short_description: str


async def introduce(sender: Sender, introductions: Sequence[Introduction], kept: Path) -> str:
    """Tells Telegram what has changed since the last time, and gives the bot's user name, for direct links.

    ``kept`` is a file with a hash of what was told, so that a new start tells nothing twice.
    """
    wanted = [call for each in introductions for call in _calls(each)]
    wanted.append(Call("setChatMenuButton", {"menu_button": {"type": "commands"}}))
    told = sha256(b"".join(msgspec.json.encode((call.method, call.parameters)) for call in wanted)).hexdigest()
    if not kept.is_file() or kept.read_text(encoding="utf-8") != told:
        for call in wanted:
            await sender.call(call)
        kept.write_text(told, encoding="utf-8")
    return read(await sender.call(Call("getMe", {})), _Bot).username


def commands_call(commands: Commands, chat_id: int) -> Call:
    """The commands of one person, in whichever language their app is; none: those of people who have not joined."""
    scope = {"scope": {"type": "chat", "chat_id": chat_id}}
    if not commands:
        return Call("deleteMyCommands", scope, cosmetic=True)
    return Call("setMyCommands", {"commands": _listed(commands), **scope}, cosmetic=True)


async def use_webhook(sender: Sender, url: str, secret: str) -> None:
    """Updates come to ``url`` from now on."""
    await sender.call(
        Call(
            "setWebhook",
            {
                "url": url,
                "secret_token": secret,
                "allowed_updates": list(KINDS),
                "max_connections": MAX_CONNECTIONS,
            },
        )
    )


async def use_polling(sender: Sender) -> None:
    """Updates wait to be fetched from now on."""
    await sender.call(Call("deleteWebhook", {}))


def _calls(each: Introduction) -> list[Call]:
    language = {"language_code": each.language} if each.language else {}
    return [
        Call("setMyCommands", {"commands": _listed(each.commands), **language}),
        Call("setMyDescription", {"description": each.description, **language}),
        Call("setMyShortDescription", {"short_description": each.short_description, **language}),
    ]


def _listed(commands: Commands) -> list[dict[str, Any]]:
    # Telegram knows no hyphens in commands; the dialogs take both.
    return [{"command": name.replace("-", "_"), "description": words} for name, words in commands]
