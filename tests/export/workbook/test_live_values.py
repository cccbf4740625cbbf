"""The workbook worked out again by LibreOffice: as written, and after changes by its user."""

from functools import cache
from pathlib import Path

import openpyxl
import pytest

from simulator.analysis.budget import measure_table, taakveld_table
from simulator.analysis.budget.unknown import known_parts
from simulator.analysis.run import run
from simulator.analysis.summary import per_measure, per_municipality, per_service, without_amount
from simulator.domain.scenario import DriverChange, MeasureSetting
from simulator.export.workbook import workbook_bytes
from tests.factories import scenario as small_scenario
from tests.factories import small_catalogue

CENT = 0.005
KINDS = {"gross": "effect", "shapley": "effect", "cost": "cost"}
SHIPPED = ("programma", "zoals-gedrukt", "zienswijze-hilversum", "voorzichtig")

pytestmark = pytest.mark.slow


def written(tmp_path: Path, made, **settings) -> Path:
    path = tmp_path / "werkboek.xlsx"
    path.write_bytes(workbook_bytes(made, **settings))
    return path


@pytest.fixture(scope="module")
def shipped(catalogue, scenario_of, tmp_path_factory):
    """A function that gives a shipped scenario, what comes of it, and its workbook; each is written once."""

    @cache
    def write(name: str):
        scenario = scenario_of(name)
        made = run(catalogue, scenario, draws=False)
        return scenario, made, written(tmp_path_factory.mktemp(name), made)

    return write


def named(book, name):
    """The cell that a name stands for."""
    sheet, cell = book.defined_names[name].attr_text.split("!")
    return book[sheet.strip("'")][cell.replace("$", "")]


def recalculated(office, path, **changes):
    """The workbook after changes of named cells, or of cells given as Sheet__A1, all worked out anew."""
    book = openpyxl.load_workbook(path)
    for name, value in changes.items():
        sheet, _, cell = name.partition("__")
        target = book[sheet][cell] if sheet in book.sheetnames else named(book, name)
        assert isinstance(target.value, int | float), f"{name} is no number to change"
        target.value = value
    changed = path.with_name("gewijzigd.xlsx")
    changed.unlink(missing_ok=True)
    book.save(changed)  # openpyxl drops all values that formulas had
    return openpyxl.load_workbook(office.recalculate(changed), data_only=True)


def assert_same_cells(made, again):
    """Every value written with a formula is what LibreOffice finds, to the cent."""
    compared = 0
    for sheet in made:
        for row in sheet.iter_rows():
            for cell in row:
                found = again[sheet.title][cell.coordinate].value
                place = f"{sheet.title}!{cell.coordinate}"
                if isinstance(cell.value, int | float):
                    assert found == pytest.approx(cell.value, abs=CENT), place
                    compared += 1
                else:
                    assert (found or None) == (cell.value or None), place
    return compared


def verdict(book):
    return book["Controles"]["C5"].value


def checks(book):
    """What the sheet Controles holds: what and year against the value of this workbook."""
    rows = book["Controles"].iter_rows(min_row=9, max_col=6, values_only=True)
    return {(what, year): value for what, year, value, *_ in rows if what}


