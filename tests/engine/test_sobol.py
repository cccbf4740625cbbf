"""Sobol sequences from direction numbers, held against SciPy's own points."""

import numpy as np
import pytest
from scipy.stats import qmc

from simulator.engine import sobol
from simulator.engine.sobol import BITS, IN_FILE, RANKS, computed, directions, sequence


@pytest.fixture(scope="module")
def points():
    return (qmc.Sobol(IN_FILE + 1, scramble=False, bits=BITS).random(512) * RANKS).T


@pytest.mark.parametrize("dimension", [0, 1, 2, 155, 216, IN_FILE - 1, IN_FILE])
def test_the_points_are_those_of_scipy(points, dimension):
    """The last lies beyond the file."""
    np.testing.assert_array_equal(sequence(directions(dimension))[:512], points[dimension])


def test_all_65536_points_of_a_dimension_are_those_of_scipy():
    whole = (qmc.Sobol(3, scramble=False, bits=BITS).random(RANKS) * RANKS).T
    for dimension in range(3):
        np.testing.assert_array_equal(sequence(directions(dimension)), whole[dimension])


def test_the_file_holds_what_scipy_knows():
    np.testing.assert_array_equal(np.load(sobol.FILE), computed(IN_FILE))


def test_every_rank_comes_once():
    np.testing.assert_array_equal(np.sort(sequence(directions(40))), np.arange(RANKS))
