"""The cache: one entry for what gives the same numbers, another for anything that does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.ui import edits, services
from simulator.ui.outcome import fingerprint
from tests.factories import text
from tests.ui.conftest import programma

START = programma()


def test_names_and_order_do_not_count(small_catalogue):
    renamed = START.model_copy(update={"title": text("Anders"), "summary": text("Anders"), "id": "b"})
    turned = START.model_copy(update={"measures": dict(reversed(START.measures.items()))})
    assert fingerprint(small_catalogue, renamed) == fingerprint(small_catalogue, START)
    assert fingerprint(small_catalogue, turned) == fingerprint(small_catalogue, START)


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_what_differs_has_another_key(small_catalogue, one, two):
    first, second = (fingerprint(small_catalogue, edits.set_fields(START, seed=s)) for s in (one, two))
    assert (first == second) == (one == two)


def test_an_outcome_is_that_of_its_own_scenario(small_root, small_catalogue, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    less = edits.set_measure(START, "strict-access", on=False)
    outcomes = [services.outcome(s, small_catalogue) for s in (START, less, START)]
    net = [o.totals.query("quantity == 'net' and year == 2024")["p50"].item() for o in outcomes]
    assert net == pytest.approx([560_000, 60_000, 560_000])
    assert outcomes[0].run_id == outcomes[2].run_id != outcomes[1].run_id


def test_what_comes_out_of_the_cache_can_be_changed_without_harm(small_catalogue):
    table = services.outcome(START, small_catalogue).totals
    table["p50"] = 0.0
    assert services.outcome(START, small_catalogue).totals["p50"].abs().max() > 0


def test_a_programme_without_scenarios_opens_with_all_that_was_not_turned_down(
    small_root, tmp_path, monkeypatch
):
    source = small_root / "measures" / "small"
    target = tmp_path / "measures" / "small"
    target.mkdir(parents=True)
    for path in source.iterdir():
        (target / path.name).write_bytes(path.read_bytes())
    monkeypatch.setenv("KOERS_DATA", str(tmp_path))
    assert services.shelf().first.active() == ("school-coaches", "fewer-hours", "strict-access")


def test_a_scenario_file_that_is_refused_is_left_out_and_told(small_root, tmp_path, monkeypatch):
    for path in small_root.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(small_root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    (tmp_path / "scenarios" / "small" / "kapot.yaml").write_text("id: kapot\n", encoding="utf-8")
    monkeypatch.setenv("KOERS_DATA", str(tmp_path))
    shelf = services.shelf()
    assert set(shelf.scenarios) == {"programma", "alles-uit"}
    assert "kapot.yaml" in shelf.problems[0].file


def test_the_programme_is_chosen_by_name(small_root, monkeypatch):
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    monkeypatch.setenv("KOERS_PROGRAMME", "small")
    assert services.catalogue().programme.id == "small"
    monkeypatch.setenv("KOERS_PROGRAMME", "../small")
    with pytest.raises(services.InputFileError, match="no programme"):
        services.catalogue()


def test_a_server_that_warms_up_has_nothing_to_warn_of(small_root, monkeypatch, caplog):
    """There is no session then, and so no programme that somebody chose."""
    monkeypatch.setenv("KOERS_DATA", str(small_root))
    services.outcome(services.shelf().first)
    assert "ScriptRunContext" not in caplog.text
