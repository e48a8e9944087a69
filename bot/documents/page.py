"""One A4 page with the colours and letters of the program: Latin, Cyrillic and Arabic, each in its direction."""

from pathlib import Path
from typing import Any

from fpdf import FPDF

FONTS = Path(__file__).with_name("fonts")
FONT = "DejaVu"
WIDTH, HEIGHT = 210.0, 297.0
"""Millimetres."""
Colour = tuple[int, int, int]
PAPER, PETROL, INK, WHITE, TINT = (255, 253, 248), (20, 86, 76), (31, 43, 40), (255, 255, 255), (226, 238, 232)
POINT = 25.4 / 72
"""Millimetres."""
LINE = 1.25
"""Height of a line over the size of its letters."""
SMALLEST = 8.0
"""Points; smaller nobody could read it."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


class Page:
    """Lengths are millimetres from the upper left corner, sizes of letters are points."""

    def __init__(self, language: str, title: str) -> None:
        self.pdf = FPDF(format="A4")
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0
        self.pdf.set_auto_page_break(False)
        self.pdf.set_title(title)
        self.pdf.set_lang(language)
        self.pdf.add_font(FONT, "", FONTS / "DejaVuSans.ttf")
        self.pdf.add_font(FONT, "B", FONTS / "DejaVuSans-Bold.ttf")
        self.pdf.add_page()
        self.pdf.set_text_shaping(True)
        self.begins = "R" if language in _RIGHT_TO_LEFT else "L"
        """The side on which lines begin."""

    def panel(self, x: float, y: float, width: float, height: float, colour: Colour, round_: bool = False) -> None:
        """A filled area, with round corners or without."""
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(x, y, width, height, style="F", round_corners=round_, corner_radius=5)

    def text(
        self,
        words: str,
        x: float,
        y: float,
        width: float,
        size: float,
        *,
        room: float,
        colour: Colour = INK,
        bold: bool = False,
        align: str = "",
    ) -> None:
        """Words in lines of at most this size, smaller where they would need more ``room`` (a height)."""
        self.pdf.set_text_color(*colour)
        while True:
            self.pdf.set_font(FONT, "B" if bold else "", size)
            self.pdf.set_xy(x, y)
            height = size * POINT * LINE
            broken: Any = self.pdf.multi_cell(width, height, words, dry_run=True, output="LINES")
            if self._fits(words, width, height * len(broken), room) or size <= SMALLEST:
                break
            size -= 1
        self.pdf.multi_cell(width, height, words, align=align or self.begins)

    def modules(self, matrix: list[list[bool]], x: float, y: float, side: float) -> None:
        """Dark squares of a QR code as one shape, so that no seams show between them."""
        module = side / len(matrix)
        with self.pdf.new_path() as path:
            path.style.fill_color = "#000000"
            path.style.stroke_color = None
            for row, cells in enumerate(matrix):
                for column, dark in enumerate(cells):
                    if dark:
                        path.rectangle(x + column * module, y + row * module, module, module)

    def _fits(self, words: str, width: float, height: float, room: float) -> bool:
        """A word that is broken in the middle does not fit either."""
        longest = max((self.pdf.get_string_width(word) for word in words.split()), default=0)
        return height <= room and longest <= width
