"""Measures that cannot be on together, or not without each other, and those that replace each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.relation import Excludes, Requires, Supersedes
from simulator.domain.scenario import Scenario


@dataclass(frozen=True)
class Conflict:
    """A combination that cannot be.

    Attributes
    ----------
    kind : {"requires", "excludes"}
        What the measure says of the other.
    measure, other : str
        Ids: the measure that is on, and the one that must be on (requires) or off (excludes).
    note : Text
        Why, in the words of the file.
    """

    kind: Literal["requires", "excludes"]
    measure: str
    other: str
    note: Text


def conflicts(scenario: Scenario, catalogue: Catalogue) -> tuple[Conflict, ...]:
    """List the combinations in a scenario that cannot be, each pair once."""
    return tuple(_conflicts(scenario, catalogue))


def _conflicts(scenario: Scenario, catalogue: Catalogue) -> Iterator[Conflict]:
    active = set(scenario.active())
    seen: set[frozenset[str]] = set()
    for measure in catalogue.measures.values():
        for relation in measure.relations if measure.id in active else ():
            if isinstance(relation, Requires) and relation.measure and relation.measure not in active:
                yield Conflict("requires", measure.id, relation.measure, relation.note)
            if isinstance(relation, Excludes) and relation.measure in active:
                pair = frozenset((measure.id, relation.measure))
                if pair not in seen:
                    seen.add(pair)
                    yield Conflict("excludes", measure.id, relation.measure, relation.note)


def superseded(scenario: Scenario, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Give, for each measure that is on, the measures that are on and of which it replaces a part."""
    active = set(scenario.active())
    found: dict[str, tuple[str, ...]] = {}
    if not scenario.layers.supersedes:
        return found
    for measure in catalogue.measures.values():
        others = [r.measure for r in measure.relations if isinstance(r, Supersedes) and r.measure in active]
        if measure.id in active and others:
            found[measure.id] = tuple(dict.fromkeys(others))
    return found


def conditions(catalogue: Catalogue, measure: str) -> tuple[Text, ...]:
    """Give what must be arranged outside the model before a measure can start."""
    relations = catalogue.measures[measure].relations
    return tuple(r.condition for r in relations if isinstance(r, Requires) and r.condition)
