"""``parse_mode=HTML``."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from tests.telegram.formatting.formatted import Builder, CannotParse, Formatted
from tests.telegram.units import utf8

KINDS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "a": "text_link",
    "blockquote": "blockquote",
    "code": "code",
    "pre": "pre",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
"""The tags that there are."""
PIECE = re.compile(r"<(?P<tag>[^>]*)(?P<end>>?)|&(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);|[^<&]+|&")
TAG = re.compile(r"(?P<slash>/?)(?P<name>[a-zA-Z][\w-]*)\s*(?P<rest>.*)", re.DOTALL)
ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?\s*""")


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    attributes: dict[str, str]
    start: int
    byte: int


def parse(text: str) -> Formatted:
    """Raises ``CannotParse`` for unknown tags, and for tags that do not close each other."""
    built, opened, byte = Builder(), list[_Open](), 0
    for piece in PIECE.finditer(text):
        if piece["tag"] is None:
            built.add(unescape(piece[0]) if len(piece[0]) > 1 else piece[0])
        elif not piece["end"]:
            raise CannotParse(f"Unclosed start tag at byte offset {byte}")
        else:
            _tag(piece["tag"], built, opened, byte)
        byte += utf8(piece[0])
    if opened:
        raise CannotParse(f'Can\'t find end tag corresponding to start tag "{opened[-1].name}"')
    return built.formatted


def _tag(inside: str, built: Builder, opened: list[_Open], byte: int) -> None:
    found = TAG.fullmatch(inside)
    name = found["name"].lower() if found else inside
    if found is None or (name not in KINDS and not found["slash"]):
        raise CannotParse(f'Unsupported start tag "{name}" at byte offset {byte}')
    if not found["slash"]:
        opened.append(_Open(name, _attributes(name, found["rest"], byte), built.units, byte))
        return
    if not opened:
        raise CannotParse(f'Unexpected end tag at byte offset {byte}, found "</{name}>"')
    last = opened.pop()
    if last.name != name:
        raise CannotParse(f'Unmatched end tag at byte offset {byte}, expected "</{last.name}>", found "</{name}>"')
    _close(last, built, opened)


def _attributes(name: str, rest: str, byte: int) -> dict[str, str]:
    attributes = {
        key.lower(): unescape(quoted or apostrophed or bare)
        for key, quoted, apostrophed, bare in ATTRIBUTE.findall(rest)
    }
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise CannotParse(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
    return attributes


def _close(tag: _Open, built: Builder, opened: list[_Open]) -> None:
    more: dict[str, Any] = {}
    kind, attributes = KINDS[tag.name], tag.attributes
    if tag.name == "a":
        if url := attributes.get("href"):
            built.link(url, tag.start)
        return
    if tag.name == "blockquote" and "expandable" in attributes:
        kind = "expandable_blockquote"
    if tag.name == "tg-emoji":
        more["custom_emoji_id"] = attributes.get("emoji-id", "")
    if tag.name == "tg-time":
        more["unix_time"] = int(attributes.get("unix", "0"))
    if (
        tag.name == "code"
        and opened
        and opened[-1].name == "pre"
        and attributes.get("class", "").startswith("language-")
    ):
        opened[-1].attributes["language"] = attributes["class"].removeprefix("language-")
        return
    if tag.name == "pre" and "language" in attributes:
        more["language"] = attributes["language"]
    built.mark(kind, tag.start, **more)
