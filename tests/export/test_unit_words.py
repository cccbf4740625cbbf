"""Units in words: the words of the workbook are those of the pages."""

import pytest

from simulator.export.unit_words import PER, WORDS, unit_in_words
from simulator.ui.quantities import UNITS
from simulator.ui.texts import messages


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_pages_say_the_same(lang):
    assert set(WORDS) == UNITS
    for name, forms in WORDS.items():
        assert tuple(getattr(form, lang) for form in forms) == messages(lang)[f"measures.unit.{name}"], name


def test_units_of_several_parts():
    assert unit_in_words("EUR/fte/year", "nl") == "euro per fte per jaar"
    assert unit_in_words("child*day/year", "en") == f"child-days {PER.en} year"
    assert unit_in_words("wizard", "nl") == "wizard"
