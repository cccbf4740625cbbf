"""Tables that agree with themselves give no findings on cells; one cell changed gives one."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.audit.cells import read_cell
from simulator.analysis.audit.tables import read_table
from simulator.domain.printed import SignConvention
from tests.analysis.audit.samples import table
from tests.factories import YEARS

ROWS = ("cost", "effect", "net")

amounts = st.integers(min_value=0, max_value=50_000_000)
signs = st.builds(
    SignConvention,
    cost=st.sampled_from([1, -1]),
    saving=st.sampled_from([1, -1]),
    net_saving=st.sampled_from([1, -1]),
)


def dutch(amount):
    """Write an amount as a Dutch table does: -1.538.246."""
    return f"{amount:,}".replace(",", ".")


@st.composite
def years(draw):
    """Draw a cost and an effect for each year; effects may cost money."""
    return [(draw(amounts), draw(amounts)) for _ in YEARS]


def rows_of(pairs, convention):
    """Cells of a consistent table under a sign convention, as numbers."""
    return {
        "cost": [convention.cost * cost for cost, _ in pairs],
        "effect": [convention.saving * effect for _, effect in pairs],
        "net": [convention.net_saving * (effect - cost) for cost, effect in pairs],
    }


def printed(rows, convention):
    cells = {name: tuple(map(dutch, row)) for name, row in rows.items()}
    return table("school-coaches", **cells, signs=convention)


def slips(rows, convention):
    read = read_table(printed(rows, convention), YEARS)
    return {year: read.years[year].slips for year in YEARS if read.years[year].slips}


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_every_amount_is_read_back(amount):
    assert read_cell(dutch(amount)).value == amount


@given(st.text(max_size=20))
def test_any_text_is_one_kind_of_cell(text):
    cell = read_cell(text)
    assert (cell.value is not None) == (cell.kind == "amount")
    assert cell.text == text


@given(years(), signs)
def test_consistent_table_has_no_slips(pairs, convention):
    assert slips(rows_of(pairs, convention), convention) == {}


@given(
    years(),
    signs,
    st.sampled_from(ROWS),
    st.integers(0, len(YEARS) - 1),
    st.integers(2, 10_000_000) | st.integers(-10_000_000, -2),
)
def test_one_cell_changed_by_more_than_a_euro_is_found_in_its_year(pairs, convention, row, at, change):
    rows = rows_of(pairs, convention)
    rows[row][at] += change
    found = slips(rows, convention)
    assert list(found) == [YEARS[at]]
    [slip] = found[YEARS[at]]
    assert slip.kind in ("sum", "sign")
    if row == "net" and slip.kind == "sum":  # the very cell, and what stood there
        cost, effect = pairs[at]
        assert (slip.row, slip.computed_eur) == ("net", effect - cost)


@given(years(), signs, st.sampled_from(ROWS), st.integers(0, len(YEARS) - 1), st.sampled_from([1, -1]))
def test_one_euro_is_rounding(pairs, convention, row, at, change):
    rows = rows_of(pairs, convention)
    rows[row][at] += change
    assert [slip.kind for slip in slips(rows, convention)[YEARS[at]]] == ["rounding"]


@given(years(), signs, st.integers(0, len(YEARS) - 1), st.sampled_from(["n.t.b.", "PM", "-", ""]))
def test_an_unknown_amount_makes_no_sum(pairs, convention, at, text):
    original = printed(rows_of(pairs, convention), convention)
    cells = list(original.effect.cells)
    cells[at] = text
    changed = original.model_copy(
        update={"effect": original.effect.model_copy(update={"cells": tuple(cells)})}
    )
    read = read_table(changed, YEARS).years[YEARS[at]]
    assert read.effect is None
    assert [slip for slip in read.slips if slip.kind != "odd_sign"] == []
