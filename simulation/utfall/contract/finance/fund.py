"""A fund over several contracts: flows are pooled, so that what one contract loses another may carry."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.base.money import split

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fund:
    """Rules of a fund.

    size       most that its investors put in, minor units
    recycled   what comes back is lent again before new money is called (while a contract still needs any)
    """

    size: int
    recycled: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FundFlows:
    """Flows of a fund by month, minor units.

    called     (T,) put in by its investors; returned (T,) given back to them
    lent       (C, T) lent to each contract; unmet (C, T) asked for and not lent
    """

    called: Ints
    returned: Ints
    lent: Ints
    unmet: Ints

    @property
    def lost(self) -> int:
        """What investors put in and did not get back (below 0: a gain)."""
        return int(self.called.sum() - self.returned.sum())


def pool(fund: Fund, asked: Ints, back: Ints) -> FundFlows:
    """Lend what is asked, in proportion where money is short, and give back what comes in.

    asked, back   (C, T) minor units that each contract asks for and gives back, by month; what comes back in a month can be lent from the
                  next on. A contract that was lent less than it asked still gives back what `back` says.
    """
    contracts, months = asked.shape
    called, returned = np.zeros(months, dtype=np.int64), np.zeros(months, dtype=np.int64)
    lent, cash, room = np.zeros((contracts, months), dtype=np.int64), 0, fund.size
    for t in range(months):
        wanted = int(asked[:, t].sum())
        from_cash = min(wanted, cash)
        called[t] = min(wanted - from_cash, room)
        room -= int(called[t])
        cash -= from_cash
        if wanted:
            lent[:, t] = split(from_cash + int(called[t]), [int(amount) for amount in asked[:, t]])
        cash += int(back[:, t].sum())
        if not (fund.recycled and bool(asked[:, t + 1 :].any())):
            returned[t], cash = cash, 0
    return FundFlows(called, returned, lent, asked - lent)


def later(flows: Ints, starts: Sequence[int]) -> Ints:
    """Flows (..., C, T) of contracts that each count their own months, in months of the fund: (..., C, T + the latest start); 0 before and after."""
    placed = np.zeros((*flows.shape[:-1], flows.shape[-1] + max(starts)), dtype=flows.dtype)
    for number, start in enumerate(starts):
        placed[..., number, start : start + flows.shape[-1]] = flows[..., number, :]
    return placed


def tail(losses: NDArray[np.float64], chances: NDArray[np.float64], level: float) -> tuple[float, float]:
    """(value at risk, mean loss beyond it) of losses (n,) with chances (n,) summing to 1, at a level such as .95.

    The mean beyond is over exactly the worst 1 - level of the chances: the atom at the edge counts in part.
    """
    order = np.argsort(losses, kind="stable")
    loss, chance = losses[order], chances[order]
    edge = int(np.searchsorted(np.cumsum(chance), level - 1e-12))
    beyond = float((loss[edge + 1 :] * chance[edge + 1 :]).sum())
    return float(loss[edge]), (beyond + float(loss[edge]) * (1.0 - level - float(chance[edge + 1 :].sum()))) / (1.0 - level)
