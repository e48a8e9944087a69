"""Counting words and sentences."""

import pytest

from content.wording import longest_sentence, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("🔧", 0), ("🔧 Eins – zwei.", 2), ("Schicht-Übergabe", 1), ("„Ich kann …“ sagen", 3), ("0,018 mm", 2)],
)
def test_words_are_counted_without_signs(text: str, expected: int) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("Eins zwei. Drei.", 2), ("Eins\nzwei drei", 2), ("Frag: „Was ist das?“ Gut.", 3), ("Wert 0.5 mm", 3)],
)
def test_longest_sentence_ends_where_readers_pause(text: str, expected: int) -> None:
    assert longest_sentence(text) == expected
