"""The looks of `styles` as formats of one workbook."""

from __future__ import annotations

from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]

from simulator.export.workbook.styles import CURRENCY, EURO_PM_UNSIGNED, EURO_UNSIGNED, SMALL, STYLES


class Looks:
    """Formats by the name of their look.

    Parameters
    ----------
    workbook : Workbook
        What they are made for.
    unsigned : bool
        Show amounts without their sign.
    """

    def __init__(self, workbook: xlsxwriter.Workbook, *, unsigned: bool) -> None:
        plain, partly = {"num_format": EURO_UNSIGNED}, {"num_format": EURO_PM_UNSIGNED}
        changed = {"euro": plain, "euro_total": plain, "euro_pm": partly, "euro_total_pm": partly}
        looks = {name: look | (changed.get(name, {}) if unsigned else {}) for name, look in STYLES.items()}
        common = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
        self._formats = {name: workbook.add_format(common | look) for name, look in looks.items()}
        # In thousands "€ 5" would read as five euros.
        self._bare = {name: workbook.add_format(common | _bare(looks[name])) for name in SMALL}
        # A look of its own number alone: what lies under it keeps its font and colour.
        numbers = {name: {"num_format": STYLES[name]["num_format"]} for name in SMALL.values()}
        self._small = {name: workbook.add_format(look) for name, look in numbers.items()}
        self._small_bare = {name: workbook.add_format(_bare(look)) for name, look in numbers.items()}

    def of(self, name: str, *, bare: bool = False) -> Format:
        """Give a look; `bare`: of an amount without its currency."""
        return self._bare.get(name, self._formats[name]) if bare else self._formats[name]

    def small(self, name: str, *, bare: bool = False) -> Format:
        """Give the look of an amount that is shown as nothing."""
        return (self._small_bare if bare else self._small)[name]


def _bare(look: dict[str, Any]) -> dict[str, Any]:
    return look | {"num_format": look["num_format"].replace(f"{CURRENCY} ", "")}
