"""A run: one scenario worked out, with an identity that everything made from it carries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from simulator import __version__
from simulator.domain.catalogue import Catalogue
from simulator.domain.programme import Target
from simulator.domain.scenario import Scenario
from simulator.engine.bounds import Bounds, bounds
from simulator.engine.compile import compile_plan
from simulator.engine.credit import Credit, credit
from simulator.engine.plan import Plan
from simulator.engine.project import most_likely, simulate
from simulator.engine.result import REGION, Projection

T = TypeVar("T")
RUN_ID_LENGTH = 12
"""Number of hexadecimal digits of a run id."""


@dataclass(frozen=True)
class Run:
    """The outcome of one scenario.

    Attributes
    ----------
    catalogue, scenario
        What was worked out.
    run_id : str
        Hash of scenario, catalogue, seed, number of draws and version of Koers: same id, same numbers.
    plan : Plan
        The scenario, compiled.
    most_likely : Projection
        The case in which every quantity has its stated value.
    simulated : Projection or None
        All draws; None when only the most likely case was asked for.
    """

    catalogue: Catalogue
    scenario: Scenario
    run_id: str
    plan: Plan
    most_likely: Projection
    simulated: Projection | None
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what was made of this run under a key, or make it now: many tables rest on the same lines.

        What is kept belongs to all who ask for it; nobody may change it.
        """
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    @property
    def view(self) -> str:
        """What the scenario looks at: "region", or a municipality."""
        return self.scenario.municipality or REGION

    @property
    def draws(self) -> int:
        """Number of draws; 0 when only the most likely case was worked out."""
        return self.simulated.draws if self.simulated else 0

    @property
    def target(self) -> Target | None:
        """The savings task that counts: that of the municipality shown, else the programme's first."""
        return target_of(self.catalogue, self.scenario)

    @cached_property
    def bounds(self) -> Bounds:
        """Damped saving of the most likely case under no, independent and full overlap."""
        return bounds(self.plan, self.view)

    @cached_property
    def credit(self) -> Credit:
        """What each measure is worth: alone, last-in and as a fair share."""
        return credit(self.plan, self.view)


def run(
    catalogue: Catalogue,
    scenario: Scenario,
    *,
    draws: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Work a scenario out.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    scenario : Scenario
        Number of draws and seed included.
    draws : bool
        False works out the most likely case alone.
    progress : callable, optional
        Called with the draws done and to do.

    Raises
    ------
    ScenarioError
        If the scenario does not fit the catalogue.
    """
    plan = compile_plan(catalogue, scenario)
    views = views_of(catalogue, scenario)
    return Run(
        catalogue=catalogue,
        scenario=scenario,
        run_id=run_id(catalogue, scenario, draws),
        plan=plan,
        most_likely=most_likely(plan, views),
        simulated=simulate(plan, scenario.draws, scenario.seed, views, progress) if draws else None,
    )


def views_of(catalogue: Catalogue, scenario: Scenario) -> tuple[str, ...]:
    """What is worked out for a scenario: what it looks at, and the owner of its savings task.

    The owner's as well, because the page shows its chance in the regional view too.
    """
    target = target_of(catalogue, scenario)
    owners = [target.municipality] if target else []
    return tuple(dict.fromkeys([scenario.municipality or REGION, *owners]))


def run_id(catalogue: Catalogue, scenario: Scenario, draws: bool = True) -> str:
    """Identity of a run: 12 hexadecimal digits.

    Titles and summaries do not count: a scenario under another name gives the same numbers. The version of
    Koers does: another version may work the same scenario out in another way.
    """
    settings = scenario.model_dump(mode="json", exclude={"id", "title", "summary"})
    if not draws:
        settings |= {"draws": 0, "seed": 0}
    settings["measures"] = {
        name: {key: value for key, value in setting.items() if key != "note"}
        for name, setting in sorted(settings["measures"].items())
        if setting["on"]
    }
    canonical = json.dumps([__version__, catalogue.version, settings], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:RUN_ID_LENGTH]


def target_of(catalogue: Catalogue, scenario: Scenario) -> Target | None:
    """The savings task that counts: that of the municipality shown, else the programme's first."""
    targets = catalogue.programme.targets
    if scenario.municipality is None:
        return targets[0] if targets else None
    return next((t for t in targets if t.municipality == scenario.municipality), None)
