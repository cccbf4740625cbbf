"""Documents write amounts as the app does: one number everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.export.wording import Wording
from simulator.ui.formats import formats_of

LANGUAGES = ("nl", "en")
AMOUNTS = st.floats(0, 5e8)
WIDTHS = st.one_of(st.just(0.0), st.floats(0, 1e8))


@pytest.mark.parametrize("language", LANGUAGES)
@given(amount=AMOUNTS, width=WIDTHS)
def test_sizes_in_sentences_are_those_of_the_app(language, amount, width):
    assert Wording(language).short(amount, width) == formats_of(language).short(amount, width)


@pytest.mark.parametrize("language", LANGUAGES)
@given(amount=AMOUNTS)
def test_whole_euros_are_those_of_the_app(language, amount):
    assert Wording(language).euro(amount) == formats_of(language).euro(amount)


@pytest.mark.parametrize("language", LANGUAGES)
@given(chance=st.floats(0, 1))
def test_chances_are_those_of_the_app(language, chance):
    assert Wording(language).odds(chance) == formats_of(language).odds(chance)
    assert Wording(language).percent(chance) == formats_of(language).percent(chance)
    assert Wording(language).chance(chance) == formats_of(language).chance(chance)


@pytest.mark.parametrize(
    ("chance", "words"), [(0.7, "7 op de 10"), (0.05, "1 op de 10"), (1.0, "bijna zeker")]
)
def test_chances_in_words(chance, words):
    assert Wording("nl").odds(chance) == words


@given(amount=st.floats(-5e8, 5e8))
def test_no_amount_has_a_minus_sign(amount):
    wording = Wording("nl")
    told = wording.marked(amount) + wording.result(amount) + wording.interval(amount, amount + 1)
    assert "-" not in told and "−" not in told
