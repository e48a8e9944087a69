"""The rules for the drawings of content/pictures and for the cards that show them."""

from collections.abc import Iterator, Mapping

from content.drawing import mistakes
from content.finding import Finding
from content.model import Card, Image, Library, Unit
from content.texts import unit_file
from content.wording import words
from content.yaml_file import Loc

MOST_ALT_WORDS = 30


def check_pictures(library: Library, drawings: Mapping[str, bytes]) -> Iterator[Finding]:
    """Every breach in the cards' images and in the ``drawings`` (SVG by name)."""
    images = [(unit, loc, image) for unit in library.units.values() for loc, image in _images(unit)]
    for unit, loc, image in images:
        yield from _of_image(unit, loc, image, drawings)
    used = {image.file for _, _, image in images}
    for name, svg in drawings.items():
        file = f"content/pictures/{name}.svg"
        if name not in used:
            remedy = f"add image: {{file: {name}}} or remove it"
            yield Finding("error", file, (), "no card shows this drawing", remedy, 1)
        yield from (Finding("error", file, (), *mistake) for mistake in dict.fromkeys(mistakes(svg)))


def _images(unit: Unit) -> Iterator[tuple[Loc, Image]]:
    for index, step in enumerate(unit.steps):
        if isinstance(step, Card) and step.image is not None:
            yield ("steps", index, "image"), step.image


def _of_image(unit: Unit, loc: Loc, image: Image, drawings: Mapping[str, bytes]) -> Iterator[Finding]:
    file, step = unit_file(unit), f"step {int(loc[1]) + 1}"
    if image.file not in drawings:
        message = f'{step}: there is no drawing "{image.file}"'
        remedy = f"draw content/pictures/{image.file}.svg or use one of: {', '.join(drawings) or 'none'}"
        yield Finding("error", file, (*loc, "file"), message, remedy)
    count = words(image.alt)
    if count == 0:
        yield Finding("error", file, (*loc, "alt"), f"{step}: the drawing has no words", "say in alt what it shows")
    elif count > MOST_ALT_WORDS:
        message = f"{step}: {count} words for a drawing"
        yield Finding("error", file, (*loc, "alt"), message, f"say in at most {MOST_ALT_WORDS} words what it shows")
