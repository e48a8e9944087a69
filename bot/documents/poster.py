"""The poster with which a group joins: read from two metres, opened with the camera of a phone."""

from dataclasses import dataclass
from pathlib import Path

import segno

from bot.documents.page import HEIGHT, PAPER, PETROL, TINT, WHITE, WIDTH, Page
from content.catalogue import Catalogue
from dialogs.text import render, t

SENTENCES = (
    t("Lerne in 2 bis 5 Minuten, in deiner Arbeits-Zeit."),
    t("Scanne den QR-Code mit deinem Handy."),
    t("Nur du siehst, was du lernst."),
)
CODE = t("Dein Code")
BROWSER = t("Im Browser")
ICON = Path(__file__).parents[1] / "pages" / "static" / "icon.svg"
QUIET = 4
"""Modules of white that a QR code needs around it."""
MARGIN = 16.0


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on it. ``telegram`` is a link as well, "" without a bot."""

    company: str
    group: str
    code: str
    web: str
    telegram: str = ""


def draw(poster: Poster, catalogue: Catalogue) -> bytes:
    """The poster in the catalogue's language: a PDF of one page in A4."""
    page = Page(catalogue.language, f"{poster.company} · {poster.group}")
    page.panel(0, 0, WIDTH, HEIGHT, PAPER)
    _head(page, poster)
    first, second, third = (render(sentence, catalogue) for sentence in SENTENCES)
    wide = WIDTH - 2 * MARGIN
    page.text(first, MARGIN, 55, wide, 36, room=33, bold=True, colour=PETROL)
    _codes(page, poster, render(BROWSER, catalogue))
    page.text(second, MARGIN, 208, wide, 24, room=11)
    page.text(third, MARGIN, 220, wide, 24, room=11, bold=True)
    _foot(page, poster, render(CODE, catalogue))
    return bytes(page.pdf.output())


def matrix(link: str) -> list[list[bool]]:
    """The modules of a link's QR code with their quiet zone, True for dark; some of them may be spoilt."""
    code = segno.make(link, error="m", micro=False, boost_error=False)
    return [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET)]


def _head(page: Page, poster: Poster) -> None:
    page.panel(0, 0, WIDTH, 46, PETROL)
    icon, text = (MARGIN, MARGIN + 30) if page.begins == "L" else (WIDTH - MARGIN - 24, MARGIN)
    page.panel(icon, 11, 24, 24, WHITE, round_=True)
    page.pdf.image(ICON, icon + 1.5, 12.5, 21)
    wide = WIDTH - 2 * MARGIN - 30
    page.text(poster.group, text, 6, wide, 40, room=20, colour=WHITE, bold=True)
    page.text(poster.company, text, 28, wide, 22, room=13, colour=WHITE)


def _codes(page: Page, poster: Poster, browser: str) -> None:
    """The code for the web, in the middle where it is alone; with one for Telegram beside it."""
    if not poster.telegram:
        return _code(page, poster.web, (WIDTH - 108) / 2, 93, 108)
    big, small = 98.0, 62.0
    right, bottom = WIDTH - MARGIN - small, 203.0
    page.text(browser, MARGIN, bottom - big - 11, big, 20, room=9, bold=True, colour=PETROL, align="C")
    _code(page, poster.web, MARGIN, bottom - big, big)
    page.text("Telegram", right, bottom - small - 11, small, 20, room=9, bold=True, colour=PETROL, align="C")
    _code(page, poster.telegram, right, bottom - small, small)
    return None


def _code(page: Page, link: str, x: float, y: float, side: float) -> None:
    page.panel(x, y, side, side, WHITE, round_=True)
    page.modules(matrix(link), x, y, side)


def _foot(page: Page, poster: Poster, label: str) -> None:
    page.panel(MARGIN, 238, WIDTH - 2 * MARGIN, 46, TINT, round_=True)
    inner, x = WIDTH - 2 * MARGIN - 16, MARGIN + 8
    page.text(label, x, 241, inner, 18, room=8, align="C")
    page.text(poster.code, x, 247, inner, 62, room=28, bold=True, colour=PETROL, align="C")
    page.text(poster.web.partition("://")[2].partition("/join/")[0], x, 272, inner, 22, room=10, align="C")
