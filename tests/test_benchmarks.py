"""The benchmarks run, on sizes too small to mean anything. Nothing here looks at time."""

import json

import numpy as np
import pytest

from benchmarks.__main__ import SUBJECTS, Row, main
from benchmarks.cases import case
from benchmarks.engine import full_run
from benchmarks.floor import draw
from benchmarks.memory import peaks
from benchmarks.timing import ratio_of
from simulator.domain.quantity import Fixed, Lognormal
from simulator.engine.distributions import Component, mixture_mean
from tests.engine.worked import pert, triangular, uniform


@pytest.mark.slow
def test_every_subject_gives_figures(capsys):
    assert main([*SUBJECTS, "--scale", "0.01", "--pairs", "1", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert {row["unit"] for row in rows} == {"x", "ms", "MiB", "B", "%"}
    assert all(np.isfinite(row["measured"]) for row in rows)


def test_the_table_names_what_is_held(capsys):
    assert main(["time", "--scale", "0.002", "--pairs", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [cell.strip() for cell in lines[0].strip("|").split("|")] == ["", "measured", "hold", "aim", ""]
    assert sum("≤ 0.25 x" in line for line in lines) == 2


def test_a_figure_over_its_limit_does_not_hold():
    assert Row("time", 0.2, "x", hold=0.25).holds
    assert not Row("time", 0.3, "x", hold=0.25).holds
    assert not Row("worth", 1.5, "x", hold=2.0, more_is_better=True).holds
    assert Row("time", 9.0, "x").holds


def test_the_peak_of_a_run_is_its_own_and_not_that_of_who_asks():
    """600 MiB here and gone again: loading a scenario takes a third of that."""
    np.ones(600 * 2**17).sum()
    assert peaks("programma", 0)[0] < 400


def test_an_unknown_subject_is_refused(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["speed"])
    assert stop.value.code == 2
    assert "found speed; expected time, latency, memory, accuracy, analysis, start" in capsys.readouterr().err


def test_a_ratio_compares_the_one_with_the_other():
    found = ratio_of(lambda: sum(range(300_000)), lambda: sum(range(3_000)), 3)
    assert found.low <= found.ratio <= found.high
    assert found.seconds > 0


def test_a_full_run_gives_three_percentiles_of_four_totals_a_year_and_the_chances():
    found = full_run(case("programma"), 200)
    assert len(found) == len(case("programma").target.amounts) + 3 * 4 * 4


@pytest.mark.parametrize(
    "shape", [uniform(10, 40), triangular(10, 40), Lognormal(kind="lognormal", p10=10, p90=40)]
)
def test_the_floor_draws_the_distributions_of_the_plan(shape):
    component = Component(1.0, 20.0, shape)
    draws = draw(np.random.default_rng(1), component, 20_000)
    assert np.mean(draws) == pytest.approx(mixture_mean([component]), abs=4 * np.std(draws) / 141)


def test_the_floor_draws_a_pert_as_a_beta_distribution_from_0_to_1():
    draws = draw(np.random.default_rng(1), Component(1.0, 20.0, pert(10, 40)), 20_000)
    # Mean (10 + 80 + 40) / 6 = 21.667, which is 0.38889 of the way from 10 to 40.
    assert np.mean(draws) == pytest.approx(0.38889, abs=4 * np.std(draws) / 141)


def test_the_floor_leaves_fixed_values_out():
    assert draw(np.random.default_rng(1), Component(1.0, 20.0, Fixed()), 10) is None
