"""``parse_mode=MarkdownV2``: entities nest, and every other special character must be escaped."""

from dataclasses import dataclass, field

from tests.telegram.formatting.formatted import Builder, CannotParse, Formatted
from tests.telegram.units import utf8

MARKS = {
    "||": ("spoiler", "Spoiler"),
    "__": ("underline", "Underline"),
    "_": ("italic", "Italic"),
    "*": ("bold", "Bold"),
    "~": ("strikethrough", "Strikethrough"),
}
"""What opens and closes: the kind of entity and its name in errors, the longest mark first."""
RESERVED = "_*[]()~`>#+-=|{}.!"
QUOTES = {">": "blockquote", "**>": "expandable_blockquote"}
"""What begins a quotation at the beginning of a line."""


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    start: int
    at: int


def parse(text: str) -> Formatted:
    """Raises ``CannotParse`` for what is not closed and for reserved characters that are not escaped."""
    reader = _Reader(text)
    while reader.at < len(text):
        reader.step()
    reader.end_quote()
    if reader.opened:
        last = reader.opened[-1]
        raise CannotParse(f"Can't find end of {_name(last.mark)} entity at byte offset {utf8(text[: last.at])}")
    return reader.built.formatted


def _name(mark: str) -> str:
    return MARKS[mark][1] if mark in MARKS else "TextUrl" if mark == "[" else "CustomEmoji"


@dataclass
class _Reader:
    text: str
    at: int = 0
    built: Builder = field(default_factory=Builder)
    opened: list[_Open] = field(default_factory=list)
    quote: tuple[str, int] | None = None

    def step(self) -> None:
        """One character or one mark."""
        text, at = self.text, self.at
        if (at == 0 or text[at - 1] == "\n") and self._line():
            return
        if text[at] == "\\" and at + 1 < len(text) and text[at + 1].isascii():
            self._literal(text[at + 1], 2)
        elif text[at] == "`":
            self._code("```" if text.startswith("```", at) else "`")
        elif text.startswith("![", at):
            self._open("![")
        elif text[at] == "[":
            self._open("[")
        elif text[at] == "]" and self.opened and self.opened[-1].mark in ("[", "!["):
            self._link(self.opened.pop())
        elif self._ends_expandable():
            self.at += 2
        elif mark := next((mark for mark in MARKS if text.startswith(mark, at)), None):
            self._toggle(mark)
        elif text[at] in RESERVED:
            words = f"Character '{text[at]}' is reserved and must be escaped with the preceding '\\'"
            raise CannotParse(words)
        else:
            self._literal(text[at], 1)

    def end_quote(self) -> None:
        """The quotation ends where its lines do."""
        if self.quote is not None:
            kind, start = self.quote
            self.built.mark(kind, start)
            self.quote = None

    def _line(self) -> bool:
        """At the beginning of a line: whether a quotation begins or goes on here."""
        begins = next((mark for mark in QUOTES if self.text.startswith(mark, self.at)), None)
        if begins == "**>" or (begins and self.quote is None):
            self.end_quote()
            self.quote = (QUOTES[begins], self.built.units)
        elif begins is None:
            self.end_quote()
            return False
        self.at += len(begins or "")
        return True

    def _ends_expandable(self) -> bool:
        end = self.text[self.at + 2 : self.at + 3] in ("", "\n")
        spoiler = any(one.mark == "||" for one in self.opened)
        expandable = self.quote is not None and self.quote[0] == "expandable_blockquote"
        return expandable and not spoiler and end and self.text.startswith("||", self.at)

    def _literal(self, character: str, length: int) -> None:
        self.built.add(character)
        self.at += length

    def _open(self, mark: str) -> None:
        self.opened.append(_Open(mark, self.built.units, self.at))
        self.at += len(mark)

    def _toggle(self, mark: str) -> None:
        if self.opened and self.opened[-1].mark == mark:
            self.built.mark(MARKS[mark][0], self.opened.pop().start)
            self.at += len(mark)
        else:
            self._open(mark)

    def _code(self, mark: str) -> None:
        begin, start = self.at, self.built.units
        kind = "Code" if mark == "`" else "PreCode"
        self.at += len(mark)
        language = self._language() if mark == "```" else ""
        while not self.text.startswith(mark, self.at):
            if self.at >= len(self.text):
                raise CannotParse(f"Can't find end of {kind} entity at byte offset {utf8(self.text[:begin])}")
            escaped = self.text[self.at] == "\\" and self.at + 1 < len(self.text)
            self._literal(self.text[self.at + escaped], 1 + escaped)
        self.at += len(mark)
        self.built.mark("code" if mark == "`" else "pre", start, **({"language": language} if language else {}))

    def _language(self) -> str:
        line = self.text[self.at :].partition("\n")
        if not line[1] or any(map(str.isspace, line[0])) or "`" in line[0]:
            return ""
        self.at += len(line[0]) + 1
        return line[0]

    def _link(self, opened: _Open) -> None:
        self.at += 1
        if not self.text.startswith("(", self.at):
            raise CannotParse(
                f"Can't find end of {_name(opened.mark)} entity at byte offset {utf8(self.text[: opened.at])}"
            )
        url, self.at = "", self.at + 1
        while not self.text.startswith(")", self.at):
            if self.at >= len(self.text):
                raise CannotParse(f"Can't find end of a URL at byte offset {utf8(self.text[: self.at])}")
            escaped = self.text[self.at] == "\\" and self.at + 1 < len(self.text)
            url += self.text[self.at + escaped]
            self.at += 1 + escaped
        self.at += 1
        if opened.mark == "[":
            self.built.link(url, opened.start)
        else:
            self.built.mark("custom_emoji", opened.start, custom_emoji_id=url.removeprefix("tg://emoji?id="))
