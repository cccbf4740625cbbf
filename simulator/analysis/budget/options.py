"""What a reader of the budget tables chooses: whose budget, in which prices, unit and statistic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from simulator.analysis.run import Run
from simulator.domain.scenario import Scenario
from simulator.engine.result import REGION
from simulator.errors import ScenarioError

Statistic = Literal["most_likely", "mean", "p10", "p50", "p90"]
"""most_likely: every quantity at its stated value. mean: over draws. p10, p50, p90: of the net saving, so
that p10 is the unfavourable side; they exist for totals alone, because percentiles do not add."""

PERCENTILES = ("p10", "p50", "p90")


@dataclass(frozen=True)
class BudgetOptions:
    """Choices for the budget tables.

    The first four change the scenario, so they need a run of their own: see `budget_scenario`. The others
    only change how a run is shown.

    Attributes
    ----------
    view : str or None
        "region" or a municipality; None: as the scenario has it.
    price_level : {"constant", "nominal"} or None
        Prices of the programme's price level, or of each year itself; None: as the scenario has it.
    delivery_risk : bool or None
        With (True) or without (False) the layers realisation and delay; None: as the scenario has it.
    allocation_key : str or None
        One key for all amounts; None: as the scenario has it.
    statistic : Statistic
        Which outcome the amounts are.
    unit : {1, 1000}
        Amounts in EUR, or in thousands of EUR.
    convention : str
        Sign convention: a name of `simulator.export.conventions.CONVENTIONS`.
    budget : mapping of int to float
        Net spending in the municipality's own budget per year, in EUR, where the user gives it.
    """

    view: str | None = None
    price_level: Literal["constant", "nominal"] | None = None
    delivery_risk: bool | None = None
    allocation_key: str | None = None
    statistic: Statistic = "most_likely"
    unit: Literal[1, 1000] = 1
    convention: str = "hilversum"
    budget: Mapping[int, float] = field(default_factory=dict)


def budget_scenario(scenario: Scenario, options: BudgetOptions) -> Scenario:
    """The scenario that must be run for these options: the same object when they change nothing.

    Parameters
    ----------
    scenario : Scenario
        A scenario that fits its catalogue.
    options : BudgetOptions
        The choices.
    """
    changes: dict[str, object] = {}
    if options.view is not None:
        changes["municipality"] = None if options.view == REGION else options.view
    if options.price_level is not None:
        changes["price_level"] = options.price_level
    if options.allocation_key is not None:
        changes["allocation_key"] = options.allocation_key
    if options.delivery_risk is not None:
        risk = {"realisation": options.delivery_risk, "delay": options.delivery_risk}
        changes["layers"] = scenario.layers.model_copy(update=risk)
    changed = {name: new for name, new in changes.items() if getattr(scenario, name) != new}
    return scenario.model_copy(update=changed) if changed else scenario


def check_options(run: Run, options: BudgetOptions) -> None:
    """Refuse options that ask for something else than this run has.

    Raises
    ------
    ScenarioError
        If the run was made for other options, a view or key does not exist, or a statistic needs draws
        that the run does not have.
    """
    programme = run.catalogue.programme
    if options.view not in (None, REGION, *programme.municipalities):
        raise ScenarioError(
            f"found view '{options.view}'; expected region or one of {', '.join(programme.municipalities)}"
        )
    if options.allocation_key not in (None, *programme.allocation_keys):
        raise ScenarioError(
            f"found allocation key '{options.allocation_key}'; expected one of "
            f"{', '.join(programme.allocation_keys)}. Upload your own key first, or choose one of these"
        )
    if budget_scenario(run.scenario, options) is not run.scenario:
        raise ScenarioError(
            "the run was made under other assumptions than the options ask for; run "
            "budget_scenario(scenario, "
            "options) first, and make the tables from that run"
        )
    if options.statistic != "most_likely" and run.simulated is None:
        raise ScenarioError(
            f"found statistic '{options.statistic}', but the run has no draws: it is the most likely case "
            "alone. "
            "Run the scenario with draws, or choose most_likely"
        )
