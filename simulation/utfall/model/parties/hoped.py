"""The return that an investor hopes for: what its forecast flows are worth to it over that."""

import numpy as np

from utfall.base.quantities import Return
from utfall.contract.contract import Capital
from utfall.model.foresight.plan import Plan


def target_of(capital: Capital, investor: str) -> Return | None:
    """The return that an investor hopes for, the highest of its tranches; None: it asks for no more than the risk-free rate."""
    hoped = [t.return_target for t in capital.tranches if t.investor == investor and t.return_target is not None and t.kind != "guarantee"]
    return max(hoped, key=lambda target: target.fraction, default=None)


def over_target(plan: Plan, investor: str, target: Return) -> float:
    """Minor units that the mean forecast flows bring over the target: 0 where they bring just that.

    A yearly target discounts the flows; one in total is a share of all that the investor puts in, whenever it comes back.
    """
    flow = plan.flow_of.get(investor, np.zeros(1))
    if target.per_year:
        return float((flow * (1.0 + target.fraction) ** (-np.arange(1, flow.size + 1) / 12.0)).sum())
    return float(flow.sum() + target.fraction * np.minimum(flow, 0.0).sum())
