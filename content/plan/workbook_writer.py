"""The workbook of a plan, or the empty one with examples: to fill in, to look at, and to print."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from content.model import Library
from content.plan.contents import Contents
from content.plan.model import Plan
from content.plan.sheet import Both, Column, Sheet
from content.plan.sheets import COMPANY, SETTINGS, SHEETS
from content.plan.workbook_formats import FORMATS, TABS
from content.plan.workbook_gaps import colour, formulas
from content.plan.workbook_lists import Lists
from content.plan.workbook_pages import write_approval, write_guide, write_lists
from content.plan.written_rows import Row, content_shown, default_settings, rows_of, settings_of

HEADER = 3
"""Row of the headers, from 0; the rows to fill in follow."""
SPARE = {"comparisons": 300, "entries": 150, "competences": 60}
"""Empty rows that are prepared for more; 40 elsewhere."""
PRINTED = 12
"""Of those, how many are printed."""
A3, A4 = 8, 9
POINTS = 15
"""Height of a line."""
EXAMPLE: Both = ("Beispiel: ", "Example: ")
CHECK = (
    ("Bitte prüfen", "Dieser Wert steht nicht in der Liste."),
    ("Please check", "This value is not in the list."),
)


def write_workbook(path: Path, library: Library, language: str, plan: Plan | None = None) -> None:
    """Writes the plan's workbook; without a plan the template with grey examples, which the reader ignores."""
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": plan.name if plan else "InLeKu", "comments": "InLeKu Lernbegleiter"})
        _Writer(book, library, language, plan).write()


