"""Whether anything is known of what measures save: asked in one place, of a compiled plan."""

import pytest

from simulator.analysis import portfolio
from simulator.analysis.portfolio import anything_known, known_among
from simulator.domain.measure import Unknown
from simulator.ui.pages.packages import service
from tests.engine.worked import already, catalogue, saver
from tests.factories import measure, scenario, source, text

NOBODY = Unknown(title=text(), what="effect", source=source())


def programme():
    """One saves in all municipalities but noord, which does all of it already; of the other nobody knows."""
    done = saver("done", 100_000, relations=(already("noord", 1.0),))
    return catalogue(done, measure("tried", unknown=(NOBODY,)), measure("free"))


@pytest.mark.parametrize(
    ("town", "measures", "expected"),
    [
        (None, ["done", "tried"], True),
        ("zuid", ["done", "tried"], True),
        ("noord", ["done", "tried"], False),
        (None, ["tried"], False),
        (None, ["tried", "free"], False),
        (None, ["free"], True),
        (None, [], True),
        (None, ["tried", "none-such"], False),
    ],
)
def test_it_is_known_where_one_of_them_has_an_amount(town, measures, expected):
    asked = scenario("done", municipality=town)
    assert anything_known(programme(), asked, measures) is expected


def test_a_saving_that_nobody_knows_is_told_per_measure():
    found = known_among(programme(), scenario("done", municipality="noord"), ["done", "tried", "free"])
    assert (found.amounts, found.nobody_knows) == (frozenset(), {"tried"})


def test_the_page_asks_once(monkeypatch):
    """A page runs anew with every click; the plan is compiled for the first only."""
    asked, compiled = (programme(), scenario("done"), ("done", "tried")), []
    real = anything_known
    monkeypatch.setattr(portfolio, "anything_known", lambda *args: compiled.append(1) or real(*args))
    assert [service.anything_known(*asked) for _ in range(3)] == [True] * 3
    assert len(compiled) == 1
    elsewhere = asked[1].model_copy(update={"municipality": "noord"})
    assert service.anything_known(asked[0], elsewhere, asked[2]) is False
