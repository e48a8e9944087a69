"""Reading one YAML file quickly, and finding the line of a value in it once something is wrong."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from content.problems import ContentError, Problem

Loc = Sequence[str | int]


def shown(path: Path) -> str:
    """The path as problems show it: the folder of the content, the kind, the file."""
    return "/".join(path.parts[-3:])


def load(path: Path) -> Any:
    """The plain value of a file. ContentError when it is no readable YAML in UTF-8."""
    try:
        return YAML(typ="safe", pure=True).load(_text(path))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(str(error.problem or error.context or "this is no YAML").split())
        raise _unreadable(path, None if mark is None else mark.line + 1, problem) from None
    except YAMLError as error:
        raise _unreadable(path, None, " ".join(str(error).split())) from None


def line_of(path: Path, loc: Loc) -> int:
    """The line of the value at ``loc`` (keys and indexes), or of the innermost part of it that exists; else 1."""
    return lines_of(path, [loc])[0]


def lines_of(path: Path, locs: Sequence[Loc]) -> list[int]:
    """The same for several places of one file, which is read once."""
    root = YAML(typ="rt").load(_text(path)) if locs else None
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


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise ContentError((Problem(shown(path), None, reason, "check the name and the rights"),)) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem(shown(path), line, "the file is not written in UTF-8", "save it with the encoding UTF-8")
        raise ContentError((problem,)) from None


def _unreadable(path: Path, line: int | None, problem: str) -> ContentError:
    hint = "use spaces, no tabs" if "\\t" in problem else "check indentation, colons and quotes here and one line above"
    return ContentError((Problem(shown(path), line, problem, hint),))
