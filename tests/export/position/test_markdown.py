import datetime as dt
import re

import pytest

from simulator.analysis.position import consequences
from simulator.domain.position import Remark
from simulator.export.position import letter_of, markdown_document, word_document
from simulator.export.position.markdown import escaped
from tests.analysis.position.samples import position, shipped_consequences, stance, words, worked_out
from tests.catalogue.local import AMERSFOORT, FIVE, catalogue, scenarios
from tests.export.position.reading import all_text, footnotes, tables

DATE = dt.date(2026, 11, 20)


def markdown(found, language="nl"):
    return markdown_document(letter_of(found, language, DATE))


def plain(text):
    """Undo the escapes, as a reader of Markdown does."""
    return re.sub(r"\\([^A-Za-z0-9\s])", r"\1", text)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_markdown_says_what_word_says(language):
    letter = letter_of(shipped_consequences(), language, DATE)
    text, word = plain(markdown_document(letter)), word_document(letter, DATE)
    for line in all_text(word).split("\n"):
        for piece in filter(None, line.split("\t")):
            assert piece.strip() in text.replace("**", "").replace("<br>", "\n"), piece
    for note in footnotes(word).values():
        assert note in text


def test_every_footnote_is_there_once():
    text = markdown(shipped_consequences())
    referred = re.findall(r"\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert referred == defined == [str(n) for n in range(1, len(defined) + 1)]


def test_tables_have_a_cell_for_every_column():
    text = markdown(shipped_consequences())
    widths = [
        {len(re.findall(r"(?<!\\)\|", row)) for row in block.split("\n")}
        for block in text.split("\n\n")
        if block.startswith("|")
    ]
    word = tables(word_document(letter_of(shipped_consequences(), "nl", DATE), DATE))
    assert [width for (width,) in widths] == [len(table[0]) + 1 for table in word]


@pytest.mark.parametrize(
    "text",
    ["# geen kop", "- geen lijst", "1. geen lijst", "> nee", "<b>nee</b>", "[a](b)", "a | b", "`x`", "***"],
)
def test_nothing_the_author_writes_becomes_markup(text):
    said = markdown(worked_out(occasion=Remark(text=words(text))))
    line = next(part for part in said.split("\n\n") if plain(part) == text)
    assert line == escaped(text) != text


def test_descriptions_stand_for_charts():
    assert "Grafiek. Netto-effect per jaar" in markdown(shipped_consequences())


@pytest.mark.parametrize(
    ("language", "told"), [("nl", "is dus niet bekend"), ("en", "is therefore not known")]
)
def test_a_letter_about_savings_that_nobody_knows_holds_no_zero(language, told):
    measures = {"peel-en-maas-gezinscoaches": stance("support")}
    asked = position(programme=FIVE, departs_from="alle-aanpakken", measures=measures)
    text = plain(markdown(consequences(asked, catalogue(FIVE), scenarios(FIVE)), language))
    assert told in text
    assert not re.search(r"€\s?0\b", text)


@pytest.mark.parametrize(
    ("language", "told"), [("nl", "alle gemeenten samen"), ("en", "all municipalities together")]
)
def test_municipalities_that_form_no_region_are_not_called_one(language, told):
    known = catalogue(AMERSFOORT)
    loose = known.model_copy(update={"programme": known.programme.model_copy(update={"region": None})})
    asked = position(
        programme=AMERSFOORT,
        departs_from="ambitie-gemeenten",
        measures={"ambulant-team-leusden": stance("support")},
    )
    text = plain(markdown(consequences(asked, loose, scenarios(AMERSFOORT)), language))
    assert told in text
    assert "None" not in text
