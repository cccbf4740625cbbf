"""What is kept out of the code, and how large its parts may be."""

import ast
import re

import pytest

from tests.architecture.code import calls, functions, imports, modules, text, tree

SIMULATOR = modules("simulator")
PRODUCT = modules("simulator", "app.py", "benchmarks")
EVERYTHING = modules("simulator", "app.py", "benchmarks", "tests")
PURE = modules("simulator/domain", "simulator/formula", "simulator/consistency", "simulator/engine")
"""What gives the same answer wherever and whenever it runs."""

OUTSIDE_WORLD = {
    "glob",
    "io",
    "logging",
    "os",
    "pathlib",
    "random",
    "requests",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "time",
    "urllib",
    "uuid",
}
CLOCKS = {".now", ".today", ".utcnow", ".time", ".perf_counter", ".monotonic"}
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
STORES_OBJECTS = {"pickle", "cPickle", "_pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"}

OWN_TABLES = {
    "simulator/engine/sobol.py": "direction numbers, as fixed as pi: thousands of them, no text to read"
}
"""Pure modules with a file of numbers beside them, each with the reason."""

MODULE_LINES = 400
"""Limit; aim at 300."""
LONG_MODULES: dict[str, str] = {}
"""Modules above the limit, each with the reason."""
FUNCTION_LINES = 60
"""Limit, docstring included; aim at 40."""
APP_LINES = 60


def first_words(path):
    return {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", PURE, ids=str)
def test_pure_layers_know_no_files_clock_or_chance(path):
    allowed = {"pathlib"} if str(path) in OWN_TABLES else set()
    assert first_words(path) & OUTSIDE_WORLD == allowed
    forbidden = CLOCKS | {"open", "input", "print"}
    assert [(name, line) for name, line in calls(path) if name in forbidden] == []


def test_engine_and_what_it_rests_on_are_free_of_tables_and_screens():
    libraries = {"pandas", "streamlit", "altair", "openpyxl", "docx", "rich", "typer", "yaml"}
    assert [str(path) for path in PURE if first_words(path) & libraries] == []


def test_domain_is_plain_data():
    assert [str(path) for path in modules("simulator/domain") if first_words(path) & {"numpy", "scipy"}] == []


def test_no_code_is_made_from_text_and_no_object_from_bytes():
    assert [
        f"{path}:{line}: {name}" for path in EVERYTHING for name, line in calls(path) if name in RUNS_TEXT
    ] == []
    assert [str(path) for path in EVERYTHING if first_words(path) & STORES_OBJECTS] == []


def test_modules_are_short():
    long = {str(path) for path in PRODUCT if len(text(path).splitlines()) > MODULE_LINES}
    assert long == set(LONG_MODULES)


def test_functions_are_short():
    assert [
        f"{path}: {name} has {lines} lines"
        for path in PRODUCT
        for name, lines in functions(path)
        if lines > FUNCTION_LINES
    ] == []


def test_app_is_a_table_of_contents():
    assert len(text(modules("app.py")[0]).splitlines()) <= APP_LINES


def test_modules_say_what_they_are():
    assert [str(path) for path in PRODUCT if not ast.get_docstring(tree(path))] == []


def test_public_classes_and_functions_say_what_they_are():
    assert [
        f"{path}:{node.lineno}: {node.name}"
        for path in SIMULATOR
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ] == []


def test_nothing_is_left_to_be_done():
    unfinished = re.compile(r"#.*\b(TODO|FIXME|XXX|HACK)\b|\bNotImplementedError\b")
    assert [str(path) for path in PRODUCT if unfinished.search(text(path))] == []
