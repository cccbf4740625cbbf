import pytest

from simulator.domain.measure import Reading
from simulator.domain.quantity import Uniform
from tests.analysis.audit.samples import (
    catalogue,
    coaches,
    coaches_table,
    found,
    hours_table,
    undisputed,
)
from tests.factories import cost, driver, effect, estimate, fewer_hours, shared_drivers, source, text

ESTIMATES = {name: text(name.capitalize()) for name in ("region", "critics", "text", "table")}
PROGRAMME = {"estimates": ESTIMATES}


def with_saving(**changes):
    """Build a catalogue in which the saving per child, 1,000, has these fields."""
    saving = driver(1_000, "EUR/child/year", **changes)
    measure = coaches(drivers=coaches().drivers | {"saving_per_child": saving})
    return catalogue(measures=(measure, fewer_hours()), programme=PROGRAMME)


def test_driver_that_cannot_be_derived():
    [finding] = found(with_saving(provenance="not_derivable", source=source("40-41")))
    assert (finding.rule, finding.severity, finding.measure) == ("not-derivable", "warning", "school-coaches")
    assert (finding.subject, finding.line) == ("saving_per_child", "40-41")
    assert finding.computed == "1.000 euro per kind per jaar"
    # 100 children at 1,000: all of 100,000 rests on it
    assert (finding.row, finding.difference_eur) == ("effect", -100_000)


def test_cost_that_cannot_be_derived():
    drivers = coaches().drivers | {"rest": driver(5_000, "EUR/year", provenance="not_derivable")}
    costs = coaches().costs | {"rest": cost("rest", (0, 1, 0, 0))}
    printed = coaches_table(
        cost=("40.000", "45.000", "40.000", "40.000"), net=("-10.000", "-55.000", "-60.000", "-60.000")
    )
    measures = (coaches(drivers=drivers, costs=costs), fewer_hours())
    [finding] = found(catalogue(printed, hours_table(), measures=measures))
    assert (finding.rule, finding.row, finding.difference_eur) == ("not-derivable", "cost", -5_000)


def test_rival_that_cannot_be_derived_and_is_the_tables():
    findings = found(with_saving(rivals={"table": estimate(1_020, provenance="not_derivable")}))
    assert [(f.rule, f.subject) for f in findings] == [
        ("not-derivable", "saving_per_child (table)"),
        ("two-figures", "saving_per_child (table)"),
    ]


@pytest.mark.parametrize("view", ["text", "table"])
def test_two_figures_in_the_source_itself(view):
    [finding] = found(with_saving(rivals={view: estimate(1_020, source=source("50"))}))
    assert (finding.rule, finding.severity, finding.line) == ("two-figures", "warning", "50")
    assert (finding.printed, finding.computed) == (
        "1.020 euro per kind per jaar",
        "1.000 euro per kind per jaar",
    )
    # 100 children: 100,000 in use against 102,000
    assert finding.difference_eur == pytest.approx(-2_000)
    assert "van Koers en € 102.000 met dat getal" in finding.explanation.nl


def test_the_figure_in_use_is_that_of_the_default_reading():
    saving = driver(1_000, "EUR/child/year", rivals={"table": estimate(1_020)})
    reading = Reading(title=text("Tabel"), reason=text("Zo."), estimates={"saving_per_child": "table"})
    measure = coaches(
        drivers=coaches().drivers | {"saving_per_child": saving},
        readings={"printed": reading},
        default_reading="printed",
    )
    source = catalogue(measures=(measure, fewer_hours()), programme=PROGRAMME)
    [finding] = found(source, "two-figures")
    assert (finding.subject, finding.computed) == ("saving_per_child", "1.020 euro per kind per jaar")
    assert finding.difference_eur == pytest.approx(2_000)


