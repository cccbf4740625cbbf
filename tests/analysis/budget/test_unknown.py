"""Budget tables of measures of which an amount is unknown: it is missing, never zero, and totals say so."""

from pathlib import Path

import pandas as pd
import pytest

from simulator.analysis.budget import (
    BudgetOptions,
    apart,
    budget_amendment,
    comparison,
    measure_table,
    multi_year,
    municipality_table,
    taakveld_table,
    totals,
    unknown_posts,
)
from simulator.analysis.run import run
from simulator.domain.measure import Unknown
from simulator.domain.scenario import MeasureSetting
from simulator.domain.taakvelden import Taakvelden
from simulator.export.budget_tables import reader_tables
from simulator.files import load_catalogue, load_scenario
from tests.analysis.budget.towns import partly_together
from tests.factories import (
    cost,
    driver,
    measure,
    scenario,
    school_coaches,
    service,
    small_catalogue,
    small_programme,
    source,
    text,
)


def unknown(what, title="Onbekend", service=None, years=()):
    return Unknown(title=text(title), what=what, service=service, years=years, source=source())


def awareness(*posts):
    """A measure like number 16: 30,000 is spent in 2021 and 2022, and nobody knows what it saves."""
    return measure(
        "awareness",
        drivers={"team": driver(30_000, "EUR/year")},
        costs={"team": cost("team", (1, 1, 0, 0))},
        unknown=posts or (unknown("effect", "Bewustere keuzes"),),
    )


def made_of(*measures, drawn=False, programme=None, **changes):
    catalogue = small_catalogue(*measures, programme=programme or small_programme())
    return run(catalogue, scenario(*(m.id for m in measures), **changes), draws=drawn)


def told(table, columns, **where):
    """Rows of a table, with None for a missing value."""
    for name, value in where.items():
        table = table[table[name] == value]
    kept = table[list(columns)].astype(object)
    return [tuple(None if pd.isna(cell) else cell for cell in row) for row in kept.to_numpy()]


SIDES = ("expenditure", "income", "net_cost", "unknown")


def test_a_saving_without_an_amount_is_a_line_without_amounts():
    table = measure_table(made_of(awareness()))
    lines = told(table, ("kind", "name", *SIDES), year=2021)
    assert lines == [
        ("cost", "team", 30_000, 0, 30_000, "none"),
        ("unknown", "pm-1", None, None, None, "effect"),
    ]
    assert table.groupby("year")["net_cost"].sum().tolist() == [30_000, 30_000, 0, 0]


def test_a_cost_without_an_amount_leaves_income_known():
    made = made_of(awareness(unknown("cost", service="youth")))
    assert told(measure_table(made), SIDES, year=2021, kind="unknown") == [(None, 0, None, "cost")]
    assert unknown_posts(made).to_dict("records") == [
        {"measure": "awareness", "name": "pm-1", "what": "cost", "service": "youth"}
        | {"title_nl": "Onbekend", "title_en": "Onbekend", "years": (2021, 2022, 2023, 2024)}
    ]


def test_a_cost_that_is_unknown_in_one_year_is_known_in_the_others():
    """Spending of 30,000 in 2021 and 2022; in 2022 there is more, and in 2023 and 2024 there is nothing."""
    made = made_of(awareness(unknown("cost", years=(2022,))))
    assert unknown_posts(made)["years"].tolist() == [(2022,)]
    assert told(measure_table(made), ("year", *SIDES), kind="unknown") == [(2022, None, 0, None, "cost")]
    assert told(totals(made), ("cost", "net_cost", "unknown")) == [
        (30_000, 30_000, "none"),
        (30_000, 30_000, "cost"),
        (0, 0, "none"),
        (0, 0, "none"),
    ]
    # Nothing but the unknown cost in its year: a missing value there, and zero in the others.
    bare = measure("bare", unknown=(unknown("cost", years=(2023,)),))
    assert told(totals(made_of(bare)), ("cost",)) == [(0,), (0,), (None,), (0,)]


