"""How recorded turns look when they are shown again."""

import json

from bot.exchange import Message, Past, Reply
from bot.gateways.web.view import bubbles
from bot.gateways.web.wire import past_json
from tests.gateways.web.fake_turns import BROUGHT

ASK = Message("Frage", (("A", "q:a"), ("B", "q:b")))
MENU = Message("Menü", (("Lernen", "/lernen"),))


def past(turn: int, *messages: Message, heard: str | None = None, own_words: bool = False) -> Past:
    return Past(turn, "2026-11-23T06:30:00+00:00", heard, own_words, Reply(turn, "de", messages, chosen=heard))


def test_answered_question_loses_its_buttons() -> None:
    ask, own, thanks = bubbles([past(1, ASK), past(2, Message("Danke"), heard="B")], from_start=True)
    assert (ask.buttons, own.own, own.text, thanks.text) == ([], True, "B", "Danke")


def test_replacing_message_takes_the_place() -> None:
    (only,) = bubbles([past(1, ASK), past(2, Message("Neu", (("C", "q:c"),), replace=True))], from_start=True)
    assert (only.text, only.buttons) == ("Neu", [("C", "q:c")])


def test_commands_stay_and_old_answers_go() -> None:
    mixed = Message("Alt", (("A", "q:a"), ("Pause", "/pause")))
    old, menu, ask, nudge = bubbles([past(1, mixed), past(2, MENU), past(3, ASK), past(4, MENU)], from_start=True)
    assert old.buttons == [("Pause", "/pause")]
    assert menu.buttons and nudge.buttons and ask.buttons == list(ASK.buttons)


def test_chosen_label_finds_its_question() -> None:
    ask, menu, *_ = bubbles([past(1, ASK), past(2, MENU), past(3, MENU, heard="A")], from_start=True)
    assert (ask.buttons, bool(menu.buttons)) == ([], True)


def test_join_code_is_not_shown_as_own_words() -> None:
    turns = [past(1, MENU, own_words=True), past(2, MENU, own_words=True)]
    assert [bubble.unkept for bubble in bubbles(turns, from_start=True)] == [False, True, False]
    assert [bubble.unkept for bubble in bubbles(turns, from_start=False)] == [True, False, True, False]


def test_nothing_to_replace_is_shown_anyway() -> None:
    (only,) = bubbles([past(1, Message("Neu", replace=True))], from_start=True)
    assert only.text == "Neu"


def test_attachments_are_the_same_with_script_and_without() -> None:
    told = past(1, BROUGHT)
    (bubble,) = bubbles([told], from_start=False)
    drawing, card = bubble.attachments
    assert (drawing["src"], drawing["text"]) == ("/picture/mess-schieber.svg", "Ein Mess-Schieber um ein Rohr")
    assert (card["name"], card["href"]) == (
        "ayşe-demirtaş.vcf",
        "data:text/vcard;charset=utf-8,BEGIN%3AVCARD%0D%0AFN%3AAy%C5%9Fe",
    )
    assert json.loads(past_json(told))["messages"][0]["attachments"] == bubble.attachments


def test_question_that_changes_in_its_place_keeps_its_picture() -> None:
    changed = Message("Neu", (("C", "q:c"),), replace=True, attachments=BROUGHT.attachments)
    (bubble,) = bubbles([past(1, BROUGHT), past(2, changed)], from_start=False)
    assert (bubble.text, len(bubble.attachments)) == ("Neu", 2)
