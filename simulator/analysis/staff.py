"""Staff needed to carry the measures out that are on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import MeasureSetting, Scenario
from simulator.engine.axes import MONTHS, Array
from simulator.engine.ramp import Curve


@dataclass(frozen=True)
class Staff:
    """Staff that a package needs.

    Attributes
    ----------
    fte : tuple of float
        Full-time equivalents in each year, of the measures together, for the whole region.
    missing : tuple of str
        Measures that are on and of which the source gives no number, or not for every year.
    """

    fte: tuple[float, ...]
    missing: tuple[str, ...]

    @property
    def peak(self) -> int:
        """Place of the year that needs most; the first when there are several."""
        return int(np.argmax(self.fte))


def staff(catalogue: Catalogue, scenario: Scenario) -> Staff:
    """Add up the staff that the measures of a scenario need per year.

    It moves along with the start of a measure, and goes with its intensity where its costs do. Nothing here
    is damped: measures that share money still need their own people.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures.
    scenario : Scenario
        Which measures are on, and how.
    """
    total, missing = np.zeros(len(catalogue.programme.years)), []
    for name in catalogue.measures:
        setting = scenario.measures.get(name)
        need = catalogue.measures[name].staff
        if setting is None or not setting.on:
            continue
        if need is None or need.unknown:
            missing.append(name)
        if need is not None:
            total += _moved(need.fte, setting)
    return Staff(tuple(float(fte) for fte in total), tuple(missing))


def _moved(fte: tuple[float, ...], setting: MeasureSetting) -> Array:
    curve = Curve(np.repeat(np.asarray(fte, dtype=float), MONTHS))
    scale = setting.intensity if setting.scales_costs else 1.0
    return np.asarray(curve.shifted(setting.shift_months).yearly() * scale)
