"""A scenario changed by options: another scenario, with another run id."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.cli.places import find_measure, find_municipality
from simulator.errors import ScenarioError
from simulator.suggestion import did_you_mean, one_of

if TYPE_CHECKING:
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario

REGION = "region"
"""What to write for the whole region."""


@dataclass(frozen=True)
class Overrides:
    """What the options of a command change in a scenario; None leaves it as it is."""

    municipality: str | None = None
    """Id or name, or "region"."""
    without: Sequence[str] = ()
    """Measures to put off, by id or number."""
    overlap: float | None = None
    """One overlap for every service; puts the layer on."""
    nominal: bool = False
    """Prices of each year itself."""
    draws: int | None = None
    seed: int | None = None

    def apply(self, scenario: Scenario, catalogue: Catalogue) -> Scenario:
        """Give the changed scenario.

        Raises
        ------
        ScenarioError
            If it asks for a measure that is not on or a municipality that does not exist, or if what
            is left does not go together.
        """
        from simulator.consistency import check_scenario
        from simulator.domain.scenario import Scenario

        data = scenario.model_dump(mode="json")
        self._choose(data, catalogue)
        for name in self.without:
            data["measures"][_active(name, scenario, catalogue)]["on"] = False
        # Through JSON, so that the model checks the changed scenario like any other.
        changed = Scenario.model_validate_json(json.dumps(data))
        if issues := list(check_scenario(changed, catalogue)):
            told = "; ".join(f"found {i.found}; expected {i.expected}. {i.repair}" for i in issues)
            raise ScenarioError(f"these options do not go together with scenario '{scenario.id}': {told}")
        return changed

    def _choose(self, data: dict[str, Any], catalogue: Catalogue) -> None:
        if self.municipality is not None:
            whole = self.municipality.casefold() == REGION
            data["municipality"] = None if whole else find_municipality(self.municipality, catalogue)
        if self.overlap is not None:
            data["layers"]["overlap"] = True
            data["overlap"], data["overlap_by_service"] = self.overlap, {}
        if self.nominal:
            data["price_level"] = "nominal"
        if self.draws is not None:
            data["draws"] = self.draws
        if self.seed is not None:
            data["seed"] = self.seed


def _active(name: str, scenario: Scenario, catalogue: Catalogue) -> str:
    measure, active = find_measure(name, catalogue), scenario.active()
    if measure in active:
        return measure
    if measure in catalogue.measures:
        repair = "Leave it out of --without: it does not count already"
    else:
        repair = did_you_mean(name, active, "Choose one of these.")
    raise ScenarioError(
        f"found --without {name}, which is not on in scenario '{scenario.id}'; "
        f"expected {one_of(active)}. {repair}"
    )
