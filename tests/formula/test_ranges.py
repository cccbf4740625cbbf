"""Divisors that can be zero, and those that cannot."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.errors import FormulaError
from simulator.formula import parse
from simulator.formula.parsing import parse_tree
from simulator.formula.ranges import divisors_through_zero, reach
from simulator.formula.writing import plain

NAMES = ("a", "b", "c")
formulas = st.recursive(
    st.sampled_from((*NAMES, "2", "0.5")),
    lambda part: st.tuples(part, st.sampled_from("+-*/"), part).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
    max_leaves=6,
)
ends = st.floats(-4, 4, allow_nan=False).map(lambda x: round(x, 2))
ranges = st.fixed_dictionaries(
    {name: st.tuples(ends, ends).map(lambda r: (min(r), max(r))) for name in NAMES}
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a / b", []),  # b is 1 to 3
        ("a / c", ["c"]),  # c is 0 to 1
        ("a / -c", ["-c"]),
        ("a / (b - c)", ["b - c"]),  # 0 to 3
        ("a / (b + c)", []),
        ("a / (b * c)", ["b * c"]),
        ("a / (1 / b)", []),
        ("a / (c / b)", ["c / b"]),
        ("a / b / c / (2 - 2)", ["c", "2 - 2"]),
        ("a / (1 / c)", ["c", "1 / c"]),  # the inner one first; what it gives can be anything
        ("a / d", ["d"]),  # nothing is known of d
        ("a * (b - c)", []),
    ],
)
def test_divisors_by_hand(text: str, found: list[str]):
    known = {"a": (-5.0, 5.0), "b": (1.0, 3.0), "c": (0.0, 1.0)}
    assert [plain(node) for node in divisors_through_zero(parse_tree(text), known)] == found


@given(formulas, ranges)
def test_no_value_lies_outside_the_reach(text: str, known: dict[str, tuple[float, float]]):
    formula = parse(text)
    assume(not list(divisors_through_zero(formula.tree, known)))
    low, high = reach(formula.tree, known)
    for values in itertools.product(*(np.linspace(*known[name], 3) for name in NAMES)):
        # Nothing is divided by zero: evaluating would say so.
        value = formula.evaluate({name: float(v) for name, v in zip(NAMES, values, strict=True)})
        slack = 1e-9 * max(1.0, abs(low), abs(high))
        assert low - slack <= value <= high + slack


@given(formulas, ranges)
def test_a_divisor_that_is_zero_somewhere_is_found(text: str, known: dict[str, tuple[float, float]]):
    formula = parse(text)
    for values in itertools.product(*(known[name] for name in NAMES)):
        try:
            formula.evaluate(dict(zip(NAMES, values, strict=True)))
        except FormulaError:
            assert list(divisors_through_zero(formula.tree, known))
