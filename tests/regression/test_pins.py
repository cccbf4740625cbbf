"""Every scenario that ships still gives what it gave.

A failure says that results changed, not that they are wrong. If the change is meant, renew the pins
(see `tests.regression.renew`).
"""

import pytest

from tests.catalogue.shipped import scenarios
from tests.regression.pins import FOLDER, STATISTICS, pin_of, read, written

FLOAT32 = 1e-5
"""Draws are in float32: processors and builds of NumPy round differently in the last bits."""
ROUNDED = 1.0
"""Euro."""
FEW_DRAWS = 0.001
"""Chance: ten draws of ten thousand may fall on the other side of the task."""


def test_every_scenario_has_a_pin_and_every_pin_a_scenario():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(scenarios())


@pytest.mark.parametrize("name", sorted(scenarios()))
def test_scenario_gives_what_it_gave(name):
    pinned, now = read(name), pin_of(name)
    assert {key: pinned[key] for key in ("scenario", "view", "seed", "draws")} == {
        key: now[key] for key in ("scenario", "view", "seed", "draws")
    }
    changed = {
        (quantity, year, statistic): (before[statistic], now["totals"][quantity][year][statistic])
        for quantity, years in pinned["totals"].items()
        for year, before in years.items()
        for statistic in STATISTICS
        if now["totals"][quantity][year][statistic]
        != pytest.approx(before[statistic], abs=ROUNDED + FLOAT32 * _scale(pinned, quantity, year))
    }
    assert changed == {}, "results changed; if that is meant: python -m tests.regression.renew"
    assert now["chance_of_target"] == pytest.approx(pinned["chance_of_target"], abs=FEW_DRAWS)


def _scale(pin, quantity, year):
    """Size of the amounts that a total is made of: a net near zero is the difference of two large ones."""
    parts = ("baseline",) if quantity in {"baseline", "with_measures"} else ("gross", "cost")
    return max(abs(pin["totals"][part][year]["p90"]) for part in parts)


@pytest.mark.parametrize("name", sorted(scenarios()))
def test_pins_are_as_the_command_writes_them(name):
    path = FOLDER / f"{name}.json"
    assert path.read_text(encoding="utf-8") == written(read(name))


def test_most_likely_case_of_a_pin_adds_up():
    totals = read("programma")["totals"]
    for year, net in totals["net"].items():
        damped, cost = totals["damped"][year]["most_likely"], totals["cost"][year]["most_likely"]
        assert net["most_likely"] == pytest.approx(damped - cost, abs=1)
