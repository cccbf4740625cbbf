"""Random formulas, read in four ways and checked by calculations that share no code with them.

Fractions for the numbers, a small calculator for Excel's text, the parser itself for parentheses.
"""

import operator
import re
from fractions import Fraction

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from simulator.formula import parse
from simulator.formula.parsing import MAX_LENGTH

NAMES = ("a", "b", "long_name_2", "baseline.guidance")
# Sixteenths up to 64: exact in binary, and short to write.
AMOUNTS = st.integers(min_value=0, max_value=1024).map(lambda n: Fraction(n, 16))
LEAVES = AMOUNTS | st.sampled_from(NAMES)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.tuples(st.just("neg"), parts) | st.tuples(st.sampled_from("+-*/"), parts, parts),
    max_leaves=12,
)
VALUES = st.fixed_dictionaries(
    {name: st.integers(-1024, 1024).map(lambda n: Fraction(n, 16)) for name in NAMES}
)
ARITHMETIC = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}


def spelled(tree):
    """Write a random tree with parentheses around every part."""
    match tree:
        case ("neg", part):
            return f"(-{spelled(part)})"
        case (sign, left, right):
            return f"({spelled(left)}{sign} {spelled(right)})"
        case Fraction():
            return repr(float(tree))
    return tree


def exactly(tree, values):
    """Work a random tree out in fractions, and its size: the sum of all sizes in it."""
    match tree:
        case ("neg", part):
            value, size = exactly(part, values)
            return -value, size
        case (sign, left, right):
            (first, size_1), (second, size_2) = exactly(left, values), exactly(right, values)
            if sign == "/":
                # What rounding can do to a quotient grows as its divisor cancels.
                assume(second != 0 and size_2 / abs(second) < 1000)
                return first / second, size_1 / abs(second) * size_2 / abs(second)
            size = size_1 * size_2 if sign == "*" else size_1 + size_2
            return ARITHMETIC[sign](first, second), size
    value = tree if isinstance(tree, Fraction) else values[tree]
    return value, abs(value)


def readable(tree):
    text = spelled(tree)
    assume(len(text) <= MAX_LENGTH)
    return parse(text)


@given(TREES, VALUES)
def test_evaluates_as_fractions_do(tree, values):
    formula = readable(tree)
    exact, size = exactly(tree, values)
    result = formula.evaluate({name: float(value) for name, value in values.items()})
    # At most 11 operations of half a unit in the last place each, doubled at each quotient.
    assert abs(Fraction(result) - exact) <= size * Fraction(1, 2**45)
    arrays = {name: np.full((2, 1), float(value)) for name, value in values.items()}
    np.testing.assert_array_equal(formula.evaluate(arrays), result)


@given(TREES)
def test_fewer_parentheses_mean_the_same(tree):
    formula = readable(tree)
    assert parse(formula.canonical).tree == formula.tree
    assert parse(formula.canonical).canonical == formula.canonical


@given(TREES)
def test_every_parenthesis_is_needed(tree):
    """Without any one pair the formula means something else, or has two signs in a row."""
    formula = readable(tree)
    text = formula.canonical
    for start, end in pairs(text):
        without = text[:start] + text[start + 1 : end] + text[end + 1 :]
        signs_meet = re.search(r"[-+*/] ?-$", text[:start] + text[start + 1])
        assert signs_meet or parse(without).tree != formula.tree


def pairs(text):
    """Give the places of each opening parenthesis and the one that closes it."""
    opened = []
    for place, character in enumerate(text):
        if character == "(":
            opened.append(place)
        elif character == ")":
            yield opened.pop(), place


def calculate(text, values):
    """Work an Excel formula out: a shunting-yard of its own, with Excel's order of operators."""
    assert text[0] == "="
    # Excel's minus in front binds more tightly than * and /, and is written "neg" here.
    rank = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3}
    numbers, signs, after_value = [], [], False

    def apply():
        sign = signs.pop()
        last = numbers.pop()
        numbers.append(-last if sign == "neg" else ARITHMETIC[sign](numbers.pop(), last))

    for word in re.findall(r"[0-9.]+|[A-Za-z_][A-Za-z0-9_.]*|.", text[1:]):
        if word == "(" or (word == "-" and not after_value):
            signs.append("neg" if word == "-" else word)
        elif word == ")":
            while signs[-1] != "(":
                apply()
            signs.pop()
        elif word in rank:
            while signs and signs[-1] != "(" and rank[signs[-1]] >= rank[word]:
                apply()
            signs.append(word)
        else:
            numbers.append(Fraction(word) if word[0].isdigit() else values[word])
        after_value = word == ")" or (word not in rank and word != "(")
    while signs:
        apply()
    assert len(numbers) == 1
    return numbers[0]


def test_the_calculator_knows_excel():
    # -6 + 2 / 2 = -5, and 2 - (-1) * (-5) = -3.
    assert calculate("=-2*3+8/4/2", {}) == -5
    assert calculate("=2-(3-4)*-a", {"a": Fraction(5)}) == -3


@given(TREES, VALUES)
def test_excel_gives_the_same_number(tree, values):
    formula = readable(tree)
    exact, _ = exactly(tree, values)
    text = formula.excel({key: key.replace("baseline.", "baseline_") for key in formula.keys})
    assert re.fullmatch(r"=[A-Za-z0-9_.+\-*/()]+", text)
    named = {key.replace("baseline.", "baseline_"): value for key, value in values.items()}
    assert calculate(text, named) == exact


@given(TREES)
def test_the_sentence_has_the_same_shape(tree):
    formula = readable(tree)
    sentence = formula.sentence({key: key for key in formula.keys})
    for sign, plain in (("×", "*"), ("÷", "/"), ("−", "-")):
        sentence = sentence.replace(sign, plain)
    assert sentence == formula.canonical
