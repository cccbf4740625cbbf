"""Tables of one run rest on the same lines, which are made once: the page waits for them."""

from dataclasses import replace

import pytest

from simulator.analysis.budget import BudgetOptions, lines, shares
from simulator.analysis.run import run
from simulator.engine.compile import compile_plan
from simulator.export.budget_tables import raw_tables, reader_tables
from simulator.export.csv_tables import tables_as_dict
from tests.factories import scenario, small_catalogue

OPTIONS = BudgetOptions()


@pytest.fixture
def compiled(monkeypatch):
    """The catalogues that plans were compiled of to divide savings."""
    found = []

    def compiling(catalogue, asked):
        found.append(catalogue)
        return compile_plan(catalogue, asked)

    monkeypatch.setattr(shares, "compile_plan", compiling)
    return found


def test_a_game_is_compiled_once_for_all_tables_and_municipalities(compiled):
    made = run(small_catalogue(), scenario(), draws=False)
    raw = raw_tables(made, OPTIONS)
    # School coaches on youth, and two measures on household help: two games, whoever looks.
    assert len(compiled) == 2
    tables_as_dict(made, OPTIONS, raw)
    reader_tables(made, OPTIONS, "nl", raw)
    assert len(compiled) == 2


def test_tables_at_hand_give_what_tables_made_anew_give():
    made = run(small_catalogue(), scenario(), draws=False)
    raw = raw_tables(made, OPTIONS)
    for language in ("nl", "en"):
        assert reader_tables(made, OPTIONS, language, raw) == reader_tables(made, OPTIONS, language)
    assert tables_as_dict(made, OPTIONS, raw) == tables_as_dict(made, OPTIONS)


def test_a_view_a_statistic_and_another_run_have_lines_of_their_own():
    made = run(small_catalogue(), scenario(draws=200))
    whole, noord = lines.parts(made, "region"), lines.parts(made, "noord")
    # Noord has half of everything: 2023 saves 750,000 in the region.
    assert sum(part.amount[2] for part in whole if part.kind == "lower_spending") == pytest.approx(750_000)
    assert sum(part.amount[2] for part in noord if part.kind == "lower_spending") == pytest.approx(375_000)
    assert lines.parts(made, "region") is whole
    assert lines.parts(made, "region", mean=True) is not whole
    assert lines.parts(replace(made), "region") is not whole