def test_estimate_with_the_opposite_sign():
    [finding] = found(with_saving(rivals={"critics": estimate(-200)}))
    assert (finding.rule, finding.severity) == ("sign-disputed", "warning")
    # 100 × -200 = -20,000 against 100,000
    assert finding.difference_eur == pytest.approx(-120_000)
    assert "een nadeel van € 20.000" in finding.explanation.nl
    assert "a loss of €20,000" in finding.explanation.en


def test_estimate_that_leaves_the_sign_open():
    unsure = estimate(
        0.0,
        uncertainty=Uniform(kind="uniform", low=-500, high=500),
        range_provenance="assumption",
        range_reason=text("Onduidelijk"),
    )
    [finding] = found(with_saving(rivals={"critics": unsure}))
    assert (finding.rule, finding.severity) == ("sign-unsure", "warning")
    assert finding.difference_eur == pytest.approx(-100_000)


@pytest.mark.parametrize(
    ("value", "rules"), [(1_250, []), (1_251, ["estimate-far-off"]), (749, ["estimate-far-off"])]
)
def test_estimate_that_is_more_than_a_quarter_off(value, rules):
    findings = found(with_saving(rivals={"critics": estimate(value)}))
    assert [f.rule for f in findings] == rules
    assert {f.severity for f in findings} <= {"note"}


def test_estimate_of_a_driver_without_effect_is_a_note():
    measure = coaches(
        drivers=coaches().drivers | {"coaches": driver(0.5, "fte", rivals={"text": estimate(0.6)})}
    )
    [finding] = found(catalogue(measures=(measure, fewer_hours()), programme=PROGRAMME))
    assert (finding.rule, finding.severity, finding.difference_eur) == ("two-figures", "note", None)


def more_clients(number, **changes):
    """Build fewer-hours as clients × 200 euros a client, with this number of new clients."""
    drivers = {
        "new_clients": driver(number, "client", **changes),
        "saving": driver(200, "EUR/client/year"),
    }
    hours = effect("household_help", "new_clients * saving", (0, 0.5, 1.0, 1.0))
    measure = fewer_hours(drivers=drivers, effects={"hours": hours})
    return catalogue(measures=(coaches(), measure), programme=PROGRAMME)


def test_more_clients_than_the_service_has():
    # household_help has 1,000 clients
    [finding] = found(more_clients(1_200), "more-than-volume")
    assert (finding.severity, finding.measure, finding.subject) == ("error", "fewer-hours", "new_clients")
    # 1,000 × 200 = 200,000 against 1,200 × 200 = 240,000
    assert (finding.printed, finding.computed) == ("1.200 cliënten", 200_000)
    assert finding.difference_eur == pytest.approx(-40_000)


def test_as_many_clients_as_the_service_has():
    assert found(more_clients(1_000)) == []


def test_a_rival_can_be_more_than_there_are():
    findings = found(more_clients(1_000, rivals={"table": estimate(1_500)}), "more-than-volume")
    assert [f.subject for f in findings] == ["new_clients (table)"]


def test_service_without_a_number_of_clients_is_not_compared():
    # youth has no volumes; 100 children could be any part of it
    assert found(catalogue(), "more-than-volume") == []


def test_volume_itself_is_not_compared_with_itself():
    hours = effect("household_help", "clients * saving", (0, 0.5, 1.0, 1.0))
    measure = fewer_hours(drivers={"saving": driver(200, "EUR/client/year")}, effects={"hours": hours})
    assert found(catalogue(measures=(coaches(), measure)), "more-than-volume") == []


def test_shared_driver_of_the_programme_that_cannot_be_derived():
    drivers = shared_drivers() | {"clients": driver(1_000, "client", provenance="not_derivable")}
    [finding] = found(catalogue(programme={"drivers": drivers}))
    assert (finding.rule, finding.measures) == ("not-derivable", ())
    assert finding.title.nl.startswith("Het programma: ")


def test_certain_and_undisputed_drivers_give_nothing():
    measure = coaches(drivers=coaches().drivers | {"saving_per_child": undisputed()})
    assert found(catalogue(measures=(measure, fewer_hours()))) == []
