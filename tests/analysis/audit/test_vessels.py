import pytest

from tests.analysis.audit.samples import access_table, catalogue, found, hours_table
from tests.factories import driver, fewer_hours, service, strict_access


def both(hours=None, access=None, **changes):
    measures = (hours or fewer_hours(), access or strict_access())
    return catalogue(hours_table(), access_table(), measures=measures, **changes)


def test_two_measures_on_more_than_a_fifth_of_one_service():
    [finding] = found(both(), "communicating-vessels")
    assert (finding.severity, finding.year, finding.subject) == ("note", 2024, "household_help")
    assert finding.measures == ("fewer-hours", "strict-access")
    # 200,000 + 500,000 is 35% of 2,000,000; independently 1 - 0.9 × 0.75 = 32.5%
    assert finding.printed == "700.000"
    assert finding.computed == pytest.approx(650_000)
    assert finding.difference_eur == pytest.approx(-50_000)
    assert "35% van de uitgaven" in finding.title.nl


def test_one_measure_cannot_get_in_its_own_way():
    measures = (strict_access(),)
    assert found(catalogue(access_table(), measures=measures), "communicating-vessels") == []


def test_rejected_measures_do_not_count():
    assert found(both(access=strict_access(status="rejected")), "communicating-vessels") == []


def test_a_fifth_or_less_is_no_finding():
    services = {
        "youth": service(1_000_000, law="jeugdwet", allocation_key="age_0_19"),
        "household_help": service(2_000_000),
    }
    tenth = strict_access(drivers=strict_access().drivers | {"refused": driver(0.1)})
    source = both(access=tenth, programme={"services": services})
    assert found(source, "communicating-vessels") == []


def test_savings_on_staff_do_not_compete():
    staff = strict_access().effects["access"].model_copy(update={"kind": "execution"})
    assert found(both(access=strict_access(effects={"access": staff})), "communicating-vessels") == []
