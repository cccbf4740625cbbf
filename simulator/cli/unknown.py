"""What commands say where no source tells what measures save: unknown is not zero."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.analysis.run import Run
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario
    from simulator.engine.plan import Plan

UNKNOWN = "unknown"
"""What stands where an amount would, if nobody knows it."""

NET_UNKNOWN = (
    "Net saving unknown: the source gives no saving for any measure that is on. Unknown is not zero."
)


def net_of(mean: float, p10: float, p50: float, p90: float, *, known: bool) -> dict[str, float | None]:
    """Give a net saving for other programs: nothing at all where nobody knows what is saved.

    >>> net_of(1.0, 0.0, 1.0, 2.0, known=True)
    {'mean': 1.0, 'p10': 0.0, 'p50': 1.0, 'p90': 2.0}
    >>> net_of(0.0, 0.0, 0.0, 0.0, known=False)
    {'mean': None, 'p10': None, 'p50': None, 'p90': None}
    """
    numbers = {"mean": mean, "p10": p10, "p50": p50, "p90": p90}
    return {name: value if known else None for name, value in numbers.items()}


def run_known(run: Run) -> bool:
    """Say whether the net saving of a run, where it looks, means anything: see `summary.savings_known`."""
    from simulator.analysis.summary import savings_known

    return savings_known(run.plan, run.view)


def anything_known(catalogue: Catalogue, scenario: Scenario, measures: Collection[str]) -> bool:
    """Say whether of any of these measures is known what it saves, where the scenario looks.

    Parameters
    ----------
    catalogue : Catalogue
        The programme.
    scenario : Scenario
        Settings, and the municipality that it looks at.
    measures : collection of str
        Ids of the measures, on or off; one that does not exist does not count.
    """
    from simulator.analysis.summary import savings_known
    from simulator.engine.result import REGION

    return savings_known(_all_on(catalogue, scenario, measures), scenario.municipality or REGION)


def unknown_savings(catalogue: Catalogue, scenario: Scenario, measures: Collection[str]) -> frozenset[str]:
    """Give the measures of which nobody knows what they save, where the scenario looks."""
    from simulator.analysis.summary import savings_unknown
    from simulator.engine.result import REGION

    return savings_unknown(_all_on(catalogue, scenario, measures), scenario.municipality or REGION)


def _all_on(catalogue: Catalogue, scenario: Scenario, measures: Collection[str]) -> Plan:
    """Compile the scenario with these measures on and no others, as far as they exist."""
    from simulator.domain.scenario import MeasureSetting
    from simulator.engine.compile import compile_plan

    here = [name for name in measures if name in catalogue.measures]
    on = {name: scenario.measures.get(name, MeasureSetting()) for name in here}
    settings = {name: setting.model_copy(update={"on": True}) for name, setting in on.items()}
    return compile_plan(catalogue, scenario.model_copy(update={"measures": settings}))
