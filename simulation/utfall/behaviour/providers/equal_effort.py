"""A provider that does what was agreed: the same hours for everybody it serves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from utfall.behaviour.decisions import HoursDecision
from utfall.behaviour.selection import by_lot
from utfall.behaviour.signing import signs
from utfall.behaviour.views import ClaimView, HoursView, SelectionView, SigningView


@dataclass(frozen=True, slots=True)
class EqualEffort:
    """Accepts by lot, splits its hours equally, files no false claim, pushes nobody into quick jobs.

    Theory   scripted: the reference in which nothing answers to what is paid
    """

    needs_outlook: bool = False

    def sign(self, view: SigningView) -> bool:
        """Sign if the certainty equivalent beats the outside option."""
        return signs(view)

    def select(self, view: SelectionView) -> NDArray[np.bool_]:
        """Take whom the lot puts first."""
        return by_lot(view.luck, view.places)

    def hours(self, view: HoursView) -> HoursDecision:
        """The month's hours over the people served that month, by the plan (default: equally over tasks that build)."""
        people = view.group.size
        if people == 0:
            return HoursDecision(np.zeros((view.plan.size, 0)), view.wage)
        plan = view.plan if view.plan.sum() > 0.0 else view.builds.astype(np.float64)
        open_ = plan[:, None] * (view.month[None, :] <= view.lasts[:, None])
        weight = open_.sum(axis=0)
        share = np.divide(open_, weight[None, :], out=np.zeros_like(open_), where=weight[None, :] > 0.0)
        return HoursDecision(share * min(view.budget / people, view.most), view.wage)

    def claim(self, view: ClaimView) -> NDArray[np.bool_]:
        """None."""
        return np.zeros(view.price.size, dtype=bool)
