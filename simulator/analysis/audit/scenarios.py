"""The scenarios that the audit compares the source with."""

from __future__ import annotations

from simulator.domain.base import Text
from simulator.domain.catalogue import Catalogue
from simulator.domain.scenario import Layers, MeasureSetting, Membership, Scenario

PRINTED_READING = "printed"
"""Name that a measure gives to the reading that follows its table."""

NO_LAYERS = Layers(overlap=False, shared_costs=False, supersedes=False, already_implemented=False)
"""The plan as it stands: every amount in full, everything else off."""


def as_printed_scenario(catalogue: Catalogue) -> Scenario:
    """Build the scenario in which every measure counts as its table prints it.

    All measures with a printed table are on, rejected ones included (all measures when no tables are
    held). The reading is "printed" where a measure has one, all layers are off, and municipalities that
    leave or don't take part in a service are still counted, as in the tables.

    Parameters
    ----------
    catalogue : Catalogue
        The programme with its measures and printed tables.

    Returns
    -------
    Scenario
        For the most likely case: it has the fewest draws that a scenario may have.
    """
    printed = catalogue.printed
    names = [table.measure for table in printed.tables] if printed else list(catalogue.measures)
    return Scenario(
        id="as-printed",
        programme=catalogue.programme.id,
        title=Text(nl="Zoals gedrukt", en="As printed"),
        summary=Text(
            nl="Alle bedragen zoals de tabellen ze geven, zonder enige correctie.",
            en="All amounts as the tables have them, without any correction.",
        ),
        measures={name: MeasureSetting() for name in names if name in catalogue.measures},
        layers=NO_LAYERS,
        reading=PRINTED_READING,
        membership=Membership(exclusions=False, departures=False),
        draws=100,
    )


def default_reading_scenario(catalogue: Catalogue) -> Scenario:
    """Build the same scenario with the reading that each measure has by default."""
    return as_printed_scenario(catalogue).model_copy(update={"id": "default-readings", "reading": None})