def assert_equals_engine(book, changed):
    """Totals, measures (fair share too), services, taakvelden and towns are those of the engine's own run."""
    found, at = checks(book), changed.catalogue
    towns = at.programme.municipalities
    totals = changed.most_likely.totals[changed.view]
    for place, year in enumerate(changed.plan.years):
        for name, amounts in (
            ("bruto", totals.gross),
            ("na samenloop", totals.damped),
            ("kosten", totals.cost),
            ("netto", totals.net),
        ):
            assert found[f"Totaal {name}", year] == pytest.approx(amounts[place, 0], abs=CENT)
    for row in per_measure(changed).to_dict("records"):
        measure = at.measures[row["measure"]]
        label = (f"{measure.number}. " if measure.number else "") + measure.title.nl
        for name, column in (("bruto", "gross"), ("eerlijk deel", "shapley"), ("kosten", "cost")):
            unknown = row["measure"] in without_amount(changed.plan, KINDS[column], changed.view)
            amount = "PM" if unknown else pytest.approx(row[column], abs=CENT)
            assert found[f"{label}: {name}", row["year"]] == amount
    for row in per_service(changed).to_dict("records"):
        title = at.programme.services[row["service"]].title.nl
        assert found[f"{title}: na samenloop", row["year"]] == pytest.approx(row["damped"], abs=CENT)
    functions = known_parts(taakveld_table(changed))
    for row in functions.to_dict("records"):
        what = f"Taakveld {row['taakveld'] or 'nog toe te delen'}: mutatie lasten", row["year"]
        # A taakveld without a line, or where nothing is known, is not compared.
        assert found[what] == pytest.approx(row["expenditure"], abs=CENT) if what in found else True
    assert sum(what.startswith("Taakveld ") for what, _ in found) >= len(functions) - 4
    for row in per_municipality(changed).to_dict("records"):
        town = towns[row["municipality"]].title
        assert found[f"{town}: besparing", row["year"]] == pytest.approx(row["damped"], abs=CENT)
        assert found[f"{town}: kosten", row["year"]] == pytest.approx(row["cost"], abs=CENT)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_cell_of_a_shipped_scenario_is_what_was_written(office, shipped, name):
    _, made, path = shipped(name)
    again = recalculated(office, path)
    assert assert_same_cells(openpyxl.load_workbook(path, data_only=True), again) > 4_000
    assert verdict(again) == "OK"
    assert again["Leeswijzer"]["B11"].value == "OK"
    assert_equals_engine(again, made)


def with_driver(scenario, measure, driver, value):
    setting = scenario.measures[measure]
    changed = {**setting.drivers, driver: DriverChange(value=value, reason="proef")}
    measures = {**scenario.measures, measure: setting.model_copy(update={"drivers": changed})}
    return scenario.model_copy(update={"measures": measures})


def test_ten_hours_instead_of_thirteen(office, catalogue, shipped):
    scenario, _, path = shipped("voorzichtig")
    book = recalculated(office, path, m06_hours_less=10)
    changed = with_driver(scenario, "normenkader-huishoudelijke-hulp", "hours_less", 10.0)
    assert_equals_engine(book, run(catalogue, changed, draws=False))
    assert verdict(book) == "invoer gewijzigd: zie Controles"
    # "afwijking" is the word for what should not be, and here all is as the user made it.
    words = {str(cell.value).split()[-1] for (cell,) in book["Controles"].iter_rows(max_col=1, max_row=4)}
    assert "verschillen" in words and "afwijkingen" not in words and book["Controles"]["C4"].value > 0
    said = {
        row[0].value: row for row in book["Controles"].iter_rows(min_row=9) if row[5].value == "gewijzigd"
    }
    (changed,) = said
    assert "m06_hours_less" in changed and [cell.value for cell in said[changed][2:5]] == [10, 13, -3]


def test_another_overlap(office, catalogue, shipped):
    scenario, _, path = shipped("programma")
    overlaps = {"guidance": -0.5, "youth_ambulatory": 0.00004, "household_help": 0.95}
    book = recalculated(office, path, **{f"p_overlap_{name}": tau for name, tau in overlaps.items()})
    changed = scenario.model_copy(update={"overlap_by_service": overlaps})
    assert_equals_engine(book, run(catalogue, changed, draws=False))


def test_full_overlap_counts_the_largest_alone(office, catalogue, shipped):
    _, made, path = shipped("programma")
    services = [
        s
        for s in catalogue.programme.services
        if any(slot.competes and made.plan.services[slot.service].name == s for slot in made.plan.slots)
    ]
    book = recalculated(office, path, **{f"p_overlap_{service}": 1.0 for service in services})
    found = checks(book)
    for place, year in enumerate(made.plan.years):
        expected = made.bounds.full_overlap[place]
        assert found["Totaal na samenloop", year] == pytest.approx(expected, abs=CENT)


