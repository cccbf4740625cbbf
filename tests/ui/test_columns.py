"""Amounts under each other have one unit and as many decimals, and none says less than is known of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.robustness import Future, FutureOutcome
from simulator.export.known_digits import rounded, step_for
from simulator.ui.formats import formats_of
from simulator.ui.headline import TaskYear
from simulator.ui.headline_words import task_amounts
from simulator.ui.pages.packages.chart_futures import futures_figure
from simulator.ui.sensitivity_words import Words
from tests.factories import scenario, small_catalogue

NL, EN = formats_of("nl"), formats_of("en")
AMOUNTS = st.tuples(st.floats(-2e7, 2e7), st.floats(0, 2e7))


def flat(text: str) -> str:
    return text.replace("\u00a0", " ")


def written(pairs, formats=NL):
    column = formats.column(pairs)
    return [flat(column.short(amount, width)) for amount, width in pairs]


@pytest.mark.parametrize(
    ("pairs", "dutch"),
    [
        # What one sees on two sides of a million.
        ([(980_000, 100_000), (1_051_000, 100_000)], ["€ 0,98 mln", "€ 1,05 mln"]),
        ([(980_000, 100_000), (870_000, 100_000)], ["€ 980.000", "€ 870.000"]),
        # The least certain one decides: 4.31 is known, 5.1 is all that is known of the other.
        ([(4_312_554, 300_000), (5_102_000, 2_000_000)], ["€ 4,3 mln", "€ 5,1 mln"]),
        # 12,000 is no "€ 0,0 mln", and 160,000 is known better than "€ 0,2 mln".
        ([(4_300_000, 1_000_000), (12_000, 8_000)], ["€ 4.300.000", "€ 12.000"]),
        ([(4_300_000, 1_000_000), (160_000, 40_000)], ["€ 4.300.000", "€ 160.000"]),
        # As uncertain as the other: it may be nothing, and nothing has no decimals.
        ([(4_300_000, 1_000_000), (12_000, 1_000_000)], ["€ 4,3 mln", "€ 0"]),
        # Exact amounts stay exact.
        ([(1_500_000, 0), (900_000, 0)], ["€ 1,5 mln", "€ 0,9 mln"]),
        ([(1_500_000, 0), (1_250_000, 0)], ["€ 1,50 mln", "€ 1,25 mln"]),
        ([(1_500_000, 0), (812_345, 0)], ["€ 1.500.000", "€ 812.345"]),
        ([(1_500_000, 0), (4_300_000, 9_000_000)], ["€ 1.500.000", "€ 4.000.000"]),
        ([(-2_000_000, 500_000), (300_000, 500_000)], ["€ -2,0 mln", "€ 0,3 mln"]),
        ([], []),
    ],
)
def test_a_column_by_hand(pairs, dutch):
    assert written(pairs) == dutch


def test_in_english_in_words_and_as_a_range():
    pairs = [(980_000, 100_000), (-1_051_000, 100_000)]
    assert written(pairs, EN) == ["€0.98 million", "-€1.05 million"]
    assert [flat(NL.column(pairs).saves(*pair)) for pair in pairs] == [
        "bespaart € 0,98 mln",
        "kost € 1,05 mln",
    ]
    told = NL.column([(900_000, 600_000), (1_500_000, 600_000)]).range(900_000, 1_500_000)
    assert flat(told) == "tussen € 0,9 mln en € 1,5 mln"
    # A single figure is as it was.
    assert flat(NL.short(980_000, 100_000)) == "€ 980.000"


@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_any_column_has_one_unit_and_says_what_is_known(pairs):
    shown = [text for text in written(pairs) if text != "€ 0"]
    looks = {("mln" in text, len(re.findall(r",(\d+) mln", text)[0]) if "," in text else 0) for text in shown}
    assert len(looks) <= 1, shown
    for (amount, width), text in zip(pairs, written(pairs), strict=True):
        known = rounded(amount, step_for(width))
        number = float(re.sub(r"[^\d,-]", "", text).replace(",", ".")) * (1e6 if "mln" in text else 1)
        assert (number == 0) == (known == 0)
        assert abs(number - amount) <= abs(known - amount) + 0.12 * abs(known) + 1


def test_the_task_and_what_is_missing_have_a_unit_each():
    """Missing 980,000 in one year and 1,051,000 in another, both in 80% of 400,000."""
    task = [
        TaskYear(2022, 900_000, 0.2, 980_000, 400_000),
        TaskYear(2023, 1_500_000, 0.1, 1_051_000, 399_000),
        TaskYear(2024, 1_500_000, 1.0, 0.0, 400_000),
        TaskYear(2025, 1_500_000, float("nan"), float("nan"), 400_000),
    ]
    told = [(flat(asked), flat(missing)) for asked, missing in task_amounts(task, "nl")]
    assert [asked for asked, _ in told] == ["€ 0,9 mln", "€ 1,5 mln", "€ 1,5 mln", "€ 1,5 mln"]
    assert [missing for _, missing in told] == ["€ 1,0 mln", "€ 1,1 mln", "geen", "onbekend"]


def test_futures_on_two_sides_of_a_million():
    ends = {"own": (0.83e6, 0.98e6, 1.13e6), "late": (0.9e6, 1.05e6, 1.2e6)}
    catalogue = small_catalogue()
    found = [
        FutureOutcome(Future(name, scenario()), "run", middle, low, middle, high, 1e7, None, None, True, True)
        for name, (low, middle, high) in ends.items()
    ]
    table = futures_figure(found, 2024, None, 0.8, Words(catalogue, "nl"), where="hier").table
    assert [flat(cell) for cell in table["Netto"]] == ["bespaart € 0,98 mln", "bespaart € 1,05 mln"]
    assert flat(table["80% kans"][0]) == "tussen € 0,83 mln en € 1,13 mln"
