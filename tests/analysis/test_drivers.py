"""Spread and curve of a quantity, against sums worked out by hand."""

import numpy as np
import pytest

from simulator.analysis.drivers import components_of, curve, spread
from simulator.analysis.explain import explain
from simulator.analysis.run import run
from simulator.domain.quantity import Discrete, Fixed, Lognormal, Pert, Triangular, Uniform
from simulator.domain.scenario import DriverChange
from simulator.engine.distributions import Component
from simulator.ui import edits
from tests import factories as make


def one(value, uncertainty):
    return Component(1.0, value, uncertainty)


def test_a_triangle_has_the_percentiles_of_its_area():
    """Triangle 0, 2, 4: below x < 2 lies x²/8, so P10 = √0.8 and, by symmetry, P90 = 4 - √0.8."""
    found = spread([one(2.0, Triangular(kind="triangular", low=0.0, high=4.0))])
    assert found.p10 == pytest.approx(0.8**0.5)
    assert found.p50 == pytest.approx(2.0)
    assert found.p90 == pytest.approx(4 - 0.8**0.5)
    assert (found.low, found.high) == (0.0, 4.0)


def test_a_mix_has_the_percentiles_of_both_halves_together():
    """Half uniform on 0-1, half on 1-2 is uniform on 0-2: P10 0.2, P50 1, P90 1.8."""
    parts = [
        Component(0.5, 0.5, Uniform(kind="uniform", low=0.0, high=1.0)),
        Component(0.5, 1.5, Uniform(kind="uniform", low=1.0, high=2.0)),
    ]
    found = spread(parts)
    assert [found.p10, found.p50, found.p90] == pytest.approx([0.2, 1.0, 1.8], abs=0.002)


def test_two_certain_views_are_uncertain_together():
    found = spread([Component(0.5, 1.0, Fixed()), Component(0.5, 3.0, Fixed())])
    assert (found.p10, found.p90) == (1.0, 3.0)


def test_what_is_certain_has_no_spread_and_no_curve():
    assert spread([one(5.0, Fixed())]) is None
    assert curve(one(5.0, Fixed())) == ()


@pytest.mark.parametrize(
    ("value", "uncertainty", "density"),
    [
        (1.0, Triangular(kind="triangular", low=0.0, high=4.0), lambda x: x if x < 1 else (4 - x) / 3),
        # A PERT with its top in the middle is a beta(3, 3): 16 x² (1 - x)² at most 1.
        (0.5, Pert(kind="pert", low=0.0, high=1.0), lambda x: 16 * x**2 * (1 - x) ** 2),
    ],
)
def test_the_curve_is_the_density(value, uncertainty, density):
    points = curve(one(value, uncertainty), points=200)
    assert points[0].height == points[-1].height == 0.0
    inner = points[10:-10]
    np.testing.assert_allclose([p.height for p in inner], [density(p.value) for p in inner], atol=0.02)


def test_a_long_tail_is_cut_where_next_to_nothing_is_left():
    points = curve(one(2.0, Lognormal(kind="lognormal", p10=1.0, p90=4.0)))
    assert np.isfinite([p.value for p in points]).all()
    assert points[-1].value > 4.0


def test_a_few_values_are_drawn_as_they_are():
    points = curve(one(1.0, Discrete(kind="discrete", values=(3.0, 1.0), weights=(1.0, 2.0))))
    assert [(p.value, p.height) for p in points] == [(1.0, 1.0), (3.0, 0.5)]


def test_the_users_own_value_takes_the_place_of_the_views():
    change = DriverChange(
        value=120.0, uncertainty=Uniform(kind="uniform", low=100.0, high=200.0), reason="Geteld"
    )
    scenario = edits.set_driver(make.scenario(), "school-coaches", "children", change)
    found = explain(run(make.small_catalogue(), scenario, draws=False), "school-coaches", 2024)
    children = next(d for d in found.drivers if d.name == "school-coaches/children")
    assert components_of(children) == (Component(1.0, 120.0, change.uncertainty),)
    assert spread(components_of(children)).p10 == pytest.approx(110.0)


def test_a_mix_of_views_counts_all_of_them():
    scenario = make.scenario(estimates={"region": 3.0, "critics": 1.0})
    found = explain(run(make.small_catalogue(), scenario, draws=False), "school-coaches", 2024)
    saving = next(d for d in found.drivers if d.name == "school-coaches/saving_per_child")
    assert [(part.weight, part.value) for part in components_of(saving)] == [(0.75, 1_000.0), (0.25, 500.0)]
