"""What a unit of outcome pay counts for a provider."""

import numpy as np
import pytest

from utfall.behaviour.objective import Position, chance_to_lose, pressed, weight_of_pay


def test_pressure_counts_what_does_not_reach_the_provider_only_under_a_shortfall():
    assert pressed(Position(passed=0.2, pressure=0.3)) == 1.0
    assert 0.2 * pressed(Position(passed=0.2, pressure=0.3, shortfall=1.0)) == pytest.approx(0.2 + 0.3 * 0.8)
    assert pressed(Position(passed=1.0, pressure=0.3, shortfall=1.0)) == 1.0


def test_who_can_lose_no_more_counts_a_unit_for_less():
    safe, broke = Position(net=0.0, sd=10.0, wealth=1e9), Position(net=-30.0, sd=10.0, wealth=0.0)
    assert chance_to_lose(safe) == pytest.approx(1.0)
    assert chance_to_lose(broke) < 0.01
    z = np.linspace(-6, 6, 200001)
    weights = np.exp(-0.5 * z * z)

    def expects(mean):
        return float((np.maximum(mean + 20.0 * z, -5.0) * weights).sum() / weights.sum())

    step = 1e-2
    slope = (expects(-30.0 + step) - expects(-30.0 - step)) / (2 * step)
    assert chance_to_lose(Position(net=-30.0, sd=20.0, wealth=5.0)) == pytest.approx(slope, rel=1e-3)


def test_the_weight_is_one_where_nothing_bends_it_and_what_risk_leaves():
    assert weight_of_pay(Position()) == 1.0
    assert weight_of_pay(Position(risk=0.8)) == pytest.approx(0.8)
