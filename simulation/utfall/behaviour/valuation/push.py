"""The best push of one month: hours of placement as a function of two numbers.

Worth of e hours at logit l: D (logistic(l + psi (1 - exp(-e / eta))) - logistic(l)) - lambda cost e. It depends on D and lambda
only through R = ln(D / (lambda cost)), so one table over (l, R) serves every person, class and shadow price. Zero where the
month's net gain is not above 0.
"""

from functools import lru_cache

import numba as nb
import numpy as np
from numpy.typing import NDArray

from utfall.base.rules import exponential, logistic

Floats = NDArray[np.float64]
LOW_LOGIT, LOGIT_STEP, LOGITS = -10.0, 0.25, 57
LOW_RATIO, RATIO_STEP, RATIOS = 0.0, 0.2, 81


@lru_cache(maxsize=128)
def push_table(psi: float, eta: float) -> Floats:
    """(logits, ratios) best hours; every table of a parameter point shares them, so they are searched once."""
    return _search(psi, eta)


@nb.njit(cache=True, error_model="numpy")
def pays_from(table: Floats) -> Floats:
    """(logits - 1,) worth of a pushed entry, over the price of an hour, at or under which no hour pays, whatever the logit in a row of the table."""
    worth = np.full(table.shape[0] - 1, np.inf)
    for i in range(worth.size):
        for j in range(table.shape[1] - 1):
            if table[i, j + 1] > 0.0 or table[i + 1, j + 1] > 0.0:
                worth[i] = exponential(LOW_RATIO + j * RATIO_STEP)
                break
    return worth


@nb.njit(cache=True, error_model="numpy")
def _search(psi: float, eta: float) -> Floats:
    """(logits, ratios) best hours, by a search over 64 responses refined by golden section between the neighbours of the best."""
    table = np.zeros((LOGITS, RATIOS))
    golden = 0.6180339887498949
    for i in range(LOGITS):
        logit = LOW_LOGIT + i * LOGIT_STEP
        alone = logistic(logit)
        for j in range(RATIOS):
            worth = exponential(LOW_RATIO + j * RATIO_STEP)
            best, at = 0.0, 0
            for k in range(1, 65):
                hours = eta * k * 0.1
                net = worth * (logistic(logit + psi * (1.0 - exponential(-hours / eta))) - alone) - hours
                if net > best:
                    best, at = net, k
            if at == 0:
                continue
            low, high = eta * (at - 1) * 0.1, eta * (at + 1) * 0.1
            for _ in range(30):
                left, right = high - golden * (high - low), low + golden * (high - low)
                net_left = worth * logistic(logit + psi * (1.0 - exponential(-left / eta))) - left
                net_right = worth * logistic(logit + psi * (1.0 - exponential(-right / eta))) - right
                if net_left > net_right:
                    high = right
                else:
                    low = left
            table[i, j] = 0.5 * (low + high)
    return table
