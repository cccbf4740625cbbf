"""The back-test on the small programme, by hand."""

import pytest

from simulator.analysis.monitor.backtest import backtest, known_in, vintages
from simulator.domain.observation import ObservedFigures
from simulator.domain.programme import PriceIndex
from simulator.errors import ScenarioError
from tests.analysis.monitor.test_monitoring import figure, series
from tests.factories import scenario, small_catalogue, small_programme, source, text


def catalogue(*rows, rates=None):
    index = PriceIndex(rates=rates or {2021: 0.02, 2022: 0.1, 2023: 0.02, 2024: 0.02}, source=source())
    observed = ObservedFigures(title=text(), series=rows)
    return small_catalogue(programme=small_programme(price_index=index), observed=observed)


def test_prices_that_were_not_known_are_those_known_carried_on():
    known = known_in(catalogue(series(figure(1))).programme, 2021)
    assert known.price_index.rates == dict.fromkeys((2021, 2022, 2023, 2024), 0.02)
    assert known_in(known, 2024) == known


def test_a_band_fails_when_prices_rise_more_than_was_known():
    # Youth 2022, without measures 1,210,000 in prices of 2020: * 1.02 * 1.1 = 1,357,620 as it turned out, and
    # * 1.02 * 1.02 = 1,258,884 as could be known. All is certain, so a band is one amount.
    rows = series(figure(1_357_620, 2022), figure(1_258_884, 2022, status="forecast"))
    found = backtest(catalogue(rows), scenario(measures={}, draws=200), 2021).figures
    realised, forecast = found.to_dict("records")
    assert realised["p50"] == pytest.approx(1_357_620, rel=1e-6)
    assert realised["known_p50"] == pytest.approx(1_258_884, rel=1e-6)
    assert realised["known_side"] == "above"
    assert forecast["side"] == "below"


def test_figures_from_before_the_plan_are_no_test():
    rows = series(figure(1_122_000, 2021), figure(1_357_620, 2022))
    found = backtest(catalogue(rows), scenario(measures={}, draws=200), 2022).figures
    assert found["year"].tolist() == [2022]


def test_municipalities_together_are_held_against_their_own_part():
    # Noord has 50% of youth and zuid 30%: planned 561,000 and 336,600 in 2021, so 897,600 together.
    rows = [
        series(figure(value), municipality=town)
        for town, value in (("noord", 600_000.0), ("zuid", 297_600.0))
    ]
    (row,) = backtest(catalogue(*rows), scenario(measures={}, draws=200), 2021).together.to_dict("records")
    assert (row["municipalities"], row["value"]) == (2, 897_600)
    assert row["p50"] == pytest.approx(897_600, rel=1e-6)


def test_without_figures_there_is_nothing_to_test():
    with pytest.raises(ScenarioError, match="no observed figures"):
        backtest(small_catalogue(), scenario(), 2021)


def test_vintages_hold_documents_against_the_first():
    budgets = [
        series(figure(value, 2022, status=status), source=source(page="1", document=name, lines=None))
        for name, value, status in (("first", 100.0, "forecast"), ("second", 110.0, "realised"))
    ]
    alone = series(figure(5.0, 2023), service="household_help")
    found = vintages(ObservedFigures(title=text(), series=(*budgets, alone)))
    assert found["document"].tolist() == ["first", "second"]
    assert found["change"].tolist() == pytest.approx([0.0, 0.1])
