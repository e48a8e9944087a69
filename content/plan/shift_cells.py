"""Cells of shift models: the cycle, and the crews with their offsets."""

import re

from content.plan.cells import Cell, Kind, pieces, text_of
from content.plan.levels import Symbols
from content.plan.unreadable import Unreadable


def _cycle(cell: Cell, symbols: Symbols) -> str:
    found = re.sub(r"[\s,;|-]", "", text_of(cell)).replace("0", "o")
    if not re.fullmatch(r"[A-Za-z]+", found):
        raise Unreadable("cycle", found=text_of(cell))
    return found


def _crews(cell: Cell, symbols: Symbols) -> dict[str, int]:
    crews: dict[str, int] = {}
    for part in pieces(cell):
        for each in part.split(","):
            name, _, days = (piece.strip() for piece in each.partition("="))
            if not name or not days.lstrip("-").isdigit() or name in crews:
                raise Unreadable("crews", found=text_of(cell))
            crews[name] = int(days)
    return crews


CYCLE = Kind(_cycle, lambda value, _: value)
CREWS = Kind(_crews, lambda value, _: "; ".join(f"{name}={days}" for name, days in value.items()) or None)
