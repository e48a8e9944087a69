"""Counting words and sentences the way the rules for plain language count them."""

import re

MOST_WORDS = 60
MOST_WORDS_IN_A_SENTENCE = 12

_ENDS = re.compile(r"[.!?:…]+[“”\"')]*(?=\s|$)|\n")
_WORD = re.compile(r"\w[^\s]*")


def words(text: str) -> int:
    """The number of words; signs and pictures are none, a hyphenated compound is one."""
    return len(_WORD.findall(text))


def longest_sentence(text: str) -> int:
    """The number of words of the longest sentence. A colon and a new line end one, since readers pause there."""
    return max((words(sentence) for sentence in _ENDS.split(text)), default=0)
