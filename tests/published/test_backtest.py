"""docs/backtest.md says what the code computes, in its tables and in its prose."""

import pytest

from tests.published.backtest_doc import (
    AMERSFOORT,
    DOCUMENT,
    HILVERSUM,
    PLANS,
    TABLES,
    latest,
    million,
    of_members,
    outcome,
    renewed,
)

TEXT = DOCUMENT.read_text("utf-8")
PROSE = " ".join(TEXT.split())


def sides(programme, plan, column="known_side"):
    return latest(outcome(programme, plan).figures)[column].tolist()


def test_the_tables_are_those_computed():
    assert renewed(TEXT) == TEXT, "run: python -m tests.published.backtest_doc"
    assert [f"<!-- computed: {name} -->" in TEXT for name in TABLES] == [True] * len(TABLES)


def test_the_published_path_of_the_budgets():
    """Hilversum, budgets of 2021, 2022 and 2023, x 1,000: balance of programme 2 for 2024."""
    table = latest(outcome(HILVERSUM, "programma").figures)
    first = outcome(HILVERSUM, "programma").figures.groupby("year").first()
    assert first.loc[2024, "value"] == 84_805_000
    assert table.set_index("year").loc[2024, "value"] == 94_448_000
    # 94,448 / 84,805 = 1.1137
    assert "+11.4%" in TEXT


@pytest.mark.parametrize(
    ("plan", "known", "now"),
    [
        ("programma", ["inside", "above", "above", "inside"], ["inside"] * 4),
        ("voorzichtig", ["inside"] * 4, ["inside", "inside", "below", "below"]),
    ],
)
def test_what_the_prose_says_of_hilversum(plan, known, now):
    assert sides(HILVERSUM, plan) == known
    assert sides(HILVERSUM, plan, "side") == now


def test_only_one_figure_is_realised():
    for plan in PLANS[HILVERSUM]:
        figures = outcome(HILVERSUM, plan).figures
        assert figures[figures["status"] == "realised"]["year"].tolist() == [2021]
        first = figures[figures["document"] == "hilversum-begroting-2021"].set_index("year").loc[2024]
        assert first["value"] < first["known_p10"], "lay above it"
    assert "the balance of 2019 (84.14 million)".replace("the ", "") in PROSE
    assert million(84_137_000) == "84.14"


def test_what_the_prose_says_of_amersfoort():
    figures, bare = (of_members("ongewijzigd-beleid", luck=luck) for luck in (True, False))
    inside, without = (int((found["known_side"] == "inside").sum()) for found in (figures, bare))
    assert f"it holds {inside} of {len(figures)} figures, where some {round(0.8 * len(figures))}" in PROSE
    assert f"Without that luck it would hold {without}" in PROSE
    missed = set(figures[figures["known_side"] != "inside"]["municipality"])
    assert missed == {"amersfoort", "eemnes", "leusden"}
    for plan, wmo in (("ongewijzigd-beleid", "below"), ("ambitie-gemeenten", "inside")):
        together = outcome(AMERSFOORT, plan).together
        found = together[together["year"] == 2022].set_index("service")["side"].to_dict()
        assert found == {"youth_guidance": "inside", "wmo_guidance": wmo}
