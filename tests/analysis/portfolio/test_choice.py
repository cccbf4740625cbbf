"""Choices whose best package can be seen by looking."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.analysis.portfolio import (
    Packages,
    Wishes,
    candidates,
    choose,
    front,
    front_table,
    likeliest,
    pareto,
    searched,
    winners,
    winners_table,
)
from simulator.domain.measure import ResidentsAffected, StaffNeed
from simulator.domain.relation import Excludes, Requires
from simulator.domain.scenario import MeasureSetting
from tests.engine.worked import catalogue, relation, saver, uniform
from tests.factories import scenario, source, text


def needing(name: str, amount: float, fte: float | None, people: int | None, **changes: Any):
    """Build a measure with staff and residents; None leaves them unknown."""
    if fte is not None:
        changes["staff"] = StaffNeed(fte=(fte, fte / 2, 0.0, 0.0), source=source())
    if people is not None:
        group = ResidentsAffected(title=text(), formula=str(people), source=source())
        changes["residents_affected"] = (group,)
    return saver(name, amount, **changes)


def of(*measures, always=(), **changes: Any) -> tuple[Any, Any, Packages]:
    made = catalogue(*measures)
    asked = scenario(measures=dict.fromkeys(made.measures, MeasureSetting()), overlap=-1.0, **changes)
    return made, asked, searched(made, asked, candidates(made, asked, made.measures, always), draws=1024)


@pytest.fixture(scope="module")
def four() -> tuple[Any, Any, Packages]:
    """Four measures that add up (overlap -1); noord, with half of it, has a task of 300,000 in 2024.

    ===========  =======  ===  =========
    measure      saves    fte  residents
    ===========  =======  ===  =========
    big          500,000    6      1,000
    medium       400,000    2      5,000
    small        250,000    1        200
    wild         0 to 400,000, unknown staff; 100 residents; grade 6
    ===========  =======  ===  =========
    """
    return of(
        needing("big", 500_000.0, 6.0, 1_000, grade=2),
        needing("medium", 400_000.0, 2.0, 5_000, grade=3),
        needing("small", 250_000.0, 1.0, 200, grade=4),
        needing("wild", 200_000.0, None, 100, grade=6, uncertainty=uniform(0.0, 400_000.0)),
    )


def best(four, **wishes: Any) -> set[str] | None:
    choice = choose(four[2], Wishes(**wishes))
    return None if choice.best is None else set(four[2].candidates.package(choice.best))


def test_the_best_package_by_inspection(four):
    assert best(four) == {"big", "medium", "small", "wild"}
    # The task needs 600,000 in the region. Fewest measures: two, and big with medium saves most.
    assert best(four, goal="measures", chance=0.9) == {"big", "medium"}
    # Known staff alone: medium and small (650,000) need 3 fte.
    assert best(four, goal="fte", chance=0.9) == {"medium", "small"}
    # big and small (750,000) touch 1,200 people.
    assert best(four, goal="residents", chance=0.9) == {"big", "small"}
    # With wild, big and 0 to 400,000 reach 600,000 in three of four draws, and touch 1,100.
    assert best(four, goal="residents", chance=0.7) == {"big", "wild"}
    assert best(four, most_residents=1_250.0, chance=0.9) == {"big", "small"}
    assert best(four, most_residents=1_300.0) == {"big", "small", "wild"}
    # medium and small; not wild, whose staff nobody knows, unless that is said to be fine.
    assert best(four, most_fte=3.0) == {"medium", "small"}
    assert best(four, most_fte=3.0, complete=False) == {"medium", "small", "wild"}
    assert best(four, worst_grade=3) == {"big", "medium"}
    assert best(four, required=frozenset({"wild"}), barred=frozenset({"big"})) == {"medium", "small", "wild"}


def test_a_measure_that_must_be_in_is_no_better_founded_for_it(four):
    made, asked, _ = four
    options = candidates(made, asked, made.measures, always=["wild"])
    fixed = searched(made, asked, options, draws=64)
    assert choose(fixed, Wishes(worst_grade=5)).best is None
    assert choose(fixed, Wishes(worst_grade=5)).without == {"worst_grade": 8}
    assert choose(fixed, Wishes(worst_grade=6)).best is not None


def test_when_nothing_meets_the_wishes_it_is_told_what_stands_in_the_way(four):
    wishes = Wishes(chance=0.9, most_fte=3.0, barred=frozenset({"medium"}))
    choice = choose(four[2], wishes)
    assert choice.best is None
    assert list(choice.meeting) == []
    # Without the chance: small alone or nothing. Without the limit: with big. Without the ban: medium, small.
    # Knowing the staff of wild would not help: small and wild reach 600,000 in a small part of draws.
    assert choice.without == {"chance": 2, "most_fte": 1, "barred": 1, "complete": 0}


def test_the_likeliest_package_meets_every_other_wish(four):
    packages = four[2]

    def likely(**wishes: Any) -> set[str] | None:
        number = likeliest(packages, Wishes(**wishes))
        return None if number is None else set(packages.candidates.package(number))

    # Of the many that are certain of 600,000, the one that saves most.
    assert likely(chance=0.9) == {"big", "medium", "small", "wild"}
    # small and wild reach 600,000 in a small part of draws, small alone and wild alone in none.
    assert likely(chance=0.9, barred=frozenset({"big", "medium"})) == {"small", "wild"}
    assert likely(chance=0.9, barred=frozenset({"big", "medium", "wild"})) is None
    assert likely(chance=0.9, most_residents=50.0, required=frozenset({"big"})) is None


def test_a_chance_that_nobody_knows_is_not_the_likeliest(four):
    packages = four[2]
    unknown = packages.chance.copy()
    best = likeliest(packages, Wishes())
    unknown[best] = np.nan
    other = likeliest(replace(packages, chance=unknown), Wishes())
    assert other not in (None, best)
    assert likeliest(replace(packages, chance=np.full_like(unknown, np.nan)), Wishes()) is None


def test_what_unknown_does_to_a_package(four):
    options = four[2].candidates
    assert options.no_fte == {"wild"}
    assert options.no_residents == frozenset()
    both = options.number(("big", "wild"))
    assert both is not None
    assert options.unknown(both) == (("wild",), ())
    # As far as it is known: 6 fte in the first year, half in the second.
    assert options.staff()[both].tolist() == [6.0, 3.0, 0.0, 0.0]


def test_the_front_has_no_package_of_which_the_burden_is_unknown(four):
    choice = choose(four[2], Wishes())
    sets = [
        set(four[2].candidates.package(int(number))) for number in pareto(four[2], choice, ("net", "fte"))
    ]
    # Most for 0, 1, 2, 3, 7 (big and small), 8 and 9 fte: 0, 250, 400, 650, 750, 900 and 1,150 thousand.
    assert sets == [
        set(),
        {"small"},
        {"medium"},
        {"medium", "small"},
        {"big", "small"},
        {"big", "medium"},
        {"big", "medium", "small"},
    ]
    table = front_table(four[2], choice, ("net", "fte"))
    assert table["fte"].tolist() == [0.0, 1.0, 2.0, 3.0, 7.0, 8.0, 9.0]
    assert table["without_fte"].tolist() == [0] * 7
    assert table["net"].tolist() == pytest.approx([0, 250e3, 400e3, 650e3, 750e3, 900e3, 1_150e3])
    # Where unknown staff is let in, the table says of how many measures: unknown is not nothing.
    table = front_table(four[2], choose(four[2], Wishes(complete=False)), ("net", "fte"))
    assert table["without_fte"].tolist() == ["wild" in ids.split() for ids in table["ids"]]
    assert table["without_fte"].sum() > 0


def test_nearly_equal_packages_share_what_matters():
    """Two ways to save the same, and one measure that only costs: it is in no package that is shown."""
    made, asked, found = of(
        saver("core", 1_000_000.0),
        saver("left", 100_000.0),
        saver("right", 99_000.0, on="youth"),
        saver("none", 0.0),
    )
    excluding = made.measures["left"].model_copy(
        update={"relations": (relation(Excludes, kind="excludes", measure="right"),)}
    )
    made = catalogue(made.measures["core"], excluding, made.measures["right"], made.measures["none"])
    found = searched(made, asked, candidates(made, asked, made.measures), draws=1024)
    choice = choose(found, Wishes())
    shown = [set(found.candidates.package(number)) for number in choice.near]
    assert shown == [{"core", "left"}, {"core", "right"}]
    assert (choice.shared, choice.differing) == (("core",), ("left", "right"))
    # Not four: with the measure that does nothing they are the same packages.
    assert choice.nearly_equal == 2


def test_rules_between_measures():
    needs = relation(Requires, kind="requires", measure="a")
    made, asked, found = of(saver("a", 1.0), saver("b", 5.0, relations=(needs,)), saver("c", 1.0))
    allowed = [set(found.candidates.package(n)) for n in np.flatnonzero(found.candidates.allowed)]
    assert allowed == [set(), {"a"}, {"a", "b"}, {"c"}, {"a", "c"}, {"a", "b", "c"}]
    # Required by a measure that is always there: nothing without it.
    fixed = candidates(made, asked, ("a", "c"), always=("b",))
    assert [set(fixed.package(n)) for n in np.flatnonzero(fixed.allowed)] == [{"a", "b"}, {"a", "b", "c"}]
    assert not candidates(made, asked, ("c",), always=("b",)).allowed.any()


def test_winners_are_full_runs(four):
    made, asked, found = four
    asked = asked.model_copy(update={"draws": 5_000})
    choice = choose(found, Wishes(goal="residents", chance=0.7))
    done = winners(made, asked, found, choice.near)
    first = done[0]
    assert set(first.measures) == {"big", "wild"}
    assert first.scenario.active() == first.measures
    assert first.net == pytest.approx(700_000, rel=1e-3)
    assert first.p10 == pytest.approx(540_000, rel=5e-3)
    assert first.p90 == pytest.approx(860_000, rel=5e-3)
    assert first.chance == pytest.approx(0.75, abs=0.002)
    assert (first.fte, first.residents, first.no_fte) == (6.0, 1_100.0, ("wild",))
    table = winners_table(done)
    assert table.loc[0, "without_fte"] == 1
    assert table.loc[0, "ids"] == "big wild"


def test_front_of_points_by_hand():
    """The staircase (1, 4), (2, 2), (4, 1); (3, 3) is bettered, (2, 4) is bettered, (2, 2) is there twice."""
    points = np.array([[3.0, 3.0], [1.0, 4.0], [2.0, 2.0], [2.0, 4.0], [4.0, 1.0], [2.0, 2.0]])
    assert front(points).tolist() == [1, 2, 4, 5]
    assert front(np.zeros((0, 2))).tolist() == []
    # In three respects (3, 3, 0) is on the front for its third.
    assert front(np.array([[3.0, 3.0, 0.0], [2.0, 2.0, 1.0], [2.0, 2.0, 2.0]])).tolist() == [0, 1]


@given(st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=1, max_size=40))
def test_front_is_what_no_other_row_betters(rows):
    points = np.array(rows, dtype=float)
    expected = [
        i for i, one in enumerate(points) if not any((p <= one).all() and (p < one).any() for p in points)
    ]
    assert front(points).tolist() == expected
