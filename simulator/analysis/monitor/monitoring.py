"""The monitor: observed figures held against the plan, and the plan weighed anew by them."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from simulator.analysis.monitor.held import Held, Together
from simulator.analysis.monitor.luck import Luck, covariance
from simulator.analysis.monitor.matching import LeftOut, Match, final, match
from simulator.analysis.monitor.outlook import outlook
from simulator.analysis.monitor.rules import MonitorRules
from simulator.analysis.monitor.scales import Scales, watched
from simulator.analysis.run import run_id, target_of, views_of
from simulator.analysis.summary import savings_known, task_known
from simulator.domain.catalogue import Catalogue
from simulator.domain.observation import ObservedFigures
from simulator.domain.programme import Target
from simulator.domain.scenario import Scenario
from simulator.engine.axes import Array
from simulator.engine.compile import compile_plan
from simulator.engine.parts import Part, project_parts
from simulator.engine.plan import Plan
from simulator.engine.project import most_likely
from simulator.engine.result import REGION, Projection
from simulator.engine.sampling import RankSampler
from simulator.engine.statistics import mean, quantiles
from simulator.engine.weighing import Weighing, prior_rank, weigh

MOST_DRAWS: Final = 80_000
"""Most draws of a monitoring: those of all parts that figures are compared with are in memory at once."""
LARGER: Final = 4
"""How many times as large each next run is."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Monitoring:
    """A scenario held against observed figures.

    Attributes
    ----------
    catalogue, scenario
        What was planned; the scenario as the monitor works it out.
    figures : ObservedFigures
        What was observed.
    rules : MonitorRules
        Thresholds and errors.
    run_id : str
        Identity of the plan's run.
    figures_id : str
        Identity of figures and rules together.
    plan : Plan
        The plan.
    most_likely, simulated : Projection
        The plan's own outcome.
    held : tuple of Held
        The figures that can be compared.
    together : tuple of Together
        Spending of all municipalities that gave a figure, where there are several.
    left_out : tuple of LeftOut
        Those that cannot.
    weighing : Weighing or None
        Weights of the draws; None when no figure counts.
    wide : bool
        Whether figures of which only the growth can be compared count too.
    scales : Scales
        Prices of each year, and what is known of them.
    """

    catalogue: Catalogue
    scenario: Scenario
    figures: ObservedFigures
    rules: MonitorRules
    run_id: str
    figures_id: str
    plan: Plan
    most_likely: Projection
    simulated: Projection
    held: tuple[Held, ...]
    together: tuple[Together, ...]
    left_out: tuple[LeftOut, ...]
    weighing: Weighing | None
    wide: bool
    scales: Scales

    @property
    def view(self) -> str:
        """What the scenario looks at: "region", or a municipality."""
        return self.scenario.municipality or REGION

    @property
    def target(self) -> Target | None:
        """The savings task that counts."""
        return target_of(self.catalogue, self.scenario)

    @property
    def savings_known(self) -> bool:
        """Whether the total of what the package saves means anything: see `summary.savings_known`."""
        return savings_known(self.plan, self.view)

    @property
    def task_known(self) -> bool:
        """Whether anybody knows what the owner of the savings task saves; true without a task."""
        return task_known(self.plan, self.target)

    @property
    def draws(self) -> int:
        """Number of draws, which may be more than the scenario's."""
        return self.simulated.draws

    @property
    def counted(self) -> tuple[Held, ...]:
        """The figures that draws are weighed by."""
        return tuple(held for held in self.held if held.counts)

    @property
    def too_few(self) -> bool:
        """Whether so few draws agree with the figures that the weighed plan says little."""
        return self.weighing is not None and self.weighing.effective < self.rules.least_effective


def monitor(
    catalogue: Catalogue,
    scenario: Scenario,
    figures: ObservedFigures,
    rules: MonitorRules | None = None,
    *,
    wide: bool = False,
    progress: Progress | None = None,
) -> Monitoring:
    """Hold observed figures against a scenario, and weigh its draws by them.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    scenario : Scenario
        What was planned. Growth is always part of it, and prices are those of the figures.
    figures : ObservedFigures
        What was observed.
    rules : MonitorRules, optional
        Thresholds and errors; left out: the usual ones.
    wide : bool
        Whether to weigh by figures of which only the growth can be compared, too.
    progress : callable, optional
        Called with the draws done and to do; begins anew when the run is made larger.

    Raises
    ------
    ScenarioError
        If the scenario does not fit the catalogue, or the figures are in other prices.
    """
    rules = rules or MonitorRules()
    chosen = watched(scenario, figures, catalogue.programme)
    chosen = chosen.model_copy(update={"draws": min(chosen.draws, MOST_DRAWS)})
    plan = compile_plan(catalogue, chosen)
    matches, left_out = match(figures, plan)
    counting = tuple(m for m in final(matches) if wide or m.basis == "level")
    scales = Scales(plan, catalogue.programme, chosen, outlook(catalogue.programme, chosen, rules))
    views = views_of(catalogue, chosen)
    luck = Luck(catalogue, chosen, rules.case_spread if rules.small_numbers else None)
    found = _Outcome(plan, scales, matches, counting, rules, views, luck)
    found.work_out(chosen, progress)
    return Monitoring(
        catalogue=catalogue,
        scenario=found.scenario,
        figures=figures,
        rules=rules,
        run_id=run_id(catalogue, found.scenario),
        figures_id=figures_id(figures, rules, wide=wide),
        plan=plan,
        most_likely=most_likely(plan, views),
        simulated=found.simulated,
        held=found.held(),
        together=tuple(found.together()),
        left_out=left_out,
        weighing=found.weighing,
        wide=wide,
        scales=scales,
    )


