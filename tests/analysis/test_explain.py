"""Explanations: they tell the same story as the run, and take its numbers apart into sums one can check."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from simulator.analysis.explain import DriverUsed, EffectExplained, Explanation, explain
from simulator.analysis.run import Run, run
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Booking, CostLine, Effect, Measure, Reading, Unknown
from simulator.domain.ramp_up import Step
from simulator.domain.relation import (
    AlreadyImplemented,
    CappedLine,
    Requires,
    SpillsOver,
    Supersedes,
)
from simulator.domain.scenario import DriverChange, Layers, MeasureSetting, Scenario
from simulator.errors import ScenarioError
from simulator.files import load_catalogue, load_scenario, programmes, scenario_paths
from tests.factories import (
    cost,
    driver,
    effect,
    fewer_hours,
    measure,
    pool_cost,
    scenario,
    school_coaches,
    small_measures,
    small_programme,
    source,
    strict_access,
    text,
)

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = [path for folder in programmes(ROOT) for path in scenario_paths(ROOT, folder.name)]


def worked_out(settings: Scenario, *measures: Measure) -> Run:
    found = {m.id: m for m in measures} or small_measures()
    return run(Catalogue(programme=small_programme(), measures=found), settings, draws=False)


def assert_same_as_run(result: Run) -> None:
    gross, cost = (
        result.most_likely.measure_gross(result.view),
        result.most_likely.measure_cost(result.view),
    )
    for m, name in enumerate(result.plan.measures):
        for y, year in enumerate(result.plan.years):
            told = explain(result, name, year)
            assert told.gross == pytest.approx(gross[m, y], abs=1e-6)
            assert told.cost == pytest.approx(cost[m, y], abs=1e-6)
            assert told.net == pytest.approx(gross[m, y] - cost[m, y], abs=1e-6)
            assert told.alone == pytest.approx(result.credit.alone[m, y])
            assert told.last_in == pytest.approx(result.credit.last_in[m, y])
            assert told.fair_share == pytest.approx(result.credit.shapley[m, y])
            assert_adds_up(told)


def assert_adds_up(told: Explanation) -> None:
    """The factors shown are all there is: their product is the amount."""
    for part in told.effects:
        assert part.product == pytest.approx(part.gross, abs=1e-6)
        if part.ramp:
            assert part.ramp[-1].share == pytest.approx(factors(part)["ramp_up"])
    for line in told.costs:
        assert line.product == pytest.approx(line.cost, abs=1e-6)


def factors(part: Any) -> dict[str, float]:
    return {factor.kind: factor.value for factor in part.factors}


def by_name(drivers: tuple[DriverUsed, ...]) -> Mapping[str, DriverUsed]:
    assert len({d.name for d in drivers}) == len(drivers)
    return {d.name: d for d in drivers}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_scenarios_are_explained_as_they_are_run(path: Path):
    catalogue = load_catalogue(ROOT / "measures" / path.parent.name)
    chosen = load_scenario(path, catalogue)
    assert_same_as_run(run(catalogue, chosen, draws=False))


def test_a_sum_worked_by_hand():
    told = explain(worked_out(scenario()), "fewer-hours", 2023)
    # 10% of 2,000,000, all of it reached in 2023.
    (hours,) = told.effects
    assert hours.structural is not None
    assert hours.structural.value == pytest.approx(200_000)
    words = hours.structural.sentence(lambda term: f"{term.value:g} {term.unit}", str)
    assert words == "0.1 1 × 2e+06 EUR/year"
    assert factors(hours) == {"ramp_up": 1.0}
    assert told.gross == pytest.approx(200_000)
    # 1,000 clients * 2 hours * 50 = 100,000, half in 2023, and half of that for strict-access.
    (pool,) = told.costs
    assert pool.amount is not None
    assert pool.amount.value == pytest.approx(100_000)
    assert factors(pool) == {"profile": 0.5, "pool": 0.5}
    assert pool.shared_with == ("strict-access",)
    assert told.cost == pytest.approx(25_000)
    assert told.net == pytest.approx(175_000)


def test_damping_worked_by_hand():
    told = explain(worked_out(scenario()), "fewer-hours", 2023)
    (damping,) = told.damping
    assert damping.baseline == pytest.approx(2_000_000)
    assert (damping.overlap, damping.basis) == (0.0, "programme")
    assert [(c.measure, c.share) for c in damping.competitors] == [
        ("strict-access", pytest.approx(0.25)),
        ("fewer-hours", pytest.approx(0.1)),
    ]
    assert damping.added_up == pytest.approx(700_000)
    # 2,000,000 * (1 - 0.9 * 0.75); without fewer-hours 500,000 is left, so it adds 150,000 last.
    assert damping.together == pytest.approx(650_000)
    assert told.alone == pytest.approx(200_000)
    assert told.last_in == pytest.approx(150_000)
    assert told.fair_share == pytest.approx((200_000 + 150_000) / 2)


def test_own_contributions_are_added_outside_the_damping():
    fee = effect("household_help", "fewer * 100_000", (1, 1, 1, 1), kind="own_contribution")
    hours = effect("household_help", "fewer * baseline.household_help", (0, 0.5, 1, 1))
    changed = fewer_hours(effects={"hours": hours, "fee": fee})
    # 10% of 100,000; the hours compete as before.
    (damping,) = explain(worked_out(scenario(), *small_after(changed)), "fewer-hours", 2023).damping
    assert damping.outside == pytest.approx(10_000)
    assert damping.together == pytest.approx(650_000)


@pytest.mark.parametrize(
    ("changes", "overlap", "basis"),
    [
        ({"layers": Layers(overlap=False)}, -1.0, "layer_off"),
        ({"overlap": 0.5}, 0.5, "scenario"),
        ({"overlap_by_service": {"household_help": 0.3}}, 0.3, "scenario"),
    ],
)
def test_overlap_says_who_set_it(changes: dict[str, Any], overlap: float, basis: str):
    (damping,) = explain(worked_out(scenario(**changes)), "fewer-hours", 2023).damping
    assert (damping.overlap, damping.basis) == (overlap, basis)


def test_ramp_up_is_explained_step_by_step():
    late = fewer_hours(
        effects={"hours": effect("household_help", "fewer * baseline.household_help", (1, 1, 1, 1))},
        readings={"late": Reading(title=text(), reason=text(), start=dt.date(2022, 7, 1))},
        default_reading="late",
    )
    setting = MeasureSetting(shift_months=3)
    chosen = scenario("fewer-hours", measures={"fewer-hours": setting}, layers=Layers(delay=True))
    told = explain(worked_out(chosen, late), "fewer-hours", 2022)
    # Full from the start; then from 1 July 2022: 6/12; three months later: 3/12; six months delay: 0.
    assert [(step.kind, step.share) for step in told.effects[0].ramp] == [
        ("stated", 1.0),
        ("reading_start", pytest.approx(0.5)),
        ("shift", pytest.approx(0.25)),
        ("delay", pytest.approx(0.0)),
    ]
    assert told.gross == 0
    # In 2023 the delay has moved the start to 1 April: 9/12 of 200,000.
    assert explain(worked_out(chosen, late), "fewer-hours", 2023).gross == pytest.approx(150_000)
    assert told.reading is not None
    assert (told.reading.name, told.reading.chosen_by) == ("late", "default")


def test_layers_and_settings_show_as_factors():
    done = AlreadyImplemented(
        kind="already_implemented", municipality="noord", share=0.4, source=source(), note=text()
    )
    chosen = scenario(
        measures={"fewer-hours": MeasureSetting(intensity=0.5)},
        municipality="noord",
        price_level="nominal",
        layers=Layers(realisation=True, growth=True),
    )
    told = explain(worked_out(chosen, fewer_hours(relations=(done,))), "fewer-hours", 2022)
    found = factors(told.effects[0])
    # Two years of 10% growth on 2,000,000; 10% of it.
    assert told.effects[0].structural is not None
    assert told.effects[0].structural.value == pytest.approx(0.1 * 2_420_000)
    assert found == pytest.approx(
        {
            "ramp_up": 0.5,
            "realisation": 0.8,
            "intensity": 0.5,
            "place": 0.5,
            "already_implemented": 0.6,
            "prices": 1.02**2,
        }
    )
    (relation,) = told.relations
    assert relation.works is True
    growth = by_name(told.drivers)["programme/growth/household_help/2021"]
    assert growth.value == pytest.approx(0.1)


def test_what_lapses_names_the_measure_that_replaces_it():
    replaces = Supersedes(
        kind="supersedes",
        measure="fewer-hours",
        effects=("hours",),
        costs=("desk",),
        share=0.75,
        from_year=2023,
        source=source(),
        note=text(),
    )
    hours = fewer_hours(costs={"desk": cost("reassessment_hours * clients * consultant_rate")})
    result = worked_out(scenario(), school_coaches(), hours, strict_access(relations=(replaces,)))
    told = explain(result, "fewer-hours", 2023)
    (lapse,) = [f for f in told.effects[0].factors if f.kind == "lapse"]
    assert (lapse.value, lapse.by) == (0.25, ("strict-access",))
    assert told.gross == pytest.approx(50_000)
    (lapse,) = [f for f in told.costs[0].factors if f.kind == "lapse"]
    assert (lapse.value, lapse.by) == (pytest.approx(0.25), ("strict-access",))
    assert told.cost == pytest.approx(25_000)
    assert [(r.owner, r.works) for r in told.relations] == [("strict-access", True)]
    assert_same_as_run(result)


def test_what_spills_over_is_a_cost():
    spills = SpillsOver(
        kind="spills_over",
        effects=("hours",),
        to_service="youth",
        share="leak",
        source=source(),
        note=text(),
    )
    hours = fewer_hours(drivers={"fewer": driver(0.1), "leak": driver(0.3)}, relations=(spills,), costs={})
    result = worked_out(scenario(layers=Layers(spill_over=True)), *small_after(hours))
    told = explain(result, "fewer-hours", 2023)
    # 30% of 200,000, damped like the saving itself: 650,000 of 700,000.
    (spill,) = told.spills
    assert spill.cost == pytest.approx(0.3 * 200_000 * 650 / 700)
    assert told.cost == pytest.approx(spill.cost)
    assert "fewer-hours/leak" in by_name(told.drivers)
    assert_same_as_run(result)


def test_what_is_spent_in_place_of_a_saving_is_told_with_its_sum():
    booking = Booking(service="youth", formula="help", source=source("7"))
    effects = {"hours": fewer_hours().effects["hours"].model_copy(update={"booked": (booking,)})}
    drivers = {**fewer_hours().drivers, "help": driver(50_000, "EUR/year")}
    hours = fewer_hours(drivers=drivers, effects=effects, costs={})
    result = worked_out(scenario(municipality="zuid"), *small_after(hours))
    told = explain(result, "fewer-hours", 2023)
    (booked,) = told.effects[0].booked
    assert (booked.service.nl, booked.structural.value, booked.citation.source.lines) == (
        result.catalogue.programme.services["youth"].title.nl,
        50_000,
        "7",
    )
    # Zuid's 30% of inhabitants, damped like the saving itself: 650,000 of 700,000.
    assert booked.amount == pytest.approx(0.3 * 50_000 * 650 / 700)
    assert "fewer-hours/help" in by_name(told.drivers)
    # It is deducted already, and no cost.
    assert told.cost == 0
    assert_same_as_run(result)


def small_after(changed: Measure) -> list[Measure]:
    return list((small_measures() | {changed.id: changed}).values())


@pytest.mark.parametrize("reason", ["not_cashable", "reading", "budget_ceiling"])
def test_an_effect_that_does_not_count_says_why(reason: str):
    formula, shares = "fewer * baseline.household_help", (1, 1, 1, 1)
    effects: dict[str, Effect] = {
        "not_cashable": effect("household_help", formula, shares, cashable=False),
        "reading": effect("household_help", formula, shares, readings=("two",)),
        "budget_ceiling": effect("household_help", formula, shares),
    }
    ceiling = CappedLine(
        kind="capped_line", service="household_help", result=text(), source=source(), note=text()
    )
    one_of_two = {name: Reading(title=text(), reason=text()) for name in ("one", "two")}
    hours = fewer_hours(
        effects={"hours": effects[reason]},
        relations=(ceiling,) if reason == "budget_ceiling" else (),
        readings=one_of_two,
        default_reading="one",
    )
    result = worked_out(scenario("fewer-hours"), hours)
    told = explain(result, "fewer-hours", 2023)
    (left_out,) = told.effects
    assert isinstance(left_out, EffectExplained)
    assert (left_out.not_counted, left_out.gross, left_out.structural) == (reason, 0.0, None)
    assert told.reading is not None
    assert list(told.reading.alternatives) == ["two"]


def test_a_shared_cost_booked_elsewhere_says_so():
    unbooked: dict[str, CostLine] = {"reassess": pool_cost(booked_in_source=False)}
    hours = fewer_hours(costs=unbooked)
    together = explain(worked_out(scenario(), *small_after(hours)), "fewer-hours", 2023)
    assert together.costs[0].not_counted == "pool_booked_elsewhere"
    assert together.unknown == ()
    alone = explain(worked_out(scenario("fewer-hours"), hours), "fewer-hours", 2023)
    assert alone.costs[0].not_counted == "pool_unpaid"
    assert [item.what for item in alone.unknown] == ["cost"]
    assert alone.cost == 0


def test_a_driver_shows_its_value_its_source_and_its_rivals():
    result = worked_out(scenario(estimates={"region": 1.0, "critics": 3.0}))
    told = by_name(explain(result, "school-coaches", 2023).drivers)["school-coaches/saving_per_child"]
    # A quarter of 1,000 and three quarters of 500.
    assert (told.value, told.basis, told.unit) == (pytest.approx(625), "views", "EUR/child/year")
    assert [(v.name, v.weight, v.estimate.value) for v in told.views] == [
        ("region", 0.25, 1_000),
        ("critics", 0.75, 500),
    ]
    assert told.views[0].citation is not None
    assert told.views[0].citation.document.text_file == "plan.txt"


def test_a_driver_set_by_the_scenario_shows_the_reason():
    change = DriverChange(value=800.0, reason="Offerte")
    setting = MeasureSetting(drivers={"saving_per_child": change})
    result = worked_out(scenario(measures={"school-coaches": setting}))
    told = by_name(explain(result, "school-coaches", 2023).drivers)["school-coaches/saving_per_child"]
    assert (told.value, told.basis, told.change) == (800.0, "scenario", change)
    assert {view.weight for view in told.views} == {0.0}


def test_a_driver_picked_by_a_reading_says_so():
    reading = Reading(title=text(), reason=text(), estimates={"saving_per_child": "critics"})
    coaches = school_coaches(readings={"letter": reading}, default_reading="letter")
    result = worked_out(scenario(), *small_after(coaches))
    told = by_name(explain(result, "school-coaches", 2023).drivers)["school-coaches/saving_per_child"]
    assert (told.value, told.basis) == (500.0, "reading")
    assert [(v.name, v.weight) for v in told.views] == [("region", 0.0), ("critics", 1.0)]


def test_unknown_amounts_and_conditions_are_told():
    unknown = Unknown(title=text("Meer vraag"), what="cost", printed="PM", source=source())
    condition = Requires(kind="requires", condition=text(), source=source(), note=text())
    idea = measure("idea", unknown=(unknown,), relations=(condition,))
    told = explain(worked_out(scenario("idea"), idea), "idea", 2021)
    assert [(item.title.nl, item.printed) for item in told.unknown] == [("Meer vraag", "PM")]
    assert [relation.works for relation in told.relations] == [None]
    assert (told.gross, told.cost, told.effects, told.costs, told.damping) == (0, 0, (), (), ())


@pytest.mark.parametrize(
    ("name", "year", "words"),
    [
        ("fewer-hours", 2023, "is off in scenario"),
        ("school-coach", 2023, "Write 'school-coaches'"),
        ("school-coaches", 2025, "from 2021 to 2024"),
    ],
)
def test_what_cannot_be_explained_is_refused(name: str, year: int, words: str):
    result = worked_out(scenario("school-coaches"), *small_measures().values())
    with pytest.raises(ScenarioError, match=words):
        explain(result, name, year)


@pytest.mark.parametrize(
    "changes",
    [
        {"layers": Layers(shared_costs=False)},
        {"layers": Layers(growth=True, realisation=True, delay=True, spill_over=True)},
        {"municipality": "zuid", "price_level": "nominal"},
        {"growth_shift": 0.01, "layers": Layers(growth=True)},
        {"allocation_key": "age_0_19", "municipality": "west"},
        {
            "measures": {
                "school-coaches": MeasureSetting(intensity=1.5, shift_months=-4, scales_costs=False),
                "fewer-hours": MeasureSetting(stretch=2.0, shift_months=7),
                "strict-access": MeasureSetting(intensity=0.3, stretch=0.5),
            }
        },
    ],
)
def test_every_setting_is_explained_as_it_is_run(changes: dict[str, Any]):
    gradual = fewer_hours(
        effects={
            "hours": effect(
                "household_help",
                "fewer * baseline.household_help",
                (1, 1, 1, 1),
                ramp_up=Step(kind="step", start=dt.date(2022, 3, 15)),
            )
        }
    )
    local = measure(
        "local",
        scope="zuid",
        drivers={"amount": driver(30_000, "EUR/year")},
        effects={
            "help": effect("household_help", "amount", (0, 1, 1, 1)),
            "fee": effect("household_help", "amount / 2", (0, 1, 1, 1), kind="own_contribution"),
        },
    )
    chosen = scenario(**changes)
    measures = chosen.measures | {"local": MeasureSetting()}
    assert_same_as_run(
        worked_out(chosen.model_copy(update={"measures": measures}), *small_after(gradual), local)
    )
