"""Changes in spending divided into volume and price: by hand, and on what Amersfoort reported."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.volume_price import (
    added_up,
    not_divided,
    observed_changes,
    projected_changes,
    split,
)
from simulator.domain.observation import ObservedFigures, ObservedSeries
from simulator.domain.programme import GrowthPeriod
from simulator.files import load_catalogue
from tests import factories as make

STATUS = {2021: "realised", 2022: "expected"}


def series(kind, values, town="noord", **changes):
    figures = [
        {"year": year, "status": STATUS.get(year, "forecast"), "printed": str(value)}
        | ({"unknown": "to_be_filled_in"} if value is None else {"value": float(value)})
        for year, value in values.items()
    ]
    data = {
        "kind": kind,
        "service": "youth",
        "municipality": town,
        "source": make.source().model_dump(),
        "figures": [{**figure, "printed": "PM"} if "unknown" in figure else figure for figure in figures],
    }
    return ObservedSeries.model_validate(data | changes, strict=False)


def observed(*made):
    return make.small_catalogue(observed=ObservedFigures(title=make.text(), series=made))


def test_amersfoort_guidance_2021_to_2022():
    # 000_ce766b940e72e29d.txt, lines 784 and 791: 1,476 clients and € 7,662,295; 1,211 and € 6,365,976.
    parts = split((1_476, 1_211), (7_662_295, 6_365_976))
    # 5,191.257 and 5,256.793 a client: -265 × 5,224.025 = -1,384,367; 65.536 × 1,343.5 = 88,048.
    assert parts.volume == pytest.approx(-1_384_367, abs=1)
    assert parts.price == pytest.approx(88_048, abs=1)
    assert parts.change == pytest.approx(6_365_976 - 7_662_295)


def test_amersfoort_youth_becomes_dearer_with_fewer_clients():
    # Lines 770 and 777: 687 clients and € 3,324,123; 654 and € 3,481,175.
    parts = split((687, 654), (3_324_123, 3_481_175))
    # 4,838.607 and 5,322.898: -33 × 5,080.753 = -167,665; 484.291 × 670.5 = 324,717.
    assert (parts.volume, parts.price) == (pytest.approx(-167_665, abs=1), pytest.approx(324_717, abs=1))


def test_without_clients_all_of_it_is_volume():
    assert split((20, 0), (100_000, 0)).volume == -100_000
    assert split((0, 20), (0, 100_000)).price == 0
    with pytest.raises(ValueError, match="expected clients"):
        split((0, 0), (0, 0))
    with pytest.raises(ValueError, match="expected clients"):
        split((20, 0), (100_000, 5))


counts = st.floats(0.1, 1e5)
amounts = st.floats(1, 1e8)


@given(st.tuples(counts, counts), st.tuples(amounts, amounts))
def test_the_parts_add_up_and_turn_round(clients, spending):
    parts, back = split(clients, spending), split(clients[::-1], spending[::-1])
    room = 1e-9 * max(spending) * max(clients) / min(clients)
    assert parts.change == pytest.approx(spending[1] - spending[0], abs=room)
    assert back.volume == pytest.approx(-parts.volume, abs=room)
    # Each part has the sign of what moves it.
    assert parts.volume * (clients[1] - clients[0]) >= 0


def test_observed_changes_skip_what_is_unknown():
    made = observed(
        series("clients", {2021: 100, 2022: 90, 2023: None, 2024: 80}),
        series("cost", {2021: 500_000, 2022: 540_000, 2023: 530_000, 2024: 520_000}),
    )
    table = observed_changes(made)
    assert table[["from", "to"]].to_numpy().tolist() == [["2021", "2022"], ["2022", "2024"]]
    # 5,000 and 6,000 a client: -10 × 5,500 and 1,000 × 95. Then 6,000 and 6,500: -10 × 6,250 and 500 × 85.
    assert table["volume"].tolist() == [-55_000, -62_500]
    assert table["price"].tolist() == [95_000, 42_500]
    assert table["status_to"].tolist() == ["expected", "forecast"]


def test_cost_per_client_stands_in_for_the_spending():
    made = observed(
        series("clients", {2021: 100, 2022: 90}), series("cost_per_client", {2021: 5_000, 2022: 6_000})
    )
    assert observed_changes(made)[["volume", "price"]].to_numpy().tolist() == [[-55_000, 95_000]]


def test_bounds_and_impossible_figures_do_not_count():
    cost = series("cost", {2021: 21_610, 2022: 830_000})
    odd = cost.figures[0].model_copy(update={"flags": ("implausible",), "note": make.text()})
    made = observed(
        series("clients", {2021: 104, 2022: 133}),
        cost.model_copy(update={"figures": (odd, cost.figures[1])}),
    )
    assert observed_changes(made).empty
    assert not_divided(made)["reason"].tolist() == ["one_period"]


def test_what_cannot_be_divided_is_told():
    made = observed(
        series("clients", {2021: 100, 2022: 90}),
        series("cost", {2021: 100_000, 2022: 90_000}, "zuid"),
        series("clients", {2021: 5, 2022: 6}, "west", measure="school-coaches"),
    )
    told = not_divided(made)
    assert told[["municipality", "reason"]].to_numpy().tolist() == [
        ["noord", "no_cost"],
        ["zuid", "no_clients"],
    ]


def test_members_add_up_but_not_those_that_cannot_be_compared():
    def town(name, clients, cost, **changes):
        return (series("clients", clients, name, **changes), series("cost", cost, name, **changes))

    table = observed_changes(
        observed(
            *town("noord", {2021: 100, 2022: 90}, {2021: 500_000, 2022: 540_000}),
            *town("zuid", {2021: 10, 2022: 20}, {2021: 50_000, 2022: 100_000}),
            *town(
                "west",
                {2021: 10, 2022: 20},
                {2021: 50_000, 2022: 100_000},
                comparable=False,
                note=make.text().model_dump(),
            ),
        )
    )
    total = added_up(table).iloc[0]
    # noord -55,000 and 95,000; zuid 10 × 5,000 and nothing.
    assert (total["members"], total["volume"], total["price"], total["change"]) == (2, -5_000, 95_000, 90_000)


def test_a_programme_without_observed_figures_has_no_changes():
    made = make.small_catalogue()
    assert observed_changes(made).empty
    assert not_divided(made).empty
    assert added_up(observed_changes(made)).empty


def growing(volume, cost):
    def period(rate):
        return GrowthPeriod(from_year=2021, value=rate, provenance="stated", source=make.source(), grade=3)

    services = {
        "youth": make.service(1_000_000, growth=(period(volume),), cost_growth=(period(cost),)),
        "household_help": make.service(2_000_000, volumes=("clients",)),
    }
    return make.small_catalogue(programme=make.small_programme(services=services))


def test_growth_under_unchanged_policy_is_divided_too():
    made = growing(-0.1, 0.2)
    table = projected_changes(made, make.scenario(municipality="noord"))
    first = table[(table["service"] == "youth") & (table["year"] == 2021)].iloc[0]
    # noord has half: 500,000. Volume 0.9, price 1.2: -0.1 × 1.1 = -55,000 and 0.2 × 0.95 = 95,000.
    assert first["volume"] == pytest.approx(-55_000)
    assert first["price"] == pytest.approx(95_000)
    assert first["spending"] == pytest.approx(500_000 * 1.08)


def test_in_nominal_prices_the_index_is_price():
    made = growing(0.0, 0.0)
    table = projected_changes(made, make.scenario(price_level="nominal"))
    youth = table[table["service"] == "youth"]
    assert youth["volume"].tolist() == [0.0] * 4
    assert youth["price"].iloc[-1] == pytest.approx(1_000_000 * (1.02**4 - 1))


def test_what_chance_alone_does_to_the_number_of_clients():
    made = observed(series("clients", {2021: 53, 2022: 44}), series("cost", {2021: 243_309, 2022: 200_135}))
    # 1.2816 × √(53 + 44) = 12.6: Woudenberg's nine clients fewer may well be chance.
    assert observed_changes(made)["clients_by_chance"][0] == pytest.approx(12.62, abs=0.01)


def test_amersfoort_as_reported_has_fewer_and_dearer_clients():
    """000_ce766b940e72e29d.txt, lines 770-791: both services, 2021 to 2022; Baarn prints no amounts."""
    made = load_catalogue(Path(__file__).parents[2] / "measures" / "regio-amersfoort-lokale-teams")
    table = observed_changes(made)
    city = table[(table["municipality"] == "amersfoort") & (table["from"] == "2021")]
    assert city.set_index("service")[["volume", "price"]].round().to_dict("index") == {
        "youth_guidance": {"volume": -167_665, "price": 324_717},
        "wmo_guidance": {"volume": -1_384_367, "price": 88_048},
    }
    # Leusden's € 21,610 of 2021 is implausible, so its youth guidance begins in 2022.
    leusden = table[(table["municipality"] == "leusden") & (table["service"] == "youth_guidance")]
    assert leusden["from"].min() == "2022"
    assert set(not_divided(made)["municipality"]) >= {"baarn"}
