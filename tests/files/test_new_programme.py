"""A new programme is written as files that load and run at once."""

import pytest

from simulator.analysis.break_even import break_even
from simulator.analysis.run import run
from simulator.errors import ScenarioError
from simulator.files import load_catalogue, load_scenario, programmes, validate, write_new_programme


def test_it_validates_and_runs(tmp_path):
    paths = write_new_programme(tmp_path, "mijn-regio-2026")
    assert validate([tmp_path]) == []
    [folder] = programmes(tmp_path)
    catalogue = load_catalogue(folder)
    assert catalogue.observed is not None
    for path in paths:
        if path.parent.parent.name == "scenarios":
            outcome = run(catalogue, load_scenario(path, catalogue).model_copy(update={"draws": 200}))
            last = outcome.most_likely.totals["region"]
            # 10 clients × 1,000,000 / 200 less 0.5 fte × 80,000; or nothing at all
            expected = 50_000 - 40_000 if path.stem == "voorbeeldscenario" else 0
            assert last.net[-1, 0] == pytest.approx(expected, abs=1e-6)
    chosen = load_scenario(tmp_path / "scenarios" / folder.name / "voorbeeldscenario.yaml", catalogue)
    assert break_even(catalogue, chosen, "voorbeeldmaatregel").cost.most_likely == 40_000


def test_every_file_explains_itself(tmp_path):
    for path in write_new_programme(tmp_path, "x"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert "@" not in text


def test_the_savings_task_counts_once_its_comment_marks_are_gone(tmp_path):
    path, *_ = write_new_programme(tmp_path, "x")
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("# targets:"))
    block = range(start, lines.index("", start))
    lines = [line.removeprefix("# ") if i in block else line for i, line in enumerate(lines)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert validate([tmp_path]) == []
    (task,) = load_catalogue(path.parent).programme.targets
    assert task.municipality == "voorbeeldstad" and task.amounts == {2027: 50_000, 2028: 80_000}


def test_no_figure_of_the_skeleton_claims_a_source(tmp_path):
    write_new_programme(tmp_path, "x")
    catalogue = load_catalogue(tmp_path / "measures" / "x")
    drivers = [
        *catalogue.programme.drivers.values(),
        *catalogue.measures["voorbeeldmaatregel"].drivers.values(),
    ]
    assert {driver.provenance for driver in drivers} == {"assumption"}


def test_nothing_is_overwritten(tmp_path):
    write_new_programme(tmp_path, "x")
    with pytest.raises(ScenarioError, match="expected a new programme"):
        write_new_programme(tmp_path, "x")


@pytest.mark.parametrize("name", ["", "Mijn-Regio", "../x", "a b", "a_b", "a/b", "-a", "a" * 81])
def test_what_is_no_id_is_refused_before_anything_is_written(tmp_path, name):
    with pytest.raises(ScenarioError, match="lower case, digits and hyphens"):
        write_new_programme(tmp_path, name)
    assert list(tmp_path.iterdir()) == []
