"""How many are in an outcome, or not in it, on a date."""

import numpy as np
from numpy.typing import NDArray

from utfall.base.automata import Automaton
from utfall.contract.metrics import build
from utfall.contract.metrics.declarations import Headcount

Bools = NDArray[np.bool_]
States = NDArray[np.integer]


def heads(metric: Headcount, states: States, counted: Bools) -> int:
    """People of those `counted` (N,) whose recorded state (N,; 0 out, else in) is the one that the metric counts."""
    return int(((states > 0) == (metric.counts == "in"))[counted].sum())


def counted_on(metric: Headcount, month: int, outcome: int) -> Automaton:
    """One person as the metric counts it at the end of a contract month: the automaton that a provider looks ahead with."""
    one = build.flow(0.0, 1.0, 1.0) if metric.counts == "in" else build.flow(1.0, 0.0, 0.0)
    made = build.tabulate(one, (0, 0), (1, build.FOREVER), per_person=True, outcome=outcome)
    return build.at_contract_month(made, month)
