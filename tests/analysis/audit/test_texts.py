import string

import pytest

from simulator.analysis.audit import texts_en, texts_nl
from simulator.analysis.audit.wording import Euros, Listed, Quantity, Result, number, phrase, say
from tests.factories import text


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_both_languages_have_the_same_messages_and_words():
    assert texts_nl.MESSAGES.keys() == texts_en.MESSAGES.keys()
    assert texts_nl.WORDS.keys() == texts_en.WORDS.keys()


@pytest.mark.parametrize("key", texts_nl.MESSAGES)
def test_messages_take_the_same_fields_in_both_languages(key):
    for nl, en in zip(texts_nl.MESSAGES[key], texts_en.MESSAGES[key], strict=True):
        assert fields(nl) == fields(en)


@pytest.mark.parametrize("key", texts_nl.WORDS)
def test_phrases_take_the_same_fields_in_both_languages(key):
    assert fields(texts_nl.WORDS[key]) == fields(texts_en.WORDS[key])


def test_empty_phrases_leave_no_gaps():
    title, explanation = say(
        "not-derivable",
        {
            "owner": phrase("programme"),
            "driver": text("Aantal"),
            "value": Quantity(5, "client"),
            "note": phrase("empty"),
            "stake": phrase("empty"),
        },
    )
    assert title.nl == "Het programma: ‘Aantal’ is uit de bron niet af te leiden"
    assert explanation.en.endswith("where that comes from.")


def test_braces_in_a_note_are_left_alone():
    values = {"owner": "x", "driver": "{value}", "value": "5", "note": "{0} en {owner}", "stake": ""}
    assert say("not-derivable", values)[1].nl.endswith("{0} en {owner}")


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (1_538_246, 0, "1.538.246", "1,538,246"),
        (314_262.5, 0, "314.263", "314,263"),
        (0.0, 0, "0", "0"),
        (-0.4, 0, "0", "0"),
        (26.40, 2, "26,4", "26.4"),
        (-1_000, 0, "-1.000", "-1,000"),
    ],
)
def test_numbers(value, decimals, nl, en):
    assert (number(value, "nl", decimals), number(value, "en", decimals)) == (nl, en)


def test_amounts_say_which_way_they_go():
    assert Result(-1).text("nl") == "een nadeel van € 1"
    assert Euros(-1).text("en") == "€1"


def test_units_in_words():
    assert Quantity(13, "hour/client/year").text("nl") == "13 uur per cliënt per jaar"
    assert Quantity(0.025, "1").text("nl") == "2,5%"
    assert Quantity(2, "1", percent=False).text("en") == "2"
    assert Quantity(29_598, "child*day/year").text("en") == "29,598 children × days per year"


def test_lists():
    assert Listed(["a"]).text("nl") == "a"
    assert Listed(["a", "b", "c"]).text("nl") == "a, b en c"
    assert Listed([2023, 2024]).text("en") == "2023 and 2024"
