"""Every budget line of three shipped scenarios, against a second reading of the files and docs/model.md."""

import pytest

from simulator.analysis.budget import BudgetOptions, measure_table
from simulator.analysis.run import run
from simulator.engine.result import REGION
from simulator.files import load_catalogue, load_scenario
from tests.published.rebuilt import PROGRAMME, ROOT, Rebuilt

OWN_LINE = ("cost", "spill_over", "booked")  # lines with a name; the others are one for each service


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue(ROOT / "measures" / PROGRAMME)


# The region and its largest town; one that has a measure already, one outside youth care, one that leaves.
VIEWS = (REGION, "hilversum", "gooise-meren", "eemnes", "weesp")


@pytest.mark.parametrize("name", ["programma", "voorzichtig", "zienswijze-hilversum"])
def test_every_line_is_what_the_files_and_the_model_say(catalogue, name):
    scenario = load_scenario(ROOT / "scenarios" / PROGRAMME / f"{name}.yaml", catalogue)
    second = Rebuilt(name)
    towns = list(second.programme["municipalities"])
    by_hand = {
        (town, year, *key): amount
        for town in towns
        for year in second.years
        for key, amount in {**second.savings(town, year), **second.costs(town, year)}.items()
    }
    for view in VIEWS:
        seen = towns if view == REGION else [view]
        made = run(
            catalogue,
            scenario.model_copy(update={"municipality": None if view == REGION else view}),
            draws=False,
        )
        table = measure_table(made, BudgetOptions())
        table = table[table["net_cost"].notna()]
        expected = {}
        for (town, year, measure, kind, what), amount in by_hand.items():
            if town in seen:
                sign = 1 if kind in OWN_LINE else -1
                key = (year, measure, kind, what)
                expected[key] = expected.get(key, 0.0) + sign * amount
        found = {
            (row.year, row.measure, row.kind, row.name if row.kind in OWN_LINE else row.service): row.net_cost
            for row in table.itertuples(index=False)
        }
        missing = {
            key: amount for key, amount in expected.items() if key not in found and abs(amount) > 0.005
        }
        assert not missing, view
        assert len(found) > 100 or view == "weesp", view
        assert found == pytest.approx({key: expected.get(key, 0.0) for key in found}, abs=0.005), view
