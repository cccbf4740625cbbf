"""How far each measure can turn out differently: the percentiles of its own draws."""

from pathlib import Path

import pytest

from simulator.analysis.run import run
from simulator.analysis.spread import spread
from simulator.analysis.summary import per_measure, without_amount, yearly
from simulator.domain.scenario import MeasureSetting
from simulator.files import load_catalogue, load_scenario
from tests.factories import scenario, small_catalogue, small_measures

ROOT = Path(__file__).parents[2]
PROGRAMME = "gooi-en-vechtstreek-2021"


@pytest.fixture(scope="module")
def real():
    return load_catalogue(ROOT / "measures" / PROGRAMME)


@pytest.fixture(scope="module")
def programma(real):
    found = load_scenario(ROOT / "scenarios" / PROGRAMME / "programma.yaml", real)
    return found.model_copy(update={"draws": 2_000})


def spread_of(worked):
    return spread(worked.plan, worked.scenario.draws, worked.scenario.seed, worked.view)


def test_what_is_certain_has_no_spread():
    worked = run(small_catalogue(*small_measures().values()), scenario("school-coaches", "strict-access"))
    found = spread_of(worked).merge(per_measure(worked), on=["year", "measure"])
    assert found["p10"].tolist() == pytest.approx(found["gross"].tolist())
    assert found["p90"].tolist() == pytest.approx(found["gross"].tolist())


def test_it_is_what_the_measure_alone_gives_on_the_same_dice(real, programma):
    """The same draws: another measure beside it changes nothing in its own saving."""
    name = "algemene-voorziening-begeleiding"
    alone = programma.model_copy(update={"measures": {name: MeasureSetting()}})
    total = yearly(run(real, alone)).query("quantity == 'gross'").set_index("year")
    found = spread_of(run(real, programma)).query("measure == @name").set_index("year")
    for percentile in ("p10", "p50", "p90"):
        assert found[percentile].tolist() == pytest.approx(total[percentile].tolist(), rel=1e-5)
    assert found.loc[2024, "p90"] > 1.5 * found.loc[2024, "p10"] > 0


def test_unknown_as_a_whole(real, programma):
    found = run(real, programma, draws=False)
    assert without_amount(found.plan, "effect", found.view) == {
        "heronderzoek-wachtlijst-beschermd-wonen",
        "gezamenlijke-toegang-beschermd-wonen",
        "versterken-kostenbewustzijn",
    }
    # Each of these names some of its costs.
    assert without_amount(found.plan, "cost", found.view) == frozenset()
