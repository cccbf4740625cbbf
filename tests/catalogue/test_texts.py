"""Texts are there in both languages, differ between them, and fit on a screen."""

import re

import pytest

from simulator.domain.base import Text
from tests.catalogue.shipped import all_of

TEXTS = all_of(Text)

LONGEST = {
    "title": 110,
    "text": 130,
    "condition": 130,
    "result": 130,
    "summary": 400,
    "grade_reason": 250,
    "status_reason": 250,
    "reason": 350,
    "range_reason": 350,
    "share_reason": 350,
    "signs_reason": 300,
    "note": 450,
    "explanation": 500,
}
"""Most characters per field; names of views and funders count as titles."""

SAME_IN_BOTH = {"Project", "Project in 2022"}
"""Titles that are the same in Dutch and English."""

DUTCH = re.compile(r"\b(de|het|een|en|niet|van|voor|wordt|die|zijn|daarom)\b", re.IGNORECASE)
ENGLISH = re.compile(r"\b(the|and|this|with|which|to|for|are|from)\b", re.IGNORECASE)

AMOUNT_NL = re.compile(r"\d{1,3}(?:\.\d{3})+")
AMOUNT_EN = re.compile(r"\d{1,3}(?:,\d{3})+")


def field(place):
    return re.sub(r"\[\d+\]$", "", place).rsplit(".", 1)[-1]


def test_there_is_something_to_check():
    assert len(TEXTS) > 1_000


def test_texts_are_no_longer_than_sensible():
    assert [
        (place, longest)
        for place, text in TEXTS
        if (longest := max(len(text.nl), len(text.en))) > LONGEST.get(field(place), LONGEST["title"])
    ] == []


def test_languages_differ():
    same = [(place, text.nl) for place, text in TEXTS if text.nl == text.en]
    assert [place for place, words in same if words not in SAME_IN_BOTH] == []


def test_texts_stand_under_their_own_language():
    # Short ones are left out: they may be no more than a Dutch name.
    assert [
        place
        for place, text in TEXTS
        if len(text.nl.split()) > 12
        and (
            len(ENGLISH.findall(text.nl)) > len(DUTCH.findall(text.nl))
            or len(DUTCH.findall(text.en)) > len(ENGLISH.findall(text.en))
        )
    ] == []


@pytest.mark.parametrize(
    "untidy",
    [r"^\s|\s$", r"\s\s", r"\b(TODO|FIXME|XXX)\b", r" [,.;]", r"^\W*$"],
)
def test_texts_are_tidy(untidy):
    assert [place for place, text in TEXTS for words in (text.nl, text.en) if re.search(untidy, words)] == []


def test_brackets_close():
    assert [
        place for place, text in TEXTS for words in (text.nl, text.en) if words.count("(") != words.count(")")
    ] == []


def test_both_languages_give_the_same_large_amounts():
    def amounts(words, pattern):
        return sorted(re.sub(r"\D", "", amount) for amount in pattern.findall(words))

    assert [
        place for place, text in TEXTS if amounts(text.nl, AMOUNT_NL) != amounts(text.en, AMOUNT_EN)
    ] == []
