"""What the count takes for the same, and what it does not."""

from datetime import UTC, datetime, timedelta

from bot.person import encode
from dialogs import keeping
from dialogs.state import Record
from tests.chaos.findings import is_new, key
from tests.chaos.twin import State, comparable
from tests.telegram.schema import File

BUTTONS = {"inline_keyboard": [[{"text": "Weiter", "callback_data": "1:weiter"}]]}
AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def test_a_picture_drawn_or_named_and_its_words_alone_are_the_same_message() -> None:
    words = {"chat_id": 7001, "reply_markup": BUTTONS}
    drawn = key({**words, "caption": "Der Messschieber", "photo": File("photo.png", b"png")})
    named = key({**words, "caption": "Der Messschieber", "photo": "FILE000001"})
    assert drawn == named == key({**words, "text": "Der Messschieber"})


def test_messages_with_other_words_buttons_or_chats_are_others() -> None:
    words = {"chat_id": 7001, "caption": "Der Messschieber", "reply_markup": BUTTONS}
    others = [{**words, "chat_id": 7002}, {**words, "caption": "Die Bügelmessschraube"}, {**words, "reply_markup": {}}]
    assert len({key(words), *map(key, others)}) == 4


def test_new_messages_are_all_that_is_sent_and_nothing_that_changes() -> None:
    assert all(map(is_new, ("sendMessage", "sendPhoto", "sendContact", "sendDocument")))
    assert not any(map(is_new, ("editMessageCaption", "answerCallbackQuery", "sendChatAction")))


def test_records_differ_by_what_was_sent_and_whether_it_was_answered() -> None:
    sent = keeping.pushed(Record(), "unit:phishing", AT)
    others = [Record(), keeping.heard(sent), keeping.pushed(Record(), "unit:phishing", AT + timedelta(seconds=1))]
    assert all(comparable(_state(sent)) != comparable(_state(other)) for other in others)


def test_records_are_the_same_within_a_second_and_whichever_week_was_settled() -> None:
    sent = keeping.pushed(Record(), "unit:phishing", AT)
    later = keeping.pushed(Record(), "unit:phishing", AT + timedelta(milliseconds=900))
    assert comparable(_state(sent)) == comparable(_state(keeping.settled(later, "2026-W48")))


def _state(record: Record) -> State:
    return b"", None, encode(record)
