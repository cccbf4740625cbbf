"""docs/backtest.md says what the code computes, in its tables and in its prose."""

from math import log

import pytest

from tests.published.backtest_doc import (
    AMERSFOORT,
    DOCUMENT,
    HILVERSUM,
    PLANS,
    TABLES,
    catalogue,
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
        ("programma", ["inside", "inside", "above", "inside"], ["inside"] * 4),
        ("voorzichtig", ["inside"] * 4, ["inside", "inside", "below", "below"]),
        ("ongewijzigd-beleid", ["inside"] * 4, ["inside", "below", "below", "below"]),
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
        assert (first["value"] < first["known_p10"]) == (plan != "programma")
        assert first["value"] < first["known_p10"] + 0.1 * (first["known_p90"] - first["known_p10"])
    assert "the balance of 2019 (84.14 million)".replace("the ", "") in PROSE
    assert million(84_137_000) == "84.14"


def test_by_how_much_the_plan_fails_on_2023_with_and_without_uncertain_prices():
    for surprise, gap in ((None, "by 0.3 million"), (0.0, "on 2023 by 1.4 million")):
        row = latest(outcome(HILVERSUM, "programma", surprise=surprise).figures).set_index("year").loc[2023]
        assert gap.endswith(f"by {(row['value'] - row['known_p90']) / 1e6:.1f} million")
        assert gap in PROSE


def test_what_the_prose_says_of_prices():
    """By hand, from the VNG's rates and the table of 000:770-1041."""
    index = catalogue(HILVERSUM).programme.price_index
    assert (index.known_to, index.surprise.deviation) == (2024, 0.013)
    revisions = (6.43 - 4.75, 5.71 - 4.70, 2.74 - 1.72)
    assert f"root mean square {(sum(r**2 for r in revisions) / 3) ** 0.5:.2f}, rounded to 1.3" in PROSE
    after = [0.013 * sum(k**2 for k in range(1, n + 1)) ** 0.5 for n in (1, 2, 3)]
    assert "by {:.1%} after one year, {:.1%} after two and {:.1%} after three".format(*after) in PROSE
    level = (1.035 * 1.0643 * 1.0571) / 1.02**3
    assert f"{level - 1:.1%} above 2% a year, {log(level) / after[2]:.1f} of these deviations" in PROSE


@pytest.mark.parametrize(
    ("clients", "cost", "change", "off", "luck"),
    [
        # Amersfoort, Bunschoten, Eemnes, Soest and Woudenberg; Baarn and Leusden lack an amount of 2021
        (
            (687 + 102 + 68 + 138 + 53, 654 + 118 + 51 + 122 + 44),
            (
                3_324_123 + 517_000 + 390_684 + 1_077_320 + 243_309,
                3_481_175 + 647_000 + 275_466 + 875_389 + 200_135,
            ),
            "rose 4.6% for youth guidance",
            "1.0% above",
            "4.4%",
        ),
        # Amersfoort, Bunschoten, Leusden, Soest and Woudenberg
        (
            (1_476 + 98 + 227 + 371 + 65, 1_211 + 92 + 259 + 366 + 65),
            (
                7_662_295 + 650_000 + 1_300_000 + 1_670_369 + 266_286,
                6_365_976 + 623_000 + 1_325_000 + 1_555_526 + 268_661,
            ),
            "fell 1.5% for Wmo guidance",
            "4.8% below",
            "3.1%",
        ),
    ],
)
def test_what_the_prose_says_of_cost_per_client(clients, cost, change, off, luck):
    ratio = (cost[1] / clients[1]) / (cost[0] / clients[0])
    assert f" {abs(ratio - 1):.1%} " in f" {change} "
    assert change in PROSE
    assert off == f"{abs(ratio / 1.035 - 1):.1%} {'above' if ratio > 1.035 else 'below'}"
    assert off in PROSE
    # The cost of a client varies by its mean (c = 1), in both years: √(1 / n₀ + 1 / n₁).
    assert luck == f"{(1 / clients[0] + 1 / clients[1]) ** 0.5:.1%}"
    assert luck in PROSE


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
