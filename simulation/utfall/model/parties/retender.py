"""Places tendered anew: once in a while who is paid least may lose its place to one that works as those do who keep theirs.

Nobody here chooses to game. If what is paid is not what helps, gaming spreads because who is paid well stays, and is what newcomers are like
[price-1970] [nelson-winter-1982]. Providers do not reckon with it.
"""

from typing import TYPE_CHECKING

import numpy as np

from utfall.base.draws import Purpose, uniforms
from utfall.base.records import Notice
from utfall.contract.competition import Retender, works_like
from utfall.model.parties.entry import newcomer

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


class Retenders:
    """What the next tender goes by: months of service since the last one, and what had come in by then, (P,) each."""

    __slots__ = ("_months", "_rules", "_until_now", "notices")

    def __init__(self, rules: Retender, providers: int) -> None:
        self._rules = rules
        self._months, self._until_now = np.zeros((2, providers), np.int64)
        self.notices: list[Notice] = []

    def month(self, model: "ContractModel") -> None:
        """Count the month; every so often, while a person could still be served to the end, hold the tender again."""
        self._months += model.rosters.offsets[1:] - model.rosters.offsets[:-1]
        if model.month % self._rules.every.months or (model.reviews is not None and model.reviews.ended is not None):
            return
        earned = model.accounts.ledger.balance[model.accounts.providers] + model.books.cost
        if model.month + model.service_months <= model.case.contract.length:
            self._hold(model, earned - self._until_now)
        self._months[:], self._until_now = 0, earned

    def _hold(self, model: "ContractModel", came: np.ndarray) -> None:
        count, month = came.size, model.month
        paid = np.where(model.works & (self._months > 0), came / np.maximum(self._months, 1), np.nan)
        luck = np.array([uniforms(model.seed_number, int(Purpose.RETENDER), month, lane, count) for lane in range(3)])
        like = works_like(paid, self._rules, luck)
        for number in np.flatnonzero(like != np.arange(count)).tolist():
            name = model.providers[number].declared.id
            newcomer(model, number, int(like[number]))
            self.notices += [Notice(month, "exits", name, 0.0), Notice(month, "enters", name, 0.0)]
