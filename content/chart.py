"""The flow of a unit or a building block as an SVG picture."""

from collections.abc import Iterator, Sequence
from html import escape

from content.graph import Box, Role
from content.layout import HEAD, LINE, WIDTH, Place, Route, placed

MARGIN = 30
_MARKS: dict[Role, str] = {"start": "▶ ", "contact": "🙋 ", "end": "🏁 ", "question": "❓ "}
_STYLE = """<style>
:root { --paper: #f6f2e9; --ink: #22344a; --face: #ffffff; --shade: #d9d3c6; --start: #cfe3f3; --end: #d3ead9;
  --question: #fbeac2; --contact: #fadcc4; --line: #5f7187; --later: #a8530c }
@media (prefers-color-scheme: dark) { :root { --paper: #18212c; --ink: #e8edf2; --face: #2a3747; --shade: #4a5a6d;
  --start: #1f4766; --end: #24513a; --question: #5b4814; --contact: #663a17; --line: #9fb0c2; --later: #ff9a45 } }
text { font: 13px system-ui, sans-serif; fill: var(--ink) } .name { font-weight: 700; font-size: 15px }
.way { fill: none; stroke: var(--line); stroke-width: 2 } .later { stroke: var(--later); stroke-dasharray: 7 5 }
.box { stroke: var(--ink); stroke-width: 2; fill: var(--face) } .row { fill: var(--shade); opacity: .55 }
.start { fill: var(--start) } .end { fill: var(--end) } .question { fill: var(--question) }
.contact { fill: var(--contact) } .elsewhere { fill: var(--paper); stroke-dasharray: 6 4 }
</style>"""
_ARROW = (
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0L10 5L0 10z" fill="context-stroke"/></marker></defs>'
)


def chart(boxes: Sequence[Box]) -> str:
    """An SVG document (UTF-8 text). ``boxes`` holds at least one."""
    places, routes = placed(boxes)
    width = max(place.x for place in places) + WIDTH + 2 * MARGIN + 110
    height = max(place.y + place.height for place in (*places, *(p for r in routes for p in r.points))) + 2 * MARGIN
    frame = f'viewBox="{-MARGIN} {-MARGIN} {width} {height:.0f}" width="{width}" height="{height:.0f}"'
    paper = f'<rect x="{-MARGIN}" y="{-MARGIN}" width="{width}" height="{height:.0f}" fill="var(--paper)"/>'
    body = [line for route in routes for line in _way(route)] + [line for place in places for line in _box(place)]
    return "\n".join((f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>', _STYLE, _ARROW, paper, *body, "</svg>\n"))


def _box(place: Place) -> Iterator[str]:
    box = place.box
    assert box is not None, "points of a way are no boxes"
    yield (
        f'<rect class="box {box.role}" x="{place.x}" y="{place.y:.0f}" width="{WIDTH}" '
        f'height="{place.height}" rx="{18 if box.role == "end" else 8}"/>'
    )
    yield _text(place.x + 12, place.y + 22, _MARKS.get(box.role, "") + box.name, "name")
    for number, line in enumerate(place.lines):
        yield _text(place.x + 12, place.y + HEAD + LINE * number + 10, line)
    for index, way in enumerate(box.ways):
        y = place.way_y(index)
        if way.to is not None:
            yield f'<rect class="row" x="{place.x + 6}" y="{y - 11:.0f}" width="{WIDTH - 12}" height="22" rx="5"/>'
        yield _text(place.x + 12, y + 4.5, _short(way.label))


def _way(route: Route) -> Iterator[str]:
    x, y = float(route.start.x + WIDTH), route.start.way_y(route.index)
    kind = "way later" if route.way.later else "way"
    if route.back:
        # A loop is named instead of drawn: lines that run backwards are what makes such pictures hard to read.
        assert route.end.box is not None
        yield f'<path class="{kind}" d="M{x:.0f} {y:.0f}h18" marker-end="url(#tip)"/>'
        yield _text(x + 22, y + 4.5, f"↩ {route.end.box.name}")
        return
    stops = [*((point.x + WIDTH / 2, point.y + 2) for point in route.points), (route.end.x, route.end.y + HEAD / 2)]
    line = f"M{x:.0f} {y:.0f}"
    for to_x, to_y in stops:
        bend = (to_x - x) / 2
        line += f"C{x + bend:.0f} {y:.0f} {to_x - bend:.0f} {to_y:.0f} {to_x:.0f} {to_y:.0f}"
        x, y = to_x, to_y
    yield f'<path class="{kind}" d="{line}" marker-end="url(#tip)"/>'


def _short(label: str, most: int = 34) -> str:
    plain = " ".join(label.split())
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.0f}" y="{y:.1f}">{escape(words, quote=False)}</text>'
