import datetime as dt
import io
import re
from itertools import pairwise

import pytest
from docx import Document
from docx.oxml.ns import qn

from simulator.domain.position import Addressee, Remark, Words
from simulator.domain.scenario import MeasureSetting
from simulator.domain.source import Source
from simulator.errors import SimulatorError
from simulator.export.position import letter_of, word_document
from simulator.export.position.template import STYLES, TEMPLATE
from simulator.export.run_json import run_as_dict
from tests.analysis.position.samples import shipped_consequences, stance, words, worked_out
from tests.export.position.reading import W, all_text, footnotes, paragraphs, part, references, signed, tables

DATE = dt.date(2026, 11, 20)
HOSTILE = [
    "{{ 7*7 }} {% for x in y %}",
    "{place} {0} {number!r}",
    "<w:p>&amp; </w:t> ]]> <!-- x",
    'HYPERLINK "http://x" \\* MERGEFORMAT',
    "x" * 20_000,
    "één ‘ë’ € 𝔘 漢字 עברית",
]


def word(found, language="nl", **changes):
    return word_document(letter_of(found, language, DATE), DATE, **changes)


@pytest.fixture(scope="module")
def shipped():
    return word(shipped_consequences())


@pytest.fixture(scope="module")
def shipped_english():
    return word(shipped_consequences(), "en")


def test_the_letter_has_its_parts_in_order(shipped):
    document = Document(io.BytesIO(shipped))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [
        "Inleiding",
        "Overwegingen",
        "Standpunt per maatregel",
        "Wat deze zienswijze betekent",
        "Tot slot",
        "Bijlage 1. Gevolgen nader bekeken",
        "Bijlage 2. Verantwoording van de cijfers",
    ]
    text = paragraphs(shipped)
    assert text[0].startswith("Zienswijze op het regionale actieprogramma")
    assert "Kenmerk\t734926" in text
    assert "Datum\t3 maart 2021" in text  # that of the letter, not of the export
    assert any("Portefeuillehoudersoverleg Wmo en Jeugd" in line for line in text)


def test_headings_do_not_skip_a_level(shipped):
    document = Document(io.BytesIO(shipped))
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_style_is_a_named_one_of_the_template(shipped):
    document = Document(io.BytesIO(shipped))
    assert {p.style.name for p in document.paragraphs} <= set(STYLES)
    assert {table.style.name for table in document.tables} == {"Koers Table"}


def test_net_amounts_are_those_of_the_runs_to_the_euro(shipped):
    found = shipped_consequences()
    rows = tables(shipped)[1][1:]
    for column, outcome in ((1, found.proposed), (2, found.own)):
        stated = run_as_dict(outcome)["summary"]["net"]
        for row in rows[:4]:
            numbers = stated[row[0]]
            expected = [numbers["p50"], numbers["p10"], numbers["p90"]]
            assert signed(row[column]) == pytest.approx(expected, abs=1)


def test_the_last_row_is_about_all_years_together(shipped):
    together = shipped_consequences().years[-1].cumulative
    row = tables(shipped)[1][-1]
    assert row[0] == "2021–2024\nsamen"
    spreads = (together.proposed, together.position, together.difference)
    for cell, spread in zip(row[1:], spreads, strict=True):
        assert signed(cell) == pytest.approx([spread.p50, spread.p10, spread.p90], abs=1)


def test_chances_of_the_task_are_those_of_the_runs(shipped):
    rows = tables(shipped)[2][1:]
    assert [row[:2] for row in rows] == [
        ["2022", "€\u00a0900.000"],
        ["2023", "€\u00a01.200.000"],
        ["2024", "€\u00a01.200.000"],
    ]
    chance = run_as_dict(shipped_consequences().own)["target"]["2023"]["probability"]
    assert rows[1][3] == f"{round(chance * 10)} op de 10\n({round(chance * 100)}%)"


