"""Reading one YAML file quickly, and finding the line of a value in it once something is wrong."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.reader import ReaderError

from content.problems import ContentError, Problem

Loc = Sequence[str | int]
LARGEST = 200_000
"""Bytes of an authored file at most; those that people write have a tenth of it."""
MOST_ALIASES = 100

_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d\d?)-(\d\d?)(?![\w-])")
_ANY = "check indentation, colons and quotes here and one line above"
_EXPLAINED = (
    (r"character '\\t'", "there is a tab", "use spaces, no tabs"),
    (r"character '(.)'", "a text cannot begin with {0}", "put the text in quotes"),
    (r'duplicate key "(.*?)" with', 'the field "{0}" stands here twice', "keep one of them"),
    (r"mapping values are not", "there is a colon too many, or the indentation does not fit", _ANY),
    (r"expected <block end>", "the indentation does not fit", "indent as in the lines above, with spaces"),
    (r"constructor for the tag '(?:.*:)?(!?.*)'", "a text cannot begin with !", "put the text in quotes"),
    (r"unexpected end of stream", "a quotation mark is never closed", "close it, or leave it out"),
    (r"another document", "a second document begins with ---", "remove that line and what follows"),
    (r"undefined alias", "a text cannot begin with *", "put the text in quotes"),
    (r"an alias (.*)", "* repeats something {0}", "write it out"),
)
"""What the parser says (a pattern), what that means to an author, and what to do."""


def shown(path: Path) -> str:
    """The path as problems show it: the folder of the content, the kind, the file."""
    return "/".join(path.parts[-3:])


class _Bounded(Composer):
    """Takes few aliases, and none inside what is repeated: nested, a few lines stand for more than a computer holds."""

    inside = 0
    aliases = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        if isinstance(event, AliasEvent):
            self.aliases += 1
            if self.inside or self.aliases > MOST_ALIASES:
                where = "inside what is repeated" if self.inside else f"more than {MOST_ALIASES} times"
                raise ComposerError(None, None, f"found an alias {where}", event.start_mark)
            return super().compose_node(parent, index)
        self.inside += event.anchor is not None
        node = super().compose_node(parent, index)
        self.inside -= event.anchor is not None
        return node


def load(path: Path) -> Any:
    """The plain value of a file. ContentError when it is no readable YAML in UTF-8."""
    text = text_of(path)
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _Bounded
    try:
        return yaml.load(text)
    except MarkedYAMLError as error:
        raise _explained(path, error) from None
    except ReaderError as error:
        message = f"there is a character that nobody sees (number {ord(text[error.position])})"
        line = text.count("\n", 0, error.position) + 1
        raise _unreadable(path, line, message, "delete it and write the text again") from None
    except YAMLError as error:
        raise _unreadable(path, None, " ".join(str(error).split()), _ANY) from None
    except RecursionError:
        raise _unreadable(path, None, "brackets are nested too deep", "close each [ and { that is open") from None
    except ValueError:
        raise _unreadable(path, _impossible_day(text), "this day does not exist", "correct it, or use quotes") from None


def line_of(path: Path, loc: Loc) -> int:
    """The line of the value at ``loc`` (keys and indexes), or of the innermost part of it that exists; else 1."""
    return lines_of(path, [loc])[0]


def lines_of(path: Path, locs: Sequence[Loc]) -> list[int]:
    """The same for several places of one file, which is read once."""
    root = YAML(typ="rt").load(text_of(path)) if locs else None
    return [_line_in(root, loc) for loc in locs]


def _line_in(node: Any, loc: Loc) -> int:
    line = 1
    for part in loc:
        if isinstance(node, dict) and part in node:
            line = _line(node, "key", part) or line
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            line = _line(node, "item", part) or line
        else:
            continue  # names of pydantic's union members are no part of the file
        node = node[part]
    return line


def _line(node: Any, kind: str, part: str | int) -> int | None:
    # Merged keys ("<<: *anchor") have no line of their own in this mapping.
    try:
        return int(getattr(node.lc, kind)(part)[0]) + 1
    except (KeyError, TypeError, AttributeError):
        return None


def text_of(path: Path) -> str:
    """The whole file. ContentError when it cannot be read or is not in UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise _unreadable(path, None, reason, "check the name and the rights") from None
    if len(raw) > LARGEST:
        size, most = f"{len(raw) / 1e6:.1f} MB", f"{LARGEST // 1000} kB"
        raise _unreadable(path, None, f"the file has {size}", f"a file has at most {most}; make several of it")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _unreadable(path, line, "the file is not written in UTF-8", "save it with the encoding UTF-8") from None


def _explained(path: Path, error: MarkedYAMLError) -> ContentError:
    said = " ".join(str(error.problem or error.context or "this is no YAML").split())
    for pattern, message, remedy in _EXPLAINED:
        if found := re.search(pattern, said):
            # Where an open quotation mark began helps more than where the file ends.
            mark = error.context_mark if "end of stream" in said else error.problem_mark
            return _unreadable(path, None if mark is None else mark.line + 1, message.format(*found.groups()), remedy)
    mark = error.problem_mark or error.context_mark
    return _unreadable(path, None if mark is None else mark.line + 1, said, _ANY)


def _impossible_day(text: str) -> int | None:
    for number, line in enumerate(text.splitlines(), 1):
        for year, month, day in _DAY.findall(line):
            try:
                date(int(year), int(month), int(day))
            except ValueError:
                return number
    return None


def _unreadable(path: Path, line: int | None, problem: str, remedy: str) -> ContentError:
    return ContentError((Problem(shown(path), line, problem, remedy),))
