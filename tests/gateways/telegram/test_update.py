"""What becomes of an update: private messages and taps are events, everything else is nothing."""

import json
from typing import Any

import pytest

from bot.gateways.telegram.update import decode, inbound
from dialogs.events import Event, Said, Showed, Tapped

CHAT = {"id": 7, "type": "private", "first_name": "Zwirbeldachs"}
SENDER = {"id": 7, "is_bot": False, "first_name": "Zwirbeldachs", "language_code": "en"}


def message(**parts: Any) -> bytes:
    """An update with a message."""
    return json.dumps({"update_id": 5, "message": {"message_id": 1, "chat": CHAT, "from": SENDER, **parts}}).encode()


@pytest.mark.parametrize(
    ("parts", "event"),
    [
        ({"text": "Hallo 👋"}, Said("Hallo 👋")),
        ({"photo": [{"file_id": "x"}], "caption": "ich"}, Showed("photo")),
        ({"voice": {"file_id": "x"}}, Showed("voice")),
        ({"sticker": {"file_id": "x"}}, Showed("sticker")),
        ({"document": {"file_id": "x"}}, Showed("file")),
        ({"location": {"latitude": 1}}, Showed("other")),
    ],
)
def test_message_becomes_its_event(parts: dict[str, Any], event: Event) -> None:
    found = inbound(decode(message(**parts)), "telegram:1")
    assert found is not None
    assert (found.event, found.key, found.address, found.language) == (event, "5", "7", "en")


def test_tap_becomes_its_token() -> None:
    tap = {"id": "9", "from": SENDER, "data": "3:next", "message": {"message_id": 1, "chat": CHAT, "text": "?"}}
    found = inbound(decode(json.dumps({"update_id": 6, "callback_query": tap}).encode()), "telegram:1")
    assert found is not None
    assert found.event == Tapped("3:next")


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_message_outside_a_private_chat_is_nothing(kind: str) -> None:
    assert inbound(decode(message(text="Hallo", chat={"id": -7, "type": kind})), "telegram:1") is None


def test_update_of_another_kind_is_nothing() -> None:
    assert inbound(decode(b'{"update_id": 8, "poll": {"id": "1"}}'), "telegram:1") is None
