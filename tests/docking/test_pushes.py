"""What a twin solves for itself is what production solves: the best push, and levels."""

import numpy as np
import pytest

from tests.docking.plain_mesa.levels import level
from tests.docking.plain_mesa.pushes import best_pushes, exponential
from utfall.base.rules import exponential as compiled
from utfall.behaviour.valuation.push import push_table
from utfall.people.levels import level_of_mean


@pytest.mark.parametrize(("boost", "eta"), [(2.0, 0.6), (0.7, 3.0)])
def test_the_best_push_searched_anew_is_the_compiled_one(boost, eta):
    assert np.array_equal(np.array(best_pushes(boost, eta)), push_table(boost, eta))


def test_the_exponential_in_plain_python_has_the_bits_of_the_compiled_one():
    for x in np.linspace(-30.0, 30.0, 241).tolist():
        assert exponential(x) == compiled(x) == pytest.approx(np.exp(x), rel=1e-15)


@pytest.mark.parametrize(("target", "centre", "spread"), [(0.02, 0.0, 0.8), (0.1, -0.3, 0.5), (0.4, 0.7, 1.5)])
def test_a_level_by_halving_is_the_one_by_quadrature(target, centre, spread):
    assert level(target, ((1.0, centre, spread),)) == pytest.approx(level_of_mean(target, centre, spread), abs=1e-9)