@pytest.mark.parametrize(
    ("years", "months", "moved"),
    [
        ((2022,), 12, (2023,)),
        ((2022,), 6, (2022, 2023)),
        ((2022,), -12, (2021,)),
        ((2023, 2024), 12, (2024,)),
        # What is unknown in the last year stays so, also when the start comes earlier.
        ((2023, 2024), -12, (2022, 2023, 2024)),
        ((), 12, (2021, 2022, 2023, 2024)),
    ],
)
def test_the_years_move_along_with_the_start(years, months, moved):
    settings = {"awareness": MeasureSetting(shift_months=months)}
    catalogue = small_catalogue(awareness(unknown("cost", years=years)), programme=small_programme())
    made = run(catalogue, scenario(measures=settings), draws=False)
    assert unknown_posts(made)["years"].tolist() == [moved]


def test_what_moves_out_of_the_programme_is_left_out_of_nothing():
    settings = {"awareness": MeasureSetting(shift_months=36)}
    catalogue = small_catalogue(awareness(unknown("cost", years=(2022,))), programme=small_programme())
    made = run(catalogue, scenario(measures=settings), draws=False)
    assert made.plan.unknown == ()
    assert set(totals(made)["unknown"]) == {"none"}


def test_the_amendment_has_no_zero_for_what_nobody_knows():
    """In 2023 and 2024 nothing of the measure is known; income is unknown in 2021 already."""
    made = made_of(awareness(), school_coaches())
    balances = ("expenditure", "income", "net_cost", "net_cost_1", "net_cost_2", "net_cost_3", "unknown")
    table = budget_amendment(made)
    assert told(table, balances, measure="awareness") == [
        (30_000, None, 30_000, 30_000, None, None, "effect")
    ]
    # School coaches are known: 40,000 a year against 50,000 and then 100,000.
    assert told(table, balances, measure="school-coaches") == [
        (-10_000, 0, -10_000, -60_000, -60_000, -60_000, "none")
    ]
    assert told(table, balances, measure="") == [(20_000, None, 20_000, -30_000, -60_000, -60_000, "effect")]


def test_every_total_says_that_it_leaves_something_out():
    made = made_of(awareness())
    assert told(totals(made), ("damped", "cost", "net_cost", "with_measures", "unknown"), year=2021) == [
        (None, 30_000, 30_000, 3_030_000, "effect")
    ]
    assert told(totals(made), ("cost", "net_cost", "with_measures"), year=2024) == [(0, None, 3_000_000)]
    assert told(comparison(made), ("difference", "unknown"), year=2024) == [(None, "effect")]
    overview = multi_year(made)
    assert told(overview, SIDES, year=2021, item="unknown") == [(None, None, None, "effect")]
    assert told(overview, SIDES, year=2021, item="measures") == [(30_000, None, 30_000, "effect")]
    assert told(overview, SIDES, year=2021, item="costs") == [(30_000, 0, 30_000, "none")]
    assert told(overview, SIDES, year=2021, item="with_measures") == [(3_030_000, None, 3_030_000, "effect")]


@pytest.mark.parametrize("statistic", ["mean", "p10", "p90"])
def test_statistics_over_draws_leave_it_out_too(statistic):
    made = made_of(awareness(), drawn=True, draws=200)
    table = totals(made, BudgetOptions(statistic=statistic))
    assert table["damped"].isna().all() and set(table["unknown"]) == {"effect"}


def test_nothing_unknown_changes_nothing():
    made = made_of(school_coaches())
    for table in (measure_table(made), totals(made), multi_year(made), municipality_table(made)):
        assert set(table["unknown"]) == {"none"} and not table.isna().any().any()


