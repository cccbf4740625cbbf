"""A choice of packages for other programs: as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from simulator.analysis.portfolio import Choice, Goal, Packages, Winner, front_table, winners_table
from simulator.cli.output import cell_of
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
        "chosen": [_one(winner) for winner in found],
        "front": [
            {**row, "chance": None if packages.target is None else row["chance"], "ids": row["ids"].split()}
            for row in table.to_dict("records")
        ],
    }


def _one(winner: Winner) -> dict[str, Any]:
    return {
        "package": winner.number,
        "run": winner.run_id,
        "measures": list(winner.measures),
        "net": {"mean": winner.net, "p10": winner.p10, "p50": winner.p50, "p90": winner.p90},
        "chance": winner.chance,
        "fte": winner.fte,
        "fte_unknown_for": list(winner.no_fte),
        "residents": winner.residents,
        "residents_unknown_for": list(winner.no_residents),
    }


def choice_as_csv(packages: Packages, choice: Choice, found: Sequence[Winner]) -> str:
    """The packages worked out in full, the best first, and then the front."""
    near = winners_table(found).to_dict("records")
    front = front_table(packages, choice, ("net", axis_of(choice.wishes.goal))).to_dict("records")
    columns = list(winners_table(()).columns)
    rows = [("near" if place else "best", row) for place, row in enumerate(near)]
    rows += [("front", row) for row in front]
    cells = ([role, *(cell_of(row.get(name)) for name in columns)] for role, row in rows)
    return csv_text(("role", *columns), cells)
