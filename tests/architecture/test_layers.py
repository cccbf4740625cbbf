"""Imports go one way, and each library stays in its own layer."""

import pytest

from tests.architecture.code import dotted, imported_in, imports, modules

LAYERS = (
    {"errors", "units", "suggestion", "whole_file"},
    {"domain"},
    {"formula"},
    {"consistency"},
    {"engine"},
    {"analysis"},
    {"export"},
)
"""From the bottom up: a layer may import itself and what stands before it."""


def _allowed():
    allowed, below = {}, set()
    for layer in LAYERS:
        below = below | layer
        allowed |= dict.fromkeys(layer, frozenset(below))
    files = {"domain", "formula", "consistency", "errors", "units", "suggestion", "schema", "files"}
    return allowed | {
        "schema": {"domain", "schema"},
        "files": files,
        "sweep": (below - {"export"}) | {"sweep"},
        "ui": below | {"files", "ui"},
        "cli": below | {"files", "schema", "sweep", "cli"},
        "__main__": {"cli"},
    }


ALLOWED = _allowed()
"""By part of simulator/: the parts it may import. Files stand beside the layers, sweep beside export; cli and
ui on top."""

SIMULATOR = modules("simulator")
PRODUCT = modules("simulator", "app.py", "benchmarks")

ONLY_IN = {
    "pandas": {"simulator.analysis", "simulator.export", "simulator.ui", "simulator.cli"},
    "streamlit": {"simulator.ui", "app", "benchmarks.load_websocket"},
    "altair": {"simulator.ui"},
    "babel": {"simulator.ui", "simulator.export"},
    "typer": {"simulator.cli"},
    "rich": {"simulator.cli"},
    "yaml": {"simulator.files"},
    "pint": {"simulator.units", "simulator.formula"},
    "scipy": {"simulator.engine", "benchmarks"},
    "pyarrow": {"simulator.sweep"},
    "distributed": {"simulator.sweep"},
}
"""Where a library may be imported; it keeps the rest of the code free of it."""


def part(name):
    """simulator.engine.ramp is of part engine."""
    return [*name.split("."), ""][1]


def own(names):
    return {part(name) for name in names if name.startswith("simulator.")} & set(ALLOWED)


def is_under(module, places):
    return any(module == place or module.startswith(f"{place}.") for place in places)


def test_every_part_of_the_simulator_has_its_place():
    assert {part(dotted(path)) for path in SIMULATOR} - {""} == set(ALLOWED)


def test_imports_go_one_way():
    wrong = [
        f"{path} imports simulator.{name}"
        for path in SIMULATOR
        if part(dotted(path))
        for name in sorted(own(imports(path)) - ALLOWED[part(dotted(path))])
    ]
    assert wrong == []


def test_the_package_itself_imports_nothing():
    assert own(imports(modules("simulator/__init__.py")[0])) == set()


def test_app_imports_only_the_pages():
    assert own(imports(modules("app.py")[0])) == {"ui"}


def test_a_page_knows_no_other_page_and_what_pages_share_knows_none():
    pages = "simulator.ui.pages"
    wrong = [
        f"{path} imports {name}"
        for path in modules("simulator/ui")
        for name in sorted(imports(path))
        if name.startswith(f"{pages}.") and name.split(".")[3] not in dotted(path).split(".")[3:4]
    ]
    assert wrong == []


def test_nothing_in_the_simulator_imports_what_stands_around_it():
    outside = {"tests", "benchmarks", "app"}
    assert [str(path) for path in SIMULATOR if outside & {n.split(".")[0] for n in imports(path)}] == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_libraries_stay_in_their_layer(library):
    users = [path for path in PRODUCT if is_under(library, {n.split(".")[0] for n in imports(path)})]
    assert [str(path) for path in users if not is_under(dotted(path), ONLY_IN[library])] == []
    assert users, f"nothing imports {library}: take it out of this list"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import simulator.files.folders as f", {"files"}),
        ("from simulator import ui", {"ui"}),
        ("from simulator.ui import state", {"ui"}),
        ("from .. import files", {"files"}),
        ("from ..files import reading", {"files"}),
        ("def f():\n    from simulator.cli.app import app", {"cli"}),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import simulator.export", {"export"}),
        ("import numpy", set()),
    ],
)
def test_no_way_of_importing_is_overlooked(code, found):
    assert own(imported_in(code)) == found