def test_it_belongs_to_the_taakveld_of_its_service_or_to_none():
    codes = Taakvelden(until_2022=("6.72",), from_2023=("6.72a",))
    services = {"youth": service(1_000_000, taakvelden=codes), "household_help": service(2_000_000)}
    post = unknown("effect", service="youth")
    made = made_of(awareness(post, unknown("cost")), programme=small_programme(services=services))
    table = taakveld_table(made)
    here = {taakveld: cells for taakveld, *cells in told(table, ("taakveld", *SIDES), year=2021)}
    assert here["6.72"] == [None, None, None, "effect"]
    assert here["6.71"] == [0, 0, 0, "none"]
    assert here[""] == [30_000, 0, 30_000, "cost"]


def test_what_has_a_taakveld_of_its_own_is_on_that_one():
    """A general provision is on 6.1, and the service that it relieves on 6.72."""
    codes = Taakvelden(until_2022=("6.72",), from_2023=("6.72a",))
    services = {"youth": service(1_000_000, taakvelden=codes), "household_help": service(2_000_000)}
    own = Taakvelden(until_2022=("6.1",), from_2023=("6.1",))
    post = unknown("cost", service="youth").model_copy(update={"taakvelden": own})
    made = made_of(awareness(post), programme=small_programme(services=services))
    for year, old in ((2021, "6.72"), (2023, "6.72a")):
        here = {name: cells for name, *cells in told(taakveld_table(made), ("taakveld", *SIDES), year=year)}
        assert here["6.1"] == [None, 0, None, "cost"]
        assert here[old] == [0, 0, 0, "none"]
    lines = told(measure_table(made), ("service", "taakveld"), year=2023, kind="unknown")
    assert lines == [("youth", "6.1")]
    # No service is on 6.1: the row names the measure that something of is.
    named = told(taakveld_table(made), ("taakveld", "services", "measures"), year=2021)
    assert ("6.1", "", "awareness") in named and ("6.72", "youth", "") in named


def test_the_general_provisions_are_on_their_own_taakveld():
    """Measures 7 and 10, as the note of their services has it: what more users cost is on 6.1."""
    root = Path(__file__).parents[3]
    catalogue = load_catalogue(root / "measures" / "gooi-en-vechtstreek-2021")
    chosen = load_scenario(root / "scenarios" / catalogue.programme.id / "voorzichtig.yaml", catalogue)
    made = run(catalogue, chosen, draws=False)
    numbers = {slug: m.number for slug, m in catalogue.measures.items()}
    lines = measure_table(made)
    more = (lines["kind"] == "spill_over") | ((lines["kind"] == "unknown") & (lines["unknown"] == "cost"))
    provisions = lines[more & lines["measure"].map(numbers).isin([7, 10])]
    found = {(numbers[r.measure], r.kind, r.service, r.taakveld) for r in provisions.itertuples()}
    assert found == {
        (7, "spill_over", "household_help", "6.1"),
        (7, "unknown", "household_help", "6.1"),
        (10, "spill_over", "guidance", "6.1"),
        (10, "spill_over", "day_activities", "6.1"),
        (10, "unknown", "guidance", "6.1"),
    }
    # What they save stays where it was spent, and the table per taakveld is the sum of the lines.
    saved = lines[(lines["kind"] == "lower_spending") & (lines["measure"].map(numbers) == 7)]
    assert set(saved["taakveld"]) == {"6.71", "6.71a"}
    sums = lines.groupby(["year", "taakveld"])["expenditure"].sum()
    table = taakveld_table(made).set_index(["year", "taakveld"])["expenditure"].fillna(0.0)
    assert sums.to_dict() == pytest.approx(table[sums.index].to_dict())


