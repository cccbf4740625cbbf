from pathlib import Path

import pytest

from simulator.files import validate


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
