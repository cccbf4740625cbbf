"""Break-even: how many indications a measure must avoid, and for how long, before it pays.

For measures whose effect no source states. Nothing is assumed about the effect: what comes out is a number
to hold against what is plausible, beside the staff, the clients there are and the people it can reach.

========  =============================================================
module    what it does
========  =============================================================
`sums`    the formulas, for numbers and draws
`answer`  the question of one measure, with its ranges
========  =============================================================
"""

from simulator.analysis.break_even.answer import (
    MONTHS,
    Answer,
    Needed,
    Range,
    break_even,
    decimals_of_cases,
)
from simulator.analysis.break_even.sums import (
    needed_a_year,
    needed_within,
    saved_client_years,
    years_to_pay,
)

__all__ = [
    "MONTHS",
    "Answer",
    "Needed",
    "Range",
    "break_even",
    "decimals_of_cases",
    "needed_a_year",
    "needed_within",
    "saved_client_years",
    "years_to_pay",
]
