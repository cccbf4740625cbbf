"""From a sweep to parts: combinations that are worked out and kept together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from simulator import __version__
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Scenario
from simulator.domain.sweep import REGION, Combination, Sweep

ID_LENGTH = 12
"""Number of hexadecimal digits of the id of a sweep."""

DRAWS_IN_PART = 200_000
"""Draws in a part, for it to take about a second: what is lost when a sweep is stopped, and long enough for
what it costs to send it somewhere not to count."""

MOST_COMBINATIONS = 50
"""Combinations in a part at most."""

FEWEST_PARTS = 16
"""A small sweep is cut into this many, so that several processes have something to do."""


@dataclass(frozen=True)
class Parts:
    """A sweep, cut into parts.

    Attributes
    ----------
    sweep_id : str
        Hash of all that decides the results: same id, same file.
    municipalities : tuple of str
        Whose share is worked out; "region" for all together.
    combinations : tuple of tuple of Combination
        By part.
    """

    sweep_id: str
    municipalities: tuple[str, ...]
    combinations: tuple[tuple[Combination, ...], ...]

    @property
    def runs(self) -> int:
        """Number of runs: combinations times municipalities."""
        return sum(map(len, self.combinations)) * len(self.municipalities)


def parts_of(sweep: Sweep, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> Parts:
    """Cut a sweep into parts.

    How depends on the sweep alone and not on the machine, so that it can be gone on with elsewhere.

    Parameters
    ----------
    sweep : Sweep
        What to work out.
    catalogue : Catalogue
        The programme with its measures.
    scenarios : mapping of str to Scenario
        Those that the sweep builds on, by id.
    """
    found = sweep.combinations(scenarios)
    size = min(MOST_COMBINATIONS, max(1, DRAWS_IN_PART // sweep.draws), -(-len(found) // FEWEST_PARTS))
    return Parts(
        sweep_id=sweep_id(sweep, catalogue, scenarios),
        municipalities=sweep.municipalities or (REGION, *catalogue.programme.municipalities),
        combinations=tuple(tuple(found[start : start + size]) for start in range(0, len(found), size)),
    )


def sweep_id(sweep: Sweep, catalogue: Catalogue, scenarios: Mapping[str, Scenario]) -> str:
    """Identity of a sweep's results: 12 hexadecimal digits.

    Titles and summaries do not count; the order of packages and futures does, as the rows follow it.
    """
    words = {"id", "title", "summary"}
    built_on = {
        name: scenarios[name].model_dump(mode="json", exclude=words) for name in sweep.named_scenarios()
    }
    settings = sweep.model_dump(mode="json", exclude=words)
    order = [list(sweep.packages), list(sweep.futures)]
    canonical = json.dumps([__version__, catalogue.version, settings, order, built_on], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:ID_LENGTH]