class _Writer:
    def __init__(self, book: Any, library: Library, language: str, plan: Plan | None) -> None:
        self._book, self._plan = book, plan
        self._language = language
        self._n = 1 if language == "en" else 0
        self._formats = {name: book.add_format(each) for name, each in FORMATS.items()}
        if language == "en":
            for name in ("date", "input_date", "example_date"):
                self._formats[name].set_num_format("yyyy-mm-dd")
        self._lists = Lists(language, Contents.of(library), tuple(plan.sites) if plan else ())

    def write(self) -> None:
        """All sheets in their order."""
        pages = (self._book, self._formats, self._language, self._plan)
        write_guide(*pages)
        self._company()
        rows = rows_of(self._plan) if self._plan else {}
        for sheet in SHEETS[1:]:
            self._sheet(sheet, rows.get(sheet.key, []))
        write_approval(*pages)
        write_lists(*pages, self._lists)

    def _page(self, sheet: Sheet) -> Any:
        page = self._book.add_worksheet(sheet.name[self._n])
        page.set_tab_color(TABS[sheet.key])
        page.hide_gridlines(2)
        for place, width in enumerate([*(column.width for column in sheet.columns), *[12] * len(sheet.computed)]):
            page.set_column(place, place, width)
        page.set_row(0, 24)
        page.set_row(HEADER, 20 if sheet is COMPANY else 46)
        page.write_string(0, 0, sheet.title[self._n], self._formats["title"])
        page.write_string(1, 0, sheet.hint[self._n], self._formats["hint"])
        page.set_landscape()
        page.set_paper(A3 if len(sheet.columns) > 14 else A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEADER - 1, HEADER)
        page.set_footer("&L&8&A&R&8&P / &N")
        page.freeze_panes(HEADER + 1, 0 if sheet is COMPANY else 1)
        return page

    def _company(self) -> None:
        page = self._page(COMPANY)
        for place, column in enumerate(COMPANY.columns):
            page.write_string(HEADER, place, column.title[self._n], self._formats["header"])
        values = settings_of(self._plan) if self._plan else default_settings()
        for number, column in enumerate(SETTINGS, HEADER + 1):
            value = column.kind.show(values[column.field], self._language) if column.field in values else None
            style = "input_date" if column.kind.is_date else "input_time" if column.kind.is_time else "input"
            page.set_row(number, _height([(value, COMPANY.columns[1].width)]))
            page.write_string(number, 0, self._title(column), self._formats["label"])
            self._cell(page, number, 1, value, style)
            page.write_string(number, 2, column.note[self._n], self._formats["explanation"])
            self._check(page, column, number, number, 1)

    def _sheet(self, sheet: Sheet, rows: list[Row]) -> None:
        page = self._page(sheet)
        self._headers(page, sheet)
        first = HEADER + 1
        if self._plan is None:
            for number, example in enumerate(sheet.examples, first):
                self._example(page, sheet, number, example)
            first += len(sheet.examples)
        for number, row in enumerate(rows, first):
            self._row(page, sheet, number, row)
        end = first + len(rows)
        last = end + SPARE.get(sheet.key, 40)
        for place, column in enumerate(sheet.columns):
            for number in range(end, last):
                page.write_blank(number, place, None, self._formats[_style(column)])
            self._check(page, column, HEADER + 1, last - 1, place)
        page.autofilter(HEADER, 0, last - 1, len(sheet.columns) - 1)
        page.print_area(0, 0, end + PRINTED, len(sheet.columns) + len(sheet.computed) - 1)
        if sheet.computed:
            self._compute(page, sheet, dict(enumerate(rows, first)), last)

    def _title(self, column: Column) -> str:
        return column.title[self._n] + (" *" if column.required else "")

    def _headers(self, page: Any, sheet: Sheet) -> None:
        for place, column in enumerate(sheet.columns):
            self._header(page, place, self._title(column), column.note[self._n])
        for place, title in enumerate(sheet.computed, len(sheet.columns)):
            self._header(page, place, title[self._n], "")
        for left, right, text in _spans(sheet, self._n):
            if left == right:
                page.write_string(HEADER - 1, left, text, self._formats["over"])
            else:
                page.merge_range(HEADER - 1, left, HEADER - 1, right, text, self._formats["over"])

    def _header(self, page: Any, place: int, title: str, note: str) -> None:
        if note:
            strong, small = self._formats["strong"], self._formats["note"]
            page.write_rich_string(HEADER, place, strong, title, small, f"\n{note}", self._formats["header"])
        else:
            page.write_string(HEADER, place, title, self._formats["header"])

    def _row(self, page: Any, sheet: Sheet, number: int, row: Row) -> None:
        shown = [self._shown(column, row.get(column.field)) for column in sheet.columns]
        page.set_row(number, _height(zip(shown, (column.width for column in sheet.columns), strict=True)))
        for place, (column, value) in enumerate(zip(sheet.columns, shown, strict=True)):
            self._cell(page, number, place, value, _style(column))

    def _example(self, page: Any, sheet: Sheet, number: int, row: Row) -> None:
        for place, column in enumerate(sheet.columns):
            value = self._shown(column, row.get(column.field))
            if place == 0:
                value = f"{EXAMPLE[self._n]}{value}"
            self._cell(page, number, place, value, "example_date" if column.kind.is_date else "example")

    def _shown(self, column: Column, value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, str) and (column.kind.is_date or column.kind.is_time or column.field == "breaks"):
            return date.fromisoformat(value) if column.kind.is_date else value
        if column.choices == "contents" and isinstance(value, tuple):
            value = tuple(content_shown(each, self._language) for each in value)
        return column.kind.show(value, self._language)

    def _cell(self, page: Any, row: int, column: int, value: Any, style: str) -> None:
        form = self._formats[style]
        if value is None or value == "":
            page.write_blank(row, column, None, form)
        elif isinstance(value, str):
            page.write_string(row, column, value, form)
        elif isinstance(value, (int, float)):
            page.write_number(row, column, value, form)
        else:
            page.write_datetime(row, column, value, form)

    def _check(self, page: Any, column: Column, first: int, last: int, place: int) -> None:
        """A drop-down. It only advises, since cells may hold several values or own marks."""
        source = self._lists.source(column.choices)
        if source:
            title, text = CHECK[self._n]
            options = {"validate": "list", "source": source, "error_type": "information"}
            page.data_validation(first, place, last, place, {**options, "error_title": title, "error_message": text})

    def _compute(self, page: Any, sheet: Sheet, rows: dict[int, Row], last: int) -> None:
        heads = {group.id: group.headcount for group in self._plan.groups} if self._plan else {}
        heads |= {role.id: role.people for role in self._plan.roles} if self._plan else {}
        for number in range(HEADER + 1, last):
            cells = formulas(number + 1, rows.get(number, {}), heads, self._lists)
            for place, (formula, value) in enumerate(cells, len(sheet.columns)):
                style = "share" if place == len(sheet.columns) + len(sheet.computed) - 1 else "computed"
                page.write_formula(number, place, formula, self._formats[style], "" if value is None else value)
        colour(self._book, page, sheet, HEADER + 1, last - 1)


def _style(column: Column) -> str:
    if column.kind.is_date:
        return "date"
    if column.kind.is_time:
        return "time"
    return "number" if column.kind.is_number or column.kind.is_level else "text"


def _height(cells: Any) -> int:
    """Of a row whose texts are wrapped: programs other than Excel do not find it out by themselves."""
    texts = [(value, 1.15 * width) for value, width in cells if isinstance(value, str)]
    lines = (sum(1 + int(len(line) / width) for line in text.split("\n")) for text, width in texts)
    return POINTS * min(max(lines, default=1), 20) + 1


def _spans(sheet: Sheet, n: int) -> Iterator[tuple[int, int, str]]:
    """Neighbouring columns under the same heading: first, last, heading."""
    start = 0
    for place in range(1, len(sheet.columns) + 1):
        if place == len(sheet.columns) or sheet.columns[place].over != sheet.columns[start].over:
            if sheet.columns[start].over[n]:
                yield start, place - 1, sheet.columns[start].over[n]
            start = place
