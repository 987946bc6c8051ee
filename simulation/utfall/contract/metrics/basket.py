"""Baskets: several metrics in one number, with components that are drawn by lot once the work is done, or not shown at all."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from utfall.contract.contract import Contract
from utfall.contract.metrics.declarations import Basket, Metric
from utfall.contract.metrics.units import due_month

Floats = NDArray[np.float64]


def components(basket: Basket, contract: Contract) -> tuple[Metric, ...]:
    """The metrics of a basket, in the order of their weights."""
    by_id = {metric.id: metric for metric in contract.metrics}
    return tuple(by_id[id_] for id_, _ in basket.weights)


def parts_of(metric: Metric, contract: Contract) -> tuple[Metric, ...]:
    """What of a metric is measured by itself: its components, or itself."""
    return components(metric, contract) if isinstance(metric, Basket) else (metric,)


def known_in(metric: Metric, contract: Contract, last_start: int) -> int:
    """Contract month in which a cohort whose last person starts in month `last_start` is fully known, lags included."""
    own = 0 if metric.lag is None or not isinstance(metric, Basket) else metric.lag.months
    return max(due_month(part, len(contract.groups), last_start) for part in parts_of(metric, contract)) + own


def weights_of(basket: Basket) -> Floats:
    """(K,) weights as agreed, summing to 1."""
    weights = np.array([weight.fraction for _, weight in basket.weights])
    return weights / weights.sum()


def drawn_weights(basket: Basket, luck: float) -> Floats:
    """(K,) weights of the components that count, after the draw: systematic sampling with chances in proportion to the weights.

    luck  one uniform number in (0, 1), drawn when the behaviour is over
    A component with weight w is drawn with chance min(1, c w), and then counts w over that chance, so that the expected weight of each
    is what was agreed: not knowing which will count changes no expected price.
    """
    weights = weights_of(basket)
    if basket.drawn is None or basket.drawn >= weights.size:
        return weights
    chance = _chances(weights, basket.drawn)
    edges = np.concatenate([[0.0], np.cumsum(chance)])
    drawn = np.floor(edges[1:] + 1.0 - luck + 1e-12) > np.floor(edges[:-1] + 1.0 - luck + 1e-12)
    return np.where(drawn, weights / chance, 0.0)


def believed_weights(basket: Basket) -> Floats:
    """(K,) weights that a provider counts with: as agreed, or all alike where they are hidden from it."""
    weights = weights_of(basket)
    return np.full(weights.size, 1.0 / weights.size) if basket.hidden_from_providers else weights


def weighted(columns: Sequence[Floats], weights: Floats) -> Floats:
    """(N,) units of a basket: those of its components (N,) times weights (K,), added in the order of the file."""
    total = weights[0] * columns[0]
    for weight, column in zip(weights[1:], columns[1:], strict=True):
        total = total + weight * column
    return total


def _chances(weights: Floats, drawn: int) -> Floats:
    """(K,) chances of being drawn, at most 1, summing to `drawn`, in proportion to the weights below 1."""
    chance, sure = drawn * weights, np.zeros(weights.size, dtype=np.bool_)
    while (chance > 1.0).any():
        sure |= chance >= 1.0
        rest = np.where(sure, 0.0, weights)
        chance = np.where(sure, 1.0, (drawn - sure.sum()) * rest / rest.sum())
    return chance
