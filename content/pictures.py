"""The drawings of content/pictures: SVG for the web, PNG for messengers that take no SVG.

Each one names its colours once for light and once for dark, as custom properties that a browser chooses between.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "pictures"
WIDTH = 1080

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_COLOUR = re.compile(r"--([a-z]+):\s*([^;}]+)")
_USE = re.compile(r"var\(--([a-z]+)\)")


def read(folder: Path = FOLDER) -> Mapping[str, bytes]:
    """All drawings by name; empty when there is no such folder."""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.svg"))}


def svg(name: str, folder: Path = FOLDER) -> bytes:
    """The drawing as it is authored. KeyError when there is none with that name."""
    path = folder / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise KeyError(name)
    return path.read_bytes()


def palette(drawing: str, dark: bool = False) -> dict[str, str]:
    """The colours of a drawing by name; what the dark side does not name is as in light."""
    style = _STYLE.search(drawing)
    light, _, night = (style[0] if style else "").partition("@media")
    return {**_colours(light), **(_colours(night) if dark else {})}


# A drawing of this size has about 40 kB, and a company uses few of them in a week.
@lru_cache(maxsize=32)
def png(name: str, width: int = WIDTH, dark: bool = False, folder: Path = FOLDER) -> bytes:
    """The drawing with that many pixels across. KeyError when there is none with that name."""
    drawing = svg(name, folder).decode()
    # 10 MB that only a process needs which sends pictures.
    import resvg_py

    colours = palette(drawing, dark)
    plain = _USE.sub(lambda use: colours.get(use[1], use[0]), _STYLE.sub("", drawing))
    return bytes(resvg_py.svg_to_bytes(svg_string=plain, width=width, skip_system_fonts=True))


def _colours(style: str) -> dict[str, str]:
    return {name: colour.strip() for name, colour in _COLOUR.findall(style)}
