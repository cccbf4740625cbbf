"""How cells of the workbook look: formats of numbers, colours, and looks by name."""

from __future__ import annotations

from typing import Any

CURRENCY = "[$€-413]"
"""Mark of an amount in a format of numbers."""

# "_ " leaves the width of a space behind a number, so that it does not touch the text beside it.
_EURO = "[$€-413] #,##0_ ;[Red]-[$€-413] #,##0_ "
EURO_UNSIGNED = "[$€-413] #,##0_ ;[$€-413] #,##0_ "
# The number is what is known; of nothing known the cell says so instead of zero.
_EURO_PM = '[$€-413] #,##0" + PM"_ ;[Red]-[$€-413] #,##0" + PM"_ ;"PM"_ '
EURO_PM_UNSIGNED = '[$€-413] #,##0" + PM"_ ;[$€-413] #,##0" + PM"_ ;"PM"_ '
# As on screen: what is so in all draws is still not certain. The number in the cell is what it is.
_CHANCE = '[<0.001]"<0{0}1%";[>0.999]">99{0}9%";0.0%'
BLUE, PALE, INPUT, KEY, GOOD, BAD = "#154273", "#E8EEF4", "#FFF8DC", "#EEE6F5", "#DDF0DD", "#F8D7D7"

STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "wrap": {"text_wrap": True, "valign": "top"},
    "wrap_indented": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "head_beside": {
        "bold": True,
        "bg_color": BLUE,
        "font_color": "white",
        "text_wrap": True,
        "valign": "top",
        "align": "left",
        "indent": 1,
    },
    "title": {"bold": True, "font_size": 16, "font_color": BLUE},
    "heading": {"bold": True, "font_size": 12, "font_color": BLUE},
    "head": {"bold": True, "bg_color": BLUE, "font_color": "white", "text_wrap": True, "valign": "top"},
    "head_right": {
        "bold": True,
        "bg_color": BLUE,
        "font_color": "white",
        "align": "right",
        "text_wrap": True,
        "valign": "top",
    },
    "band": {"bold": True, "bg_color": PALE},
    "note": {"italic": True, "text_wrap": True, "valign": "top", "font_color": "#444444"},
    "link": {"font_color": "#0563C1", "underline": 1},
    "link_beside": {"font_color": "#0563C1", "underline": 1, "align": "left", "indent": 1},
    "centre": {"align": "center"},
    "indented": {"align": "left", "indent": 1},
    "input": {
        "num_format": "#,##0.####",
        "valign": "top",
        "bg_color": INPUT,
        "border": 1,
        "border_color": "#C9B458",
    },
    "input_share": {"num_format": "0.0###", "bg_color": INPUT, "border": 1, "border_color": "#C9B458"},
    "input_euro": {"num_format": _EURO, "bg_color": INPUT, "border": 1, "border_color": "#C9B458"},
    "number": {"num_format": "#,##0.####", "valign": "top"},
    "share": {"num_format": "0.0000"},
    "key": {"num_format": "0.0000", "bg_color": KEY},
    "euro": {"num_format": _EURO},
    "euro_cent": {"num_format": "[$€-413] #,##0.00_ ;[Red]-[$€-413] #,##0.00_ "},
    "euro_total": {"num_format": _EURO, "bold": True, "top": 1, "bg_color": PALE},
    "euro_pm": {"num_format": _EURO_PM},
    "euro_total_pm": {"num_format": _EURO_PM, "bold": True, "top": 1, "bg_color": PALE},
    "fixed": {"num_format": _EURO, "bg_color": KEY},
    "fixed_pm": {"num_format": _EURO_PM, "bg_color": KEY},
    "nothing": {"num_format": ";".join(['[$€-413] "0"_ '] * 3)},
    "nothing_cent": {"num_format": ";".join(["[$€-413] #,##0.00_ "] * 3)},
    "nothing_pm": {"num_format": ";".join(['"PM"_ '] * 3)},
    "pm": {"align": "right"},
    "total_pm": {"bold": True, "top": 1, "bg_color": PALE, "align": "right"},
    "chance_nl": {"num_format": _CHANCE.format(","), "bg_color": KEY},
    "chance_en": {"num_format": _CHANCE.format("."), "bg_color": KEY},
    "total": {"bold": True, "top": 1, "bg_color": PALE},
    "total_centre": {"bold": True, "top": 1, "bg_color": PALE, "align": "center"},
    "good": {"bg_color": GOOD},
    "changed": {"bg_color": INPUT, "bold": True},
    "bad": {"bg_color": BAD, "bold": True},
    "verdict": {"bold": True, "font_size": 12},
    "verdict_beside": {"bold": True, "font_size": 12, "align": "left", "indent": 1},
}
"""Looks by name. Yellow cells are for the user to change; purple ones hold values that Koers computed."""

BESIDE = {"wrap": "wrap_indented", "head": "head_beside"}
"""Looks that get some room on the left, so that texts in two columns do not touch."""

SMALL = {
    "euro": "nothing",
    "euro_total": "nothing",
    "euro_pm": "nothing_pm",
    "euro_total_pm": "nothing_pm",
    "euro_cent": "nothing_cent",
}
"""Looks of amounts that are shown as nothing, by the look that they have otherwise."""
NOTHING = {"nothing": 0.4999999, "nothing_pm": 0.4999999, "nothing_cent": 0.004999999}
"""Largest amount that is shown as nothing, by look."""
