"""How the workbook looks: one table of cell formats."""

from typing import Any

INK, PAPER, LINE = "#1F3A4D", "#FFFFFF", "#C9D3DA"
_BASE = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
_CELL = {**_BASE, "border": 1, "border_color": LINE}

FORMATS: dict[str, dict[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 16, "font_color": INK, "text_wrap": False},
    "hint": {**_BASE, "italic": True, "font_color": "#4A5B66", "text_wrap": False},
    "over": {**_CELL, "bold": True, "align": "center", "bg_color": "#D8E4EC", "font_color": INK},
    "header": {**_CELL, "bold": True, "bg_color": INK, "font_color": PAPER, "valign": "vcenter"},
    "note": {"font_name": "Calibri", "font_size": 9, "font_color": "#D8E4EC"},
    "strong": {"font_name": "Calibri", "font_size": 11, "bold": True, "font_color": PAPER},
    "text": _CELL,
    "number": {**_CELL, "align": "center", "num_format": "0"},
    "date": {**_CELL, "align": "center", "num_format": "dd.mm.yyyy"},
    "time": {**_CELL, "align": "center", "num_format": "hh:mm"},
    "computed": {**_CELL, "align": "center", "bg_color": "#EEF1F3", "font_color": "#4A5B66", "num_format": "0"},
    "share": {**_CELL, "align": "center", "bg_color": "#EEF1F3", "font_color": "#4A5B66", "num_format": "0 %"},
    "input": {**_CELL, "bg_color": "#FFF8DC", "align": "left"},
    "input_date": {**_CELL, "bg_color": "#FFF8DC", "num_format": "dd.mm.yyyy", "align": "left"},
    "input_time": {**_CELL, "bg_color": "#FFF8DC", "num_format": "hh:mm", "align": "left"},
    "label": {**_CELL, "bold": True, "bg_color": "#EEF1F3", "font_color": INK},
    "explanation": {**_CELL, "font_color": "#4A5B66"},
    "example": {**_CELL, "italic": True, "font_color": "#8A949B", "bg_color": "#F4F5F6", "align": "left"},
    "example_date": {
        **_CELL,
        "italic": True,
        "font_color": "#8A949B",
        "bg_color": "#F4F5F6",
        "num_format": "dd.mm.yyyy",
    },
    "plain": _BASE,
    "bold": {**_BASE, "bold": True, "font_color": INK},
    "mono": {**_BASE, "font_name": "Consolas", "text_wrap": False},
    "line": {**_BASE, "bottom": 1, "bottom_color": INK},
}
BAD = {"bg_color": "#F8CBAD", "font_color": "#7F1D1D", "bold": True}
SOON = {"bg_color": "#FFE699", "font_color": "#5C4400"}
GAP = {
    "type": "3_color_scale",
    "min_type": "num",
    "mid_type": "num",
    "max_type": "num",
    "min_value": 0,
    "mid_value": 0.3,
    "max_value": 1,
    "min_color": "#C6E0B4",
    "mid_color": "#FFE699",
    "max_color": "#F4A582",
}
LEVEL_SCALE = {
    "type": "2_color_scale",
    "min_type": "num",
    "max_type": "num",
    "min_value": 0,
    "max_value": 4,
    "min_color": "#FFFFFF",
    "max_color": "#9DC3E6",
}
TABS = {
    "company": "#B8860B",
    "groups": "#B8860B",
    "shifts": "#B8860B",
    "special_days": "#B8860B",
    "goals": "#2E75B6",
    "competences": "#2E75B6",
    "comparisons": "#2E75B6",
    "measures": "#548235",
    "entries": "#548235",
    "multipliers": "#548235",
}
