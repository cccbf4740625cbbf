"""How far an amount is rounded by what is known of it, and which words a chance gets: one rule for all.

The app and the documents say the same of the same number, each in its own texts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

MILLION: Final = 1_000_000
THOUSAND: Final = 1_000
STEPS_IN_INTERVAL: Final = 4
"""An interval holds at least this many steps of the amounts that are printed."""

FINEST_IN_MILLIONS: Final = 10_000
"""Amounts that are known more precisely than this are written in full: millions get two decimals at most."""

LEAST_STEPS: Final = 5
"""Steps that an amount holds at least that is rounded further than it need be, for those beside it."""

FINER_IN_THOUSANDS: Final = ((500.0, 0), (50.0, 1), (5.0, 2))
"""Decimals of amounts in thousands, by the least amount in EUR that they are for: with fewer it would be
written as nothing. What is smaller still may come from adding up in single precision."""

ALMOST_CERTAIN, ALMOST_EXCLUDED = 0.99, 0.01
NEARLY_ALWAYS, NEARLY_NEVER = 0.95, 0.05
"""Beyond these chances nine or one in ten is wrong, and ten or none in ten is not true."""

BOUND_SIGNS: Final[Mapping[str, str]] = {"": "", "below": "<", "above": ">"}
"""Sign before a percentage, by the bound that `percentage` and `chance_percentage` give."""


def step_for(width: float) -> int:
    """Give the power of ten, in EUR, to which an amount is rounded that is uncertain by a width.

    An interval two million wide supports tenths of millions, not single euros.

    Examples
    --------
    >>> step_for(2_000_000), step_for(300_000), step_for(0)
    (100000, 10000, 1)
    """
    if not width > STEPS_IN_INTERVAL:
        return 1
    return int(10 ** math.floor(math.log10(width / STEPS_IN_INTERVAL) + 1e-9))


def rounded(amount: float, step: int) -> int:
    """Round to a multiple of a step, halves away from zero, as people expect.

    Examples
    --------
    >>> rounded(2_450_000, 100_000), rounded(-2_450_000, 100_000), rounded(0.4, 1)
    (2500000, -2500000, 0)
    """
    size = math.floor(abs(amount) / step + 0.5) * step
    return int(math.copysign(size, amount))


def rounded_band(low: float, high: float) -> tuple[int, int]:
    """Round both ends of an 80% interval to a digit more than a sentence gives.

    Examples
    --------
    >>> rounded_band(2_909_098, 3_702_484), rounded_band(638.2, 745.7), rounded_band(1_050_000, 1_050_000)
    ((2910000, 3700000), (638, 746), (1050000, 1050000))
    """
    step = max(1, step_for(high - low) // 10)
    return rounded(low, step), rounded(high, step)


def two_digits(people: float) -> float:
    """Round a number of people to what a source with round percentages supports.

    Examples
    --------
    >>> two_digits(20_730), two_digits(196), two_digits(7)
    (21000.0, 200.0, 7.0)
    """
    step = max(1, 10 ** (len(str(int(people))) - 2))
    return float(round(people / step) * step)


def in_millions(value: int, width: float) -> int | None:
    """Give the number of decimals of a rounded amount in millions; None when it is written in full.

    What is exact may be a round number all the same: 1.2 million, not 1,200,000. What is uncertain has the
    decimals that are known, round or not: 5.10 among 5.24 and 4.91.

    Examples
    --------
    >>> in_millions(4_300_000, 2_000_000), in_millions(1_200_000, 0.0), in_millions(812_500, 0.0)
    (1, 1, None)
    >>> in_millions(5_240_000, 100_000), in_millions(5_100_000, 100_000)
    (2, 2)
    """
    step = step_for(width)
    step = _roundness(value) if step == 1 else step
    if abs(value) < MILLION or step < FINEST_IN_MILLIONS:
        return None
    return max(0, round(math.log10(MILLION / step)))


@dataclass(frozen=True)
class Column:
    """How amounts that stand under or beside each other are written: all alike.

    Attributes
    ----------
    decimals : int or None
        Decimals in millions; None: all are written in full.
    step : int
        What they are rounded to at least, in EUR.
    """

    decimals: int | None
    step: int = 1


def column_of(amounts: Iterable[tuple[float, float]]) -> Column:
    """Choose how to write amounts under each other, given with the width of their 80% interval.

    In millions where the largest is one, with the decimals of the least certain. In full where an amount then
    says less than is known of it: a small one is not written as nothing, and an exact one not rounded.

    Examples
    --------
    >>> column_of([(980_000, 100_000), (1_051_000, 100_000)])
    Column(decimals=2, step=10000)
    >>> column_of([(4_300_000, 1_000_000), (12_000, 8_000)]), column_of([(980_000, 0), (812_500, 0)])
    (Column(decimals=None, step=1), Column(decimals=None, step=1))
    >>> column_of([(1_500_000, 0), (900_000, 0)])
    Column(decimals=1, step=100000)
    """
    steps = [(abs(rounded(amount, step_for(width))), step_for(width)) for amount, width in amounts]
    known = [(value, step) for value, step in steps if value]
    uncertain = [(value, step) for value, step in known if step > 1]
    exact = min((_roundness(value) for value, step in known if step == 1), default=MILLION)
    coarsest = max((step for _, step in uncertain), default=exact)
    if max((value for value, _ in known), default=0) < MILLION or not FINEST_IN_MILLIONS <= coarsest <= exact:
        return Column(None)
    if any(step < coarsest and value < LEAST_STEPS * coarsest for value, step in uncertain):
        return Column(None)
    return Column(max(0, round(math.log10(MILLION / coarsest))), coarsest)


def decimals_in_thousands(amounts: Iterable[float]) -> int:
    """Give the number of decimals of amounts in thousands of EUR under or beside each other: one for all.

    As few as keep the smallest of them from being written as nothing: whole thousands, as a rule. So a reader
    can add them up, and "0" is an amount that is zero. What is not a number counts for none.

    Examples
    --------
    >>> decimals_in_thousands([1_250_000, 812_500, 0]), decimals_in_thousands([1_250_000, -430])
    (0, 1)
    >>> decimals_in_thousands([1_250_000, 430, 12]), decimals_in_thousands([0.4, math.nan])
    (2, 0)
    """
    least = min((abs(a) for a in amounts if abs(a) >= FINER_IN_THOUSANDS[-1][0]), default=math.inf)
    return next(decimals for floor, decimals in FINER_IN_THOUSANDS if least >= floor)


def shortened(amount: float, width: float, beside: Column | None) -> tuple[int, int | None]:
    """Round an amount to what is known, and say how many decimals it has in millions; None: write it in full.

    >>> shortened(4_312_554, 2_000_000, None), shortened(812_500, 0.0, None)
    ((4300000, 1), (812500, None))
    >>> shortened(980_000, 100_000, Column(2, 10_000)), shortened(300, 1_000_000, Column(1, 100_000))
    ((980000, 2), (0, None))
    """
    value = rounded(amount, max(step_for(width), beside.step if beside else 1))
    if value == 0:
        return 0, None
    return value, beside.decimals if beside else in_millions(value, width)


def percentage(share: float) -> tuple[str, int]:
    """Give a share as a whole percentage, with "below" or "above" where 0 and 100 would not be true.

    Examples
    --------
    >>> percentage(0.944), percentage(0.9982), percentage(0.004), percentage(1.0)
    (('', 94), ('above', 99), ('below', 1), ('', 100))
    """
    if 0 < share < ALMOST_EXCLUDED:
        return "below", 1
    if ALMOST_CERTAIN < share < 1:
        return "above", 99
    return "", rounded(share * 100, 1)


def chance_percentage(chance: float, decimals: int = 0) -> tuple[str, float]:
    """Give a chance as a percentage that is never 0 or 100: what came true in all draws is still not certain.

    Examples
    --------
    >>> chance_percentage(0.944), chance_percentage(1.0), chance_percentage(0.0)
    (('', 94.0), ('above', 99.0), ('below', 1.0))
    >>> chance_percentage(0.9982, 1), chance_percentage(0.99996, 1), chance_percentage(0.0, 1)
    (('', 99.8), ('above', 99.9), ('below', 0.1))
    """
    least = 0.1**decimals
    if chance * 100 < least:
        return "below", least
    if chance * 100 > 100 - least:
        return "above", 100 - least
    return "", rounded(chance * 100 * 10**decimals, 1) / 10**decimals


def odds(chance: float) -> tuple[str, int]:
    """Give the name of the words for a chance, and how often in ten it comes true.

    Examples
    --------
    >>> odds(0.002), odds(0.68), odds(0.97)
    (('almost_excluded', 0), ('in_ten', 7), ('more_than_nine', 9))
    """
    if chance >= ALMOST_CERTAIN:
        return "almost_certain", 10
    if chance <= ALMOST_EXCLUDED:
        return "almost_excluded", 0
    if chance >= NEARLY_ALWAYS:
        return "more_than_nine", 9
    if chance < NEARLY_NEVER:
        return "less_than_one", 1
    return "in_ten", min(9, max(1, rounded(chance * 10, 1)))


def _roundness(value: int) -> int:
    """Give the largest power of ten, to 100,000, that divides a number."""
    return next((step for step in (100_000, FINEST_IN_MILLIONS) if value % step == 0), 1)
