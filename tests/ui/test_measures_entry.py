"""Numbers as people type and read them: nothing is read in another way than it was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.ui.entry import EntryError, read_number, write_number
from simulator.ui.quantities import meant, quantity, shown, step_of, unit_words


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("1.538.246", "nl", 1_538_246),
        ("1538246", "nl", 1_538_246),
        ("3,5", "nl", 3.5),
        ("€ 26,40", "nl", 26.4),
        ("-1.000,5", "nl", -1000.5),
        ("7 %", "nl", 7),
        ("1\u00a0000", "nl", 1000),
        ("1,538,246.50", "en", 1_538_246.5),
        ("3.5", "en", 3.5),
        ("300.000", "nl", 300_000),
    ],
)
def test_numbers_are_read_in_the_notation_of_the_language(text, language, number):
    assert read_number(text, language) == number


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("", "nl", "entry.empty"),
        ("  ", "nl", "entry.empty"),
        ("1.53", "nl", "entry.not_a_number"),
        ("1,538,246.50", "nl", "entry.not_a_number"),
        ("3,5", "en", "entry.not_a_number"),
        ("veel", "nl", "entry.not_a_number"),
        ("1e6", "nl", "entry.not_a_number"),
        ("nan", "nl", "entry.not_a_number"),
        ("--5", "nl", "entry.not_a_number"),
        ("9" * 40, "nl", "entry.not_a_number"),
        ("9" * 20, "nl", "entry.too_large"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(text, language, key):
    with pytest.raises(EntryError, match=key):
        read_number(text, language)


@given(st.text(max_size=40), st.sampled_from(["nl", "en"]))
def test_whatever_is_typed_is_a_number_or_refused(text, language):
    try:
        number = read_number(text, language)
    except EntryError:
        return
    assert abs(number) <= 10**12


@given(st.integers(-(10**9), 10**9).map(lambda n: n / 100), st.sampled_from(["nl", "en"]))
def test_what_is_written_is_read_back(number, language):
    assert read_number(write_number(number, language), language) == pytest.approx(number)


@given(st.integers(0, 10_000).map(lambda n: n / 10_000))
def test_a_share_is_typed_as_a_percentage_and_comes_back(share):
    assert meant(shown(share, "1"), "1") == share


@pytest.mark.parametrize(
    ("value", "unit", "language", "words"),
    [
        (5_850, "client", "nl", "5.850\u00a0cliënten"),
        (1, "child", "nl", "1\u00a0kind"),
        (0.06, "1", "nl", "6%"),
        (26.4, "EUR/hour", "nl", "€\u00a026,40"),
        (26.4, "EUR/hour", "en", "€26.40"),
        (80_000, "EUR/fte/year", "nl", "€\u00a080.000"),
        (3, "hour/client", "nl", "3\u00a0uur"),
        (2.5, "fte", "nl", "2,5\u00a0fte"),
        (-12.5, "EUR", "en", "-€12.50"),
    ],
)
def test_quantities_are_written_with_what_they_count(value, unit, language, words):
    assert quantity(value, unit, language) == words


def test_the_ends_of_an_interval_are_rounded_to_what_it_supports():
    """Width 13,474 holds four steps of 1,000; width 3.5 points holds four of a tenth."""
    assert quantity(75_617, "EUR/fte/year", "nl", width=13_474) == "€\u00a076.000"
    assert quantity(0.0173, "1", "nl", width=0.035) == "1,7%"
    assert step_of(0) == 0


@pytest.mark.parametrize(
    ("unit", "language", "words"),
    [
        ("1", "nl", "%"),
        ("EUR/child/day", "nl", "euro per kind per dag"),
        ("EUR/child/day", "en", "euros a child a day"),
        ("child*day/year", "nl", "kind-dagen per jaar"),
        ("month", "nl", "maanden"),
    ],
)
def test_units_are_said_in_words(unit, language, words):
    assert unit_words(unit, language) == words
