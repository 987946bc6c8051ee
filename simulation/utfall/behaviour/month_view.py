"""What a provider can look back on at the end of a month: its own books, and what is known of others. For rules that learn."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: What a rule has in mind: a few numbers whose meaning the rule gives; kept by the agent.
Memory = tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class StartView:
    """Before the first month.

    plan          (tasks,) share of hours by task under agreed hours
    planned_cost  minor units a month of its planned staff
    """

    plan: Floats
    planned_cost: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PeersView:
    """What one provider can find out about all P, itself among them.

    paid    (P,) minor units received so far per month of service given; nan where nothing is known (a secret contract, nobody served)
    shares  (P, tasks) share of the month's hours by task; zeros where nobody was served
    """

    paid: Floats
    shares: Floats


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class MonthView:
    """A month just lived.

    month         contract month
    memory        what it had in mind
    income        minor units that came in this month, fees included
    planned_cost  minor units a month of its planned staff
    plan          (tasks,) share of hours by task under agreed hours
    served        people served this month
    peers         what it can find out about all providers
    luck          a uniform, for who tries something out
    """

    month: int
    memory: Memory
    income: float
    planned_cost: float
    plan: Floats
    served: int
    peers: PeersView
    luck: float
