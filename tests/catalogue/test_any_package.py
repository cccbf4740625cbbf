"""What holds for any choice of the real measures and layers, not just for the scenarios that ship."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.domain.scenario import Layers, MeasureSetting, Membership, Scenario
from simulator.engine.compile import compile_plan
from simulator.engine.project import most_likely, simulate
from simulator.engine.result import REGION
from tests.catalogue.shipped import catalogue, scenarios

TOWNS = tuple(catalogue().programme.municipalities)
VIEWS = (REGION, *TOWNS)
FLOAT32 = 1e-5
"""Relative tolerance for draws, which are in float32."""

settings_of_a_measure = st.builds(
    MeasureSetting,
    intensity=st.sampled_from([1.0, 1.0, 0.5, 0.0, 2.0]),
    scales_costs=st.booleans(),
    shift_months=st.sampled_from([0, 0, 6, -6, 12, 60]),
    stretch=st.sampled_from([1.0, 1.0, 2.0]),
)
names = sorted(catalogue().measures)
choices = st.one_of(
    st.dictionaries(st.sampled_from(names), settings_of_a_measure, max_size=len(names)),
    st.sets(st.sampled_from(names)).map(
        lambda off: {name: MeasureSetting() for name in names if name not in off}
    ),
)
layers = st.builds(Layers, **dict.fromkeys(Layers.model_fields, st.booleans()))
keys = st.sampled_from([None, *catalogue().programme.allocation_keys])


@st.composite
def packages(draw) -> Scenario:
    """Any measures in any mood, under any layers, keys, views and prices."""
    chosen = draw(layers)
    changes = {
        "measures": draw(choices),
        "layers": chosen,
        "overlap": draw(st.sampled_from([None, -1.0, 0.0, 0.5, 0.99])) if chosen.overlap else None,
        "reading": draw(st.sampled_from([None, "printed", "letter", "text"])),
        "estimates": draw(st.sampled_from([{}, {"aef": 1.0}, {"region": 0.5, "aef": 0.5}, {"norm": 1.0}])),
        "membership": Membership(exclusions=draw(st.booleans()), departures=draw(st.booleans())),
        "allocation_key": draw(keys),
        "price_level": draw(st.sampled_from(["constant", "nominal"])),
        "growth_shift": draw(st.sampled_from([0.0, 0.05, -0.05])),
    }
    return scenarios()["programma"].model_copy(update=changes)


def holds(outcome, tolerance):
    """Check the sums that hold for every outcome; the tolerance is relative to a region's spending."""
    region = outcome.totals[REGION]
    margin = 1e-6 + tolerance * np.abs(region.baseline).max()
    for view in VIEWS:
        totals = outcome.totals[view]
        parts = (totals.baseline, totals.gross, totals.damped, totals.cost, totals.net)
        assert all(np.isfinite(part).all() for part in parts)
        np.testing.assert_allclose(totals.net, totals.damped - totals.cost, rtol=0, atol=margin)
        # An effect below zero counts in full both ways, so damping never adds.
        assert (totals.damped <= totals.gross + margin).all()
    for name in ("baseline", "gross", "damped", "cost", "net"):
        together = sum(getattr(outcome.totals[town], name) for town in TOWNS)
        np.testing.assert_allclose(together, getattr(region, name), rtol=0, atol=margin)


@settings(max_examples=150)
@given(packages())
def test_any_package_adds_up_in_the_most_likely_case(scenario):
    holds(most_likely(compile_plan(catalogue(), scenario), VIEWS), tolerance=1e-12)


@pytest.mark.slow
@settings(max_examples=25)
@given(packages())
def test_any_package_adds_up_in_draws(scenario):
    holds(simulate(compile_plan(catalogue(), scenario), 128, 7, VIEWS), tolerance=FLOAT32)


@settings(max_examples=40)
@given(packages(), st.sampled_from(sorted(catalogue().measures)))
def test_measures_that_are_off_change_nothing(scenario, name):
    measures = {key: setting for key, setting in scenario.measures.items() if key != name}
    off = measures | {name: MeasureSetting(on=False)}
    with_off, without = (
        most_likely(compile_plan(catalogue(), scenario.model_copy(update={"measures": chosen})))
        for chosen in (off, measures)
    )
    np.testing.assert_array_equal(with_off.totals[REGION].net, without.totals[REGION].net)


@settings(max_examples=40)
@given(packages())
def test_parts_add_up_to_totals(scenario):
    outcome = most_likely(compile_plan(catalogue(), scenario), VIEWS)
    for view in (REGION, "hilversum"):
        totals = outcome.totals[view]
        sums = {
            "gross": outcome.measure_gross(view),
            "cost": outcome.measure_cost(view),
            "damped": outcome.service_damped(view),
            "baseline": outcome.service_baseline(view),
        }
        for name, parts in sums.items():
            np.testing.assert_allclose(
                parts.sum(axis=0), getattr(totals, name)[:, 0], rtol=1e-9, atol=1e-3, err_msg=name
            )
