"""What a position means: both packages worked out on the same dice, and set side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulator.analysis.position.arguments import Argument, accepted
from simulator.analysis.position.comparison import YearCompared, compare_years
from simulator.analysis.position.packages import packages
from simulator.analysis.position.risks import Leak, LeftOut, Residents, leaks, left_out, residents
from simulator.analysis.run import Run, run
from simulator.analysis.summary import savings_known
from simulator.domain.catalogue import Catalogue
from simulator.domain.position import Position
from simulator.domain.scenario import Scenario


@dataclass(frozen=True)
class Consequences:
    """What a position means for the budget, for residents, and what it leaves open.

    Attributes
    ----------
    position : Position
        The position itself.
    catalogue : Catalogue
        The programme that it is about.
    proposed, own : Run
        The package as proposed, and as the position has it, on the same dice and assumptions.
    years : tuple of YearCompared
        Both packages per year. The last one's `cumulative` is about all years together.
    residents : tuple of Residents
        Who notices the measures.
    leaks : tuple of Leak
        Waterbed risks.
    left_out : tuple of LeftOut
        What nobody knows, and no total holds.
    arguments : dict
        Per measure the arguments that the author accepted.
    """

    position: Position
    catalogue: Catalogue
    proposed: Run
    own: Run
    years: tuple[YearCompared, ...]
    residents: tuple[Residents, ...]
    leaks: tuple[Leak, ...]
    left_out: tuple[LeftOut, ...]
    arguments: Mapping[str, tuple[Argument, ...]]

    def savings_known(self, package: str) -> bool:
        """Say whether the total of what a package saves means anything: see `summary.savings_known`.

        Parameters
        ----------
        package : {"proposed", "position"}
            Which package.
        """
        found = self.proposed if package == "proposed" else self.own
        return savings_known(found.plan, found.view)

    def paid_back(self, package: str) -> int | None:
        """First year from which on a package has yielded more than it cost since the start.

        Parameters
        ----------
        package : {"proposed", "position"}
            Which package; the middle of all draws counts.

        Returns
        -------
        int or None
            None when it does not get that far within the programme.
        """
        found = None
        for year in reversed(self.years):
            if getattr(year.cumulative, package).p50 < 0:
                break
            found = year.year
        return found

    def differs(self) -> bool:
        """Whether the two packages hold other measures or settings."""
        return self.proposed.run_id != self.own.run_id


def consequences(
    position: Position,
    catalogue: Catalogue,
    scenarios: Mapping[str, Scenario],
    progress: Callable[[int, int], None] | None = None,
) -> Consequences:
    """Work out what a position means.

    Parameters
    ----------
    position : Position
        The position.
    catalogue : Catalogue
        The programme that it is about.
    scenarios : mapping of str to Scenario
        The scenarios that it names, by id.
    progress : callable, optional
        Called with the draws done and to do, of both packages together.

    Raises
    ------
    ScenarioError
        If the position names a scenario, measure or argument that is not there.
    """
    both = packages(position, scenarios)
    chosen = accepted(position, catalogue)

    def part(before: int) -> Callable[[int, int], None] | None:
        if progress is None:
            return None
        return lambda done, to_do: progress(before * to_do + done, 2 * to_do)

    proposed = run(catalogue, both.proposed, progress=part(0))
    own = run(catalogue, both.position, progress=part(1))
    return Consequences(
        position=position,
        catalogue=catalogue,
        proposed=proposed,
        own=own,
        years=compare_years(proposed, own),
        residents=residents(catalogue, both.proposed, both.position),
        leaks=leaks(catalogue, proposed, own),
        left_out=left_out(catalogue, proposed, own),
        arguments=chosen,
    )
