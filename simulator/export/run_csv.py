"""A run as CSV: one number a row, for spreadsheets and statistics programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from simulator.analysis.run import Run
from simulator.export.csv_text import csv_text
from simulator.export.run_json import run_as_dict

COLUMNS = ("run_id", "scenario", "view", "year", "quantity", "measure", "statistic", "value")

Row = tuple[str, str, str, str, str, float | None]
"""View, year, quantity, measure, statistic and value; None where nobody knows the amount."""


def run_as_csv(run: Run) -> str:
    """Give a run as CSV (RFC 4180): a header, rows that end in CRLF, numbers with all their digits.

    Parameters
    ----------
    run : Run
        The run.

    Returns
    -------
    str
        Columns run_id, scenario, view ("region" or a municipality), year, quantity, measure (empty for
        totals), statistic and value, which is in EUR a year, or a chance from 0 to 1.

        ====================  ======================================================================
        quantity              statistics
        ====================  ======================================================================
        baseline, gross,      most_likely, mean, p10, p50, p90 of the totals; per measure most_likely
        damped, cost, net,    of gross, cost and net. The first and the last kind come without a
        with_measures         measure only. The bounds of the damped saving are bound_sum,
                              bound_independent and bound_full_overlap
        credit                alone, last_in, shapley, per measure
        target                target, most_likely, probability, expected_shortfall,
                              shortfall_if_missed; the view is the owner of the task
        unknown_effect,       title of what is left out of all totals, without a value: unknown is
        unknown_cost          not zero
        ====================  ======================================================================

        A value is empty where nobody knows the amount: savings, net and credit of a measure; savings, net
        and spending with all measures; whether the task is met.
    """
    data = run_as_dict(run)
    about = (data["run_id"], data["scenario"])
    return csv_text(COLUMNS, ((*about, *row) for row in _rows(data, run.view)))


def _rows(data: dict[str, Any], view: str) -> Iterator[Row]:
    yield from _totals(data, view)
    for year, limits in data["bounds"].items():
        for name, value in limits.items():
            yield view, year, "damped", "", f"bound_{name}", value
    for year, outcome in data["target"].items():
        for name, value in outcome.items():
            # Without draws there is no chance to tell; one that nobody knows has a row without a value.
            told = value is not None or not (outcome["savings_known"] or data["draws"] == 0)
            if name not in {"municipality", "savings_known"} and told:
                yield outcome["municipality"], year, "target", "", name, value
    for measure, entry in data["measures"].items():
        yield from _measure(entry, view, measure)
    for item in data["unknown"]:
        yield view, "", f"unknown_{item['what']}", item["measure"], item["title"]["nl"], None


def _totals(data: dict[str, Any], view: str) -> Iterator[Row]:
    for quantity, by_year in data["most_likely"].items():
        for year, value in by_year.items():
            yield view, year, quantity, "", "most_likely", value
            if data["summary"] is not None:
                for name, number in data["summary"][quantity][year].items():
                    yield view, year, quantity, "", name, number


def _measure(entry: dict[str, Any], view: str, measure: str) -> Iterator[Row]:
    saves, costs = ("effect" not in entry["unknown"]), ("cost" not in entry["unknown"])
    known = {"gross": saves, "cost": costs, "net": saves and costs}
    for quantity, by_year in entry["most_likely"].items():
        for year, value in by_year.items():
            yield view, year, quantity, measure, "most_likely", value if known[quantity] else None
    for year, credit in entry["credit"].items():
        for name, value in credit.items():
            yield view, year, "credit", measure, name, value if saves else None
