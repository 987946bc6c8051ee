"""Marks on scores, as the value tables read them."""

import numpy as np
import pytest

from utfall.behaviour.valuation.outlook import outlook
from utfall.behaviour.valuation.readings import MOST_NODES, NODES
from utfall.validation.theory.parking import Way, on_the_way

SHARP, BLURRED, SURE = Way(12, 0.2, 0.005), Way(12, 0.2, 0.2), Way(12, 0.2, 0.0)


def test_nodes_lie_as_near_to_each_other_as_the_error_of_a_mark_is_wide():
    sharp = on_the_way(SHARP, 0.5, 0.5).readings
    assert 0.9 * SHARP.error < sharp.step[0] <= SHARP.error
    assert [on_the_way(way, 0.5, 0.5).readings.slope.shape[2] for way in (BLURRED, SURE)] == [NODES, MOST_NODES]


def test_a_sharp_mark_is_worth_crossing_up_to_its_foot_and_no_farther():
    ahead = on_the_way(SHARP, 0.5, 0.1).readings
    last = ahead.slope[-1, 0] * 0.6 * SHARP.gain
    here = ahead.low[0] + ahead.step[0] * np.arange(last.size)
    assert last[here < 0.5 - 0.6 * SHARP.gain - 0.03].max() < 1e-6
    assert last[abs(here - 0.45) < 0.02] == pytest.approx(1.0, abs=1e-3)
    assert last[here > 0.53].max() < 1e-6


def test_tables_of_fewer_nodes_end_beside_longer_ones_as_they_end_alone():
    blurred, sharp = (on_the_way(way, 0.5, 0.5) for way in (BLURRED, SHARP))
    alone, beside = outlook((blurred,)).stack.scores, outlook((blurred, sharp)).stack.scores
    size = alone.shape[-1]
    assert (beside[0, ..., :size] == alone[0]).all()
    assert (beside[0, ..., size:] == alone[0, ..., -1:]).all()
