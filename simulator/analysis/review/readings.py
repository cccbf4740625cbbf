"""Which findings depend on how one reads the source, and what a scenario reads."""

from __future__ import annotations

import re

from simulator.analysis.audit import AuditFinding
from simulator.analysis.review.points import ReviewPoint
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import Scenario
from simulator.engine.compile import reading_of

ORIGINAL = "printed"
"""Name of the reading that follows the tables as they are printed."""

LETTER = "letter"
"""Name of the reading that follows the letter."""

_VIEW = re.compile(r"^(?:(?:effect|cost):)?(?P<driver>\w+) \((?P<view>\w+)\)$")
_ALWAYS = ("default-reading-differs", "effect-before-start", "part-of-start-year")
_LETTER_RULES = ("letter-gross", "letter-gross-rounded", "letter-opposite-sign", "letter-no-match")


def depends_on_reading(point: ReviewPoint, catalogue: Catalogue) -> str | None:
    """Give the measure whose readings differ on a point; None when no reading puts it right or wrong.

    A measure can have readings for one thing and a slip in another: then the slip is read the same way in
    all of them, and a choice beside it would mislead.
    """
    for finding in (*point.findings, *point.also):
        measure = catalogue.measures.get(finding.measure or "")
        if measure is not None and len(measure.readings) > 1 and _is_about_readings(finding, measure):
            return measure.id
    return None


def _is_about_readings(finding: AuditFinding, measure: Measure) -> bool:
    if finding.rule in _ALWAYS:
        return True
    if finding.rule in _LETTER_RULES:
        return LETTER in measure.readings
    if finding.rule == "declared":
        return any(f.id == finding.subject and f.reading is not None for f in measure.findings)
    named = _VIEW.match(finding.subject or "")
    return named is not None and any(
        reading.estimates.get(named["driver"]) == named["view"] for reading in measure.readings.values()
    )


def inherited_reading(measure: Measure, scenario: Scenario) -> str | None:
    """Give the reading that counts unless the measure's own setting says otherwise."""
    return scenario.reading if scenario.reading in measure.readings else measure.default_reading


def own_choices(scenario: Scenario, catalogue: Catalogue) -> tuple[str, ...]:
    """List the measures whose reading the scenario sets one by one, differently from all others."""
    return tuple(
        name
        for name, setting in scenario.measures.items()
        if setting.reading is not None
        and name in catalogue.measures
        and setting.reading != inherited_reading(catalogue.measures[name], scenario)
    )


def reads_as(scenario: Scenario, catalogue: Catalogue, reading: str | None) -> bool:
    """Say whether all measures have the reading that they would have with one for the whole programme."""
    whole = scenario.model_copy(update={"reading": reading})
    return all(
        reading_of(measure, scenario) == inherited_reading(measure, whole)
        for measure in catalogue.measures.values()
        if measure.readings
    )
