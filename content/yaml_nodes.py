"""YAML as nodes that know their lines, and as plain values: of version 1.2, and bounded.

The parser is libyaml's, which PyYAML brings along; where it is missing, PyYAML's own in Python gives the same events.
"""

import re
from collections.abc import Hashable
from typing import Any

import yaml
from yaml.composer import Composer, ComposerError
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

MOST_ALIASES = 100
LARGEST_WITH_ALIASES = 200_000
"""Signs of a text at most in which something is repeated."""

_TAG = "tag:yaml.org,2002:"
_STR, _MERGE = f"{_TAG}str", f"{_TAG}merge"
_TYPES = (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    (
        "float",
        r"[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+"
        r"|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        "-+0123456789.",
    ),
    ("int", r"[-+]?0b[0-1_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+", "-+0123456789"),
    ("merge", r"<<", "<"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    (
        "timestamp",
        r"\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?"
        r"(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?",
        "0123456789",
    ),
)
"""What a word without quotes is besides a text: its pattern, and how it begins. ``no`` and ``6:30`` are texts."""


class _Types(BaseResolver):  # type: ignore[misc]
    """What is a number, a day, yes or no."""


for _name, _pattern, _signs in _TYPES:
    _Types.add_implicit_resolver(f"{_TAG}{_name}", re.compile(rf"(?:{_pattern})\Z", re.ASCII), list(_signs))


class _Nodes(Composer, SafeConstructor, _Types):  # type: ignore[misc]
    """Takes few aliases, and none inside what is repeated: nested, a few lines stand for more than a computer holds."""

    def __init__(self, text: str) -> None:
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        BaseResolver.__init__(self)
        self.inside = 0
        self.aliases = 0
        self.most = MOST_ALIASES if len(text) <= LARGEST_WITH_ALIASES else 0
        self.made: dict[Node, Any] = {}

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()
        if isinstance(event, AliasEvent):
            self._count(event)
            return super().compose_node(parent, index)
        self.inside += event.anchor is not None
        node = super().compose_node(parent, index)
        self.inside -= event.anchor is not None
        return node

    def _count(self, event: AliasEvent) -> None:
        self.aliases += 1
        if self.inside or self.aliases > self.most:
            many = f"more than {self.most} times" if self.most else "in a large file"
            where = "inside what is repeated" if self.inside else many
            raise ComposerError(None, None, f"found an alias {where}", event.start_mark)

    # A document has no paths that give types, which PyYAML looks for at each node.
    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Nothing."""

    def ascend_resolver(self) -> None:
        """Nothing."""

    def plain(self, node: Node) -> Any:
        """The value of a node. What is repeated is made once."""
        if node.tag == _STR and isinstance(node, ScalarNode):
            return node.value
        if node not in self.made:
            self.made[node] = self._made(node)
        return self.made[node]

    def _made(self, node: Node) -> Any:
        if isinstance(node, SequenceNode) and node.tag == f"{_TAG}seq":
            return [self.plain(each) for each in node.value]
        if isinstance(node, MappingNode) and node.tag == f"{_TAG}map":
            return self._mapping(node)
        return self.construct_object(node, deep=True)

    def _mapping(self, node: MappingNode) -> dict[Any, Any]:
        own: dict[Any, Any] = {}
        merged = False
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                merged = True
                continue
            key = self.plain(key_node)
            if not isinstance(key, Hashable):
                raise ConstructorError(None, None, "found unhashable key", key_node.start_mark)
            if key in own:
                said = f'found duplicate key "{key}" with another value'
                raise ConstructorError(None, node.start_mark, said, key_node.start_mark)
            own[key] = self.plain(value_node)
        return {**self._merged(node), **own} if merged else own

    def _merged(self, node: MappingNode) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                sources = value_node.value if isinstance(value_node, SequenceNode) else [value_node]
                if found or not all(isinstance(each, MappingNode) for each in sources):
                    raise ConstructorError(None, None, "expected a mapping for merging, once", key_node.start_mark)
                for each in reversed(sources):
                    found |= self.plain(each)
        return found

    def construct_yaml_int(self, node: Any) -> int:
        """Without the octal 012 and the sexagesimal 6:30 of YAML 1.1."""
        digits = self.construct_scalar(node).replace("_", "")
        sign = -1 if digits[0] == "-" else 1
        digits = digits.lstrip("+-")
        base = {"0b": 2, "0o": 8, "0x": 16}.get(digits[:2], 10)
        return sign * int(digits if base == 10 else digits[2:], base)


_Nodes.add_constructor(f"{_TAG}int", _Nodes.construct_yaml_int)


class _InPython(_Nodes, Reader, Scanner, Parser):  # type: ignore[misc]
    """Its messages say more than libyaml's."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        _Nodes.__init__(self, text)


if yaml.__with_libyaml__:
    from yaml.cyaml import CParser

    class _Quick(_Nodes, CParser):  # type: ignore[misc]
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)
            _Nodes.__init__(self, text)

    _PARSERS: tuple[type[Any], ...] = (_Quick, _InPython)
else:
    _PARSERS = (_InPython,)


def value_of(text: str) -> Any:
    """The plain value of a document. YAMLError, ValueError for a day that does not exist, or RecursionError."""
    return _read(text, lambda nodes, root: None if root is None else nodes.plain(root))


def node_of(text: str) -> Node | None:
    """The root of a document; None when it is empty. The same errors."""
    return _read(text, lambda nodes, root: root)


def _read(text: str, wanted: Any) -> Any:
    # libyaml lets tabs pass between a field and its value, where others stumble over them.
    for parser in _PARSERS[:-1] if "\t" not in text else ():
        try:
            return _asked(parser, text, wanted)
        except yaml.YAMLError:
            continue  # It is read again for a message that an author understands.
    return _asked(_PARSERS[-1], text, wanted)


def _asked(parser: type[Any], text: str, wanted: Any) -> Any:
    nodes = parser(text)
    try:
        return wanted(nodes, nodes.get_single_node())
    finally:
        nodes.dispose()
