"""Numbers as people write and say them, by literal expectation in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.export.known_digits import rounded, step_for
from simulator.ui.formats import formats_of

NL, EN = formats_of("nl"), formats_of("en")
AMOUNTS = st.floats(-1e8, 1e8)
WIDTHS = st.floats(0, 1e8)


def spaced(text: str) -> str:
    """The same text with ordinary spaces for the ones that do not break."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "dutch", "english"),
    [
        (1_538_246, "€ 1.538.246", "€1,538,246"),
        (1_538_246.49, "€ 1.538.246", "€1,538,246"),
        (0.5, "€ 1", "€1"),  # halves go up, not to the even neighbour
        (2.5, "€ 3", "€3"),
        (-103_189, "€ -103.189", "-€103,189"),
        (-0.2, "€ 0", "€0"),
    ],
)
def test_whole_euros(amount, dutch, english):
    assert spaced(NL.euro(amount)) == dutch
    assert spaced(EN.euro(amount)) == english


@pytest.mark.parametrize(
    ("amount", "width", "dutch", "english"),
    [
        # 80% interval two million wide: tenths of millions, not euros
        (4_312_554, 2_000_000, "€ 4,3 mln", "€4.3 million"),
        (4_312_554, 300_000, "€ 4,31 mln", "€4.31 million"),
        (4_312_554, 30_000, "€ 4.313.000", "€4,313,000"),
        (4_312_554, 0, "€ 4.312.554", "€4,312,554"),
        (44_312_554, 20_000_000, "€ 44 mln", "€44 million"),
        (812_500, 0, "€ 812.500", "€812,500"),
        (812_500, 1_000_000, "€ 800.000", "€800,000"),
        (999_999, 1_000_000, "€ 1,0 mln", "€1.0 million"),
        (1_200_000, 0, "€ 1,2 mln", "€1.2 million"),
        (1_250_000, 0, "€ 1,25 mln", "€1.25 million"),
        # Uncertain amounts have the same decimals under each other, also where the last one is 0.
        (5_102_000, 100_000, "€ 5,10 mln", "€5.10 million"),
        (5_000_400, 399_000, "€ 5,00 mln", "€5.00 million"),
        (-1_997_000, 570_000, "€ -2,0 mln", "-€2.0 million"),
    ],
)
def test_short_amounts(amount, width, dutch, english):
    assert spaced(NL.short(amount, width)) == dutch
    assert spaced(EN.short(amount, width)) == english


@pytest.mark.parametrize(
    ("amount", "dutch", "english"),
    [
        (1_500_000, "bespaart € 1,5 mln", "saves €1.5 million"),
        (-812_500, "kost € 812.500", "costs €812,500"),
        (0, "bespaart en kost niets", "saves and costs nothing"),
        (-0.4, "bespaart en kost niets", "saves and costs nothing"),
    ],
)
def test_what_an_amount_does_to_the_budget(amount, dutch, english):
    assert spaced(NL.saves(amount)) == dutch
    assert spaced(EN.saves(amount)) == english


@pytest.mark.parametrize(
    ("low", "high", "dutch", "english"),
    [
        (4_266_000, 5_861_000, "tussen € 4,3 mln en € 5,9 mln", "between €4.3 million and €5.9 million"),
        (
            -660_000,
            1_282_000,
            "tussen € 0,7 mln kosten en € 1,3 mln besparing",
            "between €0.7 million cost and €1.3 million saving",
        ),
        (
            -2_292_000,
            -1_721_000,
            "kosten tussen € 1,7 mln en € 2,3 mln",
            "a cost between €1.7 million and €2.3 million",
        ),
        (560_000, 560_000, "bespaart € 560.000", "saves €560,000"),
    ],
)
def test_intervals_have_no_minus_sign(low, high, dutch, english):
    assert spaced(NL.range(low, high)) == dutch
    assert spaced(EN.range(low, high)) == english


@pytest.mark.parametrize(
    ("chance", "dutch", "english"),
    [
        (0.0, "vrijwel uitgesloten", "virtually impossible"),
        (0.01, "vrijwel uitgesloten", "virtually impossible"),
        (0.036, "minder dan 1 op de 10", "less than 1 in 10"),
        (0.05, "1 op de 10", "1 in 10"),
        (0.68, "7 op de 10", "7 in 10"),
        (0.944, "9 op de 10", "9 in 10"),
        (0.96, "meer dan 9 op de 10", "more than 9 in 10"),
        (0.99, "bijna zeker", "almost certain"),
        (1.0, "bijna zeker", "almost certain"),
    ],
)
def test_odds(chance, dutch, english):
    assert NL.odds(chance) == dutch
    assert EN.odds(chance) == english


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0, "0%"), (0.0003, "<1%"), (0.036, "4%"), (0.944, "94%"), (0.9982, ">99%"), (1, "100%")],
)
def test_percentages_are_0_or_100_only_when_they_are(share, expected):
    assert NL.percent(share) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0, "<1%"), (0.0003, "<1%"), (0.01, "1%"), (0.5, "50%"), (0.99, "99%"), (0.9982, ">99%"), (1, ">99%")],
)
def test_a_chance_is_never_none_or_certain(share, expected):
    assert NL.chance(share) == EN.chance(share) == expected


def test_numbers_and_fte():
    assert NL.number(10_000) == "10.000"
    assert EN.number(10_000) == "10,000"
    assert NL.number(-0.04, 1) == "0,0"
    assert spaced(NL.fte(2)) == "2 fte"
    assert spaced(EN.fte(2.5)) == "2.5 fte"


@given(AMOUNTS, AMOUNTS, WIDTHS)
def test_rounding_keeps_the_order(one, two, width):
    step = step_for(width)
    low, high = sorted((one, two))
    assert rounded(low, step) <= rounded(high, step)


@given(AMOUNTS, WIDTHS)
def test_rounding_moves_an_amount_by_half_a_step_at_most(amount, width):
    step = step_for(width)
    assert abs(rounded(amount, step) - amount) <= step / 2 + 1e-6
    assert rounded(-amount, step) == -rounded(amount, step)


@given(st.floats(1, 1e9))
def test_an_interval_holds_four_to_forty_steps(width):
    step = step_for(width)
    assert step == 1 or 4 * (1 - 1e-6) <= width / step <= 40 * (1 + 1e-6)


@given(AMOUNTS, WIDTHS)
def test_sentences_hold_no_sign(amount, width):
    for f in (NL, EN):
        for text in (f.saves(amount, width), f.range(amount, amount + width)):
            assert not set(text) & {"-", "−"}
