import datetime as dt

import pytest

from simulator.domain.measure import Reading
from tests.analysis.audit.samples import catalogue, coaches, coaches_table, found, hours_table
from tests.factories import fewer_hours, text

JULY_2021 = dt.date(2021, 7, 1)
YEAR_LATER = dt.date(2022, 1, 1)


def starting(**changes):
    return catalogue(measures=(coaches(**changes), fewer_hours()))


def with_reading(start):
    readings = {
        "reconciled": Reading(title=text("Vanaf de start"), reason=text("Zo."), start=start),
        "printed": Reading(title=text("Zoals gedrukt"), reason=text("Zo.")),
    }
    return starting(readings=readings, default_reading="reconciled")


def test_effect_in_a_year_before_the_start_of_the_measure():
    [finding] = found(starting(starts=YEAR_LATER), "effect-before-start")
    assert (finding.severity, finding.measure, finding.year) == ("warning", "school-coaches", 2021)
    assert (finding.row, finding.line, finding.printed) == ("effect", "12", "-50.000")
    assert (finding.computed, finding.difference_eur) == (0, -50_000)
    assert "op 1 januari 2022" in finding.explanation.nl
    assert "on 1 January 2022" in finding.explanation.en


def test_part_of_the_first_year_that_the_table_has_allowed_for():
    # 50,000 in 2021 is exactly half of 100,000: a start on 1 July is already in it
    assert found(starting(starts=JULY_2021)) == []


def test_full_effect_in_the_year_of_the_start():
    full = coaches_table(effect=("-100.000",) * 4, net=("-60.000", "-60.000", "-60.000", "-60.000"))
    source = catalogue(full, hours_table(), measures=(coaches(starts=JULY_2021), fewer_hours()))
    [finding] = found(source, "part-of-start-year")
    assert (finding.year, finding.computed, finding.difference_eur) == (2021, 50_000, -50_000)


def test_reading_with_a_start_tells_what_is_left():
    # half of 50,000 in 2021 under the reading that starts on 1 July
    [finding] = found(with_reading(JULY_2021), "part-of-start-year")
    assert (finding.year, finding.computed, finding.difference_eur) == (2021, 25_000, -25_000)
    assert (finding.reading, finding.alternatives) == ("reconciled", ("printed",))


def test_timing_is_cross_referenced_with_the_default_reading():
    timing, default = found(with_reading(YEAR_LATER))
    assert (timing.rule, default.rule) == ("effect-before-start", "default-reading-differs")
    assert timing.related == (default.key,)
    assert default.related == (timing.key,)


@pytest.mark.parametrize("start", [dt.date(2020, 3, 1), dt.date(2021, 1, 1), None])
def test_start_before_any_effect_is_in_order(start):
    assert found(starting(starts=start)) == []
    assert found(with_reading(start)) == []


def test_no_effect_before_the_start_is_in_order():
    # fewer-hours has no effect in 2021
    assert found(catalogue(measures=(coaches(), fewer_hours(starts=YEAR_LATER)))) == []
