import re
import shutil

import pytest

from simulator.errors import InputFileError
from simulator.files import load_catalogue, load_scenario, programmes, scenario_paths, validate
from tests.factories import small_programme
from tests.files.support import CATALOGUE, GOOD, PATHS, SMALL, TEXTS


@pytest.fixture
def small(tmp_path):
    return shutil.copytree(SMALL, tmp_path / "measures" / "small")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder):
    with pytest.raises(InputFileError) as refused:
        load_catalogue(folder)
    return refused.value.problems


def test_files_give_what_the_factories_build_in_python():
    assert CATALOGUE.programme == small_programme()


def test_measures_stand_by_number_and_then_by_name(small):
    for name in ("zz", "aa"):
        text = TEXTS["measure"].replace("id: rich\nnumber: 7\n", f"id: {name}\n")
        (small / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert list(load_catalogue(small).measures) == [
        "school-coaches",
        "fewer-hours",
        "strict-access",
        "aa",
        "zz",
    ]


def test_version_ignores_comments_layout_and_order_of_keys(small):
    path = small / "school-coaches.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    first = lines.index("number: 1")
    lines.insert(len(lines), lines.pop(first))
    path.write_text("# another comment\n\n" + "\n".join(lines).replace("1000", "1_000"), encoding="utf-8")
    assert load_catalogue(small).version == CATALOGUE.version
    assert re.fullmatch("[0-9a-f]{12}", CATALOGUE.version)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("school-coaches.yaml", "value: 500", "value: 501"),
        ("programme.yaml", "age_0_19: 4000", "age_0_19: 4001"),
        ("printed.yaml", "line: 13", "line: 14"),
        ("fewer-hours.yaml", "nl: Samenvatting", "nl: samenvatting"),
    ],
)
def test_version_changes_with_every_number_and_word(small, file, old, new):
    change(small / file, old, new)
    assert load_catalogue(small).version != CATALOGUE.version


def test_problems_of_all_files_come_together(small):
    change(small / "fewer-hours.yaml", "grade: 3", "grade: 9")
    change(small / "strict-access.yaml", "refused * baseline", "refusde * baseline")
    change(small / "programme.yaml", "base_year: 2020", "base_year: 2020\nbase_year: 2019")
    assert {(p.file.rsplit("/", 1)[1], p.key) for p in problems(small)} == {
        ("fewer-hours.yaml", "grade"),
        ("programme.yaml", "base_year"),
        ("strict-access.yaml", "drivers.refused"),
        ("strict-access.yaml", "effects.access.formula"),
    }


def test_file_names_are_ids(small):
    (small / "fewer-hours.yaml").rename(small / "less-hours.yaml")
    (problem,) = problems(small)
    assert (problem.key, problem.found) == ("id", "'fewer-hours'")
    assert "'less-hours'" in problem.expected


def test_a_file_with_another_ending_is_not_passed_over(small):
    (small / "extra.yml").write_text("id: extra\n", encoding="utf-8")
    (problem,) = problems(small)
    assert "extra.yaml" in problem.repair


def test_a_folder_without_programme_is_told(tmp_path):
    (problem,) = problems(tmp_path)
    assert problem.found == "no such file" and problem.file.endswith("programme.yaml")


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"id: a\ntitle: caf\xe9\n", 2, "0xE9"),
        ("id: a".encode("utf-16"), 1, "UTF-16"),
        (b"id: a\nb: \xef\xbb\xbfc\n", 2, "U+FEFF"),
        (b"#" * (1024 * 1024 + 1), 1, "1_048_576 bytes"),
    ],
)
def test_only_decent_utf_8_is_read(tmp_path, data, line, words):
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    with pytest.raises(InputFileError, match=re.escape(words)) as refused:
        load_scenario(path, CATALOGUE)
    assert refused.value.problems[0].line == line


def test_a_scenario_that_is_not_there_or_has_another_name_is_told(tmp_path):
    with pytest.raises(InputFileError, match="no such file"):
        load_scenario(tmp_path / "none.yaml", CATALOGUE)
    shutil.copy(PATHS["scenario"], tmp_path / "other.yaml")
    with pytest.raises(InputFileError, match="'other', the name of the file"):
        load_scenario(tmp_path / "other.yaml", CATALOGUE)


def test_folders_are_found_by_programme():
    assert programmes(GOOD) == [SMALL]
    assert scenario_paths(GOOD, "small") == [PATHS["scenario"]]
    assert scenario_paths(GOOD, "../scenarios/small") == []
    assert scenario_paths(GOOD, "unknown") == []


def test_validate_takes_files_folders_and_the_whole(small, tmp_path):
    good = [GOOD, SMALL, PATHS["scenario"].parent, PATHS["scenario"], PATHS["programme"]]
    assert validate(good) == []
    change(small / "fewer-hours.yaml", "grade: 3", "grade: 9")
    scenarios = shutil.copytree(PATHS["scenario"].parent, tmp_path / "scenarios" / "small")
    for path in (tmp_path, small, small / "fewer-hours.yaml", scenarios):
        assert [p.found for p in validate([path, path])] == ["'9'"]
    assert validate([small / "strict-access.yaml"]) == []
    assert [p.found for p in validate([tmp_path / "none"])] == ["no such file or folder"]
