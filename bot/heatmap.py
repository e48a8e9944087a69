"""A heat map as SVG or PNG: one row for each group, one column for each week."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

CELL, GAP, LEFT, TOP, BELOW = 18, 2, 170, 58, 58
SHADES = ("#f1f5f4", "#cfe3e0", "#9cc9c3", "#5fa8a0", "#2b827a", "#0f5a54")
"""From nothing to the most; told apart in grey, too."""
WIDEST_KEY = 18
"""Columns that title and key need."""
INK, QUIET = "#1b2a29", "#5b6b69"


def heatmap(title: str, columns: Sequence[str], rows: Mapping[str, Sequence[float]], most: float) -> str:
    """The picture as SVG. ``rows`` has one value from 0 to ``most`` for each column."""
    step = CELL + GAP
    width, height = LEFT + max(len(columns), WIDEST_KEY) * step + 20, TOP + len(rows) * step + BELOW
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="DejaVu Sans, Liberation Sans, Arial, sans-serif" font-size="11">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _text(16, 24, title, INK, size=14),
    ]
    every = max(1, len(columns) // 26)
    for number, column in enumerate(columns):
        if number % every == 0:
            body.append(_text(LEFT + number * step + CELL / 2, TOP - 8, column, QUIET, anchor="middle", size=9))
    for row, (name, values) in enumerate(rows.items()):
        top = TOP + row * step
        body.append(_text(LEFT - 10, top + CELL - 5, name, INK, anchor="end"))
        for number, value in enumerate(values):
            said = escape(f"{name}, {columns[number]}: {value:.1f}")
            body.append(
                f'<rect x="{LEFT + number * step}" y="{top}" width="{CELL}" height="{CELL}" rx="3" '
                f'fill="{_shade(value, most)}"><title>{said}</title></rect>'
            )
    body.extend(_key(TOP + len(rows) * step + 20, most))
    return "\n".join([*body, "</svg>"]) + "\n"


def write(picture: str, path: Path) -> None:
    """As SVG or, by the name of the file, as PNG."""
    if path.suffix.lower() == ".png":
        import resvg_py

        path.write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=picture, zoom=2)))
    else:
        path.write_text(picture, encoding="utf-8")


def _shade(value: float, most: float) -> str:
    if value <= 0:
        return SHADES[0]
    return SHADES[min(len(SHADES) - 1, 1 + int(value / most * (len(SHADES) - 1)))]


def _key(top: float, most: float) -> list[str]:
    """What the shades mean."""
    part = most / (len(SHADES) - 1)
    said = ["0", *(f"≤ {part * number:.1f}" for number in range(1, len(SHADES)))]
    key = []
    for number, (shade, words) in enumerate(zip(SHADES, said, strict=True)):
        left = LEFT + number * 3 * (CELL + GAP) - 40
        key.append(
            f'<rect x="{left}" y="{top}" width="{CELL}" height="{CELL}" rx="3" fill="{shade}" stroke="{QUIET}" '
            f'stroke-width="0.4"/>'
        )
        key.append(_text(left + CELL + 5, top + CELL - 5, words, QUIET, size=9))
    return key


def _text(x: float, y: float, words: str, fill: str, anchor: str = "start", size: int = 11) -> str:
    return f'<text x="{x}" y="{y}" fill="{fill}" text-anchor="{anchor}" font-size="{size}">{escape(words)}</text>'
