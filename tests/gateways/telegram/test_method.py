"""Replies as calls of the Bot API, within its limits."""

import json
from typing import Any

from bot.exchange import CalendarFile, CardFile, Drawing, Message, Reply
from bot.gateways.telegram.call import Upload
from bot.gateways.telegram.message import MAX_CAPTION, MAX_TEXT, message_calls
from bot.gateways.telegram.method import calls
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
    assert (send.method, send.upload) == ("sendDocument", Upload("document", "meine-daten.json", b"{}"))


PICTURE = Drawing("mess", "Ein Mess-Schieber", "[Bild: Ein Mess-Schieber]")
CARD = CardFile("🪪 Ayşe", "ayşe.vcf", "text/vcard", b"BEGIN:VCARD", "Ayşe", "+4930")
DATE = CalendarFile("📅 Termin", "lern-termin.ics", "text/calendar", b"BEGIN:VCALENDAR")
YES = (("Ja", "1:y"),)


def captioned(caption: str) -> Update:
    """A tap under a picture with these words."""
    tap = {"id": "9", "from": {}, "data": "1:a", "message": {"message_id": 4, "chat": CHAT, "caption": caption}}
    return decode(json.dumps({"update_id": 2, "callback_query": tap}).encode())


def test_picture_carries_the_words_and_the_buttons() -> None:
    (photo,) = message_calls(Message("Was zeigt er?", YES, attachments=(PICTURE,)), 7)
    assert (photo.method, photo.picture) == ("sendPhoto", "mess")
    assert photo.parameters["caption"] == "[Bild: Ein Mess-Schieber]\n\nWas zeigt er?"
    assert photo.parameters["reply_markup"]["inline_keyboard"] == [[{"text": "Ja", "callback_data": "1:y"}]]


def test_words_that_do_not_fit_under_a_picture_follow_it() -> None:
    long = "ä" * (MAX_CAPTION - 10)
    photo, text = message_calls(Message(long, YES, attachments=(PICTURE,)), 7)
    assert photo.parameters == {"chat_id": 7, "caption": "[Bild: Ein Mess-Schieber]"}
    assert (text.method, text.parameters["text"], "reply_markup" in text.parameters) == ("sendMessage", long, True)


