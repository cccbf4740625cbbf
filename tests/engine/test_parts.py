"""Draws of parts: by hand, and together the totals that a run keeps."""

import numpy as np
import pytest

from simulator.engine.compile import compile_plan
from simulator.engine.parts import Part, project_parts
from simulator.engine.project import simulate
from simulator.engine.sampling import MostLikelySampler, RankSampler
from tests.engine.test_project import uncertain_plan
from tests.engine.worked import layers
from tests.factories import scenario, small_catalogue


def likely(plan, *parts):
    return project_parts(plan, MostLikelySampler(), 1, ("region",), parts)[1][:, :, 0]


def test_parts_by_hand():
    # Noord has half. Household help 2,000,000: fewer hours 10% and strict access 25%, overlap 0, so together
    # 1 - 0.9 * 0.75 = 32.5% from 2023; ramp-up 0.5 in 2022: 1 - 0.95 * 0.875 = 16.875%.
    plan = compile_plan(small_catalogue(), scenario())
    unchanged, spending, saving = likely(
        plan,
        Part("unchanged", "noord", "household_help"),
        Part("spending", "noord", "household_help"),
        Part("saving", measure="strict-access"),
    )
    np.testing.assert_allclose(unchanged, [1_000_000] * 4)
    np.testing.assert_allclose(spending, [1_000_000, 831_250, 675_000, 675_000])
    np.testing.assert_allclose(saving, [0, 250_000, 500_000, 500_000])


def test_growth_and_prices_are_in_it():
    # 10% growth a year from 2021 and 2% prices: 1,000,000 * (1.1 * 1.02) ** n.
    plan = compile_plan(small_catalogue(), scenario(layers=layers("growth"), price_level="nominal"))
    (youth,) = likely(plan, Part("unchanged", service="youth"))
    np.testing.assert_allclose(youth, [1_000_000 * (1.1 * 1.02) ** n for n in (1, 2, 3, 4)])


def test_the_base_year_and_volumes():
    plan = compile_plan(small_catalogue(), scenario(layers=layers("growth"), price_level="nominal"))
    start, volume = likely(plan, Part("start", "noord", "youth"), Part("volume", "noord", "youth"))
    np.testing.assert_allclose(start, [500_000 * 1.02] * 4)  # in prices of 2021
    np.testing.assert_allclose(volume, [1.1, 1.21, 1.331, 1.4641])


def test_services_add_up_to_the_totals_draw_by_draw():
    # The package damps, costs money in some draws, spills over, slips and is partly one town's own.
    plan, draws = uncertain_plan(), 3_000
    sampler = RankSampler(7, plan.names)
    services = [service.name for service in plan.services]
    parts = [
        Part(q, view, s) for view in ("region", "west") for q in ("unchanged", "spending") for s in services
    ]
    found, kept = project_parts(plan, sampler, draws, ("region", "west"), parts)
    amounts = {(part.view, part.quantity): 0.0 for part in parts}
    for part, own in zip(parts, kept, strict=True):
        amounts[part.view, part.quantity] += own
    for view in ("region", "west"):
        total = simulate(plan, draws, 7, (view,)).totals[view]
        np.testing.assert_allclose(amounts[view, "unchanged"], total.baseline, rtol=1e-5)
        # Costs of measures are no spending on a service, what spills over is.
        means = found.means
        spilled = sum((amounts[view, "spending"] - (total.baseline - total.damped)).mean(axis=1))
        mask = [float(view in ("region", town)) for town in plan.municipalities]
        np.testing.assert_allclose(spilled, np.einsum("k,ekt->", mask, means.spills), rtol=1e-3)


def test_savings_of_measures_add_up_to_the_gross_total():
    plan, draws = uncertain_plan(), 3_000
    parts = [Part("saving", measure=name) for name in plan.measures]
    found, kept = project_parts(plan, RankSampler(7, plan.names), draws, ("region",), parts)
    np.testing.assert_allclose(kept.sum(axis=0), found.totals["region"].gross, rtol=1e-4, atol=1.0)


def test_it_is_the_run_itself_across_blocks():
    plan, draws = uncertain_plan(), 45_000
    whole = Part("unchanged")
    found, kept = project_parts(plan, RankSampler(7, plan.names), draws, ("region",), [whole])
    own = simulate(plan, draws, 7).totals["region"]
    np.testing.assert_array_equal(found.totals["region"].net, own.net)
    np.testing.assert_allclose(kept[0], own.baseline, rtol=1e-5)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (Part("spending", "elders"), "municipality 'elders'"),
        (Part("spending", service="cows"), "service 'cows'"),
        (Part("volume"), "of one service"),
        (Part("saving"), "that of a measure"),
        (Part("saving", measure="cows"), "'cows' is not on"),
        (Part("spending", measure="a"), "other parts"),
    ],
)
def test_a_part_that_does_not_exist_is_refused(part, told):
    with pytest.raises(ValueError, match=told):
        likely(uncertain_plan(), part)
