"""Measures of the user's own, beside those of the programme.

They live in the session and travel in its link. What a scenario does not use does not count in its run: a
draft of one's own changes no run id and no number until it is on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from simulator.consistency import check_measure
from simulator.consistency.relations import check_relations
from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.scenario import MeasureSetting, Scenario

MOST_MEASURES = 20
"""Measures of their own that a user, or a link, can bring."""

Data = dict[str, Any]


def joined(shipped: Catalogue, own: Iterable[Measure]) -> Catalogue:
    """Put measures behind those of a catalogue; the places of the others, and so their draws, stay."""
    added = {measure.id: measure for measure in own}
    if not added:
        return shipped
    measures = {**shipped.measures, **added}
    return Catalogue(programme=shipped.programme, measures=measures, printed=shipped.printed)


def content_key(own: Iterable[Measure]) -> str:
    """Give the SHA-256 of all that measures say."""
    data = [measure.model_dump(mode="json") for measure in own]
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def used(own: Iterable[Measure], scenario: Scenario) -> tuple[Measure, ...]:
    """Give the measures that a scenario names, and those that these refer to."""
    by_id = {measure.id: measure for measure in own}
    found: dict[str, Measure] = {}
    waiting = [name for name in scenario.measures if name in by_id]
    while waiting:
        measure = by_id[waiting.pop()]
        found[measure.id] = measure
        named = (getattr(relation, "measure", None) for relation in measure.relations)
        waiting += [name for name in named if name in by_id and name not in found]
    return tuple(measure for name, measure in by_id.items() if name in found)


def as_data(measure: Measure) -> Data:
    """Give a measure as plain data, what has its default value left out."""
    return measure.model_dump(mode="json", exclude_defaults=True)


def from_data(items: object, shipped: Catalogue) -> tuple[Measure, ...]:
    """Read measures from a link; whatever does not fit is left out.

    Parameters
    ----------
    items : object
        Anything at all: a list of measures as `as_data` gives them, if all is well.
    shipped : Catalogue
        The catalogue that each must fit, together with those before it.
    """
    found: list[Measure] = []
    for item in items[:MOST_MEASURES] if isinstance(items, list) else ():
        try:
            # As JSON: a strict model takes lists for tuples, and text for dates, only from there.
            measure = Measure.model_validate_json(json.dumps(item))
        except (ValidationError, ValueError, RecursionError):
            continue
        if measure.id not in shipped.measures and _fits(measure, joined(shipped, found)):
            found.append(measure)
    return tuple(found)


def _fits(measure: Measure, catalogue: Catalogue) -> bool:
    measures = {**catalogue.measures, measure.id: measure}
    alone = any(True for _ in check_measure(measure, catalogue.programme))
    return not alone and not any(True for _ in check_relations(measures, catalogue.programme))


def without(scenario: Scenario, measure: str) -> Scenario:
    """Give a scenario that does not name a measure."""
    kept = {name: setting for name, setting in scenario.measures.items() if name != measure}
    return scenario if len(kept) == len(scenario.measures) else _with_measures(scenario, kept)


def adapted(scenario: Scenario, measure: Measure) -> Scenario:
    """Give a scenario whose settings of a measure fit its new version: what is gone cannot be set."""
    setting = scenario.measures.get(measure.id)
    if setting is None:
        return scenario
    drivers = {name: change for name, change in setting.drivers.items() if name in measure.drivers}
    reading = setting.reading if setting.reading in measure.readings else None
    fields = {name: getattr(setting, name) for name in MeasureSetting.model_fields}
    fitting = MeasureSetting.model_validate(fields | {"drivers": drivers, "reading": reading})
    return _with_measures(scenario, {**scenario.measures, measure.id: fitting})


def _with_measures(scenario: Scenario, measures: Mapping[str, MeasureSetting]) -> Scenario:
    fields = {name: getattr(scenario, name) for name in Scenario.model_fields}
    return Scenario.model_validate(fields | {"measures": dict(measures)})
