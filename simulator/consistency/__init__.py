"""Whether the data agree: names that exist, units that fit, relations that can be.

The domain models check each value by itself; the checks here compare one place with another.
Each check is a generator of issues, so a report can name them all at once.
"""

from simulator.consistency.catalogue import OBSERVED, PRINTED, PROGRAMME, check_catalogue
from simulator.consistency.issue import Issue
from simulator.consistency.measure import check_measure
from simulator.consistency.observed import check_observed
from simulator.consistency.printed import check_printed
from simulator.consistency.programme import check_programme
from simulator.consistency.relations import check_relations
from simulator.consistency.scenario import check_scenario

__all__ = [
    "OBSERVED",
    "PRINTED",
    "PROGRAMME",
    "Issue",
    "check_catalogue",
    "check_measure",
    "check_observed",
    "check_printed",
    "check_programme",
    "check_relations",
    "check_scenario",
]
