"""What the methods of the Bot API do to chats."""

from collections.abc import Callable
from typing import Any

from tests.telegram.chat import Chat, Shown, keyboard
from tests.telegram.refusal import Refusal, blocked

Find = Callable[[Any], Chat]


def send_message(chat: Chat, call: dict[str, Any]) -> Shown:
    """A new message, unless the person does not want any."""
    _reachable(chat)
    text = call["text"]
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    return chat.add(text, buttons=keyboard(call.get("reply_markup")), silent=call.get("disable_notification", False))


def send_document(chat: Chat, call: dict[str, Any]) -> Shown:
    """A file."""
    _reachable(chat)
    buttons = keyboard(call.get("reply_markup"))
    return chat.add(call.get("caption", ""), document=call["document"], buttons=buttons)


def send_photo(chat: Chat, call: dict[str, Any]) -> Shown:
    """A picture with words under it."""
    _reachable(chat)
    silent, buttons = call.get("disable_notification", False), keyboard(call.get("reply_markup"))
    return chat.add(call.get("caption", ""), photo=call["photo"], silent=silent, buttons=buttons)


def send_contact(chat: Chat, call: dict[str, Any]) -> Shown:
    """A card for the address book."""
    _reachable(chat)
    return chat.add(call["first_name"], contact=call)


def edit_text(chat: Chat, call: dict[str, Any]) -> Shown:
    """Other words and buttons; without buttons in the call they go."""
    return chat.edit(_message_id(call), call.get("text", ""), keyboard(call.get("reply_markup")))


def edit_caption(chat: Chat, call: dict[str, Any]) -> Shown:
    """Other words under a picture; without buttons in the call they go."""
    return chat.edit(_message_id(call), call.get("caption", ""), keyboard(call.get("reply_markup")))


def edit_buttons(chat: Chat, call: dict[str, Any]) -> Shown:
    """Other buttons; without buttons in the call they go."""
    return chat.edit(_message_id(call), None, keyboard(call.get("reply_markup")))


IN_CHATS: dict[str, Callable[[Chat, dict[str, Any]], Shown]] = {
    "sendMessage": send_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendContact": send_contact,
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_buttons,
}


def _message_id(call: dict[str, Any]) -> int:
    if "message_id" not in call:
        raise Refusal(400, "Bad Request: message identifier is not specified")
    return int(call["message_id"])


def _reachable(chat: Chat) -> None:
    if chat.blocked:
        raise blocked()
