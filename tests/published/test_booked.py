"""Measures 3 and 4 in the budget: residential care falls by 222 euro a day, ambulatory help rises by 122."""

import pytest

from simulator.analysis.budget import BudgetOptions, measure_table, taakveld_table
from simulator.analysis.run import run
from tests.catalogue.shipped import catalogue, numbered, scenarios

DAYS = 365
STAY, HELP = 222, 122
FOSTER, HOME = 150, 66
"""Saved per day in a foster family and in a family home, as the source has it: net, in residential care."""
AMBULATORY = "6.72a + 6.72b + 6.72d + 6.74a"
RESIDENTIAL = "6.73a + 6.73b + 6.73c"


def without_bookings():
    """The catalogue as if no measure said what is spent in place of its savings."""
    bare = {
        slug: measure.model_copy(
            update={
                "effects": {n: e.model_copy(update={"booked": ()}) for n, e in measure.effects.items()},
            }
        )
        for slug, measure in catalogue().measures.items()
    }
    return catalogue().model_copy(update={"measures": bare})


def changes(made, number):
    """Change in spending on a service in a year by one measure."""
    table = measure_table(made)
    own = table[(table["measure"] == numbered(number).id) & table["kind"].isin(["lower_spending", "booked"])]
    return own.groupby(["service", "year"])["expenditure"].sum().to_dict()


@pytest.fixture(scope="module")
def printed():
    return run(catalogue(), scenarios()["zoals-gedrukt"], draws=False)


def test_measure_4_books_stay_and_help_of_its_children(printed):
    found = changes(printed, 4)
    # 10 less inflow and 5 more outflow in 2022, 15 and 10 from 2023.
    for year, children in ((2022, 15), (2023, 25), (2024, 25)):
        assert found["youth_residence", year] == pytest.approx(-children * STAY * DAYS)
        assert found["youth_ambulatory", year] == pytest.approx(children * HELP * DAYS)
    assert found["youth_ambulatory", 2024] == pytest.approx(1_113_250)


def test_measure_3_books_the_five_of_its_case_table_alone(printed):
    found = changes(printed, 3)
    for year, started in ((2021, 0.5), (2022, 1), (2024, 1)):
        elsewhere = started * (5 * FOSTER + 5 * HOME) * DAYS
        assert found["youth_residence", year] == pytest.approx(-5 * STAY * DAYS - elsewhere)
        assert found["youth_ambulatory", year] == pytest.approx(222_650)


def test_taakvelden_differ_from_2023_alone(printed):
    tables = [printed, run(without_bookings(), scenarios()["zoals-gedrukt"], draws=False)]
    now, before = (taakveld_table(r).set_index(["year", "taakveld"])["expenditure"].fillna(0) for r in tables)
    moved = {key: round(amount) for key, amount in (now - before).items() if abs(amount) > 0.005}
    assert moved == {
        (year, taakveld): sign * (1_113_250 + 222_650)
        for year in (2023, 2024)
        for taakveld, sign in ((AMBULATORY, 1), (RESIDENTIAL, -1))
    }


def test_in_the_programme_4_replaces_the_five_of_3_and_all_is_damped():
    made = run(catalogue(), scenarios()["programma"], draws=False)
    table = measure_table(made)
    own = table[(table["kind"] == "booked") & (table["year"] == 2024) & (table["expenditure"] > 0)]
    assert set(own["measure"]) == {numbered(4).id}
    # Net 3 and 4 save what residential care saves after damping; 4 has 912,500 of 1,306,700 of that.
    place = made.plan.service_index("youth_residence")
    saved = made.most_likely.service_damped()[place, 3]
    gross = (5 * FOSTER + 5 * HOME) * DAYS
    expected = saved * 25 * HELP * DAYS / (25 * (STAY - HELP) * DAYS + gross)
    assert own["expenditure"].sum() == pytest.approx(expected)


@pytest.mark.parametrize("name", ["programma", "voorzichtig", "zienswijze-hilversum"])
@pytest.mark.parametrize("statistic", ["most_likely", "mean"])
def test_all_taakvelden_together_and_the_run_stay_as_they_were(name, statistic):
    options = BudgetOptions(statistic=statistic)
    scenario = scenarios()[name].model_copy(update={"draws": 500})
    now, before = (run(c, scenario, draws=statistic == "mean") for c in (catalogue(), without_bookings()))
    tables = [taakveld_table(r, options).groupby("year")["expenditure"].sum() for r in (now, before)]
    assert tables[0].to_dict() == pytest.approx(tables[1].to_dict(), abs=0.005)
    lines = measure_table(now, options)
    assert (lines[lines["kind"] == "booked"]["expenditure"] >= 0).all()
    assert lines[lines["kind"] == "booked"]["expenditure"].sum() > 0
    for column in ("damped", "cost", "net"):
        totals = [getattr(r.most_likely.totals[r.view], column) for r in (now, before)]
        assert (totals[0] == totals[1]).all()
