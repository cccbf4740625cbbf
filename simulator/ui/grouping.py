"""In which order and under which heading measures are listed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from simulator.domain.catalogue import Catalogue
from simulator.domain.measure import Measure
from simulator.domain.relation import CappedLine
from simulator.domain.scenario import Scenario

Kind = Literal["added", "service", "own", "suggested", "rejected"]


@dataclass(frozen=True)
class Group:
    """Measures under one heading.

    Attributes
    ----------
    kind : {"added", "service", "own", "suggested", "rejected"}
        Measures that the user added; those of the programme on one service; those of one municipality;
        those that somebody suggested; those that were turned down.
    name : str
        The service (empty: no single one) or the municipality; empty for the other kinds.
    measures : tuple of Measure
        In the order of the catalogue.
    """

    kind: Kind
    name: str
    measures: tuple[Measure, ...]


def groups(catalogue: Catalogue, added: Collection[str] = ()) -> tuple[Group, ...]:
    """Divide all measures of a catalogue over headings: the programme's own in budget order.

    Before these come the measures that the user added, by their ids in `added`.
    """
    found: dict[tuple[Kind, str], list[Measure]] = {
        ("added", ""): [],
        **{("service", name): [] for name in (*catalogue.programme.services, "")},
        **{("own", name): [] for name in catalogue.programme.municipalities},
        ("suggested", ""): [],
        ("rejected", ""): [],
    }
    for measure in catalogue.measures.values():
        kind: Kind = "added" if measure.id in added else _kind(measure)
        found[kind, _name(measure, kind)].append(measure)
    return tuple(Group(*heading, tuple(those)) for heading, those in found.items() if those)


def switched_on(group: Group, scenario: Scenario) -> int:
    """Count the measures of a group that are on."""
    active = set(scenario.active())
    return sum(measure.id in active for measure in group.measures)


def service_of(measure: Measure) -> str:
    """Give the service that a measure works on first; empty when it names none."""
    named: Iterable[str | None] = (
        *(effect.service for effect in measure.effects.values()),
        *(relation.service for relation in measure.relations if isinstance(relation, CappedLine)),
        *(item.service for item in measure.unknown),
    )
    return next((service for service in named if service), "")


def _kind(measure: Measure) -> Kind:
    if measure.status in ("rejected", "suggested"):
        return "rejected" if measure.status == "rejected" else "suggested"
    return "own" if measure.scope else "service"


def _name(measure: Measure, kind: Kind) -> str:
    if kind == "service":
        return service_of(measure)
    return (measure.scope or "") if kind == "own" else ""
