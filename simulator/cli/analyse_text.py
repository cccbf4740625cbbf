"""What the commands under `analyse` have in common: titles, cells, and what has not been analysed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console

from simulator.analysis.sensitivity import NotAnalysed, named
from simulator.analysis.voi import GROUP
from simulator.cli.formats import number, quantity
from simulator.cli.options import Language

if TYPE_CHECKING:
    import pandas as pd

    from simulator.domain.catalogue import Catalogue

NO_WORDS_FOR = ("sd", "tau")
"""Units that are no unit: standard deviations of a common factor, and an overlap."""

REASONS = {
    "unknown": "nobody knows the amount",
    "off": "the scenario does not count it",
    "fixed": "it has no range",
}
"""Why something has not been analysed."""


def driver_title(name: str, catalogue: Catalogue, lang: Language) -> str:
    """Give the title of a source; of a group of drivers: that it is all of a measure."""
    if name.startswith(GROUP):
        return "all drivers of the measure"
    title: str = getattr(named(catalogue, name).title, lang)
    return title


def measure_title(measure: object, catalogue: Catalogue, lang: Language) -> str:
    """Give number and title of a measure; nothing for what belongs to none."""
    if not isinstance(measure, str):
        return ""
    found = catalogue.measures[measure]
    title: str = getattr(found.title, lang)
    return title if found.number is None else f"{found.number}. {title}"


def value_of(value: float, name: str, catalogue: Catalogue, lang: Language) -> str:
    """Write a value of a source with its unit, rounded to three figures."""
    unit = named(catalogue, name).unit
    rounded = float(f"{value:.3g}")
    return number(rounded, lang) if unit in NO_WORDS_FOR else quantity(rounded, unit, lang)


def titled(table: pd.DataFrame, catalogue: Catalogue, lang: Language) -> pd.DataFrame:
    """Add titles of sources and measures to a table that has their names."""
    found = table.copy()
    if "name" in found:
        found["title"] = [driver_title(name, catalogue, lang) for name in found["name"]]
    if "measure" in found:
        found["measure_title"] = [measure_title(measure, catalogue, lang) for measure in found["measure"]]
    return found


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a table as plain values; what is missing is None."""
    cells = table.astype(object).where(table.notna(), None)
    return [{str(key): value for key, value in row.items()} for row in cells.to_dict("records")]


def as_csv(table: pd.DataFrame) -> str:
    """Write a table as CSV."""
    from simulator.export.csv_text import csv_text

    return csv_text([str(name) for name in table.columns], [list(row.values()) for row in records(table)])


def missing_table(missing: Sequence[NotAnalysed], catalogue: Catalogue, lang: Language) -> pd.DataFrame:
    """Give what has not been analysed as a table: reason, name, title, measure_title."""
    import pandas as pd

    rows = []
    for item in missing:
        if item.reason == "unknown":
            title, owner = getattr(item.title, lang), measure_title(item.name, catalogue, lang)
        elif item.reason == "fixed":
            known = named(catalogue, item.name)
            title, owner = getattr(known.title, lang), measure_title(known.measure, catalogue, lang)
        else:
            title, owner = item.name, ""
        rows.append({"reason": item.reason, "name": item.name, "title": title, "measure_title": owner})
    return pd.DataFrame(rows, columns=["reason", "name", "title", "measure_title"])


def print_missing(missing: Sequence[NotAnalysed], catalogue: Catalogue, out: Console, lang: Language) -> None:
    """List what has no place in the ranking, which does not make it unimportant."""
    if not missing:
        return
    counts: Counter[str] = Counter(item.reason for item in missing)
    out.print("\nNot analysed (that is not the same as no influence):", style="bold")
    table = missing_table(missing, catalogue, lang)
    for reason, why in REASONS.items():
        rows = table[table["reason"] == reason]
        if rows.empty:
            continue
        out.print(f"  {counts[reason]} because {why}:")
        for row in rows.to_dict("records"):
            owner = f"{row['measure_title']}: " if row["measure_title"] else ""
            out.print(f"    {owner}{row['title']}", soft_wrap=True)