def test_another_ramp_up_size_and_shared_driver(office, catalogue, shipped):
    scenario, _, path = shipped("programma")
    book = openpyxl.load_workbook(path)
    rows = {(row[0].value, row[1].value): row for row in book["Ingroei"].iter_rows(min_row=7) if row[0].value}
    spec = catalogue.measures["normenkader-huishoudelijke-hulp"]
    effect = spec.effects["fewer_hours"]
    row = rows["6. " + spec.title.nl, effect.title.nl]
    # 2022 from what it is to 0.3.
    place = f"Ingroei__{row[3].coordinate}"
    again = recalculated(office, path, **{place: 0.3, "m01_omvang": 0.5, "p_consultant_rate": 60})
    shares = list(effect.ramp_up.values)
    shares[1] = 0.3
    ramp = effect.ramp_up.model_copy(update={"values": tuple(shares)})
    effects = {**spec.effects, "fewer_hours": effect.model_copy(update={"ramp_up": ramp})}
    measures = {**catalogue.measures, spec.id: spec.model_copy(update={"effects": effects})}
    other = catalogue.model_copy(update={"measures": measures})
    first = "vindplaats-naar-werkplaats"
    settings = {**scenario.measures, first: MeasureSetting(intensity=0.5)}
    change = DriverChange(value=60.0, reason="proef")
    changed = scenario.model_copy(
        update={"measures": settings, "shared_drivers": {"consultant_rate": change}}
    )
    assert_equals_engine(again, run(other, changed, draws=False))


def test_another_delay_growth_and_what_is_there_already(office, catalogue, shipped):
    scenario, made, path = shipped("voorzichtig")
    delays = {f"m{catalogue.measures[m].number:02d}_delay": 14.5 for m in made.plan.measures}
    book = recalculated(office, path, **delays, p_groei_verschuiving=0.01)
    programme = catalogue.programme
    delay = programme.delay.model_copy(update={"value": 14.5})
    measures = {
        slug: m.model_copy(update={"delay": m.delay and m.delay.model_copy(update={"value": 14.5})})
        for slug, m in catalogue.measures.items()
    }
    other = catalogue.model_copy(
        update={"measures": measures, "programme": programme.model_copy(update={"delay": delay})}
    )
    changed = scenario.model_copy(update={"growth_shift": 0.01})
    assert_equals_engine(book, run(other, changed, draws=False))


def test_a_saving_that_becomes_a_cost_with_another_pool_baseline_and_overlap(
    office, catalogue, scenario_of, tmp_path
):
    scenario = scenario_of("programma").model_copy(update={"municipality": "hilversum"})
    path = written(tmp_path, run(catalogue, scenario, draws=False))
    changes = {"m01_saving_per_child": -2_000, "p_reassessment_hours": 4.5}
    changes |= {"p_baseline_youth_ambulatory": 15_000_000, "p_overlap_youth_ambulatory": 0.2}
    book = recalculated(office, path, **changes)
    programme = catalogue.programme
    youth = programme.services["youth_ambulatory"]
    baseline = youth.baseline.model_copy(update={"value": 15_000_000.0})
    services = {**programme.services, "youth_ambulatory": youth.model_copy(update={"baseline": baseline})}
    other = catalogue.model_copy(update={"programme": programme.model_copy(update={"services": services})})
    changed = with_driver(scenario, "vindplaats-naar-werkplaats", "saving_per_child", -2_000.0)
    hours = DriverChange(value=4.5, reason="proef")
    changed = changed.model_copy(
        update={
            "shared_drivers": {"reassessment_hours": hours},
            "overlap_by_service": {"youth_ambulatory": 0.2},
        }
    )
    assert_equals_engine(book, run(other, changed, draws=False))
    assert checks(book)["1. Van vindplaats naar werkplaats: eerlijk deel", 2024] < 0
    assert book["Controles"]["C6"].value == len(changes)


