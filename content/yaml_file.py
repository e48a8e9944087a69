"""Reading one YAML file quickly, and finding the line of a value in it once something is wrong."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from yaml import MarkedYAMLError, YAMLError
from yaml.nodes import MappingNode, Node, SequenceNode
from yaml.reader import ReaderError

from content.problems import ContentError, Problem
from content.yaml_nodes import node_of, value_of

Loc = Sequence[str | int]
LARGEST = 200_000
"""Bytes of an authored file at most; those that people write have a tenth of it."""

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


def load(path: Path, largest: int = LARGEST) -> Any:
    """The plain value of a file. ContentError when it is no readable YAML in UTF-8 of at most ``largest`` bytes."""
    text = text_of(path, largest)
    try:
        return value_of(text)
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


def lines_of(path: Path, locs: Sequence[Loc], largest: int = LARGEST) -> list[int]:
    """The same for several places of one file, which is read once."""
    root = node_of(text_of(path, largest)) if locs else None
    return [_line_in(root, loc) for loc in locs]


def _line_in(node: Node | None, loc: Loc) -> int:
    line = 1
    for part in loc:
        found = _inside(node, part)
        if found is None:
            continue  # names of pydantic's union members are no part of the file
        mark, node = found
        line = mark.start_mark.line + 1
    return line


def _inside(node: Node | None, part: str | int) -> tuple[Node, Node] | None:
    """What shows the line of a part of a node, and that part."""
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def text_of(path: Path, largest: int = LARGEST) -> str:
    """The whole file. ContentError when it cannot be read or is not in UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise _unreadable(path, None, reason, "check the name and the rights") from None
    if len(raw) > largest:
        size, most = f"{len(raw) / 1e6:.1f} MB", f"{largest // 1000} kB"
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
