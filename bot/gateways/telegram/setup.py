"""What a bot tells Telegram about itself when it starts."""

from bot.gateways.telegram.method import Call
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.update import KINDS

COMMANDS = {
    "": {
        "menue": "Menü",
        "lernen": "Lernen",
        "fragen": "Jemanden fragen",
        "checkin": "Einschätzung",
        "zeiten": "Arbeits-Zeit",
        "pause": "Pause",
        "sprache": "Sprache",
        "hilfe": "Hilfe",
        "geraet": "Anderes Gerät",
        "meine_daten": "Meine Daten",
        "stopp": "Aufhören",
        "loeschen": "Alles löschen",
    },
    "en": {
        "menue": "Menu",
        "lernen": "Learn",
        "fragen": "Ask somebody",
        "checkin": "How am I doing?",
        "zeiten": "Working time",
        "pause": "Pause",
        "sprache": "Language",
        "hilfe": "Help",
        "geraet": "Other device",
        "meine_daten": "My data",
        "stopp": "Stop",
        "loeschen": "Delete everything",
    },
}
"""By language of the app; "" for all others."""
MAX_CONNECTIONS = 40
"""Telegram's default, spelled out: how many updates it brings at the same time."""


async def introduce(sender: Sender) -> str:
    """Sets the commands and gives the bot's user name, for direct links."""
    for language, commands in COMMANDS.items():
        listed = [{"command": name, "description": words} for name, words in commands.items()]
        await sender.call(Call("setMyCommands", {"commands": listed, "language_code": language or None}))
    me = await sender.call(Call("getMe", {}))
    return str(me.username)


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
