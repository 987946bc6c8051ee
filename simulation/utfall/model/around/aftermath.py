"""When the money ends (`mechanisms.aftermath`; an illustration): ordinary services go on with a share of the practice, for who was in it.

Each person whose service the end cut off gets a share of the hours of its last month for as long as its service was meant to last; they
build as before, cost the contract nothing, and are no service under it. What people keep is their capability, which fades at its own rate.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from utfall.base.responses import responses
from utfall.base.sums import total

if TYPE_CHECKING:
    from utfall.model.model import ContractModel


class Aftermath:
    """Who goes on being served, and `hours` that ordinary services have given so."""

    def __init__(self, share: float) -> None:
        self._share, self.hours = share, 0.0
        self._persons: NDArray[np.int32] = np.empty(0, np.int32)
        self._until: NDArray[np.int32] = np.empty(0, np.int32)
        self._monthly = np.empty(0)
        self._gains = np.empty((0, 0))

    def begin(self, model: "ContractModel") -> None:
        """At the end of the contract's last month, before service ends."""
        people, rosters = model.people, model.rosters
        until = people.enrol_month[rosters.ids] + model.service_months - 1
        cut = people.in_service[rosters.ids] & (until > model.month)
        self._persons, self._until = rosters.ids[cut].copy(), until[cut]
        hours = np.ascontiguousarray(self._share * model.hours[:, cut])
        effects = responses(hours, model.tasks.eta, model.tasks.quadratic)
        productivity = model.productivity[people.provider[self._persons]]
        gains = np.zeros((people.capability.shape[0], self._persons.size))
        for task, effect in enumerate(effects):
            gains += people.laws.months.builds[:, task, None] * effect
        self._gains = gains * productivity * people.columns.response[self._persons]
        self._monthly = hours.sum(axis=0)

    def month(self, model: "ContractModel") -> None:
        """Before people live through a month: what the practice that was taken over builds."""
        if not self._persons.size:
            return
        still = (self._until >= model.month) & ~model.people.dropped[self._persons]
        if not still.all():
            self._persons, self._until, self._monthly = self._persons[still], self._until[still], self._monthly[still]
            self._gains = self._gains[:, still]
        model.people.capability[:, self._persons] += self._gains
        self.hours += float(total(self._monthly))
