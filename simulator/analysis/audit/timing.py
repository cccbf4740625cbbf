"""Rule on dates: an effect booked before the measure can start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from simulator.analysis.audit.case import Case
from simulator.analysis.audit.finding import AuditFinding
from simulator.analysis.audit.tables import ROUNDING, TableRead
from simulator.analysis.audit.wording import Euros, Phrase, phrase
from simulator.domain.measure import Measure
from simulator.engine.axes import MONTHS
from simulator.engine.ramp import months_from


def check_start_dates(case: Case) -> Iterator[AuditFinding]:
    """Effects in a year before the start of a measure, or in full in the year in which it starts.

    The start is that of the measure's reading with the earliest start, else the measure's own. With a
    reading the engine tells what the later start gives; otherwise the printed amount counts for the part
    of the year that is left, unless it is already no more than that part of the largest year.
    """
    for name, table in case.tables.items():
        measure = case.measure(name)
        reading = _reading_with_start(measure)
        start = measure.readings[reading].start if reading else measure.starts
        if start is None:
            continue
        for at, year in enumerate(case.years):
            printed = table.years[year].effect
            left = _part_left(start, year)
            if printed is None or printed <= 0 or left >= 1:
                continue
            if reading is not None:
                possible = float(_with_reading(case, name, reading)[at])
            else:
                possible = _pro_rata(table, printed, left)
            if possible < printed - ROUNDING:
                yield _finding(case, table, year, start, possible)


def _reading_with_start(measure: Measure) -> str | None:
    """The reading with the earliest start; the default one when it has a start."""
    starts = {name: r.start for name, r in measure.readings.items() if r.start is not None}
    if measure.default_reading in starts:
        return measure.default_reading
    return min(starts, key=lambda name: starts[name], default=None)


def _part_left(start: dt.date, year: int) -> float:
    """Part of a year that lies after a date, 0 to 1.

    >>> _part_left(dt.date(2021, 7, 1), 2021), _part_left(dt.date(2021, 7, 1), 2022)
    (0.5, 1.0)
    """
    return min(max(1 - months_from(start, year) / MONTHS, 0.0), 1.0)


def _with_reading(case: Case, name: str, reading: str) -> list[float]:
    gross = case.gross_with(name, reading)
    assert gross is not None  # no driver is changed, so every formula works
    return [float(amount) for amount in gross]


def _pro_rata(table: TableRead, printed: float, left: float) -> float:
    largest = max(read.effect or 0.0 for read in table.years.values())
    if printed <= left * largest + ROUNDING:  # the table has allowed for the start
        return printed
    return printed * left


def _finding(case: Case, table: TableRead, year: int, start: dt.date, possible: float) -> AuditFinding:
    printed = table.years[year].effect
    assert printed is not None  # the caller has compared it
    rule: Literal["effect-before-start", "part-of-start-year"] = (
        "effect-before-start" if start.year > year else "part-of-start-year"
    )
    measure = case.measure(table.measure)
    return case.finding(
        rule,
        "warning",
        {"printed_eur": Euros(printed), "computed_eur": Euros(possible), "start": _date(start)},
        measures=(measure.id,),
        year=year,
        row="effect",
        line=table.line("effect"),
        printed=table.cell("effect", year).text,
        computed=possible,
        difference_eur=possible - printed,
    )


def _date(date: dt.date) -> Phrase:
    return phrase("date", day=date.day, month=phrase(f"month.{date.month}"), year=date.year)
