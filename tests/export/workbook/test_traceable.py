"""From every cell of the budget to an assumption with its source, inside the workbook alone.

The formulas are followed as a reader of the file would: cell by cell and name by name, with openpyxl.
"""

import io
import re

import openpyxl
import pytest

from simulator.analysis.run import run
from simulator.export.workbook import workbook_bytes

REFERENCE = re.compile(
    r"(?:(?P<sheet>\w+)!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d+)(?::\$?(?P<to>[A-Z]{1,3}\$?\d+))?"
    r"|(?P<name>\b[a-z]\w*_\w+\b)"
)
FIRST_ROW = 9
OWN = ("aanname", "instelling van het scenario", "eigen waarde in het scenario")
DOCUMENT, LINE, PROVENANCE, NOTE = 9, 10, 8, 13


@pytest.fixture(scope="module", params=["programma", "voorzichtig"])
def book(request, catalogue, scenario_of):
    made = run(catalogue, scenario_of(request.param).model_copy(update={"draws": 200}))
    data = workbook_bytes(made)
    return openpyxl.load_workbook(io.BytesIO(data)), openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def precedents(book, sheet, cell):
    """Cells that a formula reads."""
    formula = book[sheet][cell].value
    if not isinstance(formula, str) or not formula.startswith("="):
        return
    for found in REFERENCE.finditer(re.sub(r'"[^"]*"', "", formula)):
        if found["name"]:
            target, place = book.defined_names[found["name"]].attr_text.split("!")
            yield target.strip("'"), place.replace("$", "")
            continue
        where, first = found["sheet"] or sheet, found["column"] + found["row"]
        last = (found["to"] or first).replace("$", "")
        for row in book[where][f"{first}:{last}"]:
            yield from ((where, one.coordinate) for one in row)


def behind(book, sheet, cell, known):
    """All cells behind a cell, itself included. What one cell reads is found once, and kept in `known`."""
    seen, waiting = set(), [(sheet, cell)]
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            if place not in known:
                known[place] = list(precedents(book, *place))
            waiting.extend(known[place])
    return seen


def test_every_amount_of_the_budget_rests_on_assumptions_that_say_where_they_come_from(book):
    formulas, values = book
    sheet, inputs = values["Begroting"], values["Uitgangspunten"]
    used, known, followed = set(), {}, 0
    for row in formulas["Begroting"].iter_rows(min_row=FIRST_ROW):
        for cell in row:
            amount = sheet[cell.coordinate].value
            if isinstance(cell.value, str) and cell.value.startswith("=") and isinstance(amount, int | float):
                cells = behind(formulas, "Begroting", cell.coordinate, known)
                found = {at for name, at in cells if name == inputs.title}
                assert found or amount == 0, cell.coordinate
                used |= found
                followed += 1
    assert followed > 1_000
    for place in used:
        row = [cell.value for cell in inputs[int(re.sub(r"\D", "", place))]]
        cited = row[DOCUMENT] and row[LINE]
        assert cited or row[PROVENANCE] in OWN or row[NOTE], row[:3]


def test_every_line_of_costs_and_effects_names_its_source_and_its_assumptions(book):
    formulas, _ = book
    for name in ("Kosten", "Baten"):
        sheet = formulas[name]
        heads = [cell.value for cell in sheet[5]]
        source = heads.index("Bron van de regel")
        rows = [row for row in sheet.iter_rows(min_row=6) if row[1].value and row[4].value]
        assert len(rows) > 20
        for row in rows:
            if "waterbed" in str(row[1].value).lower():
                continue
            assert re.search(r", regel \d|“", row[source].value), (name, row[1].value)
            links = [cell.hyperlink.location for cell in row[source + 1 :] if cell.hyperlink]
            assert any("Uitgangspunten" in link for link in links), (name, row[1].value)


@pytest.mark.parametrize(("lang", "date"), [("nl", "12 januari 2021"), ("en", "12 January 2021")])
def test_a_document_has_its_title_where_it_is_cited_and_its_file_once(catalogue, scenario_of, lang, date):
    made = run(catalogue, scenario_of("programma").model_copy(update={"draws": 200}))
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(made, lang=lang)))
    texts = [(sheet.title, cell) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    file, letter = "004_18bb3ec9ef15243b.txt", f"(Gemeente Hilversum, {date})"
    named = [(sheet, cell.coordinate) for sheet, cell in texts if file in str(cell.value)]
    assert named == [({"nl": "Bronnen", "en": "Sources"}[lang], "B6")]
    cited = {sheet for sheet, cell in texts if letter in str(cell.value)}
    assert len(cited) == 6  # assumptions, costs, effects, municipalities, the audit and the list itself
    rows = [row for row in book.worksheets[1].iter_rows(min_row=6) if row[LINE].value]
    assert len(rows) > 90
    for row in rows:  # a click leads to the document, with its file or its address
        sheet, place = row[PROVENANCE].hyperlink.location.split("!")
        document = book[sheet][int(place.strip("A"))]
        assert document[0].value == row[DOCUMENT].value
        assert file == document[1].value or str(document[2].value).startswith("http"), place
    # No document has its bare title anywhere: each cell that names one says whose it is.
    titles = {document.title for document in catalogue.documents.values()}
    bare = [cell.coordinate for _, cell in texts if any(f"{one}," in str(cell.value) for one in titles)]
    assert not bare


def test_numbers_of_people_have_a_source(book):
    sheet = book[1]["Verdeling"]
    row = next(row for row in sheet.iter_rows() if row[0].value == "Hilversum")
    assert any("Inwoners per gemeente" in str(cell.value) for cell in row)


def test_units_and_readings_are_in_the_language_of_the_workbook(book):
    units = {cell.value for cell in book[1]["Uitgangspunten"]["D"][6:] if cell.value}
    assert "euro per jaar" in units
    assert not [unit for unit in units if re.search(r"\b(EUR|child|client|hour|day|year)\b", unit)]
    readings = {cell.value for cell in book[1]["Broncontrole"]["K"][5:]}
    assert not readings & {"printed", "reconciled", "letter"}
