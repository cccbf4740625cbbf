"""Checks on a whole catalogue, each issue with the file it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from simulator.consistency.formulas import names_in
from simulator.consistency.issue import Issue, Issues
from simulator.consistency.measure import check_measure, formula_names
from simulator.consistency.observed import check_observed
from simulator.consistency.printed import check_printed
from simulator.consistency.programme import check_programme
from simulator.consistency.relations import check_relations
from simulator.domain.measure import Measure
from simulator.domain.observation import ObservedFigures
from simulator.domain.printed import PrintedFigures
from simulator.domain.programme import Programme

PROGRAMME = "programme"
PRINTED = "printed"
OBSERVED = "observed"


def check_catalogue(
    programme: Programme,
    measures: Mapping[str, Measure],
    printed: PrintedFigures | None = None,
    observed: ObservedFigures | None = None,
) -> Iterator[tuple[str, Issue]]:
    """Yield everything in a catalogue that does not agree.

    Parameters
    ----------
    programme : Programme
        What the measures have in common.
    measures : mapping of str to Measure
        All measures by id.
    printed : PrintedFigures, optional
        The source's tables.
    observed : ObservedFigures, optional
        What was realised, expected or forecast.

    Yields
    ------
    tuple of str and Issue
        ``programme``, ``printed``, ``observed`` or the id of a measure, and what is wrong there.
    """
    for issue in check_programme(programme):
        yield PROGRAMME, issue
    for issue in check_shared_drivers_used(programme, measures):
        yield PROGRAMME, issue
    for name, measure in measures.items():
        for issue in check_measure(measure, programme):
            yield name, issue
    yield from check_relations(measures, programme)
    if printed is not None:
        for issue in check_printed(printed, programme, measures):
            yield PRINTED, issue
    if observed is not None:
        for issue in check_observed(observed, programme, measures):
            yield OBSERVED, issue


def check_shared_drivers_used(programme: Programme, measures: Mapping[str, Measure]) -> Issues:
    """Yield an issue for each shared driver that no formula uses and no service shows."""
    used = {name for service in programme.services.values() for name in service.volumes}
    used |= {name for pool in programme.cost_pools.values() for name in names_in(pool.formula)}
    used |= {name for measure in measures.values() for name in formula_names(measure)}
    for name in programme.drivers:
        if name not in used:
            yield Issue(
                ("drivers", name),
                f"a shared driver '{name}' that nothing uses",
                "a formula that uses it, or a service with it among its volumes",
                "Use it, or remove it.",
            )
