"""Prices that nobody knows yet: the band they give, by hand, and what is learnt about them."""

import numpy as np
import pytest

from simulator.analysis.monitor import MonitorRules
from simulator.analysis.monitor.backtest import backtest, known_in
from simulator.analysis.monitor.tables import forecast_table
from simulator.domain.observation import ObservedFigures
from simulator.domain.programme import PriceIndex, PriceSurprise
from tests.analysis.monitor.test_monitoring import figure, series, watched
from tests.factories import scenario, small_catalogue, small_programme, source, text


def uncertain_prices(known_to=2021, deviation=0.02):
    surprise = PriceSurprise(deviation=deviation, source=source(), note=text())
    index = PriceIndex(
        rates=dict.fromkeys(range(2021, 2025), 0.02), known_to=known_to, surprise=surprise, source=source()
    )
    return small_catalogue(programme=small_programme(price_index=index))


def band(found):
    """How far P10 and P90 lie from the middle, as a logarithm."""
    return np.log([held.p90 / held.p10 for held in found.held])


def test_prices_that_nobody_knows_widen_the_band_of_later_years():
    """All else is certain: the band is 2 × 1.28155 × σ √(1, 5, 14) wide after 1, 2 and 3 years."""
    rows = series(*(figure(1e6, year) for year in range(2021, 2025)))
    found = watched(rows, catalogue=uncertain_prices(), price_level=None, chosen=scenario(draws=20_000))
    expected = 2 * 1.28155 * 0.02 * np.sqrt([0, 1, 5, 14])
    assert band(found) == pytest.approx(expected, rel=0.02, abs=1e-6)
    # The mean stays what was expected: 1,210,000 less 100,000 in 2022, at 1.02².
    assert found.held[1].mean == pytest.approx(1_110_000 * 1.02**2, rel=1e-3)
    total = forecast_table(found).query("quantity == 'net' and year == 2024").iloc[0]
    assert np.log(total["p90"] / total["p10"]) == pytest.approx(expected[3], rel=0.02)


def test_prices_are_certain_where_they_are_constant_known_or_ruled_out():
    rows = series(figure(1e6, 2024))
    for catalogue, level, rules in (
        (uncertain_prices(), 2020, None),
        (uncertain_prices(known_to=2024), None, None),
        (uncertain_prices(), None, MonitorRules(price_surprise=0.0)),
    ):
        assert band(watched(rows, catalogue=catalogue, price_level=level, rules=rules)) == pytest.approx(0)
    wider = watched(
        rows, catalogue=uncertain_prices(), price_level=None, rules=MonitorRules(price_surprise=0.03)
    )
    assert band(wider) == pytest.approx(2 * 1.28155 * 0.03 * 14**0.5, rel=0.1)


def test_a_year_of_dear_prices_makes_later_years_dearer():
    """2022 came out 5% above what was expected, all of it prices: later rates will be off too.

    One surprise is known and σ is 2%, measured with 2%: log-normal, so E[η | figure] = ln(1.05) × 2² /
    (2² + 2²) = 2.44%, and after two years more S = 3 × 2.44%.
    """
    expected = 1_110_000 * 1.02**2
    rows = series(figure(expected * 1.05, 2022))
    catalogue, chosen = uncertain_prices(), scenario(draws=40_000)
    found = watched(rows, catalogue=catalogue, price_level=None, chosen=chosen)
    row = forecast_table(found).query("quantity == 'with_measures' and year == 2024").iloc[0]
    assert np.log(row["new_p50"] / row["p50"]) == pytest.approx(3 * 0.0244, abs=0.004)


def test_clients_have_no_price():
    clients = series(figure(200, 2020), figure(250, 2024), kind="clients")
    rules = MonitorRules(small_numbers=False)
    assert band(watched(clients, catalogue=uncertain_prices(), price_level=None, rules=rules)) == [0.0]


def test_a_back_test_knows_prices_no_further_than_its_year():
    known = known_in(uncertain_prices(known_to=2024).programme, 2022)
    assert known.price_index.known_to == 2022
    assert known_in(known, 2024) == known
    observed = ObservedFigures(title=text(), series=(series(figure(1e6, 2023)),))
    catalogue = uncertain_prices(known_to=2024).model_copy(update={"observed": observed})
    (row,) = backtest(catalogue, scenario(draws=2_000), 2021).figures.to_dict("records")
    assert row["p90"] / row["p10"] == pytest.approx(1)
    assert np.log(row["known_p90"] / row["known_p10"]) == pytest.approx(2 * 1.28155 * 0.02 * 5**0.5, rel=0.05)


def test_a_surprise_without_a_year_is_refused():
    with pytest.raises(ValueError, match="needs known_to"):
        uncertain_prices(known_to=None)
