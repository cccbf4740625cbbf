"""What is spent on another service in place of a saving: worked out by hand, and no total that changes."""

import pytest

from simulator.analysis.budget import (
    BudgetOptions,
    budget_amendment,
    measure_table,
    multi_year,
    municipality_table,
    taakveld_table,
    totals,
)
from simulator.analysis.run import run
from simulator.analysis.summary import per_measure, per_municipality, yearly
from simulator.domain.measure import Booking
from simulator.domain.quantity import Triangular
from simulator.domain.relation import AlreadyImplemented, Supersedes
from simulator.domain.scenario import Layers, MeasureSetting
from simulator.domain.taakvelden import Taakvelden
from tests.factories import (
    EVERY_YEAR,
    driver,
    effect,
    measure,
    scenario,
    service,
    small_catalogue,
    small_programme,
    source,
    text,
)

MEAN = BudgetOptions(statistic="mean")


def booking(formula="children * help", on="household_help"):
    return Booking(service=on, formula=formula, source=source())


def homes(stay=20_000.0, help=12_000.0, **changes):
    """10 children: 20,000 for a stay less 12,000 for help: 80,000 saved on youth, 120,000 spent on help."""
    fields = {
        "drivers": {
            "children": driver(10, "child"),
            "stay": driver(stay, "EUR/child/year"),
            "help": driver(help, "EUR/child/year"),
        },
        "effects": {
            "home": effect("youth", "children * (stay - help)", (0.5, 1.0, 1.0, 1.0), booked=(booking(),))
        },
    }
    return measure("homes", **fields | changes)


def other(amount=500_000.0, **changes):
    """A measure that saves on the same service, and has no part in the help."""
    fields = {
        "drivers": {"amount": driver(amount, "EUR/year")},
        "effects": {"less": effect("youth", "amount", EVERY_YEAR)},
    }
    return measure("other", **fields | changes)


def programme():
    """Youth care and help have the same code to 2022, and each its own from 2023."""
    return small_programme(
        services={
            "youth": service(1_000_000, allocation_key="age_0_19", taakvelden=codes("6.73")),
            "household_help": service(2_000_000, taakvelden=codes("6.71"), volumes=("clients",)),
        }
    )


def codes(new):
    return Taakvelden(until_2022=("6.7",), from_2023=(new,))


def made(*measures, draws=False, **changes):
    catalogue = small_catalogue(*(measures or (homes(),)), programme=programme())
    return run(catalogue, scenario(*catalogue.measures, **{"draws": 300} | changes), draws=draws)


def lines(result, options=None):
    """Change in spending by service, measure, kind and year."""
    table = measure_table(result, options)
    keys = ["service", "measure", "kind", "year"]
    return table.dropna(subset="expenditure").set_index(keys)["expenditure"].to_dict()


def spent(result, year, options=None):
    """What is spent in place of the saving, which must be what youth care falls by beyond the saving."""
    found = lines(result, options)
    instead = found["household_help", "homes", "booked", year]
    saved = -found["youth", "homes", "lower_spending", year] - instead
    return instead, saved


def test_both_services_show_what_is_booked_there():
    result = made()
    # 2021: half a year, and from 2022 all of 120,000 and of 80,000.
    assert spent(result, 2021) == pytest.approx((60_000, 40_000))
    assert spent(result, 2024) == pytest.approx((120_000, 80_000))
    # One code to 2022: nothing moves. From 2023 youth falls by 200,000 and help rises by 120,000.
    table = taakveld_table(result).set_index(["year", "taakveld"])["expenditure"]
    assert table[2022, "6.7"] == pytest.approx(-80_000)
    assert table[2023, "6.73"] == pytest.approx(-200_000)
    assert table[2023, "6.71"] == pytest.approx(120_000)


@pytest.mark.parametrize(
    ("changes", "year", "expected"),
    [
        # Half the size, a year later.
        ({"measures": {"homes": MeasureSetting(intensity=0.5, shift_months=12)}}, 2022, 0.5 * 0.5),
        # Grade 3: 0.8 materialises; six months later, half of 2021's half is left.
        ({"layers": Layers(realisation=True, delay=True)}, 2021, 0.8 * 0.25),
        ({"price_level": "nominal"}, 2022, 1.02**2),
        # Zuid has 6,000 of 20,000 people under 20: the key of the effect, not of household help.
        ({"municipality": "zuid"}, 2022, 0.3),
        ({"municipality": "zuid", "allocation_key": "inhabitants"}, 2022, 0.3),
    ],
)
def test_it_goes_along_with_what_scales_the_effect(changes, year, expected):
    assert spent(made(**changes), year) == pytest.approx((120_000 * expected, 80_000 * expected))


def test_damping_shrinks_it_as_it_shrinks_the_effect():
    result = made(homes(), other())
    # Together 1 - 0.92 * 0.5 = 54% of a million, where 8% and 50% add up to 58%.
    found = lines(result)
    assert found["household_help", "homes", "booked", 2022] == pytest.approx(120_000 * 54 / 58)
    # Due of the saving: (80,000 + 40,000) / 2.
    fall = 60_000 + 120_000 * 54 / 58
    assert found["youth", "homes", "lower_spending", 2022] == pytest.approx(-fall)
    # (500,000 + 460,000) / 2, and no help: it has none.
    assert found["youth", "other", "lower_spending", 2022] == pytest.approx(-480_000)
    assert ("household_help", "other", "booked", 2022) not in found


