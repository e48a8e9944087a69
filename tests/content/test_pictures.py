"""Drawings: what is shipped can be drawn in both palettes, and every mistake in a drawing is named."""

import struct
from collections.abc import Mapping

import pytest

from content.check import check
from content.finding import Finding
from content.model import Card, Image, Library
from content.pictures import palette, png, read
from tests.content.examples import UNIT, library

STYLE = "<style>:root { --ink: #000000 } @media (prefers-color-scheme: dark) { :root { --ink: #ffffff } }</style>"
SOUND = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 6">\n{STYLE}\n<path stroke="var(--ink)" d="M0 0h8"/></svg>'
)
SHIPPED = read()


def showing(file: str = "bild", alt: str = "Ein Strich.") -> Library:
    card = Card(text="Sieh hin.", image=Image(file=file, alt=alt))
    return library(unit=UNIT.model_copy(update={"steps": (card, *UNIT.steps)}))


def found(content: Library, drawings: Mapping[str, bytes]) -> list[Finding]:
    return check(content, [], [], drawings)


def test_card_with_a_sound_drawing_has_no_findings() -> None:
    assert found(showing(), {"bild": SOUND.encode()}) == []


@pytest.mark.parametrize(
    ("content", "loc", "words"),
    [
        (showing("weg"), ("steps", 0, "image", "file"), 'there is no drawing "weg"; draw content/pictures/weg.svg'),
        (showing(alt=" "), ("steps", 0, "image", "alt"), "the drawing has no words; say in alt"),
        (showing(alt="Wort. " * 31), ("steps", 0, "image", "alt"), "31 words for a drawing; say in at most 30"),
    ],
)
def test_mistake_in_a_card_is_named_with_its_place(content: Library, loc: tuple[object, ...], words: str) -> None:
    unit = [each for each in found(content, {"bild": SOUND.encode()}) if each.file == "content/units/probe.yaml"]
    assert [(each.severity, each.loc) for each in unit] == [("error", loc)]
    assert words in str(unit[0])


@pytest.mark.parametrize(
    ("right", "wrong", "line", "words"),
    [
        (' viewBox="0 0 8 6"', "", 1, "the drawing has no viewBox; begin it with"),
        ("<path", "<script/><path", 3, "the drawing holds <script>; keep only lines"),
        ("<path", '<path onclick="x()"', 3, "does something on its own (onclick)"),
        ("<path", '<use href="http://example.org/a.svg"/><path', 3, "the drawing points outside; remove href"),
        ("<path", '<use href="#a"/><path style="fill:url(//x)"', 3, "the drawing points outside; remove the address"),
        ("<path", '<image href="#a"/><path', 3, "the drawing holds <image>"),
        ("<path", "<text>Halt</text><path", 3, "the drawing holds words; draw a sign"),
        ("var(--ink)", "#123456", 3, 'the colour "#123456" is the same in dark; use one of the palette'),
        ("var(--ink)", "var(--tinte)", 3, 'there is no colour "tinte"; use one of: ink'),
        ("prefers-color-scheme: dark", "print", 1, "the drawing has no colours for dark; copy the <style>"),
        ("<path", "<path <", 3, "this is no sound SVG"),
        ("<svg", '<!DOCTYPE svg [<!ENTITY a "aaaa">]>\n<svg', 1, "the drawing declares a document type"),
        ("M0 0h8", "M0 0h8" * 6000, 1, "the drawing has 36 kB; make it simpler; at most 30 kB"),
    ],
)
def test_mistake_in_a_drawing_is_named_once_with_its_line(right: str, wrong: str, line: int, words: str) -> None:
    [finding] = found(showing(), {"bild": SOUND.replace(right, wrong, 1).encode()})
    assert (finding.severity, finding.line) == ("error", line)
    assert str(finding).startswith(f"content/pictures/bild.svg:{line}: ")
    assert words in str(finding)


def test_drawing_that_no_card_shows_is_named() -> None:
    [finding] = found(showing(), {"bild": SOUND.encode(), "rest": SOUND.encode()})
    assert (
        str(finding) == "content/pictures/rest.svg:1: no card shows this drawing; add image: {file: rest} or remove it"
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_drawing_is_a_png_of_the_width_in_light_and_dark(name: str) -> None:
    light, dark = png(name, 320), png(name, 320, dark=True)
    for picture in (light, dark):
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture[16:24]) == (320, 240)
    assert light != dark


def test_shipped_drawings_share_one_palette() -> None:
    assert len({(str(palette(svg.decode())), str(palette(svg.decode(), dark=True))) for svg in SHIPPED.values()}) == 1


@pytest.mark.parametrize("name", ["weg", "../units/phishing", ""])
def test_unknown_drawing_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        png(name)
