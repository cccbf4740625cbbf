import shutil
from pathlib import Path

import pytest

from simulator.files import validate
from tests.files.support import GOOD


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_file_outside_a_programme_is_reported_however_near_the_root_it_lies(depth, monkeypatch):
    # A path with fewer folders above it than measures/<programme>/ has, as /tmp/x.yaml.
    path = Path("/", *"ab"[: depth - 1], "x.yaml")
    monkeypatch.setattr(Path, "is_file", lambda self: self.name == "x.yaml")
    monkeypatch.setattr(Path, "is_dir", lambda self: False)
    monkeypatch.setattr(Path, "exists", lambda self: self.name == "x.yaml")
    problems = validate([path])
    assert [problem.found for problem in problems] == ["a file that belongs to no programme"]


def test_the_folders_of_all_programmes_are_checked_too(tmp_path):
    folder = tmp_path / "measures" / "p"
    folder.mkdir(parents=True)
    (folder / "programme.yaml").write_text("id: p\n")
    found = {problem.file for problem in validate([tmp_path / "measures"])}
    assert found == {str(folder / "programme.yaml")}


def test_a_problem_of_the_measures_is_told_once_under_the_name_the_user_gave(tmp_path, monkeypatch):
    shutil.copytree(GOOD, tmp_path / "home")
    monkeypatch.chdir(tmp_path / "home")
    wrong = Path("measures/small/strict-access.yaml")
    wrong.write_text(wrong.read_text("utf-8").replace("grade: 4", "grade: 9", 1), "utf-8")
    measures, scenarios = Path("measures/small"), Path("scenarios/small")
    for paths in ([measures, scenarios], [scenarios, measures], [scenarios], [wrong, scenarios]):
        assert [problem.file for problem in validate(paths)] == [str(wrong)], paths
    # By another name of the same folder: still once, and a file is found whatever it was loaded as.
    again = [scenarios.resolve(), wrong]
    assert [Path(problem.file).resolve() for problem in validate(again)] == [wrong.resolve()]
    monkeypatch.chdir(scenarios)
    assert len(validate(sorted(Path().glob("*.yaml")))) == 1
