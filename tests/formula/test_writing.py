"""The workbook's and the reader's text."""

import pytest

from simulator.errors import FormulaError
from simulator.formula import parse


def cells(formula):
    return {key: key.replace("baseline.", "baseline_") for key in formula.keys}


@pytest.mark.parametrize(
    ("text", "excel"),
    [
        ("children * saving_per_child", "=children*saving_per_child"),
        ("share * baseline.household_help", "=share*baseline_household_help"),
        ("(a + b) * (c - 1_000.50)", "=(a+b)*(c-1000.5)"),
        ("((a * b)) / (c * d)", "=a*b/(c*d)"),
        ("-a - (-b)", "=-a-(-b)"),
        ("a * -(b + c)", "=a*(-(b+c))"),
        ("0.000001 * 9_999_999_999_999_999_999_999", "=0.000001*10000000000000000000000"),
    ],
)
def test_writes_an_excel_formula(text, excel):
    formula = parse(text)
    assert formula.excel(cells(formula)) == excel


@pytest.mark.parametrize(
    "cell", ["saving", "_a.b", "A1", "$B$12", "Drivers!$B$2", "'Maatregel 5 & 6 (nl)'!AB12"]
)
def test_takes_a_plain_reference(cell):
    assert parse("a + 1").excel({"a": cell}) == f"={cell}+1"


@pytest.mark.parametrize(
    "cell",
    [
        "",
        " a",
        "a\n",
        "a b",
        "a+b",
        "=a",
        "1",
        "A1:B2",
        "A1,B2",
        "SUM(A1)",
        'HYPERLINK("http://example.org")',
        "cmd|'/c calc'!A1",
        "'cmd|x'!A1",
        "[other.xlsx]Sheet!A1",
        "'[other.xlsx]Sheet'!A1",
        "'a'b'!A1",
        "Sheet!name()",
        "Drivers!$B$0",
        "é",
        "a" * 256,
        '"text"',
        "#REF!",
        "{1}",
        "@a",
    ],
)
def test_refuses_a_cell_that_is_more_than_a_reference(cell):
    with pytest.raises(FormulaError, match=r"no reference that a formula may have; expected"):
        parse("a").excel({"a": cell})


def test_refuses_an_excel_formula_without_a_cell_or_too_long():
    with pytest.raises(FormulaError, match="no cell for b"):
        parse("a * b").excel({"a": "a"})
    with pytest.raises(FormulaError, match="Excel reads 8192"):
        parse("+".join("a" * 40)).excel({"a": "a" * 250})


def test_fills_in_a_sentence():
    # Measure 6 of the programme: 5,850 clients, 40% of them, 13 hours each.
    words = {"c": "5.850 cliënten", "s": "40%", "h": "13 uur", "p": "€ 26,73"}
    sentence = parse("c * s * h * p").sentence(words)
    assert sentence == "5.850 cliënten × 40% × 13 uur × € 26,73"


def test_fills_in_a_sentence_with_its_own_signs_numbers_and_parentheses():
    words = {"a": "€ 10", "b": "4", "baseline.guidance": "€ 7 mln"}
    formula = parse("(a + 1_000.5) / b - -(baseline.guidance)")
    assert formula.sentence(words) == "(€ 10 + 1000.5) ÷ 4 − (−€ 7 mln)"
    dutch = formula.sentence(words, number=lambda value: f"{value:.1f}".replace(".", ","))
    assert dutch == "(€ 10 + 1000,5) ÷ 4 − (−€ 7 mln)"
    with pytest.raises(FormulaError, match=r"no text for baseline\.guidance"):
        formula.sentence({"a": "1", "b": "2"})