def test_certain_case_gives_the_sums_by_hand():
    # tests/analysis/position/test_consequences.py: noord has 355,000 as proposed and 280,000 in the position
    row = tables(word(worked_out()))[1][4]
    assert row[0] == "2024"
    assert [signed(cell)[0] for cell in row[1:]] == [355_000, 280_000, -75_000]


def test_footnotes_are_real_and_each_is_referred_to_once(shipped):
    notes = footnotes(shipped)
    assert references(shipped) == sorted(notes)
    assert min(notes) > 0  # -1 and 0 are the separators
    types = part(shipped, "word/footnotes.xml")
    assert [n.get(f"{W}type") for n in types][:2] == ["separator", "continuationSeparator"]
    named = part(shipped, "word/settings.xml").find(f"{W}footnotePr")
    assert [n.get(f"{W}id") for n in named] == ["-1", "0"]


def test_footnotes_name_document_line_and_quote(shipped):
    told = " ".join(footnotes(shipped).values())
    assert re.search(
        r"Collegebrief Op Koers .* \(Gemeente Hilversum, 12 januari 2021\), regel 3153–3157: "
        r"“verblijf maar willen op dit moment geen regionale toegangsorganisatie.”",
        told,
    )


def test_a_document_goes_by_its_title_and_its_file_stands_in_the_list_of_sources_alone(shipped):
    text, notes = all_text(shipped), " ".join(footnotes(shipped).values())
    assert ".txt" not in notes
    assert text.count("004_18bb3ec9ef15243b.txt") == 1
    (listed,) = [line for line in paragraphs(shipped) if ".txt" in line]
    assert listed.startswith("Collegebrief Op Koers")
    assert "(Gemeente Hilversum, 12 januari 2021). Tekstversie: 004_18bb3ec9ef15243b.txt." in listed
    assert "Regelnummers in de voetnoten" in text.split("Bronnen")[1]


def test_all_five_points_are_there_with_their_lines(shipped):
    text, notes = all_text(shipped), " ".join(footnotes(shipped).values())
    for point in range(1, 6):
        assert f"Punt {point}" in text
    for lines in ("3109–3116", "3118–3127", "3130–3139", "3139–3142", "3144–3151", "3153–3157"):
        assert f"regel {lines}:" in notes


def test_pictures_say_what_they_show(shipped):
    document = Document(io.BytesIO(shipped))
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(told) == 2
    assert all("2021" in alt and "2024" in alt and "Hilversum" in alt for alt in told)
    assert "taakstelling van €\u00a0900.000" in told[0]


def test_tables_repeat_their_head_and_keep_rows_together(shipped):
    for table in Document(io.BytesIO(shipped)).tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (first, *others))
        heads = table.rows[0].cells
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in heads)


def test_headings_stay_with_what_follows():
    styles = Document(str(TEMPLATE)).styles
    for name in ("Heading 1", "Heading 2", "Caption", "Koers Lead", "Koers Greeting"):
        assert styles[name].paragraph_format.keep_with_next, name


def test_columns_are_as_wide_as_their_cells_and_fit_the_page(shipped):
    document = Document(io.BytesIO(shipped))
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        widths = [column.width for column in table.columns]
        assert sum(widths) <= room + 1_000
        assert widths == [cell.width for cell in table.rows[1].cells]


