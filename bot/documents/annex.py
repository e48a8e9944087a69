"""The annex to the works agreement as a PDF, made from one version of the plan."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from fpdf import FPDF, FontFace

from bot.documents import annex_words as words
from content.plan.contents import Contents
from content.plan.model import Plan, PlanEntry
from content.plan.version import plan_hash
from content.plan.words import CHANNELS

FONTS = Path(__file__).parent / "fonts"
INK = (31, 58, 77)
SHADE = (238, 241, 243)
MARGIN = 18
LINE = 5.2
"""Height of a line in millimetres."""


def annex_pdf(plan: Plan, contents: Contents, language: str) -> bytes:
    """The whole document; the same plan gives the same bytes."""
    page = _Page(plan, int(language == "en"))
    page.facts(plan)
    page.sent(plan, contents)
    page.times(plan)
    page.stored(plan)
    for section, sentences in (("figures", words.FIGURES), ("impossible", words.IMPOSSIBLE), ("change", words.CHANGE)):
        page.heading(words.SECTIONS[section])
        page.points(sentences)
    page.signatures()
    return bytes(page.output())


class _Page(FPDF):
    def __init__(self, plan: Plan, n: int) -> None:
        super().__init__(format="A4")
        self._n, self._plan = n, plan
        self._seal = plan_hash(plan)
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, margin=MARGIN)
        self.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
        self.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
        self.set_title(f"{words.TITLE[n]}: {plan.name}")
        self.set_lang(("de", "en")[n])
        self.set_creation_date(datetime.combine(plan.agreement.valid_from, time(), UTC))
        self.add_page()

    def footer(self) -> None:
        """Which version this page belongs to, so that no page can be exchanged."""
        self.set_y(-12)
        self.set_font("DejaVu", "", 7)
        self.set_text_color(110)
        self.cell(0, 4, f"{self._plan.name}  ·  {self._seal[:24]}…")
        self.set_x(MARGIN)
        self.cell(0, 4, f"{words.PAGE[self._n]} {self.page_no()} / {{nb}}", align="R")

    def facts(self, plan: Plan) -> None:
        """Title, and what the document is about."""
        self._font("B", 18)
        self.multi_cell(0, 9, words.TITLE[self._n], new_x="LMARGIN", new_y="NEXT")
        self._text(words.LEAD[self._n])
        people = sum(group.headcount for group in plan.groups)
        values = {
            "name": plan.name,
            "reference": plan.agreement.reference,
            "valid": f"{self._day(plan.agreement.valid_from)} – {self._day(plan.agreement.valid_until)}",
            "hash": self._seal,
            "people": f"{len(plan.groups)} / {people}",
            "channels": ", ".join(CHANNELS[each][self._n] for each in plan.policy.channels),
        }
        self._table(
            (), [(words.FACTS[name][self._n], value) for name, value in values.items()], (30, 70), bold_first=True
        )

    def sent(self, plan: Plan, contents: Contents) -> None:
        """What each group gets in which weeks."""
        self.heading(words.SECTIONS["sent"])
        self._text(words.SENT_INTRO[self._n])
        names = {group.id: group.name for group in plan.groups}
        rows = [
            (
                ", ".join(names[group] for group in entry.groups),
                self._weeks(entry),
                "; ".join(contents.titles.get(ref, ref) for ref in entry.contents),
                str(min(entry.per_week, len(entry.contents))),
            )
            for entry in plan.entries
        ]
        if rows:
            self._table(words.SENT_HEAD, rows, (32, 24, 34, 10))
        else:
            self._text(words.NOTHING[self._n])

    def times(self, plan: Plan) -> None:
        """The rules of when, and each group's hours."""
        self.heading(words.SECTIONS["when"])
        self.points(words.WHEN)
        self.heading(words.SECTIONS["hours"], 11)
        models = {model.id: model for model in plan.shift_models}
        rows = []
        for group in plan.groups:
            model = models[group.shift_model]
            shifts = ", ".join(f"{s.name} {s.start:%H:%M}–{s.end:%H:%M}" for s in model.shifts.values())
            rows.append((group.name, str(group.headcount), model.name, shifts))
        self._table(words.HOURS_HEAD, rows, (22, 11, 27, 40))

    def stored(self, plan: Plan) -> None:
        """What is kept, and for how long."""
        self.heading(words.SECTIONS["stored"])
        rows = [[self._filled(each[self._n]) for each in row] for row in words.STORED]
        self._table(words.STORED_HEAD, rows, (25, 45, 30))

    def heading(self, title: words.Both, size: int = 13) -> None:
        """Stays with what follows it."""
        if self.will_page_break(30):
            self.add_page()
        self.ln(3)
        self._font("B", size)
        self.multi_cell(0, 7, title[self._n], new_x="LMARGIN", new_y="NEXT")

    def points(self, sentences: Iterable[words.Both]) -> None:
        """Each on lines of its own, behind a dash."""
        for each in sentences:
            self._font("", 9.5)
            self.set_text_color(40)
            self.cell(5, LINE, "–")
            self.multi_cell(0, LINE, self._filled(each[self._n]), new_x="LMARGIN", new_y="NEXT")

    def signatures(self) -> None:
        """A line for each party."""
        if self.will_page_break(45):
            self.add_page()
        for each in words.SIGN:
            self.ln(16)
            self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
            self._text(each[self._n])

    def _filled(self, sentence: str) -> str:
        return words.filled(sentence, self._plan)

    def _weeks(self, entry: PlanEntry) -> str:
        return "".join(_weeks_said(entry, self._n))

    def _day(self, day: Any) -> str:
        return day.isoformat() if self._n else f"{day:%d.%m.%Y}"

    def _font(self, style: str, size: float) -> None:
        self.set_font("DejaVu", style, size)
        self.set_text_color(*INK)

    def _text(self, text: str) -> None:
        self._font("", 9.5)
        self.set_text_color(40)
        self.multi_cell(0, LINE, text, new_x="LMARGIN", new_y="NEXT")
        self.ln(1.5)

    def _table(
        self,
        head: Sequence[words.Both],
        rows: Sequence[Sequence[str]],
        widths: tuple[int, ...],
        bold_first: bool = False,
    ) -> None:
        self._font("", 8.5)
        self.set_text_color(40)
        bold = FontFace(emphasis="BOLD", color=INK, fill_color=SHADE)
        with self.table(
            col_widths=widths,
            text_align="LEFT",
            line_height=LINE - 0.6,
            padding=(0.8, 1.2),
            headings_style=bold,
            first_row_as_headings=bool(head),
            borders_layout="HORIZONTAL_LINES",
        ) as table:
            if head:
                table.row([title[self._n] for title in head])
            for cells in rows:
                row = table.row()
                for number, cell in enumerate(cells):
                    row.cell(cell, style=None if head or number else bold)
        self.ln(2)


def _weeks_said(entry: PlanEntry, n: int) -> Iterator[str]:
    yield f"{('KW', 'week')[n]} {entry.first_week}"
    if entry.last_week is not None and entry.last_week != entry.first_week:
        yield f"–{entry.last_week}"
        if entry.every > 1:
            yield (f", alle {entry.every} Wochen", f", every {entry.every} weeks")[n]
    yield f", {entry.year or words.EVERY_YEAR[n]}"