def figures_id(figures: ObservedFigures, rules: MonitorRules, *, wide: bool) -> str:
    """Give the identity of figures and rules: 12 hexadecimal digits."""
    data = [figures.model_dump(mode="json"), rules.model_dump(mode="json"), wide]
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


class _Outcome:
    """The draws behind a monitoring, while it is made."""

    def __init__(
        self,
        plan: Plan,
        scales: Scales,
        matches: Sequence[Match],
        counting: Sequence[Match],
        rules: MonitorRules,
        views: Sequence[str],
        luck: Luck,
    ) -> None:
        self._plan, self._scales, self._rules, self._views = plan, scales, rules, views
        self._matches, self._counting, self._luck = matches, counting, luck
        self._parts = tuple(dict.fromkeys(part for m in matches for part in scales.parts(m)))
        self._draws: dict[Part, Array] = {}
        self.weighing: Weighing | None = None

    def work_out(self, scenario: Scenario, progress: Progress | None) -> None:
        """Draw, and weigh; draw more when few draws agree with the figures."""
        while True:
            self._draw(scenario, progress)
            self.scenario = scenario
            enough = self.weighing is None or self.weighing.effective >= self._rules.least_effective
            if enough or scenario.draws >= MOST_DRAWS:
                return
            scenario = scenario.model_copy(update={"draws": min(LARGER * scenario.draws, MOST_DRAWS)})

    def _draw(self, scenario: Scenario, progress: Progress | None) -> None:
        sampler = RankSampler(scenario.seed, self._plan.names)
        self.simulated, kept = project_parts(
            self._plan, sampler, scenario.draws, self._views, self._parts, progress
        )
        parts = dict(zip(self._parts, kept, strict=True))
        ahead = self._scales.prices_ahead
        self.simulated, self._draws = ahead.turned_out(self.simulated, parts, scenario.seed)
        if self._counting:
            planned = np.array([self._scales.figure(m, self._draws) for m in self._counting])
            means = [float(mean(row)) for row in planned]
            luck = [self._luck.of(m, x) for m, x in zip(self._counting, means, strict=True)]
            errors = [
                self._error(m, x, one.total) for m, x, one in zip(self._counting, means, luck, strict=True)
            ]
            values = [m.value for m in self._counting]
            together = covariance(self._counting, errors, luck)
            self.weighing = weigh(planned, values, together, self._rules.resample_below)

    def _error(self, found: Match, expected: float, luck: float) -> float:
        return self._rules.error(found.series, found.figure, found.basis, expected, self._views[0], luck)

    def held(self) -> tuple[Held, ...]:
        """Hold every figure against the plan."""
        return tuple(self._held(found) for found in self._matches)

    def together(self) -> Iterator[Together]:
        """Add up what several municipalities spent on a service in a year, and what was planned for it."""
        groups: dict[tuple[str, int, str], list[Match]] = defaultdict(list)
        for found in self._matches:
            series, figure = found.series, found.figure
            planned = found.part.quantity == "spending" and found.basis == "level" and not figure.half
            if planned and series.service and series.municipality:
                groups[series.service, figure.year, figure.status].append(found)
        for (service, year, status), members in groups.items():
            towns = tuple(str(m.series.municipality) for m in members)
            if len(set(towns)) == len(towns) > 1:
                each = [self._scales.figure(m, self._draws) for m in members]
                apart = [self._luck.of(m, float(mean(d))).total for m, d in zip(members, each, strict=True)]
                draws = self._luck.around(np.sum(each, axis=0), float(np.sqrt(np.square(apart).sum())))
                p10, p50, p90 = (float(x) for x in quantiles(draws))
                value = sum(m.value for m in members)
                yield Together(service, year, status, towns, value, p10, p50, p90)

    def _held(self, found: Match) -> Held:
        draws = self._scales.figure(found, self._draws)
        expected = float(mean(draws))
        luck = self._luck.of(found, expected).total
        p10, p50, p90 = quantiles(self._luck.around(draws, luck))
        error = self._error(found, expected, luck)
        below = prior_rank(draws, found.value, error)
        worse_than = below if found.worse_is_higher else 1.0 - below
        happened = found.figure.status != "forecast"
        unchanged, start = self._unchanged(found)
        return Held(
            match=found,
            mean=expected,
            p10=float(p10),
            p50=float(p50),
            p90=float(p90),
            unchanged=unchanged,
            start=start,
            luck=luck,
            error=error,
            worse_than=worse_than,
            light=self._rules.light(worse_than) if happened else None,
            counts=any(found is other for other in self._counting),
        )

    def _unchanged(self, found: Match) -> tuple[float, float]:
        if found.part.quantity == "saving":
            return 0.0, 0.0
        unchanged = float(mean(self._scales.figure(found, self._draws, unchanged=True)))
        if found.start is not None:
            return unchanged, found.start
        return unchanged, float(mean(self._scales.start(found, self._draws))) * found.share