def test_caption_is_counted_in_utf_16_units() -> None:
    room = MAX_CAPTION - units("[Bild: Ein Mess-Schieber]\n\n")
    assert room % 2 == 1
    fits, too_long = "🔔" * (room // 2) + "x", "🔔" * (room // 2 + 1)
    assert len(message_calls(Message(fits, attachments=(PICTURE,)), 7)) == 1
    assert len(message_calls(Message(too_long, attachments=(PICTURE,)), 7)) == 2


def test_question_with_a_picture_keeps_it_when_answered_and_when_ticked() -> None:
    _, answered, _ = calls(Reply(1, "de", (Message("Gut."),), chosen="Ja"), captioned("Was zeigt er?"))
    assert (answered.method, answered.parameters["caption"]) == ("editMessageCaption", "Was zeigt er?\n\n➤ Ja")
    ticked = Message("Was zeigt er?", (("☑️ A", "1:a"),), replace=True, attachments=(PICTURE,))
    *_, edit = calls(Reply(1, "de", (ticked,)), captioned("[Bild: Ein Mess-Schieber]\n\nWas zeigt er?"))
    assert (edit.method, edit.parameters["message_id"]) == ("editMessageCaption", 4)
    assert edit.parameters["caption"] == "[Bild: Ein Mess-Schieber]\n\nWas zeigt er?"
    assert "text" not in edit.parameters and edit.is_plain


def test_text_that_followed_its_picture_is_edited_alone() -> None:
    ticked = Message("Was zeigt er?", (("☑️ A", "1:a"),), replace=True, attachments=(PICTURE,))
    *_, edit = calls(Reply(1, "de", (ticked,)), tapped())
    assert (edit.method, edit.parameters["text"]) == ("editMessageText", "Was zeigt er?")


def test_contact_with_an_international_number_is_a_contact_and_its_words_follow() -> None:
    contact, text = message_calls(Message("Hier ist die Karte.", YES, attachments=(CARD,)), 7)
    wanted = {"chat_id": 7, "phone_number": "+4930", "first_name": "Ayşe", "vcard": "BEGIN:VCARD"}
    assert (contact.method, contact.parameters) == ("sendContact", wanted)
    assert "reply_markup" in text.parameters


def test_contact_with_an_internal_number_or_none_is_a_file() -> None:
    for phone in ("", "4711"):
        card = CardFile(CARD.label, CARD.name, CARD.media_type, CARD.content, CARD.person, phone)
        (file,) = message_calls(Message("Hier ist die Karte.", attachments=(card,)), 7)
        assert (file.method, file.upload) == ("sendDocument", Upload("document", "ayşe.vcf", b"BEGIN:VCARD"))
        assert file.parameters["caption"] == "Hier ist die Karte."


def test_appointment_is_a_file_under_its_words() -> None:
    (file,) = message_calls(Message("Hier ist der Termin.", YES, attachments=(DATE,)), 7)
    assert file.upload == Upload("document", "lern-termin.ics", b"BEGIN:VCALENDAR")
    assert "reply_markup" in file.parameters


def test_protected_words_and_pictures_cannot_be_passed_on_but_a_contact_can() -> None:
    message = Message("a", attachments=(CARD, PICTURE))
    contact, photo = message_calls(message, 7, protected=True)
    assert photo.parameters["protect_content"] is True
    assert "protect_content" not in contact.parameters
    (text,) = calls(Reply(1, "de", (Message("a"),), protected=True), SAID)
    assert text.parameters["protect_content"] is True
    (free,) = calls(Reply(1, "de", (Message("a"),)), SAID)
    assert "protect_content" not in free.parameters


def hidden(parameters: dict[str, Any], words: str, entities: str) -> str:
    """What the spoiler covers, cut out as Telegram counts."""
    (spoiler,) = parameters[entities]
    assert spoiler["type"] == "spoiler"
    raw = parameters[words].encode("utf-16-le")
    return bytes(raw[2 * spoiler["offset"] :][: 2 * spoiler["length"]]).decode("utf-16-le")


def test_veiled_line_is_a_spoiler_in_text_and_caption() -> None:
    message = Message("🔔🔔 Ziel\n\n🎯 Ziel\n\nZiel", veiled="Ziel")
    (text,) = message_calls(message, 7)
    assert hidden(text.parameters, "text", "entities") == "Ziel"
    assert text.parameters["entities"][0]["offset"] == units("🔔🔔 Ziel\n\n🎯 Ziel\n\n")
    (photo,) = message_calls(Message("🎯 Ziel\n\nJetzt?", attachments=(PICTURE,), veiled="🎯 Ziel"), 7)
    assert hidden(photo.parameters, "caption", "caption_entities") == "🎯 Ziel"


def test_reminder_makes_no_sound_and_nothing_shows_link_previews() -> None:
    photo, text = message_calls(Message("x" * 1020, attachments=(PICTURE,)), 7, silent=True)
    assert photo.parameters["disable_notification"] is text.parameters["disable_notification"] is True
    assert text.parameters["link_preview_options"] == {"is_disabled": True}


def test_commands_are_set_for_the_chat_and_taken_away_again() -> None:
    (given,) = calls(Reply(1, "de", commands=(("menue", "Menü"), ("meine-daten", "Meine Daten"))), SAID)
    assert (given.method, given.cosmetic) == ("setMyCommands", True)
    assert given.parameters["scope"] == {"type": "chat", "chat_id": 7}
    assert given.parameters["commands"][1] == {"command": "meine_daten", "description": "Meine Daten"}
    (taken,) = calls(Reply(0, "de", commands=()), SAID)
    assert (taken.method, taken.parameters) == ("deleteMyCommands", {"scope": {"type": "chat", "chat_id": 7}})
    assert calls(Reply(1, "de"), SAID) == []
