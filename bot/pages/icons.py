"""The icons as pictures, for systems that take no SVG: ``python -m bot.pages.icons`` makes them again."""

from pathlib import Path

import resvg_py

FOLDER = Path(__file__).parent / "static"
GROUND = '<rect width="96" height="96" rx="26" fill="#14564c"/>'
"""The rounded ground of the drawing. Systems that cut the corners themselves get a ground without any."""


def icons() -> dict[str, bytes]:
    """PNG files by name. What lies in a maskable icon's middle 80 % is always seen (W3C Web App Manifest)."""
    drawing = (FOLDER / "icon.svg").read_text(encoding="utf-8")
    return {
        "icon-192.png": _png(drawing, 192),
        "icon-512.png": _png(drawing, 512),
        "icon-maskable-512.png": _png(_full(drawing, margin=8), 512),
        "apple-touch-icon.png": _png(_full(drawing, margin=0), 180),
    }


def _full(drawing: str, margin: int) -> str:
    """The drawing on a square ground that goes to the edge; ``margin`` in units of the drawing, which has 96."""
    if GROUND not in drawing:
        raise ValueError(f"icon.svg has another ground than {GROUND}")
    size = 96 + 2 * margin
    ground = f'<rect x="{-margin}" y="{-margin}" width="{size}" height="{size}" fill="#14564c"/>'
    return drawing.replace(GROUND, ground).replace(
        'viewBox="0 0 96 96"', f'viewBox="{-margin} {-margin} {size} {size}"'
    )


def _png(drawing: str, pixels: int) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=pixels, height=pixels, skip_system_fonts=True))


if __name__ == "__main__":
    for name, picture in icons().items():
        (FOLDER / name).write_bytes(picture)
