"""What a drawing may hold: lines, shapes and groups in the colours of its palette, and nothing that acts or loads."""

import re
from collections.abc import Iterator
from xml.parsers import expat

from content.pictures import palette

LARGEST = 30_000
"""Bytes of a drawing at most: it is loaded on a phone in a hall with little reception."""

Mistake = tuple[str, str, int]
"""What is wrong, what to do about it, and in which line (from 1)."""

_ACTIVE = ("script", "foreignObject", "iframe", "animate", "set", "image", "a")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(")
_USE = re.compile(r"var\(--([\w-]*)\)")
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import")


def mistakes(svg: bytes) -> Iterator[Mistake]:
    """Everything that keeps a drawing (SVG) from being shown safely, in light and in dark."""
    if len(svg) > LARGEST:
        yield f"the drawing has {len(svg) // 1000} kB", f"make it simpler; at most {LARGEST // 1000} kB", 1
        return
    reader = _Reader()
    yield from reader.read(svg)
    if not reader.broken:
        yield from _in_text(svg.decode(errors="replace"))


class _Refused(Exception):
    """Reading went no further."""


class _Reader:
    """Goes once through the elements."""

    def __init__(self) -> None:
        self.broken = False
        self._found: list[Mistake] = []
        self._root = True
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.StartElementHandler = self._element

    def read(self, svg: bytes) -> list[Mistake]:
        try:
            self._parser.Parse(svg, True)
        except expat.ExpatError as error:
            self.broken = True
            return [("this is no sound SVG", "open it in a drawing program and save it again", error.lineno)]
        except _Refused:
            self.broken = True
        return self._found

    def _document_type(self, *_: object) -> None:
        # Entities can blow a small file up; no drawing needs them.
        self._note("the drawing declares a document type", "remove <!DOCTYPE …>")
        raise _Refused

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if self._root and (name != "svg" or not attributes.get("viewBox", "").strip()):
            self._note("the drawing has no viewBox", 'begin it with <svg viewBox="0 0 800 600">')
        self._root = False
        if name in _ACTIVE:
            self._note(f"the drawing holds <{name}>", "keep only lines, shapes and groups")
        if name == "text":
            self._note("the drawing holds words", "draw a sign; words belong into the card")
        for key, value in attributes.items():
            self._attribute(key, value)

    def _attribute(self, key: str, value: str) -> None:
        if key.lower().startswith("on"):
            self._note(f"the drawing does something on its own ({key})", f"remove {key}")
        if key.rpartition(":")[2] == "href" and not value.startswith("#"):
            self._note("the drawing points outside", f"remove {key}")

    def _note(self, message: str, remedy: str) -> None:
        self._found.append((message, remedy, self._parser.CurrentLineNumber))


def _in_text(svg: str) -> Iterator[Mistake]:
    known, in_style = palette(svg), False
    if "prefers-color-scheme: dark" not in svg:
        yield "the drawing has no colours for dark", "copy the <style> of another drawing", 1
    for number, line in enumerate(svg.splitlines(), 1):
        in_style = in_style or "<style" in line
        if _OUTSIDE.search(line):
            yield "the drawing points outside", "remove the address", number
        if not in_style and (colour := _COLOUR.search(line)):
            yield f'the colour "{colour[0]}" is the same in dark', "use one of the palette, such as var(--ink)", number
        for name in _USE.findall(line):
            if name not in known:
                yield f'there is no colour "{name}"', f"use one of: {', '.join(known)}", number
        in_style = in_style and "</style>" not in line
