"""A second opinion: python-telegram-bot, written by others, reads every message that was sent."""

from typing import Any

import telegram


def disagreements(message: dict[str, Any]) -> list[str]:
    """What the library understands otherwise than this server. Empty: both read the same."""
    try:
        read = telegram.Message.de_json(message, None)
    except Exception as error:
        return [f"python-telegram-bot cannot read the message: {error}"]
    markup = read.reply_markup
    keyboard = markup.inline_keyboard if markup else ()
    rows = [[(key.text, key.callback_data) for key in row] for row in keyboard]
    sent = [
        [(key["text"], key["callback_data"]) for key in row]
        for row in message.get("reply_markup", {}).get("inline_keyboard", [])
    ]
    if (read.text, read.chat.id, rows) == (message.get("text"), message["chat"]["id"], sent):
        return []
    return ["python-telegram-bot reads another message than the one that was sent"]
