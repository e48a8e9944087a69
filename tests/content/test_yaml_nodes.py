"""The quick reader of YAML gives what a reader of YAML 1.2 in Python gives, which is older and far slower."""

import math
import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from content import yaml_nodes
from content.yaml_nodes import node_of, value_of

REFUSED = object()
PLAIN = (
    "no", "on", "Yes", "y", "true", "False", "null", "~", "", "6:30", "1:20:30", "012", "0o17", "0x1f", "-3",
    "+4", "1_000", "1e3", "1.5", ".5", ".inf", "-.inf", ".nan", "2026-11-26", "2026-1-2",
    "2026-11-26 06:30:00", "2026-11-26T06:30:00Z", "==", "3/12", "a:b", "http://x.y/z", "a#b", "a # kein Text",
    "Größe", "çalış", "Їжак", "مرحبا", "🔧", "a, b", "x]", "- a", "12 Stück", "0b101", "007", "1.", "1,5", "?",
    "a?", "-", "--", "a - b", "'a' b", "! a", "& a", "%a", "a\n  b", "<<",
)  # fmt: skip
QUOTED = (
    "'no'", '"6:30"', "\"a\\nb\"", "\"\\u00e4\"", "'it''s'", '"2026-11-26"', "'# kein Kommentar'",
    "\"a\n  b\"", "\"\\x41 \\t\"", '""', "''",
)  # fmt: skip
BLOCKS = (
    "|\n    eins\n    zwei\n", ">\n    eins\n    zwei\n\n    drei\n", "|-\n    eins\n", ">+\n    eins\n\n",
    "|2\n      ein\n",
)  # fmt: skip


def old(text: str) -> Any:
    """What ruamel reads."""
    try:
        return YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError):
        return REFUSED


def new(text: str) -> Any:
    try:
        return value_of(text)
    except (yaml.YAMLError, ValueError):
        return REFUSED


def same(one: Any, other: Any) -> bool:
    """Equal in value and type, with NaN equal to itself."""
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    if isinstance(one, dict) and isinstance(other, dict):
        return same(list(one), list(other)) and same(list(one.values()), list(other.values()))
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


signs = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=12)
# Between brackets a colon before a comma or a bracket ends a key (YAML 1.2, 7.3.3); ruamel takes it for part of a word.
plain = signs.map(lambda word: f"a{word}").filter(lambda word: not re.search(r":($|[\],\[{}])", word))
quoted = signs.map(lambda word: yaml.dump(word).split("\n")[0])
scalars = st.one_of(st.sampled_from(PLAIN), st.sampled_from(QUOTED), plain, quoted)
keys = scalars.filter(bool)  # A field without a name is refused, and the line is named; ruamel calls it None.
comments = st.sampled_from(("", "", "  # ein Kommentar: mit [Zeichen]"))


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(("plain", "list", "flow", "map", "block")))
        one, two = draw(scalars), draw(scalars)
        lines.append(f"f{number}: {draw(st.sampled_from(BLOCKS))}" if kind == "block" else {
            "plain": f"f{number}: {one}{draw(comments)}",
            "list": f"f{number}:\n  - {one}{draw(comments)}\n  - {two}",
            "flow": f"f{number}: {{id: {one}, list: [{two}, {one}], {draw(st.sampled_from(QUOTED))}: x}}",
            "map": f"f{number}:\n  {draw(keys)}: {one}{draw(comments)}\n  other: {two}",
        }[kind])  # fmt: skip
    return "\n".join(lines) + draw(st.sampled_from(("", "\n", "\n# Ende\n", "\n...\n")))


@settings(max_examples=300, deadline=None)
@given(documents())
def test_any_document_is_read_as_before(text: str) -> None:
    assert same(new(text), old(text)), (new(text), old(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [("[a:, no]", [{"a": None}, "no"]), ("x: {a:}", {"x": {"a": None}}), ("f0:\n  : no", REFUSED), (": 1", REFUSED)],
)
def test_colon_that_ruamel_takes_otherwise(text: str, value: Any) -> None:
    assert new(text) == value != old(text)


def test_field_without_a_name_is_refused_with_its_line() -> None:
    with pytest.raises(yaml.MarkedYAMLError) as refusal:
        value_of("one: 1\ntwo:\n  : no")
    assert refusal.value.problem_mark is not None
    assert refusal.value.problem_mark.line == 2


@pytest.mark.parametrize("word", (*PLAIN, *QUOTED))
@pytest.mark.parametrize("form", ["x: {0}\n", "- {0}\n", "x: [{0}, 1]\n", "{0}: 1\n"])
def test_word_has_the_type_that_it_had(word: str, form: str) -> None:
    text = form.format(word)
    if (word, form[0]) != ("", "{"):  # a line that begins with a colon: see below
        assert same(new(text), old(text)), (new(text), old(text))


def test_what_is_read_in_another_way_than_before() -> None:
    assert (new("x: =\n"), old("x: =\n")) == ({"x": "="}, REFUSED)
    assert (new(": 1\n"), old(": 1\n")) == (REFUSED, {None: 1})
    assert (new("? [a, b]\n: 1\n"), old("? [a, b]\n: 1\n")) == (REFUSED, {("a", "b"): 1})


@pytest.mark.parametrize("repeated", [{"lines": 30, "times": 100}, {"lines": 1, "times": 100}])
def test_what_is_repeated_is_read_once(repeated: dict[str, int]) -> None:
    text = "a: &a\n" + "  - x\n" * repeated["lines"] + "b: [" + "*a, " * repeated["times"] + "]\n"
    read = new(text)
    assert same(read, old(text))
    assert len({id(each) for each in read["b"]}) == 1


def test_large_text_repeats_nothing() -> None:
    text = "a: &a x\nb: *a\n"
    assert new(text) == {"a": "x", "b": "x"}
    with pytest.raises(yaml.YAMLError, match="found an alias in a large file"):
        value_of(text + "#" * yaml_nodes.LARGEST_WITH_ALIASES)


@pytest.mark.parametrize(
    "text",
    ["a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\n", "a: &x {b: 1}\ne: &y {b: 2}\nd: {c: 3, <<: [*x, *y]}\n",
     "a: {b: 1, b: 2}\n",
     "a: !!str 12\n", "a: !!set {b, c}\n", "a: !!binary aGFsbG8=\n", "a: !eigen x\n", "a: {<<: 1}\n", "a: \tb\n",
     "{a: 1\n", "- a\nb: 1\n",
     "a: 2026-02-30\n", "--- a\n--- b\n", "%YAML 1.2\n---\na: no\n", "a: 'x\n", "", "# nichts\n"],
)  # fmt: skip
def test_rare_document_is_read_or_refused_as_before(text: str) -> None:
    assert same(new(text), old(text)), (new(text), old(text))


def test_reader_without_libyaml_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"x: {word}\n" for word in (*PLAIN, *QUOTED)]
    quick = [new(text) for text in texts]
    monkeypatch.setattr(yaml_nodes, "_PARSERS", yaml_nodes._PARSERS[-1:])
    assert all(map(same, quick, (new(text) for text in texts)))


def test_nodes_know_their_lines() -> None:
    root = node_of("a: 1\nb:\n  - x\n  - {c: 2}\n")
    assert root is not None
    key, items = root.value[1]
    assert [key.start_mark.line, *(each.start_mark.line for each in items.value)] == [1, 2, 3]
