"""Draws laid out to a design: rows that differ in one thing, and dice that know no order."""

from dataclasses import replace

import numpy as np
import pytest

from simulator.domain.catalogue import Catalogue
from simulator.domain.programme import CommonFactor
from simulator.domain.quantity import Uniform
from simulator.domain.scenario import Layers
from simulator.engine.compile import compile_plan
from simulator.engine.design import Dice, Row, counting, net_of_rows, sources
from simulator.engine.kept import Kept
from simulator.engine.project import simulate
from simulator.engine.result import REGION
from tests.engine.worked import saver
from tests.factories import scenario, small_programme, text

RANGE = Uniform(kind="uniform", low=0.0, high=100_000.0)
FACTOR = CommonFactor(title=text("Markt"), note=text("Aanname"))


def catalogue(*names: str, loadings: float = 0.0) -> Catalogue:
    """Savers of 50,000 between 0 and 100,000, all on the same service."""
    loaded = {"loadings": {"market": loadings}} if loadings else {}
    measures = {name: saver(name, 50_000, uncertainty=RANGE, **loaded) for name in names}
    return Catalogue(programme=small_programme(common_factors={"market": FACTOR}), measures=measures)


def plan_of(*names: str, **loaded: float):
    return compile_plan(catalogue(*names, **loaded), scenario(*names))


def test_only_what_a_row_changes_differs():
    plan = plan_of("a", "b")
    dice = Dice(plan, seed=1, points=64)
    given, anew = Row(given={"a/amount": 7.0}), Row(anew=frozenset(["b/amount"]))
    assert [[q.name for q in dice.touched(row)] for row in (Row(), given, anew)] == [
        [],
        ["a/amount"],
        ["b/amount"],
    ]
    a, b = (next(q for q in plan.quantities if q.name == f"{name}/amount") for name in "ab")
    assert dice.values(a, given) == 7.0
    np.testing.assert_array_equal(dice.values(b, given), dice.base["b/amount"])
    np.testing.assert_array_equal(dice.values(a, anew), dice.base["a/amount"])
    assert (dice.values(b, anew) != dice.base["b/amount"]).mean() > 0.9


def test_a_row_is_what_the_whole_plan_gives_on_its_draws():
    """Factors, given and drawn anew, and rows that change nothing, in any order."""
    plan = plan_of("a", "b", "c", loadings=0.6)
    dice = Dice(plan, seed=4, points=64)
    rows = [
        *(Row(anew=frozenset([name])) for name in sources(plan)),
        *(Row(given={name: 1.0}) for name in sources(plan)),
        Row(),
        Row(anew=frozenset(sources(plan))),
        Row(anew=frozenset(["a/amount"]), given={"b/amount": 9.0}),
    ]
    assert len(rows) == 11  # three amounts and their factor, twice
    for row, found in zip(rows, net_of_rows(dice, plan, rows, [REGION]), strict=True):
        values = [dice.values(quantity, row) for quantity in plan.quantities]
        whole = Kept(plan, values, 64, np.float64, [REGION]).net[:, 0]
        np.testing.assert_allclose(found[REGION], whole, rtol=1e-5, atol=0.1)


def test_the_two_sets_are_independent_and_even():
    plan = plan_of("a", "b")
    dice = Dice(plan, seed=3)
    quantity = next(q for q in plan.quantities if q.name == "a/amount")
    first = dice.values(quantity, Row())
    second = dice.values(quantity, Row(anew=frozenset(["a/amount"])))
    for drawn in (first, second):
        # Stratified: far within the four standard errors of plain draws, 4 * 28,868 / sqrt(2,048) = 2,551.
        assert drawn.mean() == pytest.approx(50_000, abs=100)
        assert drawn.std() == pytest.approx(100_000 / 12**0.5, rel=0.01)
    assert abs(np.corrcoef(first, second)[0, 1]) < 4 / 2048**0.5


def test_quantities_with_a_common_factor_go_together_as_they_say():
    plan = plan_of("a", "b", loadings=0.8)
    assert sources(plan) == ("a/amount", "b/amount", "factor/market")
    dice = Dice(plan, seed=3)
    a, b = (dice.base[name] for name in ("a/amount", "b/amount"))
    # Ranks of a Gaussian copula with correlation 0.64: Pearson's formula 6/pi asin(r/2).
    assert np.corrcoef(a, b)[0, 1] == pytest.approx(6 / np.pi * np.arcsin(0.32), abs=0.04)
    quantity = next(q for q in plan.quantities if q.name == "a/amount")
    high = dice.values(quantity, Row(given={"factor/market": 2.0}))
    # E[Phi(0.6 z + 0.8 * 2)] = Phi(1.6 / sqrt(1 + 0.36)) = 0.915 of the range.
    assert high.mean() == pytest.approx(91_500, rel=0.01)


def test_the_order_of_measures_means_nothing():
    there, back = plan_of("a", "b", "c"), plan_of("c", "b", "a")
    one, other = Dice(there, 5, 64).base, Dice(back, 5, 64).base
    assert one.keys() == other.keys()
    for name, values in one.items():
        np.testing.assert_array_equal(values, other[name])


def test_a_row_without_changes_has_the_distribution_of_a_run():
    plan = plan_of("a", "b")
    net = next(net_of_rows(Dice(plan, 1), plan, [Row()], [REGION]))[REGION][-1]
    run = simulate(plan, 20_000, 1).totals[REGION].net[-1]
    np.testing.assert_allclose(net.mean(), run.mean(), rtol=0.005)
    np.testing.assert_allclose(np.quantile(net, [0.1, 0.9]), np.quantile(run, [0.1, 0.9]), rtol=0.03)


def test_what_does_nothing_does_not_count():
    known = catalogue("a")
    off = {q.name for q in counting(compile_plan(known, scenario("a")))}
    on = {q.name for q in counting(compile_plan(known, scenario("a", layers=Layers(growth=True))))}
    # One measure on its service: nothing to overlap with; the baseline makes its share.
    assert off == {"a/amount", "programme/baseline/household_help"}
    assert on - off == {"programme/growth/household_help/2021"}
    two = {q.name for q in counting(plan_of("a", "b"))}
    assert "programme/overlap/household_help" in two
    assert "programme/overlap/household_help" not in {
        q.name for q in counting(replace(plan_of("a", "b"), stated_overlap=0.0))
    }


def test_a_plan_in_which_nothing_counts_has_draws_all_the_same():
    """Growth that goes along with a factor, in a plan without measures."""
    plan = compile_plan(catalogue("a", loadings=0.5), scenario("a", measures={}))
    net = next(net_of_rows(Dice(plan, 1, 64), plan, [Row()], [REGION]))[REGION]
    assert sources(plan) == ()
    assert (net == 0).all()
