"""What a provider makes of a person's need: an ordinal class, cut from a noisy signal."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from utfall.base.cuts import classes_between

Floats = NDArray[np.float64]
_INSIDE = 8  # points inside a class at which the posterior is taken
_POSTERIOR = 5  # nodes of the posterior at a point
_REACH = 2.75  # sd of need spanned by the nodes on either side


@dataclass(frozen=True, slots=True, eq=False)
class NeedClasses:
    """Classes of a signal and what each says about need.

    edges     (classes - 1,) cut points of the signal (sd of the signal, mean 0)
    needs     (nodes,) needs at which values are computed (sd of need)
    weights   (classes, nodes) weight of each node in a class; rows sum to 1, so that a value of a class is its posterior mean
    """

    edges: Floats
    needs: Floats
    weights: Floats

    def classify(self, signal: Floats) -> NDArray[np.int16]:
        """Class of each signal, 0 (least need) to classes - 1."""
        found: NDArray[np.int16] = classes_between(signal, self.edges, False)
        return found

    @property
    def count(self) -> int:
        """Number of classes."""
        return int(self.weights.shape[0])


def classify(classes: Sequence[NeedClasses], group: NDArray[np.int16], signal: Floats) -> NDArray[np.int16]:
    """Class of each signal (n,) inside the person's pay group; in one pass where all groups are cut alike."""
    found = classes[0].classify(signal)
    for number, own in enumerate(classes[1:], start=1):
        if not np.array_equal(own.edges, classes[0].edges):
            found = np.where(group == number, own.classify(signal), found)
    return found


@lru_cache(maxsize=256)
def need_classes(mean: float, spread: float, accuracy: float, classes: int = 9, nodes: int = 11) -> NeedClasses:
    """Classes of a group whose need is normal (mean, spread) under a signal of the given correlation with it.

    Need given signal s is normal with mean `mean + accuracy spread s` and sd `spread sqrt(1 - accuracy^2)`. It is averaged over
    the signals of a class and five posterior nodes, and spread over the two need nodes beside each. At accuracy 0 all rows are
    the same in every bit, so that a blind signal leads to no choice.
    """
    if spread <= 0.0:
        return NeedClasses(_edges(classes), np.array([mean]), np.ones((classes, 1)))
    edges = _edges(classes)
    needs = mean + spread * np.linspace(-_REACH, _REACH, nodes)
    offsets, masses = np.polynomial.hermite_e.hermegauss(_POSTERIOR)
    masses = masses / masses.sum()
    sd = spread * np.sqrt(max(0.0, 1.0 - accuracy * accuracy))
    weights = np.zeros((classes, nodes))
    for row in range(classes):
        for signal in _points(edges, row):
            for offset, mass in zip(offsets, masses, strict=True):
                _spread_over(weights[row], needs, mean + accuracy * spread * signal + sd * offset, mass / _INSIDE)
    return NeedClasses(edges, needs, weights)


def _edges(classes: int) -> Floats:
    """Cut points at equal steps between -1.75 and 1.75 sd of the signal."""
    return np.linspace(-1.75, 1.75, classes - 1) if classes > 2 else np.zeros(classes - 1)


def _points(edges: Floats, row: int) -> list[float]:
    """Mid-points of equal slices of the signal's mass inside one class."""
    normal = NormalDist()
    low = normal.cdf(edges[row - 1]) if row > 0 else 0.0
    high = normal.cdf(edges[row]) if row < edges.size else 1.0
    return [normal.inv_cdf(low + (high - low) * (i + 0.5) / _INSIDE) for i in range(_INSIDE)]


def _spread_over(row: Floats, needs: Floats, need: float, mass: float) -> None:
    """Give a mass at `need` to the two nodes beside it, in proportion to nearness (ends hold what lies beyond)."""
    step = needs[1] - needs[0]
    place = min(max((need - needs[0]) / step, 0.0), needs.size - 1.000001)
    left = int(place)
    row[left] += mass * (1.0 - (place - left))
    row[left + 1] += mass * (place - left)
