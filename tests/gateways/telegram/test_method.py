"""Replies as calls of the Bot API, within its limits."""

import json

from bot.exchange import Message, Reply
from bot.gateways.telegram.method import MAX_TEXT, calls, message_calls
from bot.gateways.telegram.update import Update, decode

CHAT = {"id": 7, "type": "private"}
SAID = decode(json.dumps({"update_id": 1, "message": {"message_id": 1, "chat": CHAT, "text": "a"}}).encode())


def tapped(text: str = "Passt es?") -> Update:
    """A tap under a message with this text."""
    tap = {"id": "9", "from": {}, "data": "1:a", "message": {"message_id": 4, "chat": CHAT, "text": text}}
    return decode(json.dumps({"update_id": 2, "callback_query": tap}).encode())


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_short_labels_share_a_row_and_long_ones_do_not() -> None:
    short, long = (("Ja", "1:y"), ("Nein", "1:n")), (("Ja", "1:y"), ("Andere Tage oder Zeiten", "1:n"))
    (first,) = message_calls(Message("?", short), 7)
    (second,) = message_calls(Message("?", long), 7)
    assert [len(row) for row in first.parameters["reply_markup"]["inline_keyboard"]] == [2]
    assert [len(row) for row in second.parameters["reply_markup"]["inline_keyboard"]] == [1, 1]


def test_answered_question_keeps_its_words_and_loses_its_buttons() -> None:
    answer, edit, send = calls(Reply(1, "de", (Message("Gut."),), chosen="✅ Ja"), tapped())
    assert (answer.method, answer.parameters) == ("answerCallbackQuery", {"callback_query_id": "9"})
    assert edit.parameters["text"] == "Passt es?\n\n➤ ✅ Ja"
    assert "reply_markup" not in edit.parameters
    assert (send.method, send.parameters["text"], send.cosmetic) == ("sendMessage", "Gut.", False)


def test_replacing_message_edits_the_tapped_one() -> None:
    *_, edit = calls(Reply(1, "de", (Message("?", (("☑️ A", "1:a"),), replace=True),)), tapped())
    assert (edit.method, edit.parameters["message_id"]) == ("editMessageText", 4)


def test_replacing_message_after_written_words_is_sent() -> None:
    (send,) = calls(Reply(1, "de", (Message("?", (("☑️ A", "1:a"),), replace=True),)), SAID)
    assert send.method == "sendMessage"


def test_toast_is_shown_on_the_tap() -> None:
    (answer,) = calls(Reply(0, "de", toast="Schon beantwortet."), tapped())
    assert answer.parameters["text"] == "Schon beantwortet."


def test_long_text_is_cut_and_keeps_every_word_and_its_buttons_at_the_end() -> None:
    paragraphs = [f"{n} " + "🔔" * 900 for n in range(7)]
    done = message_calls(Message("\n\n".join(paragraphs), (("Ja", "1:y"),)), 7)
    texts = [call.parameters["text"] for call in done]
    assert all(units(text) <= MAX_TEXT for text in texts)
    assert "\n\n".join(texts).split("\n\n") == paragraphs
    assert ["reply_markup" in call.parameters for call in done] == [False] * (len(done) - 1) + [True]


def test_single_paragraph_beyond_the_limit_is_cut() -> None:
    done = message_calls(Message("ä" * 10_000), 7)
    assert "".join(call.parameters["text"] for call in done) == "ä" * 10_000
    assert all(units(call.parameters["text"]) <= MAX_TEXT for call in done)


def test_own_data_is_a_document() -> None:
    (send,) = calls(Reply(0, "de", own_data=b"{}"), SAID)
    assert (send.method, send.document) == ("sendDocument", b"{}")
