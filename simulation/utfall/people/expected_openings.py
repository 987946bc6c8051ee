"""How tight a market with limited openings is without any programme: what one who knows it expects, from mean rates alone."""

from functools import lru_cache

import numpy as np

from utfall.base.rules import exponential
from utfall.people.levels import logit_of
from utfall.people.openings import intensity, tightness
from utfall.people.outsiders import mean_rates
from utfall.people.parameters import PopulationParameters


@lru_cache(maxsize=64)
def usual_tightness(params: PopulationParameters, number: int, months: int) -> float:
    """Mean over so many months of the t that scales entry intensities (1: openings do not bind), everybody at the mean rates of its group.

    Shares in the outcome are followed from `start`; no shocks and no help.
    """
    market, law = params.market, params.outcomes[number]
    places = None if market is None else market.openings[number]
    if market is None or places is None:
        return 1.0
    entry, leave, inside = mean_rates(law, params.groups)
    looks, everybody = intensity(logit_of(entry)), params.eligible + market.others
    total = 0.0
    for _ in range(months):
        t = float(tightness(np.empty(0), looks, everybody * (1.0 - inside), places, market.elasticity))
        inside = inside * (1.0 - leave) + (1.0 - inside) * (1.0 - float(exponential(-looks * t)))
        total += t
    return total / months
