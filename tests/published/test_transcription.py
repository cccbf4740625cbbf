"""Two transcriptions of the source, made apart from each other, say the same."""

import pytest

from tests.catalogue.shipped import catalogue, numbered
from tests.published.source_table import SLIPS, YEARS, as_printed, expected, sign, table

PRINTED = catalogue().printed
TABLES = {t.measure: t for t in PRINTED.tables}
NUMBERS = range(1, 18)
CELLS = [(number, row, year) for number, row in table() for year in YEARS]

LETTER = {
    # number: the amount as printed in the letter, its line, and euros saved
    1: ("- 900.000", 136, 900_000),
    2: ("-1.458.246", 139, 1_458_246),
    3: ("-491.000", 142, 491_000),
    4: ("- 812.000", 143, 812_000),
    5: ("-1.632.659", 146, 1_632_659),
    6: ("-813.041", 147, 813_041),
    7: ("- 957.390", 150, 957_390),
    8: ("- 625.000", 154, 625_000),
    9: ("-298.496", 156, 298_496),
    10: ("-1.402.478", 157, 1_402_478),
    11: ("-300.000", 160, 300_000),
    12: ("+ 150.000", 164, -150_000),
    13: ("-400.000", 167, 400_000),
    14: ("-314.263", 170, 314_263),
}


def plain(cell):
    """A cell of printed.yaml as the CSV has it: without dots."""
    return cell.replace(".", "")


def test_there_are_seventeen_tables_of_three_rows_and_four_years():
    assert set(table()) == {(number, row) for number in NUMBERS for row in ("cost", "effect", "net")}
    assert {len(row.cells) for row in table().values()} == {4}
    assert [t.measure for t in PRINTED.tables] == [numbered(number).id for number in NUMBERS]
    assert catalogue().programme.years == YEARS


@pytest.mark.parametrize(("number", "row", "year"), CELLS)
def test_cell_is_the_same_in_both(number, row, year):
    theirs = getattr(TABLES[numbered(number).id], row)
    ours = table()[number, row]
    at = YEARS.index(year)
    assert plain(theirs.cells[at]) == ours.cells[at]
    assert theirs.line == ours.line


@pytest.mark.parametrize("number", NUMBERS)
def test_signs_are_read_alike(number):
    signs = TABLES[numbered(number).id].signs
    assert (signs.cost, signs.saving, signs.net_saving) == (
        sign(number, "cost"),
        sign(number, "effect"),
        sign(number, "net"),
    )


def test_slips_are_those_that_the_programme_declares():
    declared = {
        (catalogue().measures[e.measure].number, e.row, e.year): (plain(e.printed), e.expected_eur)
        for e in PRINTED.errata
    }
    assert declared == {place: (slip.printed, slip.expected) for place, slip in SLIPS.items()}
    for (number, row, year), slip in SLIPS.items():
        assert table()[number, row].cells[YEARS.index(year)] == slip.printed


@pytest.mark.parametrize(("number", "year"), [(number, year) for number in NUMBERS for year in YEARS])
def test_net_is_effect_less_cost_once_slips_are_put_right(number, year):
    cost, effect, net = (expected(number, row, year) for row in ("cost", "effect", "net"))
    if effect is None:
        assert net is None
    else:
        assert net == effect - cost


def test_without_slips_no_other_net_cell_is_off():
    off = {
        (number, year)
        for number in NUMBERS
        for year in YEARS
        if (effect := as_printed(number, "effect", year)) is not None
        and as_printed(number, "net", year) != effect - as_printed(number, "cost", year)
    }
    # Measure 2's double minus has one sign too many and the right amount; 7's effects lack their minus.
    assert off == {(5, 2022), (6, 2022), (7, 2023), (7, 2024), (8, 2022)} | {(17, year) for year in YEARS}


def test_the_list_of_the_letter_is_the_same_in_both():
    theirs = {catalogue().measures[a.measure].number: (a.printed, a.line) for a in PRINTED.letter.amounts}
    assert theirs == {number: (printed, line) for number, (printed, line, _) in LETTER.items()}
    assert (PRINTED.letter.year, PRINTED.letter.saving) == (2024, -1)


def test_the_list_of_the_letter_adds_up():
    # 10,404,573 saved by thirteen measures, less 150,000 for measure 12
    assert sum(saved for _, _, saved in LETTER.values()) == 10_254_573


@pytest.mark.parametrize("number", sorted(set(LETTER) - {12, 13}))
def test_the_letter_takes_net_amounts_except_for_three(number):
    gross, rounded = {5, 6, 8}, {3: 700, 4: 500}
    listed = LETTER[number][2] + rounded.get(number, 0)
    assert listed == expected(number, "effect" if number in gross else "net", 2024)
