"""What commands say where no source tells what measures save: unknown is not zero."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario

NET_UNKNOWN = (
    "Net saving unknown: the source gives no saving for any measure that is on. Unknown is not zero."
)


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
    from simulator.domain.scenario import MeasureSetting
    from simulator.engine.compile import compile_plan
    from simulator.engine.result import REGION

    here = [name for name in measures if name in catalogue.measures]
    on = {name: scenario.measures.get(name, MeasureSetting()) for name in here}
    settings = {name: setting.model_copy(update={"on": True}) for name, setting in on.items()}
    plan = compile_plan(catalogue, scenario.model_copy(update={"measures": settings}))
    return savings_known(plan, scenario.municipality or REGION)
