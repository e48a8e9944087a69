"""The drawings of content/pictures, as they are authored and as messengers take them."""

import re
from pathlib import Path

from bot.reading import ROOT

FOLDER = ROOT / "content" / "pictures"
WIDTH = 1080
"""Pixels of a PNG: as wide as a telephone shows a picture."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def svg(name: str, folder: Path = FOLDER) -> bytes:
    """The drawing as it is authored. KeyError when there is none of that name."""
    path = folder / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise KeyError(name)
    return path.read_bytes()


def png(name: str, folder: Path = FOLDER) -> bytes:
    """The drawing as PNG. KeyError when there is none of that name."""
    drawing = svg(name, folder).decode()
    from resvg_py import svg_to_bytes  # Only Telegram wants pixels.

    return bytes(svg_to_bytes(svg_string=drawing, width=WIDTH))
