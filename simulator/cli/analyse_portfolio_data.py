"""A choice of packages for other programs: as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from simulator.analysis.portfolio import Choice, Goal, Packages, Winner, front_table, winners_table
from simulator.cli.output import cell_of
from simulator.cli.unknown import net_of, unknown_savings
from simulator.export.csv_text import csv_text

if TYPE_CHECKING:
    from simulator.domain.catalogue import Catalogue
    from simulator.domain.scenario import Scenario


def axis_of(goal: Goal) -> Goal:
    """What the front is drawn against: what should be low, and residents when only money counts."""
    return "residents" if goal == "net" else goal


def choice_as_dict(
    catalogue: Catalogue, scenario: Scenario, packages: Packages, choice: Choice, found: Sequence[Winner]
) -> dict[str, Any]:
    """Give a choice as what JSON can hold: who meets the wishes, packages in full, and the front."""
    table = front_table(packages, choice, ("net", axis_of(choice.wishes.goal)))
    nobody_knows = savings_nobody_knows(catalogue, scenario, packages)
    return {
        "programme": catalogue.programme.id,
        "scenario": scenario.id,
        "year": packages.year,
        "task": {"owner": packages.owner, "amount": packages.target},
        "packages": packages.count,
        "draws": packages.draws,
        "largest_standard_error_of_chance": packages.error(0.5),
        "measures": list(packages.candidates.measures),
        "always": list(packages.candidates.always),
        "meeting": len(choice.meeting),
        "meeting_without": choice.without,
        "nearly_equal": choice.nearly_equal,
        "shared": list(choice.shared),
        "differing": list(choice.differing),
        "chosen": [_one(winner, nobody_knows) for winner in found],
        "front": [_on_front(row, packages, nobody_knows) for row in table.to_dict("records")],
    }


def savings_nobody_knows(catalogue: Catalogue, scenario: Scenario, packages: Packages) -> frozenset[str]:
    """Measures of the packages of which nobody knows what they save."""
    options = packages.candidates
    return unknown_savings(catalogue, scenario, [*options.measures, *options.always])


def net_known(measures: Collection[str], nobody_knows: frozenset[str]) -> bool:
    """Say whether the net saving of a package means anything; doing nothing is known to save nothing."""
    return not measures or not nobody_knows.issuperset(measures)


def _on_front(row: dict[Any, Any], packages: Packages, nobody_knows: frozenset[str]) -> dict[str, Any]:
    measures = row["ids"].split()
    known = net_known(measures, nobody_knows)
    chance = row["chance"] if known and packages.target is not None else None
    found = {**row, "net": row["net"] if known else None, "chance": chance, "ids": measures}
    unknown_for = [name for name in measures if name in nobody_knows]
    return found | {"savings_known": known, "savings_unknown_for": unknown_for}


def _one(winner: Winner, nobody_knows: frozenset[str]) -> dict[str, Any]:
    known = net_known(winner.measures, nobody_knows)
    return {
        "package": winner.number,
        "run": winner.run_id,
        "measures": list(winner.measures),
        "net": net_of(winner.net, winner.p10, winner.p50, winner.p90, known=known),
        "savings_known": known,
        "savings_unknown_for": [name for name in winner.measures if name in nobody_knows],
        "chance": winner.chance if known else None,
        "fte": winner.fte,
        "fte_unknown_for": list(winner.no_fte),
        "residents": winner.residents,
        "residents_unknown_for": list(winner.no_residents),
    }


def choice_as_csv(
    catalogue: Catalogue, scenario: Scenario, packages: Packages, choice: Choice, found: Sequence[Winner]
) -> str:
    """The packages worked out in full, the best first, and then the front."""
    near = winners_table(found).to_dict("records")
    front = front_table(packages, choice, ("net", axis_of(choice.wishes.goal))).to_dict("records")
    nobody_knows = savings_nobody_knows(catalogue, scenario, packages)
    columns = [*winners_table(()).columns, "savings_known", "without_savings"]
    rows = [("near" if place else "best", row) for place, row in enumerate(near)]
    rows += [("front", row) for row in front]
    for _, row in rows:
        measures = row["ids"].split()
        row["savings_known"] = net_known(measures, nobody_knows)
        row["without_savings"] = len(nobody_knows.intersection(measures))
        if not row["savings_known"]:
            row.update(dict.fromkeys(("net", "p10", "p50", "p90", "chance")))
    cells = ([role, *(cell_of(row.get(name)) for name in columns)] for role, row in rows)
    return csv_text(("role", *columns), cells)
