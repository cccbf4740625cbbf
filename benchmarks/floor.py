"""The floor: drawing the random numbers of a run and doing nothing with them.

What anyone would do first, and what no simulation that draws afresh can go below.
"""

from __future__ import annotations

import numpy as np

from simulator.domain.quantity import Discrete, Fixed, Pert
from simulator.engine import distributions
from simulator.engine.axes import Array
from simulator.engine.distributions import Component, pert_shapes
from simulator.engine.plan import Plan


def draw_all(plan: Plan, draws: int, seed: int) -> None:
    """Draw every uncertain quantity of a plan with NumPy's own generator, and every common factor."""
    generator = np.random.default_rng(seed)
    factors = {name for quantity in plan.quantities for name, _ in quantity.loadings}
    for _ in factors:
        generator.standard_normal(draws)
    for quantity in plan.quantities:
        for component in quantity.components:
            # Rival estimates have a part of the draws each.
            draw(generator, component, round(component.weight * draws))


def draw(generator: np.random.Generator, component: Component, draws: int) -> Array | None:
    """Draw one estimate; a beta distribution stays from 0 to 1, and a fixed value isn't drawn."""
    match component.uncertainty:
        case Fixed():
            return None
        case Pert(low=low, high=high):
            return generator.beta(*pert_shapes(low, component.value, high), draws)
        case Discrete():
            return generator.random(draws)
        case uncertainty:
            return distributions.draw(uncertainty, component.value, generator, draws)
