"""What to find out first, for decisions on the small programme that can be worked by hand."""

import pandas as pd
import pytest

from simulator.analysis.run import run
from simulator.analysis.voi import GROUP, research
from simulator.domain.measure import Unknown
from simulator.domain.quantity import Discrete, Uniform
from simulator.errors import ScenarioError
from tests.engine.worked import saver
from tests.factories import cost, driver, effect, measure, scenario, small_catalogue, source, text

BRANCHES = Discrete(kind="discrete", values=(0.0, 100_000.0), weights=(1.0, 1.0))


def two_branches(price: float = 40_000, **changes):
    """A measure that saves 100,000 or nothing, both as likely, and costs a price that is certain."""
    drivers = {
        "amount": driver(100_000, "EUR/year", uncertainty=BRANCHES),
        "price": driver(price, "EUR/year"),
    }
    return saver("branches", 100_000, **{"drivers": drivers, "costs": {"work": cost("price")}} | changes)


def row(table: pd.DataFrame, **where):
    for column, value in where.items():
        table = table[table[column] == value]
    return table.iloc[0]


def test_keep_or_drop_by_hand():
    """Worth 60,000 or -40,000 a year, for four years: keep, 40,000 on average.

    Who knows drops it in the bad half and has 120,000: 80,000 more.
    """
    found = research(run(small_catalogue(two_branches()), scenario("branches")), 2024, whole=True)
    keep = row(found.decisions, measure="branches")
    assert keep["says_yes"] and keep["amounts"]
    assert keep["mean"] == pytest.approx(40_000, abs=200)
    assert keep["wrong"] == pytest.approx(0.5, abs=0.001)
    assert keep["gain"] == pytest.approx(80_000, abs=200)
    first = row(found.information, measure="branches", name="branches/amount")
    assert first["gain"] == pytest.approx(80_000, abs=200)
    assert first["changes"] == pytest.approx(0.5, abs=0.001)
    assert keep["best"] == "branches/amount"


def test_the_task_by_hand():
    """Noord gets half of what is saved, 350,000 or 250,000, and must save 300,000: met in half of the cases.

    Unknowing one judges right in half of the cases, and always when one knows: knowing is worth 0.5, as often
    as one is wrong now.
    """
    drivers = {
        "amount": driver(
            700_000,
            "EUR/year",
            uncertainty=Discrete(kind="discrete", values=(500_000.0, 700_000.0), weights=(1.0, 1.0)),
        )
    }
    known = small_catalogue(saver("a", 700_000, drivers=drivers))
    found = research(run(known, scenario("a")), 2024, whole=True)
    task = row(found.decisions, decision="task")
    assert task["mean"] == pytest.approx(0.5, abs=0.001)
    assert task["gain"] == pytest.approx(task["wrong"], abs=0.001)
    assert row(found.information, decision="task", name="a/amount")["gain"] == pytest.approx(0.5, abs=0.001)
    # Who counts on it only from 80% on loses less by not knowing: 2 * 0.2 * 0.5 = 0.2.
    strict = research(run(known, scenario("a")), 2024, whole=True, certainty=0.8)
    assert row(strict.information, decision="task", name="a/amount")["gain"] == pytest.approx(0.2, abs=0.001)


def test_a_choice_that_stands_has_nothing_to_find_out():
    sure = saver("sure", 100_000, uncertainty=Uniform(kind="uniform", low=50_000, high=150_000))
    found = research(run(small_catalogue(sure), scenario("sure")), 2024, whole=True)
    keep = row(found.decisions, measure="sure")
    assert (keep["gain"], keep["wrong"], keep["best"]) == (0.0, 0.0, "")
    assert found.information[found.information["measure"] == "sure"].empty


def test_a_measure_without_amounts_is_no_choice():
    known = small_catalogue(two_branches(), measure("idle"))
    keep = row(research(run(known, scenario("branches", "idle")), 2024, whole=True).decisions, measure="idle")
    assert not keep["amounts"]


def test_what_is_known_of_a_measure_that_is_no_choice():
    """Only what it costs, nothing at all, or amounts of other years than the one that is asked."""
    item = Unknown(title=text("Rust in gezinnen"), what="effect", source=source())
    once = cost("price", profile=(1.0, 0.0, 0.0, 0.0))
    made = small_catalogue(
        two_branches(),
        measure("costly", drivers=PRICE, costs={"work": cost("price")}, unknown=(item,)),
        measure("blank", unknown=(item,)),
        measure("early", drivers=PRICE, costs={"work": once}),
    )
    result = run(made, scenario("branches", "costly", "blank", "early"))
    found = research(result, 2024).decisions.set_index("measure")
    assert found["known"].loc[["branches", "costly", "blank", "early"]].tolist() == [
        *("saving", "cost", "nothing", "saving"),
    ]
    assert found["amounts"].loc[["branches", "costly", "blank", "early"]].tolist() == [True, *[False] * 3]


PRICE = {"price": driver(40_000, "EUR/year")}


def test_what_is_spent_in_another_year_counts():
    """Costs 40,000 in each year and saves in the last alone: 100,000 or nothing, less 160,000. Drop it."""
    late = two_branches(effects={"less": effect("household_help", "amount", (0.0, 0.0, 0.0, 1.0))})
    keep = row(
        research(run(small_catalogue(late), scenario("branches")), 2024, whole=True).decisions,
        measure="branches",
    )
    assert keep["mean"] == pytest.approx(-110_000, abs=200)
    assert not keep["says_yes"]


def test_a_driver_of_another_measure_on_another_service_does_not_come_up():
    known = small_catalogue(two_branches(), saver("other", 50_000, on="youth", uncertainty=BRANCHES_OF_50))
    found = research(run(known, scenario("branches", "other")), 2024, whole=True).information
    assert "other/amount" not in set(found[found["measure"] == "branches"]["name"])


BRANCHES_OF_50 = Discrete(kind="discrete", values=(0.0, 50_000.0), weights=(1.0, 1.0))


def test_drivers_of_a_measure_together_tell_at_least_as_much_as_one():
    drivers = {
        "amount": driver(100_000, "EUR/year", uncertainty=BRANCHES),
        "price": driver(40_000, "EUR/year", uncertainty=Uniform(kind="uniform", low=0, high=120_000)),
    }
    found = research(
        run(small_catalogue(two_branches(drivers=drivers)), scenario("branches")), 2024
    ).information
    own = found[found["measure"] == "branches"].set_index("name")["gain"]
    assert own[GROUP + "branches"] >= own.drop(GROUP + "branches").max()


def test_the_order_of_measures_means_nothing():
    a, b = two_branches(), saver("other", 50_000, uncertainty=BRANCHES_OF_50)
    there = research(run(small_catalogue(a, b), scenario("branches", "other")), 2024, whole=True)
    back = research(run(small_catalogue(b, a), scenario("other", "branches")), 2024, whole=True)
    for one in ("branches", "other"):
        # Other draws, as the place of a measure in the catalogue gives them: as two runs agree.
        assert row(there.decisions, measure=one)["mean"] == pytest.approx(
            row(back.decisions, measure=one)["mean"], rel=0.02
        )
        assert row(there.decisions, measure=one)["best"] == row(back.decisions, measure=one)["best"]


def test_a_certainty_that_is_no_chance_is_refused():
    with pytest.raises(ScenarioError, match="between 0 and 1"):
        research(run(small_catalogue(two_branches()), scenario("branches")), 2024, whole=True, certainty=1.0)
