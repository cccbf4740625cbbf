"""Budget tables: a run as expenditure, income and net cost, as finance departments book it.

All functions are pure, from a run to a table. Inside, `expenditure` is more spending and `income` more
income, both in EUR a year, and what it costs the budget is ``net_cost = expenditure - income``; signs as
readers know them are made in `simulator.export.conventions`.
"""

from simulator.analysis.budget.lines import budget_lines
from simulator.analysis.budget.municipalities import Remark, municipality_table, remarks
from simulator.analysis.budget.options import BudgetOptions, budget_scenario, check_options
from simulator.analysis.budget.rounding import largest_remainder, round_half_up
from simulator.analysis.budget.taakvelden import apart, codes_of, taakveld_of, taakveld_table
from simulator.analysis.budget.tables import (
    budget_amendment,
    comparison,
    measure_table,
    multi_year,
    totals,
    unknown_posts,
)

__all__ = [
    "BudgetOptions",
    "Remark",
    "apart",
    "budget_amendment",
    "budget_lines",
    "budget_scenario",
    "check_options",
    "codes_of",
    "comparison",
    "largest_remainder",
    "measure_table",
    "multi_year",
    "municipality_table",
    "remarks",
    "round_half_up",
    "taakveld_of",
    "taakveld_table",
    "totals",
    "unknown_posts",
]
