"""A sweep over the small programme, and pools to work it out with."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager

from simulator.domain.scenario import Layers
from simulator.domain.sweep import Future as Assumptions
from simulator.domain.sweep import Package, Sweep
from tests.factories import scenario, small_catalogue, text

CATALOGUE = small_catalogue()

SCENARIOS = {
    "all-on": scenario(id="all-on"),
    "added-up": scenario(id="added-up", layers=Layers(overlap=False), municipality="zuid", seed=7),
}


def package(of="all-on", **changes):
    return Package(**{"title": text("Pakket"), "scenario": of} | changes)


def future(of="all-on", **changes):
    return Assumptions(**{"title": text("Toekomst"), "scenario": of} | changes)


def sweep(**changes):
    """Two packages in two futures, and one scenario as it is; 100 draws.

    Damped savings of the region in 2023, most likely case: school-coaches 100,000 on youth; fewer-hours
    10% and strict-access 25% of 2,000,000 on household help, which are 650,000 together when they compete
    (2,000,000 * (1 - 0.9 * 0.75)) and 700,000 when they are added up.
    """
    fields = {
        "id": "a-sweep",
        "programme": "small",
        "title": text("Sweep"),
        "summary": text("Samenvatting"),
        "packages": {"all": package(), "less": package(without=("strict-access",))},
        "futures": {"damped": future(), "added": future("added-up")},
        "scenarios": ("added-up",),
        "draws": 100,
    }
    return Sweep(**fields | changes)


class Inline(Executor):
    """Works everything out at once, in this process; dies when it has done so many."""

    def __init__(self, dies_after=None):
        self.asked = []
        self._dies_after = dies_after

    def submit(self, work, /, *args, **named):
        if self._dies_after is not None and len(self.asked) == self._dies_after:
            raise KeyboardInterrupt
        self.asked.append(args[1])
        result = Future()
        result.set_result(work(*args, **named))
        return result


class InlinePool:
    """A pool without processes."""

    def __init__(self, dies_after=None):
        self.executor = Inline(dies_after)

    @contextmanager
    def open(self) -> Iterator[Executor]:
        yield self.executor

    def explain(self, error):
        return None

    @property
    def asked(self):
        """Packages and futures that were asked for, in order."""
        return [(c.package, c.future, c.scenario) for part in self.executor.asked for c in part]
