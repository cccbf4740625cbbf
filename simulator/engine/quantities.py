"""The quantities of a plan: which estimate a driver takes, and under which name it is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.programme import GrowthPeriod, Programme
from simulator.domain.quantity import Driver, Estimate
from simulator.domain.scenario import DriverChange, Scenario
from simulator.engine.distributions import Component, mean
from simulator.engine.sampling import Quantity

SHARED = "programme"
"""Owner of the shared drivers, where a measure's id stands for its own."""


def names(catalogue: Catalogue) -> tuple[str, ...]:
    """All names that can be drawn, in the order of the catalogue: the place is a name's Sobol dimension.

    A measure added at the end leaves the places of all others, and so their draws, as they were.
    """
    return tuple(_names(catalogue))


def _names(catalogue: Catalogue) -> Iterator[str]:
    programme = catalogue.programme
    # Sorted within each part: the order in which a file names its drivers means nothing.
    yield from (factor_name(factor) for factor in sorted(programme.common_factors))
    for service, spec in sorted(programme.services.items()):
        yield f"{SHARED}/baseline/{service}"
        yield f"{SHARED}/overlap/{service}"
        yield from (growth_name(service, period) for period in spec.growth)
        yield from (cost_growth_name(service, period) for period in spec.cost_growth)
    yield from (f"{SHARED}/{driver}" for driver in sorted(programme.drivers))
    for measure in catalogue.measures.values():
        yield delay_name(measure)
        yield realisation_name(measure)
        yield from (f"{measure.id}/{driver}" for driver in sorted(measure.drivers))


def factor_name(factor: str) -> str:
    """Full name of a common factor."""
    return f"factor/{factor}"


def delay_name(measure: Measure) -> str:
    """Full name of the delay of a measure; no driver can have it."""
    return f"{measure.id}/@delay"


def realisation_name(measure: Measure) -> str:
    """Full name of the realisation of a measure; no driver can have it."""
    return f"{measure.id}/@realisation"


def growth_name(service: str, period: GrowthPeriod) -> str:
    """Full name of the growth of a service's volume from some year."""
    return f"{SHARED}/growth/{service}/{period.from_year}"


def cost_growth_name(service: str, period: GrowthPeriod) -> str:
    """Full name of the growth of a service's cost per client from some year."""
    return f"{SHARED}/cost_growth/{service}/{period.from_year}"


class QuantityTable:
    """Collects the quantities that a plan uses, each once."""

    def __init__(self, programme: Programme, scenario: Scenario) -> None:
        self._programme = programme
        self._scenario = scenario
        self._places: dict[str, int] = {}
        self.quantities: list[Quantity] = []

    def place(self, name: str, driver: Driver | GrowthPeriod, chosen: Estimate | None = None) -> int:
        """Place of a driver among the quantities, under its full name.

        Parameters
        ----------
        name : str
            Full name.
        driver : Driver or GrowthPeriod
            The driver.
        chosen : Estimate, optional
            Estimate that a reading puts in the place of the driver's own.
        """
        if name not in self._places:
            self._add(Quantity(name, self._components(driver, chosen), _loadings(driver)))
        return self._places[name]

    def place_fixed(self, name: str, value: float) -> int:
        """Place of a value without uncertainty."""
        return self._place_change(name, DriverChange(value=value, reason="fixed"), ())

    def place_driver(self, measure: Measure, driver: str, reading: str | None) -> int:
        """Place of a driver that a formula of a measure names: its own, or a shared one."""
        if driver in measure.drivers:
            changes = self._scenario.measures[measure.id].drivers
            owner, spec = measure.id, measure.drivers[driver]
        else:
            changes, owner, spec = self._scenario.shared_drivers, SHARED, self._programme.drivers[driver]
        name = f"{owner}/{driver}"
        if driver in changes:
            return self._place_change(name, changes[driver], _loadings(spec))
        picked = measure.readings[reading].estimates if reading and owner != SHARED else {}
        return self.place(name, spec, spec.rivals[picked[driver]] if driver in picked else None)

    def _place_change(self, name: str, change: DriverChange, loadings: tuple[tuple[str, float], ...]) -> int:
        if name not in self._places:
            self._add(Quantity(name, (Component(1.0, change.value, change.uncertainty),), loadings))
        return self._places[name]

    def _add(self, quantity: Quantity) -> None:
        self._places[quantity.name] = len(self.quantities)
        self.quantities.append(quantity)

    def _components(self, driver: Driver | GrowthPeriod, chosen: Estimate | None) -> tuple[Component, ...]:
        """The estimates that a scenario's view of the evidence mixes for this driver."""
        own = chosen or driver
        rivals = driver.rivals if isinstance(driver, Driver) else {}
        if rivals.keys().isdisjoint(self._scenario.estimates):
            return (Component(1.0, own.value, own.uncertainty),)
        views: dict[str, Estimate] = {self._programme.default_estimate: own, **rivals}
        weights = {view: weight for view, weight in self._scenario.estimates.items() if view in views}
        total = sum(weights.values())
        # From low to high, so that a common factor moves a mix as it moves each of its views, and so that
        # the order in which a scenario names the views means nothing.
        order = sorted(weights, key=lambda view: (mean(views[view].uncertainty, views[view].value), view))
        return tuple(
            Component(weights[view] / total, views[view].value, views[view].uncertainty) for view in order
        )


def _loadings(driver: Driver | GrowthPeriod) -> tuple[tuple[str, float], ...]:
    return tuple((factor_name(factor), loading) for factor, loading in driver.loadings.items() if loading)
