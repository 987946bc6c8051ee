"""Couplings: how the counterfactual's luck goes with that of the contract world. Only the counterfactual's draws differ between them.

monotone     the same L = log(U / (1 - U)): the next state is 1 exactly if U < P(next = 1 | state, world)
entry_exit   enters if U < p, leaves if U < q: who is in is judged by 1 - U, that is by -L
copula       normal copula of U with correlation 0.5
independent  a uniform of its own
"""

import numba as nb
import numpy as np

from utfall.base.draws import normal_quantile, unit, unit_logit
from utfall.base.rules import exponential, logarithm, logistic
from utfall.people.columns import Floats, States
from utfall.people.steps import Words

MONOTONE, ENTRY_EXIT, COPULA, INDEPENDENT, NO_COUNTERFACTUAL = 0, 1, 2, 3, 4
COUPLINGS = ("monotone", "entry_exit", "copula", "independent")
RHO = 0.5
RHO_REST = 0.8660254037844386


@nb.njit(cache=True, error_model="numpy")
def normal_share(z: float) -> float:
    """Standard normal distribution function [abramowitz-stegun-1964], 26.2.17; absolute error below 7.5e-8."""
    a = abs(z)
    t = 1.0 / (1.0 + 0.2316419 * a)
    tail = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    upper = 0.3989422804014327 * exponential(-0.5 * a * a) * tail
    return 1.0 - upper if z > 0.0 else upper


@nb.njit(cache=True, error_model="numpy")
def couple(out: Floats, luck: Floats, words: Words, before: States, coupling: int) -> None:
    """The counterfactual's luck under another coupling; `words` are draws of its own.

    entry_exit   leaves if U < q and enters if U < p: who is in is judged by 1 - U
    copula       normal copula, correlation 0.5
    independent  own draws
    """
    for i in range(out.size):
        if coupling == ENTRY_EXIT:
            out[i] = luck[i] if before[i] == np.uint8(0) else -luck[i]
        elif coupling == COPULA:
            z = RHO * normal_quantile(logistic(luck[i])) + RHO_REST * normal_quantile(unit(words[i]))
            v = min(max(normal_share(z), 1e-12), 1.0 - 1e-12)
            out[i] = logarithm(v / (1.0 - v))
        else:
            out[i] = unit_logit(words[i])
