"""Back-test: would the band that Koers gives have held what came.

Only what could be known then may count. Of what Koers holds, the price index is the one series that was
filled in afterwards, so it is cut off: later years get the rate of the last year that was known, and the
uncertainty of prices that the programme assumes. Ranges of
growth and effects stay as they are; where they rest on later publications, the back-test flatters, and
whoever reports it must say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from simulator.analysis.monitor.held import Held, Together
from simulator.analysis.monitor.matching import key_of
from simulator.analysis.monitor.monitoring import monitor
from simulator.analysis.monitor.rules import MonitorRules
from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.observation import ObservedFigures
from simulator.domain.programme import Programme
from simulator.domain.scenario import Scenario
from simulator.errors import ScenarioError

COLUMNS: Final = (
    *("kind", "service", "subject", "municipality", "document", "year", "status", "value"),
    *(
        "p10",
        "p50",
        "p90",
        "inside",
        "side",
        "known_p10",
        "known_p50",
        "known_p90",
        "known_inside",
        "known_side",
    ),
)
TOGETHER: Final = ("service", "year", "status", "municipalities", "value", "p10", "p50", "p90", "side")


def known_in(programme: Programme, year: int) -> Programme:
    """Give a programme with the price index as it was known in a year: its rate goes on afterwards.

    With 2% in 2021 and 6% in 2023, a plan of 2021 counts on 2% for 2023; how far that may be off is the
    surprise of the index.
    """
    rates = programme.price_index.rates
    last = max((y for y in rates if y <= year), default=min(rates))
    carried = {year: rate if year <= last else rates[last] for year, rate in rates.items()}
    facts = min(last, programme.price_index.known_to or last)
    index = programme.price_index.model_copy(update={"rates": carried, "known_to": facts})
    return programme.model_copy(update={"price_index": index})


@dataclass(frozen=True)
class BackTest:
    """What came, against the band of a scenario.

    Attributes
    ----------
    figures : DataFrame
        Columns `COLUMNS`: each figure, the band with prices as they turned out (p10, p50, p90), the side of
        it on which the figure lies ("inside", "below", "above"), and the same with prices as known then.
    together : DataFrame
        Columns `TOGETHER`: spending of all municipalities that gave a figure, with prices as known then.
    """

    figures: pd.DataFrame
    together: pd.DataFrame


def backtest(
    catalogue: Catalogue, scenario: Scenario, made_in: int, rules: MonitorRules | None = None
) -> BackTest:
    """Hold what came against the band of a scenario: as it could be made then, and with prices known now.

    Parameters
    ----------
    catalogue : Catalogue
        A programme with observed figures.
    scenario : Scenario
        The plan of the time.
    made_in : int
        Year in which the plan was made; figures of earlier years are no test.
    rules : MonitorRules, optional
        Whether the luck of small numbers is in the band, and more; left out: the usual ones.

    Raises
    ------
    ScenarioError
        If the programme has no observed figures, or the scenario does not fit it.
    """
    figures = catalogue.observed
    if figures is None:
        raise ScenarioError(
            f"found no observed figures in programme '{catalogue.programme.id}'; expected observed.yaml. "
            "Add it"
        )
    known = catalogue.model_copy(update={"programme": known_in(catalogue.programme, made_in)})
    now, then = (monitor(one, scenario, figures, rules) for one in (catalogue, known))
    rows = [
        _row(late, early)
        for late, early in zip(now.held, then.held, strict=True)
        if late.match.figure.year >= made_in
    ]
    sums = [_together(one) for one in then.together if one.year >= made_in]
    return BackTest(pd.DataFrame(rows, columns=list(COLUMNS)), pd.DataFrame(sums, columns=list(TOGETHER)))


def _together(found: Together) -> dict[str, object]:
    return {
        "service": found.service,
        "year": found.year,
        "status": found.status,
        "municipalities": len(found.municipalities),
        "value": found.value,
        "p10": found.p10,
        "p50": found.p50,
        "p90": found.p90,
        "side": side(found.value, found.p10, found.p90),
    }


def _row(late: Held, early: Held) -> dict[str, object]:
    series, figure = late.match.series, late.match.figure
    return {
        "kind": series.kind,
        "service": series.service,
        "subject": series.subject.en if series.subject else None,
        "municipality": series.municipality,
        "document": (figure.source or series.source).document,
        "year": figure.year,
        "status": figure.status,
        "value": late.match.value,
        "p10": late.p10,
        "p50": late.p50,
        "p90": late.p90,
        "side": side(late.match.value, late.p10, late.p90),
        "known_p10": early.p10,
        "known_p50": early.p50,
        "known_p90": early.p90,
        "known_side": side(early.match.value, early.p10, early.p90),
    }


def side(value: float, low: float, high: float) -> str:
    """Say on which side of an interval a figure lies.

    Examples
    --------
    >>> side(5, 1, 5), side(6, 1, 5), side(0, 1, 5)
    ('inside', 'above', 'below')
    """
    if low <= value <= high:
        return "inside"
    return "above" if value > high else "below"


def vintages(figures: ObservedFigures) -> pd.DataFrame:
    """Give what successive documents say about one and the same year.

    Returns
    -------
    DataFrame
        Columns subject (English), municipality, year, document, status, value, change: against the first
        document about that year, as part of it. Only years that more than one document speaks of.
    """
    rows = []
    for series, figure in figures.rows():
        if figure.usable and figure.half is None:
            subject = series.subject or Text(nl=str(series.service), en=str(series.service))
            rows.append(
                {
                    "about": key_of(series),
                    "subject": subject.en,
                    "municipality": series.municipality,
                    "year": figure.year,
                    "document": (figure.source or series.source).document,
                    "status": figure.status,
                    "value": figure.value,
                }
            )
    columns = ["about", "subject", "municipality", "year", "document", "status", "value"]
    table = pd.DataFrame(rows, columns=columns)
    groups = table.groupby(["about", "year"], sort=False, dropna=False)
    table = table.assign(change=table["value"] / groups["value"].transform("first") - 1.0)
    several = groups["document"].transform("nunique") > 1
    return table[several].drop(columns="about").sort_values(["year"], kind="stable").reset_index(drop=True)
