"""What is no formula: refused, at once, with a word on where and how to repair it."""

import re
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import FormulaError
from simulator.formula import parse
from simulator.formula.parsing import MAX_DEPTH, MAX_LENGTH

HOSTILE = [
    ("", "empty"),
    (" \n ", "empty"),
    ("__import__('os')", "starts with a lower-case letter"),
    ("__class__", "starts with a lower-case letter"),
    ("a.b", "only for baseline"),
    ("a.b.c", "only for baseline"),
    ("a.__class__", "starts with a lower-case letter"),
    ("baseline", "Name its service"),
    ("2 * baseline", "Name its service"),
    ("baseline.", "A point is only"),
    ("baseline.x.y", "only for baseline"),
    ("baseline.__class__", "starts with a lower-case letter"),
    ("baseline.baseline.x", "only for baseline"),
    ("(a).b", "only for baseline"),
    ("(a * b).c", "only for baseline"),
    ("baseline.1", r"found"),
    ("a[0]", r"found '\['"),
    ("{a}", r"found '\{'"),
    ("a**2", "no powers"),
    ("a**9**9", "no powers"),
    ("a ^ 2", "no powers"),
    ("a//b", "plain division"),
    ("a % b", "from 0 to 1"),
    ("40%", "0.4"),
    ("~a", "found '~'"),
    ("+a", "plus sign before"),
    ("a + +b", "plus sign before"),
    ("a @ b", "found '@'"),
    ("a | b", r"found '\|'"),
    ("a & b", "found '&'"),
    ("a << 2", "found '<'"),
    ("a < b", "found '<'"),
    ("a == b", "found '='"),
    ("a != b", "found '!'"),
    ("a = 1", "found '='"),
    ("(a := 1)", "found ':'"),
    ("a if b else c", "the word 'if'"),
    ("a and b", "the word 'and'"),
    ("not a", "the word 'not'"),
    ("a in b", "the word 'in'"),
    ("a is b", "the word 'is'"),
    ("lambda: 0", "the word 'lambda'"),
    ("await a", "the word 'await'"),
    ("yield", "the word 'yield'"),
    ("import os", "the word 'import'"),
    ("baseline.class", "the word 'class'"),
    ("True", "found 'T'"),
    ("None", "found 'N'"),
    ("Clients", "found 'C'"),
    ("f'{a}'", 'found "\'"'),
    ("'text'", 'found "\'"'),
    ('"text"', "found '\"'"),
    ("b'x'", 'found "\'"'),
    ("`a`", "found '`'"),
    ("a;b", "found ';'"),
    ("a, b", "decimal point"),
    ("0,5 * a", "decimal point"),
    ("1.000.000", "number in full"),
    ("sum(a)", "a call"),
    ("a(b)", "a call"),
    ("2(a)", "a call"),
    ("()", "found"),
    ("(a", "still open"),
    ("a)", r"found '\)'"),
    (")(", r"found '\)'"),
    ("*a", "found"),
    ("a*", "the end"),
    ("-", "the end"),
    ("a b", "found 'b'"),
    ("a 2", "found '2'"),
    ("2 a", "found 'a'"),
    ("2a", "number in full"),
    ("a * / b", "found '/'"),
    ("a * * b", r"found '\*'"),
    ("...", "found"),
    ("1e6", "number in full"),
    ("1e400", "number in full"),
    ("1j", "number in full"),
    ("1.", "number in full"),
    (".5", "A point is only"),
    ("a * .5", "A point is only"),
    ("a . 5", "A point is only"),
    ("a..b", "A point is only"),
    ("0x10", "number in full"),
    ("0b1", "number in full"),
    ("007", "number in full"),
    ("1__0", "number in full"),
    ("1_", "number in full"),
    ("9" * 400, "too large"),
    ("9" * 400 + ".0", "too large"),
    ("сlients", r"U\+0441"),  # a Cyrillic first letter
    ("aｂ", r"U\+FF42"),  # a full-width letter, which Python would read as b
    ("ª", r"U\+00AA"),
    ("a × b", r"Write \*"),
    ("a − b", "hyphen-minus"),
    ("€ 5", "without its unit"),
    ("٣ * a", r"U\+0663"),  # an Arabic digit
    ("a\u00a0* b", r"U\+00A0"),
    ("a\u202e* b", r"U\+202E"),
    ("\ud800", r"U\+D800"),
    ("a\x00b", r"found '\\x00'"),
    ("a *\nb", "on one line"),
    ("(a\n)", "on one line"),
    ("a\t* b", "Write a space"),
    ("a\r* b", r"found '\\r'"),
    ("a # remark", "remarks"),
    ("a \\", r"found"),
    ("a" * (MAX_LENGTH + 1), "characters; expected at most 500"),
    ("a" * 61, "a name of 61 characters"),
    ("(" * 10_000 + "a" + ")" * 10_000, "characters; expected at most 500"),
    ("(" * 10_000, "characters; expected at most 500"),
    ("-" * 10_000 + "a", "characters; expected at most 500"),
    ("(" * 240 + "a" + ")" * 240, "nests deeper"),
    ("(" * 499, "nests deeper"),
    ("-" * 499 + "a", "nests deeper"),
    ("a+" * 249 + "a", "nests deeper"),
    ("a/(" * 100 + "a" + ")" * 100, "nests deeper"),
]


@pytest.mark.parametrize(("text", "message"), HOSTILE, ids=lambda text: ascii(text)[:30])
def test_refuses_what_is_no_formula(text, message):
    started = time.perf_counter()
    with pytest.raises(FormulaError, match=message) as refusal:
        parse(text)
    assert time.perf_counter() - started < 1
    assert len(str(refusal.value)) < 400
    assert re.search(r"\. [A-Z]|: [a-z]", str(refusal.value)), "no word on how to repair it"


def test_reads_up_to_its_limits():
    assert parse("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH).canonical == "a"
    assert parse("+".join(["1"] * MAX_DEPTH)).evaluate({}) == MAX_DEPTH
    assert parse("a" * 60).names == {"a" * 60}


@given(st.text(max_size=60) | st.text(alphabet="ab1.0_+-*/() baseline", max_size=60))
def test_any_text_is_a_formula_or_a_formula_error(text):
    try:
        formula = parse(text)
    except FormulaError:
        return
    assert parse(formula.canonical).tree == formula.tree


def test_python_never_runs_a_formula():
    # An audit hook sees every compile, exec and import; parsing to a syntax tree only compiles.
    code = """
import sys
from simulator.errors import FormulaError
from simulator.formula import parse
seen = []
sys.addaudithook(lambda event, args: seen.append(event))
for text in ["a * 2", "a.b", "a(b)", "2 * baseline.x"]:
    try:
        parse(text)
    except FormulaError:
        pass
sys.exit(bool({"exec", "import", "open", "os.system"} & set(seen)))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