@pytest.mark.parametrize(("price", "name"), [(150, "programma"), (250, "voorzichtig")])
def test_another_price_of_the_help_in_place_of_residence(office, catalogue, shipped, price, name):
    # At 222 nothing is saved and help is spent all the same; at 250 the measures cost money, undamped.
    scenario, _, path = shipped(name)
    book = recalculated(office, path, p_ambulatory_day_price=price, m04_omvang=0.5)
    half = scenario.measures["gezamenlijke-toegang-verblijf"].model_copy(update={"intensity": 0.5})
    changed = scenario.model_copy(
        update={
            "shared_drivers": {"ambulatory_day_price": DriverChange(value=float(price), reason="proef")},
            "measures": scenario.measures | {"gezamenlijke-toegang-verblijf": half},
        }
    )
    made = run(catalogue, changed, draws=False)
    assert_equals_engine(book, made)
    table = measure_table(made)
    mine = table[(table["kind"] == "booked") & (table["year"] == 2024)]
    labels = [
        row for row in book["Begroting"].iter_rows(values_only=True) if "ervoor in de plaats" in str(row[0])
    ]
    # Spending in 2024: after five columns of words, the fourth block of four.
    assert sum(row[5 + 3 * 4] for row in labels) == pytest.approx(mine["expenditure"].sum(), abs=CENT)
    assert mine["expenditure"].sum() > 0


def test_a_measure_that_saves_nothing_yet_has_its_line(office, tmp_path):
    none = {"strict-access": MeasureSetting(intensity=0.0), "fewer-hours": MeasureSetting()}
    path = written(tmp_path, run(small_catalogue(), small_scenario(measures=none), draws=False))
    found = checks(recalculated(office, path, m03_omvang=1.0))
    # (200,000 + (200,000 - 50,000)) / 2 and (500,000 + 450,000) / 2; re-assessment as it was.
    assert found["2. fewer-hours: eerlijk deel", 2023] == pytest.approx(175_000)
    assert found["3. strict-access: eerlijk deel", 2023] == pytest.approx(475_000)
    cost = found["2. fewer-hours: kosten", 2023] + found["3. strict-access: kosten", 2023]
    assert found["Totaal netto", 2023] == pytest.approx(650_000 - cost)


def test_looking_at_another_municipality(office, catalogue, shipped):
    scenario, _, path = shipped("programma")
    towns = list(catalogue.programme.municipalities)
    mask = {f"Verdeling__B{7 + i}": float(town == "hilversum") for i, town in enumerate(towns)}
    book = recalculated(office, path, **mask)
    changed = scenario.model_copy(update={"municipality": "hilversum"})
    assert_equals_engine(book, run(catalogue, changed, draws=False))


def test_nominal_prices_in_thousands_with_the_other_sign(office, catalogue, scenario_of, tmp_path):
    from simulator.analysis.budget import BudgetOptions

    made = run(catalogue, scenario_of("programma").model_copy(update={"price_level": "nominal"}), draws=False)
    path = written(tmp_path, made, options=BudgetOptions(unit=1000, convention="minus_is_cost"))
    again = recalculated(office, path)
    assert verdict(again) == "OK"
    # The balance of the measures, eighth row of the overview from row 9: saldo of 2021 in column H.
    net = made.most_likely.totals["region"].net[0, 0]
    assert again["Begroting"]["H15"].value == pytest.approx(net / 1000, abs=CENT)


def test_the_small_programme_by_hand(office, tmp_path):
    made = run(small_catalogue(), small_scenario(), draws=False)
    found = checks(recalculated(office, written(tmp_path, made)))
    # 2023: 100,000 on youth; on household help 1 - (1 - 0.1)(1 - 0.25) = 0.325 of 2,000,000.
    assert found["Totaal na samenloop", 2023] == pytest.approx(100_000 + 650_000)
    # Half a coach 40,000; re-assessment once, half of 100,000.
    assert found["Totaal kosten", 2023] == pytest.approx(40_000 + 50_000)
    # Shapley: fewer hours (200,000 + (200,000 - 50,000)) / 2, strict access (500,000 + 450,000) / 2.
    assert found["2. fewer-hours: eerlijk deel", 2023] == pytest.approx(175_000)
    assert found["3. strict-access: eerlijk deel", 2023] == pytest.approx(475_000)
    assert found["Noord: besparing", 2023] == pytest.approx(0.5 * 750_000)
