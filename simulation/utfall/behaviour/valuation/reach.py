"""Where somebody can be: of a large table only the months and nodes are solved and kept that a person can be in.

Who has served two months has no progress of twenty. What is recorded follows any sequence of states, since registers and workers err, so that every
node of a progress that any sequence reaches is kept. A small table is kept whole: there progress of another clock (from the referral, of another
outcome) may lead where a person's own months do not.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.valuation.product import Product

#: Blocks (a node in a served month) up to which a table is kept whole; a block takes up to 13 kB.
WHOLE = 2500


class Blocks(NamedTuple):
    """Which blocks of cells there are: one a node and served month, or fewer.

    kept     (months + 2, nodes) whether anybody can be at a node before a person-month (from 1 on)
    number   (served months, nodes) block that holds a node's cells in a month, months and nodes in their order; where nobody can be it is that of
             the nearest month in which somebody can be at the node, else that of the start. Empty: the table is whole
    """

    kept: NDArray[np.bool_]
    number: NDArray[np.int32]

    @property
    def whole(self) -> bool:
        """Whether all nodes of all served months have a block."""
        return self.number.size == 0


def blocks(made: Product, served: int, *, whole: bool = False) -> Blocks:
    """The blocks of a product's table over so many served months."""
    months = made.phase.size - 1
    if whole or served * made.nodes <= WHOLE:
        return Blocks(np.ones((months + 2, made.nodes), np.bool_), np.zeros((0, made.nodes), np.int32))
    kept = _reached(made, months)
    own = np.full((served, made.nodes), -1, np.int32)
    here = kept[1 : served + 1]
    own[here] = np.arange(np.count_nonzero(here))
    nearest = _nearest(here)
    number = own[nearest, np.arange(made.nodes)]
    starts = number[:, made.start[np.minimum(made.state, 1)]]
    return Blocks(kept, np.where(number >= 0, number, starts))


def _reached(made: Product, months: int) -> NDArray[np.bool_]:
    """(months + 2, nodes) nodes of every progress that any sequence of states reaches, by person-month."""
    kept = np.zeros((months + 2, made.nodes), np.bool_)
    now = made.start
    for month in range(1, months + 2):
        kept[month] = np.isin(made.progress, made.progress[now])
        if month <= months:
            now = np.unique(made.follow[made.phase[month], kept[month]])
    return kept


def _nearest(here: NDArray[np.bool_]) -> NDArray[np.int64]:
    """(served, nodes) the month in which somebody can be at the node, nearest to each; the earlier of two."""
    month = np.arange(here.shape[0])
    far = np.where(here[None], np.abs(month[:, None] - month)[:, :, None], here.shape[0] + 1)
    return far.argmin(axis=1)
