"""Which measures `analyse portfolio` chooses from, and what to do when there is nothing to choose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.analysis.portfolio import Candidates
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario


def chosen_from(
    catalogue: Catalogue,
    asked: Scenario,
    required: Sequence[str],
    barred: Sequence[str],
    also: Sequence[str],
    only: Sequence[str],
) -> Candidates:
    """Give what packages are made of: the measures of a scenario, as the options of the command change them.

    Parameters
    ----------
    catalogue : Catalogue
        The programme.
    asked : Scenario
        Every measure that it names can be chosen, on or off.
    required, barred : sequence of str
        Ids of measures that are in every package, and in none.
    also : sequence of str
        Ids of measures to choose from beside those of the scenario.
    only : sequence of str
        Ids to choose from alone: the other measures stay on or off, as the scenario has them.

    Raises
    ------
    ScenarioError
        If there are too many measures, or no source says of any of them what it saves.
    """
    from simulator.analysis.portfolio import MOST, anything_known, candidates
    from simulator.errors import ScenarioError

    inside, names = list(required), [*asked.measures, *also]
    if only:
        names = [*only, *also]
        inside += [name for name in asked.active() if name not in {*names, *barred}]
    free = set(names) - {*inside, *barred}
    place = f"{asked.programme}/{asked.id}"
    together = {*inside, *free}
    if together and not anything_known(catalogue, asked, together):
        raise ScenarioError(
            f"found no amount for what any of these {len(together)} measures saves; expected at least one, "
            "as unknown is not zero and no package is better than another. Ask instead how much a measure "
            f"must avoid before it pays: break-even {place} MEASURE"
        )
    if len(free) > MOST:
        raise ScenarioError(
            f"found {len(free)} measures to choose from; expected at most {MOST}, which give {1 << MOST:,} "
            f"packages. Name those to choose from with --only ID, once for each; the others stay as they are "
            f"in the scenario. Or fix {len(free) - MOST} or more with --in ID and --out ID"
        )
    return candidates(catalogue, asked, names, inside, barred)
