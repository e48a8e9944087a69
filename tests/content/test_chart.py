"""Pictures of flows: every step and every way is there, nothing overlaps, loops are named."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from content.chart import chart
from content.graph import Box, Way, of_block, of_unit
from content.layout import GAP, placed, wrapped
from content.model import Block, BlockStep, Case, Choice
from content.reader import read_library
from tests.content.examples import BLOCK, UNIT

LIBRARY = read_library(Path(__file__).parents[2] / "content")
ALL = {**{b.id: of_block(b) for b in LIBRARY.blocks.values()}, **{u.id: of_unit(u) for u in LIBRARY.units.values()}}


def block(**steps: BlockStep) -> Block:
    return BLOCK.model_copy(update={"steps": steps})


@pytest.mark.parametrize("name", ALL)
def test_no_two_boxes_overlap_and_ways_lead_to_the_right(name: str) -> None:
    places, routes = placed(ALL[name])
    for one in places:
        for other in places:
            if one is not other and one.column == other.column:
                above, below = sorted((one, other), key=lambda place: place.y)
                assert above.y + above.height + GAP <= below.y + 0.5
    assert all(route.back or route.start.column < route.end.column for route in routes)
    assert min(place.y for place in places) >= 0


@pytest.mark.parametrize("name", ALL)
def test_every_box_and_every_way_is_drawn(name: str) -> None:
    boxes = ALL[name]
    svg = ElementTree.fromstring(chart(boxes))
    space = "{http://www.w3.org/2000/svg}"
    named = [text.text or "" for text in svg.iter(f"{space}text") if text.get("class") == "name"]
    ways = [path for path in svg.iter(f"{space}path") if "way" in (path.get("class") or "").split()]
    assert all(any(each.endswith(box.name) for each in named) for box in boxes)
    assert len(ways) == sum(way.to is not None for box in boxes for way in box.ways)


def test_block_shows_runs_cases_timers_contact_and_other_blocks() -> None:
    boxes = {
        box.name: box
        for box in of_block(
            block(
                anfang=BlockStep(text="Los.", runs=("frage", "ende"), then_in_days=7, then_at="ende"),
                frage=BlockStep(text="Wie?", cases=(Case(when="night", to="ende"),), to="hilfe"),
                hilfe=BlockStep(text="Wer?", contact=True, choices=(Choice(icon="🧩", text="Mehr", block="fehler"),)),
                ende=BlockStep(text="Gut.", end=True),
            )
        )
    }
    assert boxes["anfang"].ways == (Way("🎲 1", "frage"), Way("🎲 2", "ende"), Way("⏰ 7", "ende", later=True))
    assert boxes["frage"].ways == (Way("◇ night", "ende"), Way("◇ …", "hilfe"))
    assert boxes["hilfe"].ways == (Way("🧩 Mehr", "▣ fehler"),)
    assert [boxes[name].role for name in ("anfang", "hilfe", "ende", "▣ fehler")] == [
        "start",
        "contact",
        "end",
        "elsewhere",
    ]


def test_loop_is_named_at_its_way_and_moves_no_box() -> None:
    boxes = (Box("a", "", (Way("1", "b"),)), Box("b", "", (Way("2", "a"), Way("3", "b"))))
    places, routes = placed(boxes)
    assert [(route.way.label, route.back) for route in routes] == [("1", False), ("2", True), ("3", True)]
    assert [place.column for place in places] == [0, 1]
    assert "↩ a" in chart(boxes) and "↩ b" in chart(boxes)


def test_long_ways_to_the_same_box_share_their_points() -> None:
    boxes = (
        Box("a", "", (Way("1", "b"), Way("2", "d"), Way("3", "d"))),
        Box("b", "", (Way("4", "c"),)),
        Box("c", "", (Way("5", "d"),)),
        Box("d", ""),
    )
    _, routes = placed(boxes)
    long = [route.points for route in routes if route.points]
    assert len(long) == 2 and long[0] == long[1] and len(long[0]) == 2


def test_unit_shows_answers_drawings_and_questions_for_later() -> None:
    first, *_, end, later, last = of_unit(UNIT)
    assert [way.label for way in first.ways] == ["✅ Das", "○ Jenes", "▶"]
    assert end.ways == (Way("🔁", "🔁 1", later=True),)
    assert later.ways[-1].to == "🔁 2" and last.ways[-1].to is None


def test_words_with_signs_of_xml_are_drawn_as_they_are() -> None:
    assert ElementTree.fromstring(chart((Box("a", 'Ist 3 < 4 & "gut"?'),))) is not None
    assert '3 &lt; 4 &amp; "gut"?' in chart((Box("a", 'Ist 3 < 4 & "gut"?'),))


def test_long_text_is_cut_after_its_first_words() -> None:
    lines = wrapped("Wort " * 60)
    assert len(lines) == 3 and lines[-1].endswith(" …")
    assert wrapped("") == ()