@pytest.mark.parametrize(("fixture", "tag"), [("shipped", "nl-NL"), ("shipped_english", "en-GB")])
def test_the_language_is_told(fixture, tag, request):
    data = request.getfixturevalue(fixture)
    defaults = part(data, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert defaults.get(f"{W}val") == tag
    assert Document(io.BytesIO(data)).core_properties.language == tag


def test_both_languages_hold_the_same_numbers(shipped, shipped_english):
    digits = [re.findall(r"\d+", cell) for row in tables(shipped)[1][1:] for cell in row]
    english = [re.findall(r"\d+", cell) for row in tables(shipped_english)[1][1:] for cell in row]
    assert digits == english
    assert "Position on each measure" in paragraphs(shipped_english)


def test_words_in_another_language_are_marked_with_it():
    data = word(worked_out(), "en")
    runs = part(data, "word/document.xml").iter(f"{W}r")
    marked = {
        "".join(t.text or "" for t in run.iter(f"{W}t")): run.find(f"{W}rPr/{W}lang").get(f"{W}val")
        for run in runs
        if run.find(f"{W}rPr/{W}lang") is not None
    }
    assert marked["Het voorstel van de regio"] == "nl-NL"


def test_runs_version_and_date_stand_on_every_page(shipped):
    found = shipped_consequences()
    footer = Document(io.BytesIO(shipped)).sections[0].footer.paragraphs[0]
    for told in (found.own.run_id, found.proposed.run_id, found.catalogue.version, "20 november 2026"):
        assert told in footer.text
    assert [i.text for i in footer._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_through_literally(text):
    said = Words(nl=text)
    found = worked_out(
        title=said,
        author=said,
        addressee=Addressee(name=text, lines=(text,), salutation=said),
        occasion=Remark(title=said, text=said, source=Source(document="plan", lines="1", quote=text[:300])),
        reference=text,
        measures={"school-coaches": stance("support_if", explanation=said, conditions=(said,))},
        closing=(Remark(text=said),),
        signatories=(said, said, said),
    )
    data = word(found)
    assert all_text(data).count(text) >= 12
    assert text[:300] in " ".join(footnotes(data).values())


def test_what_xml_cannot_hold_is_shown():
    found = worked_out(occasion=Remark(text=words("a\x00b\x0bcd\u202ee\r\nf")))
    assert "a␀b␋cd�e\nf" in paragraphs(word(found))


def test_accepted_arguments_and_only_those_are_in_the_letter():
    accepted = worked_out(measures={"school-coaches": stance("support", arguments=("evidence:2",))})
    assert any("De bewijskracht is 2" in line for line in paragraphs(word(accepted)))
    assert not any("bewijskracht is" in line for line in paragraphs(word(worked_out())))


def test_without_a_date_of_its_own_the_letter_bears_that_of_the_export():
    assert "Datum\t20 november 2026" in paragraphs(word(worked_out()))


def test_a_package_like_the_proposal_says_so():
    data = word(worked_out(measures={"school-coaches": stance("support")}))
    assert "Deze zienswijze verandert daarom niets aan de cijfers." in all_text(data)
    assert len(Document(io.BytesIO(data)).inline_shapes) == 1


def test_another_setting_is_told():
    setting = MeasureSetting(intensity=0.5, scales_costs=False, shift_months=6)
    found = worked_out(measures={"school-coaches": stance("support_if", setting=setting)})
    assert "omvang 50% van het plan, kosten blijven gelijk en 6 maanden later" in all_text(word(found))


def test_a_template_keeps_its_letterhead_and_styles(tmp_path):
    path = tmp_path / "eigen.docx"
    own = Document(str(word_template()))
    own.sections[0].header.paragraphs[0].text = "Gemeente Noord"
    own.save(str(path))
    data = word(worked_out(), template=path)
    assert Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text == "Gemeente Noord"


def test_a_template_with_footnotes_keeps_them(tmp_path, shipped):
    path = tmp_path / "eigen.docx"
    path.write_bytes(shipped)
    data = word(worked_out(), template=path)
    assert set(footnotes(data)) > set(footnotes(shipped))
    assert references(data) == sorted(footnotes(data))


def test_a_template_without_a_style_is_refused(tmp_path):
    path = tmp_path / "kaal.docx"
    Document().save(str(path))
    with pytest.raises(SimulatorError, match=r"kaal.docx without the style\(s\) Koers Address"):
        word(worked_out(), template=path)


def test_a_template_that_is_no_document_is_refused(tmp_path):
    path = tmp_path / "x.docx"
    path.write_text("geen Word")
    with pytest.raises(SimulatorError, match="cannot be read as a Word document"):
        word(worked_out(), template=path)


def word_template():
    from simulator.export.position.template import TEMPLATE

    return TEMPLATE