@pytest.mark.parametrize(
    ("name", "municipality", "kinds"),
    [
        ("voorzichtig", None, ("spill_over", "unknown")),
        ("programma", None, ("unknown",)),  # without the layer of the waterbed
        ("voorzichtig", "hilversum", ("spill_over", "unknown")),
    ],
)
def test_a_row_of_a_taakveld_names_what_is_on_it_apart_from_its_service(name, municipality, kinds):
    root = Path(__file__).parents[3]
    catalogue = load_catalogue(root / "measures" / "gooi-en-vechtstreek-2021")
    chosen = load_scenario(root / "scenarios" / catalogue.programme.id / f"{name}.yaml", catalogue)
    made = run(catalogue, chosen.model_copy(update={"municipality": municipality}), draws=False)
    found = apart(made)
    assert list(found) == ["6.1"]
    here = {catalogue.measures[slug].number: there for slug, there in found["6.1"].items()}
    assert here == {7: kinds, 10: kinds}
    (table,) = (t for t in reader_tables(made) if t.id == "taakvelden")
    words = {"spill_over": "waterbed", "unknown": "PM"}
    part = ", ".join(words[kind] for kind in kinds)
    assert {row[2] for row in table.rows if row[1] == "6.1"} == {
        f"Wmo-vervoer; 7. Algemene voorziening voor thuisondersteuning ({part}); "
        f"10. Algemene voorziening lichte begeleiding en dagbesteding ({part})"
    }


def test_less_staff_is_on_no_taakveld_of_the_service_that_the_staff_works_for():
    """As a known saving on staff: it is not in what is spent on the service, whoever asks."""
    codes = Taakvelden(until_2022=("6.72",), from_2023=("6.72a",))
    services = {"youth": service(1_000_000, taakvelden=codes), "household_help": service(2_000_000)}
    staff = unknown("effect", service="youth").model_copy(update={"kind": "execution"})
    made = made_of(awareness(staff), programme=small_programme(services=services))
    here = {name: cells for name, *cells in told(taakveld_table(made), ("taakveld", *SIDES), year=2021)}
    assert here["6.72"] == [0, 0, 0, "none"]
    assert here[""] == [30_000, None, 30_000, "effect"]
    assert told(measure_table(made), ("service", "taakveld"), year=2021, kind="unknown") == [("youth", "")]


def test_less_staff_stands_nowhere_else_in_the_shipped_programme():
    """Measures 7 (known), 10 and 13 (PM): fewer consultants, fewer indications, less own access work."""
    root = Path(__file__).parents[3]
    catalogue = load_catalogue(root / "measures" / "gooi-en-vechtstreek-2021")
    chosen = load_scenario(root / "scenarios" / catalogue.programme.id / "programma.yaml", catalogue)
    lines = measure_table(run(catalogue, chosen, draws=False)).query("year == 2024")
    staff = lines[
        (lines["kind"] == "execution") | ((lines["kind"] == "unknown") & (lines["unknown"] == "effect"))
    ]
    placed = {(catalogue.measures[r.measure].number, r.service, r.taakveld) for r in staff.itertuples()}
    assert placed >= {(7, "household_help", ""), (10, "guidance", ""), (13, "sheltered_living", "")}
    # Of what awareness (16) saves, no source says where.
    assert {number for number, _, taakveld in placed if not taakveld} == {7, 10, 13, 16}


def test_a_municipality_has_nothing_to_do_with_services_and_years_without_it():
    programme = partly_together()
    made = made_of(awareness(unknown("effect", service="youth")), programme=programme)
    table = municipality_table(made)
    assert told(table, ("unknown",), municipality="zuid") == [("none",)] * 4
    assert told(table, ("unknown",), municipality="west") == [("effect",), ("effect",), ("none",), ("none",)]
    assert set(table.loc[table["municipality"] == "noord", "unknown"]) == {"effect"}
    west = made_of(awareness(unknown("effect", service="youth")), programme=programme, municipality="west")
    assert told(totals(west), ("unknown",)) == [("effect",), ("effect",), ("none",), ("none",)]
    zuid = made_of(awareness(unknown("effect", service="youth")), programme=programme, municipality="zuid")
    assert unknown_posts(zuid).empty


def test_a_measure_of_one_municipality_is_left_out_of_that_one_alone():
    local = awareness().model_copy(update={"scope": "noord"})
    table = municipality_table(made_of(local))
    said = table.groupby("municipality")["unknown"].agg(set).to_dict()
    assert said == {"noord": {"effect"}, "zuid": {"none"}, "west": {"none"}}
