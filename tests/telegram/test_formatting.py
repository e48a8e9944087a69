"""Marked-up texts: what is shown of them, and what the Bot API cannot read."""

from typing import Any

import pytest

from tests.telegram.formatting import CannotParse, read

Marked = tuple[str, int, int]


def shown(text: str, mode: str | None, entities: list[dict[str, Any]] | None = None) -> tuple[str, list[Marked]]:
    """The bare words, and kind, offset and length of what is special."""
    found = read(text, mode, entities)
    return found.text, [(one["type"], one["offset"], one["length"]) for one in found.entities]


RIGHT: list[tuple[str, str, str, list[Marked]]] = [
    ("HTML", "🔔 <b>fett <i>schräg</i></b>", "🔔 fett schräg", [("bold", 3, 11), ("italic", 8, 6)]),
    ("HTML", "1 &lt; 2 &amp;&#33; &nbsp;", "1 < 2 &! &nbsp;", []),
    ("HTML", '<a href="https://x.org/?a=1&amp;b=2">hier</a>', "hier", [("text_link", 0, 4)]),
    ("HTML", '<a href="tg://user?id=7">du</a>', "du", [("text_mention", 0, 2)]),
    ("HTML", '<span class="tg-spoiler">Lösung</span>', "Lösung", [("spoiler", 0, 6)]),
    ("HTML", "<blockquote expandable>lang</blockquote>", "lang", [("expandable_blockquote", 0, 4)]),
    ("HTML", "<b>  fett  </b>", "fett", [("bold", 0, 4)]),
    ("MarkdownV2", r"*fett _schräg_* 1\.", "fett schräg 1.", [("bold", 0, 11), ("italic", 5, 6)]),
    ("MarkdownV2", "__unten__ ~weg~ ||geheim||", "unten weg geheim", [
        ("underline", 0, 5), ("strikethrough", 6, 3), ("spoiler", 10, 6),
    ]),
    ("MarkdownV2", "[hier](https://x.org/\\))", "hier", [("text_link", 0, 4)]),
    ("MarkdownV2", "`a_b` ```py\nx = 1\n```", "a_b x = 1", [("code", 0, 3), ("pre", 4, 5)]),
    ("MarkdownV2", ">eins\n>zwei\ndrei", "eins\nzwei\ndrei", [("blockquote", 0, 10)]),
    ("MarkdownV2", "**>eins\n>zwei||\ndrei", "eins\nzwei\ndrei", [("expandable_blockquote", 0, 10)]),
    ("Markdown", "*fett* _schräg_ a\\_b. [hier](https://x.org/)", "fett schräg a_b. hier", [
        ("bold", 0, 4), ("italic", 5, 6), ("text_link", 17, 4),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "text", "bare", "entities"), RIGHT)
def test_markup_becomes_bare_words_and_entities(mode: str, text: str, bare: str, entities: list[Marked]) -> None:
    assert shown(text, mode) == (bare, entities)


WRONG = [
    ("HTML", "<b>fett", 'Can\'t find end tag corresponding to start tag "b"'),
    ("HTML", "ä<b>fett</i>", 'Unmatched end tag at byte offset 9, expected "</b>", found "</i>"'),
    ("HTML", "fett</b>", "Unexpected end tag at byte offset 4"),
    ("HTML", "<h1>groß</h1>", 'Unsupported start tag "h1" at byte offset 0'),
    ("HTML", "1 < 2", "Unclosed start tag at byte offset 2"),
    ("HTML", "<span>a</span>", 'must have class "tg-spoiler"'),
    ("MarkdownV2", "Ende.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
    ("MarkdownV2", "ä *fett", "Can't find end of Bold entity at byte offset 3"),
    ("MarkdownV2", "`code", "Can't find end of Code entity at byte offset 0"),
    ("MarkdownV2", "[hier]", "Can't find end of TextUrl entity at byte offset 0"),
    ("Markdown", "a_b", "Can't find end of the entity starting at byte offset 1"),
]


@pytest.mark.parametrize(("mode", "text", "words"), WRONG)
def test_wrong_markup_is_not_parsed(mode: str, text: str, words: str) -> None:
    with pytest.raises(CannotParse) as error:
        read(text, mode, None)
    assert str(error.value).startswith("can't parse entities: ")
    assert words in str(error.value)


def test_entities_count_units_of_utf16() -> None:
    bold = {"type": "bold", "offset": 2, "length": 4}
    assert shown("🔔fett", None, [bold]) == ("🔔fett", [("bold", 2, 4)])


@pytest.mark.parametrize(
    "entity",
    [
        {"type": "bold", "offset": 0, "length": 7},
        {"type": "bold", "offset": -1, "length": 2},
        {"type": "bold", "offset": 0, "length": 0},
        {"type": "bold", "offset": 1, "length": 2},
        {"type": "loud", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 0, "length": 2},
    ],
)
def test_entity_that_does_not_fit_the_text_is_refused(entity: dict[str, Any]) -> None:
    with pytest.raises(CannotParse):
        read("🔔fett", None, [entity])
