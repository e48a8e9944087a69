"""Replies and recorded turns as the page's script reads them."""

from typing import Any

import msgspec

from bot.exchange import Message, Past, Reply
from bot.gateways.web.attachments import shown
from bot.gateways.web.language import direction

_encode = msgspec.json.Encoder().encode


def reply_json(reply: Reply) -> bytes:
    """The answer to what the page sent. The file itself is not in it, only that there is one to fetch."""
    return _encode(_reply(reply))


def past_json(past: Past) -> bytes:
    """A turn that happened elsewhere: a reminder, or the same person's other page."""
    own = {"turn": past.turn, "at": past.at, "heard": past.heard, "own_words": past.own_words}
    return _encode(_reply(past.reply) | own)


def problem_json(sentence: str) -> bytes:
    """What went wrong, in a sentence for the person."""
    return _encode({"message": sentence})


def _reply(reply: Reply) -> dict[str, Any]:
    return {
        "turn": reply.turn,
        "language": reply.language,
        "dir": direction(reply.language),
        "messages": [_message(message) for message in reply.messages],
        "chosen": reply.chosen,
        "toast": reply.toast,
        "own_data": reply.own_data is not None,
    }


def _message(message: Message) -> dict[str, Any]:
    return {
        "text": message.text,
        "buttons": message.buttons,
        "replace": message.replace,
        "attachments": shown(message),
    }
