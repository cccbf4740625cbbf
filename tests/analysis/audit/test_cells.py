import pytest

from simulator.analysis.audit.cells import read_cell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-1.538.246", -1_538_246.0),
        ("1.047.390", 1_047_390.0),
        ("+ 150.000", 150_000.0),
        ("- 812.000", -812_000.0),
        ("−400.000", -400_000.0),  # the minus sign of a typesetter
        ("0", 0.0),
        ("475000", 475_000.0),
    ],
)
def test_amount(text, value):
    cell = read_cell(text)
    assert (cell.kind, cell.value, cell.size) == ("amount", value, abs(value))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("n.t.b.", "to_be_determined"),
        ("ntb", "to_be_determined"),
        ("Ntb", "to_be_determined"),
        ("PM", "pro_memoria"),
        ("p.m.", "pro_memoria"),
        ("-", "dash"),
        ("–", "dash"),
        ("", "blank"),
        ("  ", "blank"),
    ],
)
def test_unknown_is_of_its_own_kind_and_never_zero(text, kind):
    cell = read_cell(text)
    assert (cell.kind, cell.value, cell.size) == (kind, None, None)
    assert cell.unknown


@pytest.mark.parametrize(
    ("text", "size"),
    [("--1.538.246", 1_538_246.0), ("circa 400.000", 400_000.0), ("veel", None), ("10 tot 20", None)],
)
def test_what_should_be_a_number_and_is_not(text, size):
    cell = read_cell(text)
    assert (cell.kind, cell.value, cell.size) == ("malformed", None, size)
    assert not cell.unknown


def test_text_is_kept_as_printed():
    assert read_cell("- 812.000").text == "- 812.000"
