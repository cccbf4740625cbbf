"""The engine's reader: sums worked by hand in the comments."""

import numpy as np
import pytest

from simulator.errors import FormulaError
from simulator.formula import parse

CLIENTS = {"clients": 5850.0, "share": 0.4, "hours": 13.0, "price": 26.73}


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        # 200 children * 5,000 euro = 1,000,000
        ("children * saving_per_child", {"children": 200.0, "saving_per_child": 5000.0}, 1_000_000),
        # 5,850 * 0.4 = 2,340; * 13 = 30,420; * 26.73 = 813,126.60
        ("clients * share * hours * price", CLIENTS, 813_126.60),
        # 5,850 * 3 = 17,550; * 55 = 965,250
        ("clients * 3 * 55", CLIENTS, 965_250),
        # 5 children * 100 euro a day * 365 days = 182,500
        ("5 * price * 365", {"price": 100.0}, 182_500),
        # 10% of 13,000,000
        ("0.1 * baseline.household_help", {"baseline.household_help": 13e6}, 1_300_000),
        # from left to right: 8 - 3 - 2 = 3, 8 / 4 / 2 = 1, 8 / 4 * 2 = 4
        ("8 - 3 - 2", {}, 3),
        ("8 / 4 / 2", {}, 1),
        ("8 / 4 * 2", {}, 4),
        ("8 - (3 - 2)", {}, 7),
        ("8 / (4 / 2)", {}, 4),
        ("2 + 3 * 4", {}, 14),
        ("(2 + 3) * 4", {}, 20),
        ("-2 * 3 + 1", {}, -5),
        ("-(2 * 3 + 1)", {}, -7),
        ("2 - -3", {}, 5),
        ("--3", {}, 3),
        ("1_000_000.5 * 2", {}, 2_000_001),
    ],
)
def test_gives_the_sum_worked_by_hand(text, values, expected):
    assert parse(text).evaluate(values) == pytest.approx(expected, rel=1e-12)


def test_gives_one_value_for_each_draw_and_year():
    # Two draws of a share, three years of a baseline: 0.1 and 0.2 of 100, 200 and 300.
    values = {"share": np.array([[0.1], [0.2]]), "baseline.guidance": np.array([100.0, 200, 300])}
    result = parse("share * baseline.guidance").evaluate(values)
    np.testing.assert_allclose(result, [[10, 20, 30], [20, 40, 60]], rtol=1e-15)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_keeps_the_type_of_the_arrays(dtype):
    values = {"a": np.array([1, 2], dtype), "b": np.float64(3), "c": 0.5}
    result = parse("-(1.5 * a + b) / c - 2").evaluate(values)
    assert result.dtype == dtype
    # -(1.5 + 3) / 0.5 - 2 = -11 and -(3 + 3) / 0.5 - 2 = -14
    np.testing.assert_array_equal(result, [-11, -14])


def test_leaves_the_given_arrays_alone():
    draws = np.array([1.0, 2.0])
    parse("-a * 2 + a / 3 - a").evaluate({"a": draws})
    np.testing.assert_array_equal(draws, [1, 2])


def test_ignores_values_it_does_not_use():
    assert parse("a").evaluate({"a": 1.0, "b": 2.0}) == 1


@pytest.mark.parametrize(
    ("text", "values", "message"),
    [
        ("a / b", {"a": 1.0, "b": 0.0}, r"^a / b divides by zero: b is 0\. Give its drivers"),
        ("a / (b - 2)", {"a": 1.0, "b": 2.0}, r"a / \(b - 2\) divides by zero: b - 2 is 0\."),
        ("a / 0", {"a": 1.0}, "0 is 0"),
        ("a / b", {"a": np.ones(3), "b": np.array([1.0, 0, 2])}, "b is 0 in 1 of 3 values"),
        ("a / b", {"a": 0.0, "b": np.zeros(3)}, "b is 0 in 3 of 3 values"),
        ("a / b", {"a": np.ones(3), "b": np.float64(0)}, "b is 0"),
        ("a * b", {"a": 1.0}, "no value for b; given: a"),
        ("baseline.x", {"x": 1.0}, r"no value for baseline\.x; given: x"),
    ],
)
def test_refuses_to_evaluate(text, values, message):
    with pytest.raises(FormulaError, match=message):
        parse(text).evaluate(values)


def test_knows_its_names():
    formula = parse("(a + b_2) * baseline.youth_residence - a / baseline.guidance")
    assert formula.names == {"a", "b_2"}
    assert formula.services == {"youth_residence", "guidance"}
    assert formula.keys == {"a", "b_2", "baseline.youth_residence", "baseline.guidance"}


def test_a_driver_may_have_the_name_of_a_service():
    formula = parse("guidance * baseline.guidance")
    assert formula.evaluate({"guidance": 2.0, "baseline.guidance": 5.0}) == 10


def test_is_equal_when_its_text_is():
    assert parse(" a*b\n") == parse("a*b")
    assert len({parse("a*b"), parse("a*b "), parse("a * b")}) == 2
    assert parse("a*b") is parse("a*b")
