"""The sheets of the workbook in their order: one table for its writer, its reader and its messages."""

from content.plan.aim_sheets import COMPARISONS, COMPETENCES, GOALS
from content.plan.cells import LEVEL, TEXT
from content.plan.company_sheets import COMPANY, GROUPS, SETTINGS, SHIFTS, SPECIAL_DAYS
from content.plan.plan_sheets import ENTRIES, MEASURES_SHEET, MULTIPLIERS
from content.plan.sheet import Column, Sheet

OTHERS = (
    ("00_Lesehilfe", "00_Guide"),
    ("10_Freigabe", "10_Approval"),
    ("11_Listen_Symbole", "11_Lists_Symbols"),
)
SYMBOLS = Sheet(
    "symbols",
    OTHERS[2],
    ("Listen und Symbole", "Lists and symbols"),
    ("", ""),
    (
        Column("mark", TEXT, ("Eigenes Zeichen", "Own mark"), ("Zeichen", "Symbol", "Mark"), True, 16),
        Column("meaning", LEVEL, ("bedeutet Stufe", "means level"), ("Stufe", "Level"), False, 16),
    ),
    ("listen symbole", "symbole", "legende", "lists symbols", "legend"),
)
SHEETS: tuple[Sheet, ...] = (
    COMPANY,
    GROUPS,
    SHIFTS,
    SPECIAL_DAYS,
    GOALS,
    COMPETENCES,
    COMPARISONS,
    MEASURES_SHEET,
    ENTRIES,
    MULTIPLIERS,
)
"""Those that hold the plan, in the order of the workbook."""

BY_KEY = {sheet.key: sheet for sheet in SHEETS}

__all__ = ["BY_KEY", "COMPANY", "OTHERS", "SETTINGS", "SHEETS", "SYMBOLS"]
