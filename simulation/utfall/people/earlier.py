"""The common shock of earlier years: the path of a run continued backward, for baselines that lie before it."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from utfall.base.draws import Purpose, normals
from utfall.people.columns import Floats

if TYPE_CHECKING:
    from utfall.people.population import Population

#: Contract months from before month 0 that everybody has; with month 0 that is more than a year of history.
MONTHS_BEFORE = 12


def common_from(population: Population, earliest: int) -> Floats:
    """Common shock (logits) of contract months `earliest` .. the end of the run, (months,).

    A stationary AR(1) looks the same run backward, so months before -12 follow from month -12 on draws of their own, and no month
    that was there before changes.
    """
    if earliest >= -MONTHS_BEFORE:
        return population.common[earliest + MONTHS_BEFORE :]
    return np.concatenate([_further_back(population, -MONTHS_BEFORE - earliest), population.common])


def _further_back(population: Population, months: int) -> Floats:
    """Common shock of the `months` before month -12, in order of time."""
    params = population.params
    if not population.mechanisms.common_shock:
        return np.zeros(months)
    persistence = params.common_persistence
    innovation = params.common_spread * sqrt(1.0 - persistence * persistence)
    luck = normals(population.seed, int(Purpose.COMMON_EARLIER), 0, 0, months)
    path, last = np.empty(months), float(population.common[0])
    for back in range(months):
        last = persistence * last + innovation * luck[back]
        path[months - 1 - back] = last
    return path
