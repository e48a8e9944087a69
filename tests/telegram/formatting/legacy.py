"""``parse_mode=Markdown``, the old one: nothing nests, little can be escaped."""

from tests.telegram.formatting.formatted import Builder, CannotParse, Formatted
from tests.telegram.units import utf8

MARKS = {"```": "pre", "`": "code", "*": "bold", "_": "italic"}
"""What opens and closes, the longest first."""
ESCAPED = "_*`["


def parse(text: str) -> Formatted:
    """Raises ``CannotParse`` for what is opened and not closed."""
    built, at = Builder(), 0
    while at < len(text):
        mark = next((mark for mark in MARKS if text.startswith(mark, at)), None)
        if text[at] == "\\" and text[at + 1 : at + 2] in tuple(ESCAPED):
            built.add(text[at + 1])
            at += 2
        elif mark is not None:
            at = _marked(text, at, mark, built)
        elif text[at] == "[":
            at = _link(text, at, built)
        else:
            built.add(text[at])
            at += 1
    return built.formatted


def _marked(text: str, at: int, mark: str, built: Builder) -> int:
    begin = at + len(mark)
    end, start = _end(text, mark, begin, at), built.units
    inside = text[begin:end]
    language, newline, rest = inside.partition("\n")
    if mark == "```" and newline and language and not any(map(str.isspace, language)):
        built.add(rest)
        built.mark("pre", start, language=language)
    else:
        built.add(inside)
        built.mark(MARKS[mark], start)
    return end + len(mark)


def _link(text: str, at: int, built: Builder) -> int:
    end, start = _end(text, "]", at + 1, at), built.units
    built.add(text[at + 1 : end])
    if text[end + 1 : end + 2] != "(":
        return end + 1
    close = _end(text, ")", end + 2, at)
    built.link(text[end + 2 : close], start)
    return close + 1


def _end(text: str, mark: str, begin: int, opened_at: int) -> int:
    end = text.find(mark, begin)
    if end < 0:
        raise CannotParse(f"Can't find end of the entity starting at byte offset {utf8(text[:opened_at])}")
    return end
