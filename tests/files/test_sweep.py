"""Sweeps as files: what is right loads, what is wrong is told with line and repair."""

import shutil
from pathlib import Path

import pytest

from simulator.errors import InputFileError
from simulator.files import load_catalogue, load_scenario, load_sweep, scenario_paths, sweep_paths, validate
from tests.files.support import CATALOGUE, GOOD, PATHS

SCENARIOS = {"everything": load_scenario(PATHS["scenario"], CATALOGUE)}
MEASURE = next(iter(SCENARIOS["everything"].active()))

TEXT = f"""id: a-sweep
programme: small
title: {{nl: Alles, en: All}}
summary: {{nl: Alles, en: All}}
municipalities: [region]
draws: 100
packages:
  all:
    title: {{nl: Alles, en: All}}
    scenario: everything
  less:
    title: {{nl: Minder, en: Less}}
    scenario: everything
    without: [{MEASURE}]
futures:
  same:
    title: {{nl: Zo, en: So}}
    scenario: everything
  grown:
    title: {{nl: Groei, en: Growth}}
    scenario: everything
    layers: {{growth: true}}
    growth_shift: 0.01
"""


def load(folder: Path, text: str):
    path = folder / "a-sweep.yaml"
    path.write_text(text, "utf-8")
    return load_sweep(path, CATALOGUE, SCENARIOS)


def problems(folder, old, new):
    assert TEXT.count(old) == 1
    with pytest.raises(InputFileError) as refused:
        load(folder, TEXT.replace(old, new))
    return [(p.line, p.key, str(p)) for p in refused.value.problems]


def test_a_good_file_loads(tmp_path):
    sweep = load(tmp_path, TEXT)
    assert (list(sweep.packages), list(sweep.futures)) == (["all", "less"], ["same", "grown"])
    assert sweep.futures["grown"].layers == {"growth": True}


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "told"),
    [
        ("id: a-sweep", "id: b-sweep", 1, "id", "expected 'a-sweep'"),
        ("programme: small", "programme: smal", 2, "programme", "Write 'small' instead"),
        ("[region]", "[regio]", 5, "municipalities.0", "Write 'region' instead"),
        ("draws: 100", "draws: 1e3", 6, "draws", "1e3"),
        ("draws: 100", "draw: 100", 6, "draw", "draws"),
        (f"[{MEASURE}]", f"[x{MEASURE}]", 14, "packages.less.without.0", f"Write '{MEASURE}' instead"),
        ("growth: true", "grow: true", 22, "layers", "growth"),
        ("growth_shift: 0.01", "growth_shift: 1", 23, "growth_shift", "0.2"),
        ("growth_shift: 0.01", "overlap_by_service: {youht: 0.1}", 23, "youht", "service 'youht'"),
        ("growth_shift: 0.01", "estimates: {nobody: 1}", 23, "nobody", "estimate 'nobody'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, line, key, told):
    found = problems(tmp_path, old, new)
    assert len(found) == 1, found
    assert found[0][0] == line
    assert key in found[0][1]
    assert told in found[0][2]


def test_a_scenario_that_does_not_exist_is_told_where_it_is_named(tmp_path):
    text = TEXT.replace(
        "  same:\n    title: {nl: Zo, en: So}\n    scenario: everything",
        "  same:\n    title: {nl: Zo, en: So}\n    scenario: everythin",
    )
    with pytest.raises(
        InputFileError, match=r"a-sweep\.yaml:18: futures\.same\.scenario: .*'everything' instead"
    ):
        load(tmp_path, text)


def test_a_measure_that_is_left_out_and_put_in_is_refused(tmp_path):
    found = problems(tmp_path, f"[{MEASURE}]", f"[{MEASURE}]\n    measures: {{{MEASURE}: {{}}}}")
    assert "stands under measures too" in found[0][2]


def test_validate_checks_sweeps_too(tmp_path):
    home = tmp_path / "home"
    shutil.copytree(GOOD, home)
    folder = home / "scenarios" / "small"
    path = folder / "sweeps" / "a-sweep.yaml"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    assert sweep_paths(home, "small") == [path]
    assert sweep_paths(home, "../small") == []
    assert path not in scenario_paths(home, "small")
    places = (home, home / "scenarios", folder, folder / "sweeps", path)
    assert [validate([place]) for place in places] == [[]] * 5
    path.write_text(TEXT.replace("draws: 100", "draws: 1"), "utf-8")
    assert [[p.key for p in validate([place])] for place in places] == [["draws"]] * 5


def test_the_shipped_sweeps_load_and_are_worth_their_name():
    root = Path(__file__).resolve().parents[2]
    programme = "gooi-en-vechtstreek-2021"
    catalogue = load_catalogue(root / "measures" / programme)
    scenarios = {path.stem: load_scenario(path, catalogue) for path in scenario_paths(root, programme)}
    for path in sweep_paths(root, programme):
        made = [
            c.made.model_dump(exclude={"id", "title"})
            for c in load_sweep(path, catalogue, scenarios).combinations(scenarios)
        ]
        assert len(made) > 1
        assert all(one != other for place, one in enumerate(made) for other in made[:place])