def test_what_another_measure_replaces_is_not_spent():
    replaces = Supersedes(
        kind="supersedes",
        measure="homes",
        effects=("home",),
        share=0.25,
        from_year=2023,
        source=source(),
        note=text(),
    )
    result = made(homes(), other(0.0, relations=(replaces,)))
    assert lines(result)["household_help", "homes", "booked", 2022] == pytest.approx(120_000)
    assert lines(result)["household_help", "homes", "booked", 2023] == pytest.approx(90_000)


def test_where_it_is_done_already_less_is_spent():
    there = AlreadyImplemented(
        kind="already_implemented", municipality="noord", share=0.4, source=source(), note=text()
    )
    # Noord has half of the young: 0.6 * 0.5 there, and 0.5 in the other two.
    result = made(homes(relations=(there,)), other())
    noord = made(homes(relations=(there,)), other(), municipality="noord")
    # In Noord 1 - 0.952 * 0.5 = 52.4% of 54.8%; elsewhere 54% of 58%.
    at_noord = 60_000 * 0.6 * 524 / 548
    assert lines(noord)["household_help", "homes", "booked", 2022] == pytest.approx(at_noord)
    assert lines(result)["household_help", "homes", "booked", 2022] == pytest.approx(
        at_noord + 60_000 * 54 / 58
    )


def test_nothing_saved_on_balance_still_moves():
    assert spent(made(homes(help=20_000.0)), 2022) == pytest.approx((200_000, 0))


def test_what_costs_more_than_it_saves_is_not_damped():
    # Help of 25,000 for a stay of 20,000: 50,000 a year more, outside the damping.
    assert spent(made(homes(help=25_000.0), other()), 2022) == pytest.approx((250_000, -50_000))


def test_effects_without_it_in_the_same_line_stay_as_they_are():
    two = homes().effects | {"foster": effect("youth", "children * help", EVERY_YEAR)}
    # 80,000 and 120,000 saved; the line falls by these and by the 120,000 of the first.
    assert spent(made(homes(effects=two)), 2022) == pytest.approx((120_000, 200_000))


def test_an_effect_that_does_not_count_books_nothing():
    idle = {"home": homes().effects["home"].model_copy(update={"cashable": False})}
    assert not any(kind == "booked" for _, _, kind, _ in lines(made(homes(effects=idle))))


def test_a_formula_over_a_growing_baseline_follows_it():
    grows = effect("youth", "children * stay", EVERY_YEAR, booked=(booking("0.1 * baseline.youth"),))
    result = made(homes(effects={"home": grows}, drivers=homes().drivers), layers=Layers(growth=True))
    # 10% a year from the million of 2020.
    assert spent(result, 2022)[0] == pytest.approx(121_000)


def uncertain():
    children = driver(10, "child", uncertainty=Triangular(kind="triangular", low=0, high=12))
    help = driver(12_000, "EUR/child/year", uncertainty=Triangular(kind="triangular", low=9_000, high=18_000))
    return homes(drivers={**homes().drivers, "children": children, "help": help})


def test_in_a_mean_over_draws_it_keeps_its_proportion_to_the_saving():
    result = made(uncertain(), other(100_000.0), draws=True)
    likely, mean = lines(result), lines(result, MEAN)
    for year in (2021, 2024):
        instead = [found["household_help", "homes", "booked", year] for found in (likely, mean)]
        fall = [-found["youth", "homes", "lower_spending", year] for found in (likely, mean)]
        assert instead[1] / fall[1] == pytest.approx(instead[0] / fall[0])
        assert instead[1] < instead[0]


@pytest.mark.parametrize("options", [None, MEAN])
@pytest.mark.parametrize("layers", [Layers(), Layers(growth=True, realisation=True, delay=True)])
def test_no_total_changes(options, layers):
    def without(each):
        effects = {n: e.model_copy(update={"booked": ()}) for n, e in each.effects.items()}
        return each.model_copy(update={"effects": effects})

    measures = (uncertain(), other(100_000.0))
    booked = made(*measures, draws=True, layers=layers)
    bare = made(*map(without, measures), draws=True, layers=layers)
    for outcome in (per_measure, per_municipality, yearly):
        assert outcome(booked).equals(outcome(bare))
    for table in (totals, budget_amendment, municipality_table, multi_year):
        one, two = table(booked, options), table(bare, options)
        assert list(one.columns) == list(two.columns)
        for column in one.columns:
            if one[column].dtype == float:
                assert one[column].to_numpy() == pytest.approx(two[column].to_numpy(), abs=1e-6, nan_ok=True)
    for key in ("year", "funder", "measure"):
        one, two = (measure_table(r, options).groupby(key)["net_cost"].sum() for r in (booked, bare))
        assert one.to_dict() == pytest.approx(two.to_dict(), abs=1e-6)
