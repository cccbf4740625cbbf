"""A scenario as a file and as a link, and what the app says when something cannot be."""

import pytest
from streamlit.testing.v1 import AppTest

from simulator.errors import InputFileError
from simulator.files import load_catalogue, load_scenario, scenario_paths
from simulator.ui import edits, sharing
from simulator.ui.link import MOST_DRAWS
from tests.ui.conftest import APP, checked, opened, programma, words

ROOT = APP.parent


@pytest.fixture(scope="module")
def real_catalogue():
    return load_catalogue(ROOT / "measures" / "gooi-en-vechtstreek-2021")


def test_every_shipped_scenario_comes_back_from_its_file(real_catalogue):
    paths = scenario_paths(ROOT, real_catalogue.programme.id)
    scenarios = {path.stem: load_scenario(path, real_catalogue) for path in paths}
    for scenario in scenarios.values():
        changed = edits.set_fields(scenario, seed=7, growth_shift=0.013, municipality="hilversum")
        for one in (scenario, changed):
            data = sharing.to_file(one, "a" * 12, "b" * 12)
            assert sharing.from_file(data, "plan.yaml", real_catalogue, scenarios) == one


def test_the_file_says_which_run_it_gives_and_is_named_after_it(small_catalogue):
    assert sharing.file_name(programma(), "0123456789ab") == "koers-programma-0123456789ab.yaml"
    first = sharing.to_file(programma(), "0123456789ab", "cafe").decode().splitlines()[0]
    assert first == "# Koers scenario. Run 0123456789ab, catalogue cafe."


def test_a_scenario_with_another_name_counts_as_made_from_the_first(small_catalogue, shipped):
    data = sharing.to_file(programma(id="mijn-plan", seed=5), "a", "b")
    read = sharing.from_file(data, "x.yaml", small_catalogue, shipped)
    assert (read.id, read.seed) == (next(iter(shipped)), 5)


def test_more_draws_than_a_link_may_ask_for_are_refused_at_their_line(small_catalogue, shipped):
    data = sharing.to_file(programma(draws=MOST_DRAWS + 1), "a", "b")
    with pytest.raises(InputFileError) as refused:
        sharing.from_file(data, "x.yaml", small_catalogue, shipped)
    (problem,) = refused.value.problems
    assert problem.key == "draws"
    assert data.decode().splitlines()[problem.line - 1].startswith("draws:")


@pytest.mark.parametrize(
    "data",
    [
        b"a: &a [x, x]\nb: [*a, *a]\n",
        b"id: !!python/object/apply:os.system [ls]\n",
        b"x" * (1 << 20) + b"x",
        b"[" * 10_000,
        b"\x00\x01\x02",
        b"\xff\xfea\x00",
        "id: a\u202eb\n".encode(),
        b"",
    ],
    ids=["alias", "tag", "large", "deep", "binary", "utf-16", "unseen", "empty"],
)
def test_hostile_files_are_refused_with_a_report(small_catalogue, shipped, data):
    with pytest.raises(InputFileError) as refused:
        sharing.from_file(data, "x.yaml", small_catalogue, shipped)
    assert all(p.found and p.expected and p.repair and p.line >= 1 for p in refused.value.problems)


def test_the_link_that_is_offered_names_run_and_catalogue_even_for_a_shipped_scenario(small_app):
    (copied,) = [e.proto.body for e in small_app().get("html") if "share-link" in e.proto.body]
    assert "s=" in copied


def test_a_scenario_that_cannot_be_is_mended_before_it_is_saved(small_app):
    test = small_app()
    assert not saving(test).disabled
    test.toggle(key="on-fewer-hours").set_value(True).run()
    checked(test)
    assert saving(test).disabled
    assert "Los eerst" in words(test)


def saving(test):
    (button,) = [e.proto for e in test.get("download_button") if "share-save" in e.proto.id]
    return button


def test_without_programme_the_page_says_what_and_how_to_mend(tmp_path, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(tmp_path))
    test = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not test.exception
    assert "Herstel wat hieronder staat" in test.error[0].value
    told = " ".join(e.proto.body for e in test.get("html"))
    assert "no programme" in told
    assert "KOERS_DATA" in told


def test_a_shipped_scenario_that_is_refused_is_told_on_the_page(small_root, tmp_path, monkeypatch):
    for path in small_root.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(small_root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "scenarios" / "small" / "kapot.yaml").write_text("id: kapot\n", encoding="utf-8")
    monkeypatch.setenv("KOERS_DATA", str(tmp_path))
    test = opened()
    assert "1 bestand met een scenario is geweigerd" in words(test)
    assert "kapot.yaml" in " ".join(e.proto.body for e in test.get("html"))
