"""Places for boxes and ways, in columns from left to right.

Columns by the longest way from the start, rows by the mean place of their neighbours: the method of Sugiyama, Tagawa
and Toda (1981) without its refinements. Long ways have a point in every column that they pass, so that they cross no
box; ways to the same box share theirs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from content.graph import Box, Way

WIDTH, COLUMN, GAP = 250, 350, 26
"""Of a box, from column to column, and between two boxes below each other."""
HEAD, LINE, ROW, END = 34, 17, 26, 10
"""Heights inside a box: its name, a line of text, a way, the lower edge."""
LETTERS = 33
"""Of a line in a box."""
_SWEEPS = 6


@dataclass(slots=True, eq=False)
class Place:
    """A box, or a point that long ways to ``passing`` have in common. ``y`` is the upper edge, ``x`` the left one."""

    box: Box | None
    lines: tuple[str, ...] = ()
    column: int = 0
    passing: "Place | None" = None
    y: float = 0.0
    before: list["Place"] = field(default_factory=list)
    after: list["Place"] = field(default_factory=list)

    @property
    def x(self) -> int:
        return self.column * COLUMN

    @property
    def height(self) -> int:
        return HEAD + LINE * len(self.lines) + ROW * len(self.box.ways) + END if self.box else 4

    def way_y(self, index: int) -> float:
        """The middle of the row of a way."""
        return self.y + HEAD + LINE * len(self.lines) + ROW * (index + 0.5)


@dataclass(frozen=True, slots=True)
class Route:
    """Way ``index`` of ``start`` through ``points`` to ``end``; a way back has none and only names its ``end``."""

    start: Place
    index: int
    way: Way
    end: Place
    points: tuple[Place, ...] = ()
    back: bool = False


def placed(boxes: Sequence[Box]) -> tuple[list[Place], list[Route]]:
    """All boxes with their places, and how the ways run between them. Ways to unknown boxes are left out."""
    places = {box.name: Place(box, wrapped(box.text)) for box in boxes}
    back = _backwards(boxes, places)
    _columns(boxes, places, back)
    columns: dict[int, list[Place]] = {}
    for place in places.values():
        columns.setdefault(place.column, []).append(place)
    routes = [_route(places[box.name], index, way, places[way.to], (box.name, index) in back, columns)
              for box in boxes for index, way in enumerate(box.ways) if way.to in places]  # fmt: skip
    _stack([columns[number] for number in sorted(columns)])
    return list(places.values()), routes


def wrapped(text: str, lines: int = 3) -> tuple[str, ...]:
    """The first words in at most that many lines."""
    found = [""]
    for word in text.split():
        if len(found[-1]) + len(word) >= LETTERS:
            if len(found) == lines:
                return (*found[:-1], f"{found[-1]} …")
            found.append(word)
        else:
            found[-1] = f"{found[-1]} {word}".strip()
    return tuple(line for line in found if line)


def _backwards(boxes: Sequence[Box], places: Mapping[str, Place]) -> set[tuple[str, int]]:
    """Ways (box, index) that lead to a box on the way to it: the loops."""
    by_name = {box.name: box for box in boxes}
    back: set[tuple[str, int]] = set()
    done: set[str] = set()
    for first in by_name:
        trail: list[tuple[str, int]] = [] if first in done else [(first, 0)]
        while trail:
            name, index = trail.pop()
            ways = by_name[name].ways
            if index == len(ways):
                done.add(name)
                continue
            trail.append((name, index + 1))
            target = ways[index].to
            if any(target == each for each, _ in trail):
                back.add((name, index))
            elif target is not None and target in places and target not in done:
                trail.append((target, 0))
    return back


def _columns(boxes: Sequence[Box], places: Mapping[str, Place], back: set[tuple[str, int]]) -> None:
    moved = True
    while moved:
        moved = False
        for box in boxes:
            column = places[box.name].column + 1
            for index, way in enumerate(box.ways):
                target = places.get(way.to or "")
                if target is not None and (box.name, index) not in back and target.column < column:
                    target.column, moved = column, True


def _route(start: Place, index: int, way: Way, end: Place, back: bool, columns: dict[int, list[Place]]) -> Route:
    if back:
        return Route(start, index, way, end, back=True)
    points = tuple(_point(end, number, columns) for number in range(start.column + 1, end.column))
    for one, other in zip((start, *points), (*points, end), strict=True):
        one.after.append(other)
        other.before.append(one)
    return Route(start, index, way, end, points)


def _point(end: Place, column: int, columns: dict[int, list[Place]]) -> Place:
    shared = next((place for place in columns[column] if place.passing is end), None)
    if shared is None:
        shared = Place(None, column=column, passing=end)
        columns[column].append(shared)
    return shared


def _stack(columns: list[list[Place]]) -> None:
    """Order each column by its neighbours, then move it to where they are, without overlaps."""
    for column in columns:
        _spread(column)
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for column in columns if forward else reversed(columns):
            wanted = {id(place): _wanted(place, place.before if forward else place.after) for place in column}
            column.sort(key=lambda place: wanted[id(place)])
            for place in column:
                place.y = wanted[id(place)] - place.height / 2
            _spread(column)
    top = min(place.y for column in columns for place in column)
    for place in (place for column in columns for place in column):
        place.y -= top


def _wanted(place: Place, neighbours: Iterable[Place]) -> float:
    middles = [each.y + each.height / 2 for each in neighbours]
    return sum(middles) / len(middles) if middles else place.y + place.height / 2


def _spread(column: list[Place]) -> None:
    """Push down what overlaps, then lift the whole column by the mean push."""
    pushed, lowest = 0.0, float("-inf")
    for place in column:
        y = max(place.y, lowest)
        pushed, place.y = pushed + y - place.y, y
        lowest = y + place.height + GAP
    for place in column:
        place.y -= pushed / max(len(column), 1)
