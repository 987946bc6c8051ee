"""Own marginal values times a factor: what a provider really earns must peak where the factor is 1."""

import numpy as np
import pytest

from utfall.behaviour.valuation.classes import need_classes
from utfall.validation.behaviour.population import Population, provider
from utfall.validation.behaviour.sweep import ACCURACY, FACTORS, SEEDS, WAGE, surpluses

from .contracts import CONTRACTS
from .policy import stake


@pytest.mark.parametrize("name", CONTRACTS)
def test_what_a_provider_earns_peaks_at_its_own_marginal_values(name):
    mean = surpluses(CONTRACTS[name])
    best, own = mean.max(), mean[FACTORS.index(1.0)]
    assert own >= best - 0.01 * abs(best), f"{name}: {mean.round(1)}"
    for other in (0, 4):
        if abs(own - mean[other]) > 0.02 * abs(best):
            assert own > mean[other], f"{name}: {mean.round(1)}"


def placed(name, factors):
    """(factors,) mean surplus per head where placement alone is valued so many times as much."""
    classes = need_classes(0.0, 1.0, ACCURACY)
    look = provider(CONTRACTS[name], classes, WAGE)
    worlds = [Population(CONTRACTS[name], classes, ACCURACY, WAGE, seed) for seed in SEEDS]
    return np.array([[world.serve(look, stake(WAGE, push_factor=f))[0] for world in worlds] for f in factors]).mean(axis=1)


@pytest.mark.parametrize("name", ["first entry", "sustained 6", "in work at month 3"])
def test_it_peaks_at_its_own_value_of_placement(name):
    mean = placed(name, (0.0, 0.5, 1.0, 2.0))
    assert mean[2] >= mean.max() - 0.01 * abs(mean.max()), f"{name}: {mean.round(1)}"
    assert mean[2] > mean[0], "without any placement it earns less"


@pytest.mark.parametrize("accuracy", [0.8, 0.5])
def test_what_a_provider_expects_is_what_it_earns_on_average(accuracy):
    """Averaging over the posterior of need keeps the forecast fair; need at its class's mean would promise 10 % more."""
    classes = need_classes(0.0, 1.0, accuracy)
    streams = CONTRACTS["sustained 6"]
    look = provider(streams, classes, WAGE)
    expected, earned = [], []
    for seed in SEEDS:
        world = Population(streams, classes, accuracy, WAGE, seed)
        value = look.start_values()[0, 0, world.need_class]
        expected.append((value[:, 0] - WAGE * value[:, 2]).mean())
        earned.append(world.serve(look, stake(WAGE))[0])
    assert np.mean(expected) == pytest.approx(np.mean(earned), rel=0.08)
